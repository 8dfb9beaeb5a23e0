// The text that an item comes with, through the same capture as any page but without the network; or, for a book of which
// only passages are known, those passages as a text.
import { Failure } from '../../contract/failure.ts'
import { captureArticle } from '../capture/capture.ts'
import type { CapturedArticle } from '../capture/captured-article.ts'
import { sharedExtractor } from '../capture/extract-pool.ts'
import { escapeHtml } from '../capture/html-text.ts'
import { countWords } from '../../text/word-count.ts'
import type { AssetBatch } from '../library/assets.ts'
import type { ImportedHighlight, ImportedItem } from './imported-item.ts'

/** A text that is ready to be kept. */
export interface PreparedText {
  article: Pick<
    CapturedArticle,
    'html' | 'text' | 'wordCount' | 'setAside' | 'missingImages' | 'leadImage' | 'lang' | 'dir' | 'excerpt'
  > & {
    title: string | null
    byline: string | null
    siteName: string | null
    publishedAt: number | null
    tags: string[]
  }
  /** The pictures that stood in it as data. */
  batch: AssetBatch | null
  /** With the places that they have in a text made of them. */
  highlights: ImportedHighlight[]
  /** Of a text made of passages: each of them, in the order of the highlights. Null for any other. */
  passages: { html: string; text: string }[] | null
}

/** What an item comes with: a text, nothing, or one that cannot be read, and why. */
export type Prepared = { text: PreparedText | null; problem: string | null }

/** Nothing is fetched for an import: pictures that are not in the export come with the next update of the text. */
const noNetwork: typeof fetch = () => Promise.reject(new Failure('FETCH_FAILED', 'An import fetches nothing.'))

/**
 * Makes the text of an item ready.
 * @param item as the export has it
 * @param deps a batch for its pictures, and the clock
 * @returns never throws for what is wrong with the text alone
 */
export async function prepareText(
  item: ImportedItem,
  deps: { batch: () => AssetBatch; now: () => number; signal: AbortSignal },
): Promise<Prepared> {
  if (item.content !== null) return captured(item, item.content, deps)
  const isBook = item.url === null && item.highlights.length > 0
  return { text: isBook ? await passagesOf(item.highlights, deps.signal) : null, problem: null }
}

async function captured(
  item: ImportedItem,
  content: NonNullable<ImportedItem['content']>,
  deps: Parameters<typeof prepareText>[1],
): Promise<Prepared> {
  const source =
    content.kind === 'html'
      ? ({ text: content.html, format: 'html' } as const)
      : content.kind === 'markdown'
        ? ({ text: content.markdown, format: 'markdown' } as const)
        : ({ text: content.text, format: 'plain' } as const)
  const batch = deps.batch()
  try {
    const article = await captureArticle(
      { kind: 'text', ...source, ...(item.url !== null && { url: item.url }) },
      {
        now: deps.now,
        signal: deps.signal,
        fetch: noNetwork,
        whole: true,
        storeAsset: (bytes, extension) => batch.store(bytes, extension),
      },
    )
    return { text: { article, batch, highlights: item.highlights, passages: null }, problem: null }
  } catch (error) {
    batch.discard()
    if (deps.signal.aborted || !(error instanceof Failure) || ['DISK_FULL', 'NO_ACCESS'].includes(error.code))
      throw error
    const reason = error.message.split(/(?<=[.:])\s/)[0] ?? error.message
    return { text: null, problem: `Its text in the export could not be read, so it came as an address: ${reason}` }
  }
}

/** A text of passages, one below the other, each with its place. */
async function passagesOf(highlights: readonly ImportedHighlight[], signal: AbortSignal): Promise<PreparedText> {
  const passages = highlights.map(({ exact }) => paragraphsOf(exact))
  const html = passages.map(
    (paragraphs) => `<blockquote>${paragraphs.map((words) => `<p>${escapeHtml(words)}</p>`).join('')}</blockquote>`,
  )
  const finished = await sharedExtractor().placeImages(html.join(''), new Map(), signal)
  let from = 0
  const placed = highlights.map((highlight, index) => {
    const exact = passages[index]!.join('\n\n')
    const start = finished.text.indexOf(exact, from)
    if (start < 0) return highlight
    from = start + exact.length
    return { ...highlight, exact, start, prefix: '', suffix: '' }
  })
  const none = {
    title: null,
    byline: null,
    siteName: null,
    publishedAt: null,
    tags: [],
    setAside: [],
    missingImages: [],
  }
  const article = {
    ...finished,
    ...none,
    wordCount: countWords(finished.text),
    leadImage: null,
    lang: null,
    dir: 'ltr' as const,
  }
  const pieces = finished.html.split(/(?<=<\/blockquote>)/)
  return {
    article: { ...article, excerpt: '' },
    batch: null,
    highlights: placed,
    passages: passages.map((words, index) => ({ html: pieces[index] ?? '', text: words.join('\n\n') })),
  }
}

function paragraphsOf(exact: string): string[] {
  return exact
    .split(/\n+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
}
