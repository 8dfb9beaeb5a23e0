// Brings the images of an article into the library; what cannot be had is shown by its words.
import { createHash } from 'node:crypto'
import { Failure } from '../../contract/failure.ts'
import { fetchPage } from './fetch-page.ts'
import { inlineImage } from './trim-source.ts'

const MAX_IMAGE_BYTES = 15 * 1024 * 1024
const MAX_IMAGES_BYTES = 80 * 1024 * 1024
const MAX_IMAGES = 300
const AT_ONCE = 6
const ACCEPT = 'image/avif,image/webp,image/png,image/jpeg,image/gif,image/svg+xml,image/*;q=0.8'

/** What storing images needs. */
export interface ImageDeps {
  fetch: typeof fetch
  timeoutMs: number
  signal?: AbortSignal | undefined
  allowPrivateHosts?: boolean | undefined
  /** The host that the user typed, whose images may be on a private address like itself. */
  trustedHost?: string | undefined
  storeAsset: (bytes: Uint8Array, extension: string) => string | Promise<string>
  onImage?: ((done: number, total: number) => void) | undefined
}

/** Where each image went: its address in the article, and its path in the library or null. */
export type StoredImages = Map<string, string | null>

/**
 * Fetches and stores the images of an article.
 *
 * @param sources their addresses, each once
 * @param inlineImages the images that stood in the source as data
 * @param deps network, limits and library
 * @returns the path of each; null for one that is missing, too large or no image
 * @throws Failure CANCELLED when the signal says so, and whatever `storeAsset` throws: a full disk is not a missing image
 */
export async function storeImages(
  sources: readonly string[],
  inlineImages: string[],
  deps: ImageDeps,
): Promise<StoredImages> {
  const stored: StoredImages = new Map(sources.map((source) => [source, null]))
  const queue = sources.slice(0, MAX_IMAGES)
  let left = MAX_IMAGES_BYTES
  let done = 0
  const work = async (): Promise<void> => {
    for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
      refuseCancelled(deps.signal)
      const bytes = left > 0 ? await imageBytes(source, inlineImages, Math.min(left, MAX_IMAGE_BYTES), deps) : null
      const extension = bytes ? imageExtension(bytes) : null
      if (bytes && extension && bytes.length <= left) {
        left -= bytes.length
        stored.set(source, await deps.storeAsset(bytes, extension))
      }
      deps.onImage?.(++done, sources.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return stored
}

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Failure('CANCELLED', 'Stopped. Nothing was added.')
}

async function imageBytes(
  source: string,
  inlineImages: string[],
  maxBytes: number,
  deps: ImageDeps,
): Promise<Uint8Array | null> {
  const data = source.startsWith('data:') ? source : inlineImage(source, inlineImages)
  if (data !== null) return decodeDataAddress(data, maxBytes)
  if (!URL.canParse(source) || source.startsWith('https://inline.invalid/')) return null
  try {
    const { bytes } = await fetchPage(new URL(source), { ...deps, maxBytes, accept: ACCEPT })
    return bytes
  } catch (error) {
    // The article is worth having without this picture; it is listed as missing.
    if (error instanceof Failure && error.code !== 'CANCELLED') return null
    throw error
  }
}

function decodeDataAddress(address: string, maxBytes: number): Uint8Array | null {
  const match = /^data:([^,]{0,200}),/i.exec(address)
  if (!match) return null
  const body = address.slice(match[0].length)
  try {
    const bytes = /;\s*base64\s*$/i.test(match[1] ?? '')
      ? Buffer.from(decodeURIComponent(body), 'base64')
      : Buffer.from(decodeURIComponent(body))
    return bytes.length <= maxBytes ? bytes : null
  } catch {
    return null
  }
}

/**
 * What an image is by its own bytes, whatever its server called it.
 *
 * @param bytes the file
 * @returns the extension it is stored under, or null when it is no image that a browser shows
 */
export function imageExtension(bytes: Uint8Array): string | null {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1024))
  if (bytes[0] === 0x89 && head.slice(1, 4) === 'PNG') return 'png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpg'
  if (/^GIF8[79]a/.test(head)) return 'gif'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp'
  if (head.slice(4, 8) === 'ftyp' && /avi[fs]/.test(head.slice(8, 32))) return 'avif'
  if (/^(?:\ufeff|ï»¿)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(head))
    return 'svg'
  return null
}

/**
 * The path under which the library keeps a file: its SHA-256, two hex digits for the folder and the rest for the name.
 *
 * @param bytes the file
 * @param extension without a dot
 */
export function assetPath(bytes: Uint8Array, extension: string): string {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return `assets/${hash.slice(0, 2)}/${hash.slice(2)}.${extension}`
}
