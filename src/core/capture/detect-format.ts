// What a source is: something that can be read as an article, and if so, as html, Markdown or plain text.
import { Failure } from '../../contract/failure.ts'
import type { SourceFormat } from './captured-article.ts'

/** Formats known by their first bytes, by the name that a message gives them. */
const SIGNATURES: [number[], string][] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'PDF files'],
  [[0x89, 0x50, 0x4e, 0x47], 'Images'],
  [[0xff, 0xd8, 0xff], 'Images'],
  [[0x47, 0x49, 0x46, 0x38], 'Images'],
  [[0x50, 0x4b, 0x03, 0x04], 'Zip archives, EPUB and office files'],
  [[0x1f, 0x8b], 'Compressed files'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'Office files'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'RTF files'],
  [[0x7f, 0x45, 0x4c, 0x46], 'Programs'],
  [[0x4d, 0x5a, 0x90], 'Programs'],
  [[0x49, 0x44, 0x33], 'Sound files'],
  [[0x4f, 0x67, 0x67, 0x53], 'Sound files'],
  [[0x1a, 0x45, 0xdf, 0xa3], 'Videos'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'Databases'],
]
const MEDIA_TYPES: [RegExp, string][] = [
  [/^application\/(?:x-)?pdf\b/i, 'PDF files'],
  [/^image\//i, 'Images'],
  [/^video\//i, 'Videos'],
  [/^audio\//i, 'Sound files'],
  [/^font\//i, 'Fonts'],
  [/^application\/(?:zip|epub|msword|vnd\.|x-(?:tar|7z|rar|zip|gzip)|gzip)/i, 'Zip archives, EPUB and office files'],
]
const BINARY_SAMPLE = 64 * 1024

/**
 * Refuses what cannot be read as an article.
 *
 * @param bytes the file or response body
 * @param contentType the HTTP header, if any
 * @throws Failure BAD_INPUT when it is empty, UNSUPPORTED when it is a PDF, an image or otherwise not text
 */
export function refuseUnreadable(bytes: Uint8Array, contentType?: string | null): void {
  if (bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) {
    throw new Failure('BAD_INPUT', 'It is empty. Nothing was added: check that it is the right page or file.')
  }
  // Some servers send a comment or white space before a PDF begins.
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1024))
  const signature = head.trimStart().startsWith('%PDF-')
    ? 'PDF files'
    : SIGNATURES.find(([magic]) => magic.every((byte, i) => bytes[i] === byte))?.[1]
  const name = signature ?? brandOf(head) ?? MEDIA_TYPES.find(([type]) => type.test(contentType ?? ''))?.[1]
  if (name)
    throw new Failure(
      'UNSUPPORTED',
      `${name} are not supported yet. Nothing was added: if you can, copy the text and paste it.`,
    )
  if (isBinary(bytes)) {
    throw new Failure(
      'UNSUPPORTED',
      'It is not text, so there is nothing to read in it. Nothing was added: web pages, Markdown and plain text can be read.',
    )
  }
}

/** Containers that name themselves behind a length. */
function brandOf(head: string): string | null {
  if (head.slice(4, 8) === 'ftyp') return 'Videos'
  if (head.startsWith('RIFF')) return head.slice(8, 12) === 'WEBP' ? 'Images' : 'Sound files'
  return null
}

/** Text has next to no control characters; UTF-16 has zeros, but only in every other byte. */
function isBinary(bytes: Uint8Array): boolean {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (marked) return false
  const sample = bytes.subarray(0, BINARY_SAMPLE)
  let controls = 0
  const zeros = [0, 0]
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
    else if (byte < 0x20 && (byte < 0x07 || byte > 0x0d) && byte !== 0x1b) controls++
  })
  const [even = 0, odd = 0] = zeros
  const wide = Math.max(even, odd) > sample.length * 0.2 && Math.min(even, odd) < sample.length * 0.02
  if (wide) return controls > sample.length * 0.02
  return even + odd + controls > sample.length * 0.005
}

/**
 * Decides how text is to be read: by its file's name, by the type that the server gave, by what is in it.
 *
 * @param text the decoded text
 * @param source the file's name and the HTTP header, if any
 */
export function detectFormat(
  text: string,
  source: { name?: string | undefined; contentType?: string | null | undefined } = {},
): SourceFormat {
  const extension = /\.([a-z0-9]+)$/i.exec(source.name ?? '')?.[1]?.toLowerCase() ?? ''
  if (/^(?:x?html?|xht|shtml)$/.test(extension)) return 'html'
  if (/^(?:md|markdown|mdown|mkd|mkdn|mdx|qmd|rmd)$/.test(extension)) return 'markdown'
  const type = source.contentType ?? ''
  if (/^(?:text\/html|application\/xhtml)/i.test(type)) return 'html'
  if (/^text\/(?:x-)?markdown/i.test(type)) return 'markdown'
  if (looksLikeHtml(text)) return 'html'
  return looksLikeMarkdown(text) ? 'markdown' : 'plain'
}

function looksLikeHtml(text: string): boolean {
  const head = text.slice(0, 4096)
  if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)\b/i.test(head)) return true
  const tags =
    head.match(/<\/(?:p|div|h[1-6]|ul|ol|li|table|article|section|span|a|blockquote|pre|figure)>/gi)?.length ?? 0
  return /^\s*</.test(head) ? tags >= 1 : tags >= 4
}

/** A single sign can stand in any text (a dash, an asterisk, a #tag): two kinds of them are Markdown. */
function looksLikeMarkdown(text: string): boolean {
  const head = text.slice(0, 20_000).replace(/\r\n?/g, '\n')
  if (/^---\n(?:[\w-]+:.*\n|[ \t]+.*\n|- .*\n)+---\n/.test(head)) return true
  const signs = [
    /^#{1,6} \S/m,
    /^(?:```|~~~)/m,
    /\[[^\]\n]+\]\((?:https?:|\/|#|\.|mailto:)[^)\n]*\)/,
    /!\[[^\]\n]*\]\([^)\n]+\)/,
    /(?:^|\s)\*\*\S[^*\n]*\S\*\*/m,
    /^\|.*\|\n\|[\s:|-]+\|$/m,
    /^\[\^?[^\]\n]+\]: \S/m,
    /^> \S/m,
    /^(?:[*+-]|\d+\.) .*\n(?:[*+-]|\d+\.) /m,
    /(?<![\w`])`[^`\n]+`(?!`)/,
  ]
  const found = signs.filter((sign) => sign.test(head)).length
  return found >= 2 || /^# \S.*\n\n/.test(head)
}
