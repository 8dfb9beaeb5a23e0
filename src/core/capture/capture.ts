// Capture: an address, a file or pasted text in; an article for the library out, with its images stored.
import { Failure } from '../../contract/failure.ts'
import type { CaptureInput, CaptureProgress } from '../../contract/model.ts'
import { countWords } from '../../text/word-count.ts'
import { canonicalUrl } from './canonical-url.ts'
import type { CapturedArticle, ExtractedArticle } from './captured-article.ts'
import { sharedExtractor } from './extract-pool.ts'
import type { Extractor } from './extract-pool.ts'
import type { ExtractInput } from './extract.ts'
import { refuseUnreadable } from './detect-format.ts'
import { fetchPage, pageAddress } from './fetch-page.ts'
import { storeImages } from './images.ts'
import type { StoredImages } from './images.ts'
import { MAX_SOURCE_BYTES, refuseLarge } from './source-size.ts'

const TIMEOUT_MS = 30_000
const ACCEPT = 'text/html,application/xhtml+xml,text/markdown;q=0.9,text/plain;q=0.8,*/*;q=0.5'
/** A clock may be wrong by a day; a date further ahead is not when something was published. */
const AHEAD_MS = 86_400_000

/** What a capture needs from its surroundings. */
export interface CaptureDeps {
  fetch?: typeof fetch
  now: () => number
  signal?: AbortSignal
  onProgress?: (progress: CaptureProgress) => void
  /** Keeps an image and returns its `assets/…` path. */
  storeAsset: (bytes: Uint8Array, extension: string) => string | Promise<string>
  /** Whether pages and images on this computer or its network may be fetched without the user having typed their host. */
  allowPrivateHosts?: boolean
  /** Where extraction runs: the process's worker threads unless given. */
  extractor?: Extractor
  /** The html handed over is an article's body alone, as another app kept it: all of it is taken. */
  whole?: boolean
  /** For one page or image; 30 seconds unless given. */
  timeoutMs?: number
}

/**
 * Captures an article.
 *
 * @param input what the user handed over
 * @param deps network, library, clock and cancellation
 * @returns the article, complete; the library has not been told of it
 * @throws Failure BAD_INPUT, UNSUPPORTED, TOO_LARGE, FETCH_FAILED or CANCELLED, each in words for the user
 */
export async function captureArticle(input: CaptureInput, deps: CaptureDeps): Promise<CapturedArticle> {
  const extractor = deps.extractor ?? sharedExtractor()
  const { source, trustedHost } = await openSource(input, deps)
  report(deps, 'reading', 'Reading the article', null)
  const { article, inlineImages, images } = await extractor.extract(source, deps.signal)
  const stored = await storeImages(images, inlineImages, {
    fetch: deps.fetch ?? fetch,
    timeoutMs: deps.timeoutMs ?? TIMEOUT_MS,
    signal: deps.signal,
    allowPrivateHosts: deps.allowPrivateHosts,
    trustedHost,
    storeAsset: deps.storeAsset,
    onImage: (done, total) => {
      report(deps, 'images', `Storing image ${String(done)} of ${String(total)}`, done / total)
    },
  })
  const placed = await extractor.placeImages(article.html, stored, deps.signal)
  if (placed.text === '' && !placed.html.includes('<img')) {
    throw new Failure('BAD_INPUT', 'There is no text in it, and its images cannot be fetched. Nothing was added.')
  }
  return captured(article, placed, stored, inlineImages, source.url ?? null, deps.now())
}

function captured(
  article: ExtractedArticle,
  placed: { html: string; text: string },
  stored: StoredImages,
  inlineImages: string[],
  url: string | null,
  now: number,
): CapturedArticle {
  const { html: _html, text: _text, leadImage, publishedAt, canonicalUrl: stated, ...rest } = article
  const address = url ?? stated
  const lead = leadImage === null ? null : (stored.get(leadImage) ?? null)
  return {
    ...rest,
    ...placed,
    url: address,
    canonicalUrl: address === null ? null : canonicalUrl(isPlausible(stated, address) ? stated : address),
    publishedAt: publishedAt !== null && publishedAt > now + AHEAD_MS ? null : publishedAt,
    leadImage: lead ?? /<img [^>]*?src="(assets\/[^"]+)"/.exec(placed.html)?.[1] ?? null,
    missingImages: [...stored].filter(([, path]) => path === null).map(([source]) => nameMissing(source, inlineImages)),
    wordCount: countWords(placed.text),
  }
}

function nameMissing(source: string, inlineImages: string[]): string {
  const index = /^https:\/\/inline\.invalid\/(\d+)$/.exec(source)?.[1]
  return index === undefined ? source : `${(inlineImages[Number(index)] ?? 'data:').slice(0, 60)}…`
}

/** Some pages name their home page, or a page of another site, as the address of every article. */
function isPlausible(stated: string | null, address: string): stated is string {
  if (stated === null || !URL.canParse(stated)) return false
  const [a, b] = [new URL(stated), new URL(address)]
  const site = (url: URL): string => url.hostname.split('.').slice(-2).join('.')
  return site(a) === site(b) && (a.pathname !== '/' || b.pathname === '/')
}

async function openSource(
  input: CaptureInput,
  deps: CaptureDeps,
): Promise<{ source: ExtractInput; trustedHost?: string }> {
  if (input.kind === 'url') return fetchSource(input.url, deps)
  const url = input.url?.trim() ? pageAddress(input.url).href : undefined
  const trusted = url === undefined ? {} : { trustedHost: new URL(url).hostname }
  if (input.kind === 'text') {
    if (input.text.trim() === '') throw new Failure('BAD_INPUT', 'There is no text in it. Nothing was added.')
    refuseLarge(input.text.length)
    const format = input.format === 'auto' ? undefined : input.format
    return { source: { text: input.text, url, format, whole: deps.whole }, ...trusted }
  }
  refuseLarge(Math.floor(input.base64.length * 0.75) - 2)
  const bytes = Buffer.from(input.base64, 'base64')
  refuseUnreadable(bytes)
  return { source: { bytes: new Uint8Array(bytes), name: input.name, url }, ...trusted }
}

async function fetchSource(typed: string, deps: CaptureDeps): Promise<{ source: ExtractInput; trustedHost: string }> {
  const address = pageAddress(typed)
  report(deps, 'fetching', `Fetching ${address.host}`, null)
  const page = await fetchPage(address, {
    fetch: deps.fetch ?? fetch,
    maxBytes: MAX_SOURCE_BYTES,
    timeoutMs: deps.timeoutMs ?? TIMEOUT_MS,
    accept: ACCEPT,
    signal: deps.signal,
    trustedHost: address.hostname,
    allowPrivateHosts: deps.allowPrivateHosts,
    onBytes: (received, total) => {
      report(deps, 'fetching', `Fetching ${address.host}`, total === null ? null : Math.min(1, received / total))
    },
  })
  refuseUnreadable(page.bytes, page.contentType)
  const name = decodeURIComponentSafely(new URL(page.url).pathname.split('/').at(-1) ?? '')
  const typedName = /html/i.test(page.contentType ?? '') ? undefined : name
  return {
    source: { bytes: new Uint8Array(page.bytes), contentType: page.contentType, name: typedName, url: page.url },
    trustedHost: address.hostname,
  }
}

function decodeURIComponentSafely(text: string): string | undefined {
  try {
    return decodeURIComponent(text) || undefined
  } catch {
    return text || undefined
  }
}

function report(deps: CaptureDeps, step: CaptureProgress['step'], message: string, fraction: number | null): void {
  deps.onProgress?.({ type: 'progress', step, message, fraction })
}
