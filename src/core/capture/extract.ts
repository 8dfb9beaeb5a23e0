// Extraction as a pure function: bytes or text in, an article out, without network, library or clock.
import { Failure } from '../../contract/failure.ts'
import type { ArticleDraft } from './article-draft.ts'
import type { ExtractedArticle, SourceFormat } from './captured-article.ts'
import { decodeBytes } from './decode.ts'
import { detectFormat, refuseUnreadable } from './detect-format.ts'
import { extractHtml } from './extract-html.ts'
import { finishArticle, parseBody } from './finish-article.ts'
import { escapeHtml } from './html-text.ts'
import { readMarkdown } from './markdown.ts'
import { readPlainText } from './plain-text.ts'
import { refuseLarge } from './source-size.ts'

/** A source: its bytes, or text that was pasted. */
export type ExtractInput = ({ bytes: Uint8Array; text?: undefined } | { text: string; bytes?: undefined }) & {
  /** The file's name. */
  name?: string | undefined
  /** The HTTP header. */
  contentType?: string | null | undefined
  /** Where it comes from; relative addresses in it are resolved against this. */
  url?: string | undefined
  /** How to read it; found out when not given. */
  format?: SourceFormat | undefined
  /** The html is an article's body alone: nothing is looked for in it and nothing set aside. */
  whole?: boolean | undefined
}

/** An extracted article, and the images that stood in its source as data. */
export interface Extraction {
  article: ExtractedArticle
  /** `https://inline.invalid/N` in the article names the Nth. */
  inlineImages: string[]
  /** The addresses of the images that the article shows, its lead image first; each once. */
  images: string[]
}

/**
 * Extracts the article of a source.
 *
 * @param input the source
 * @returns the article. Images keep their own addresses, `data:` images their data
 * @throws Failure BAD_INPUT when there is nothing to read, UNSUPPORTED when it is no text, TOO_LARGE above 20 MB
 */
export function extractArticle(input: ExtractInput): ExtractedArticle {
  const { article, inlineImages } = extract(input)
  const restore = (text: string): string =>
    inlineImages.length === 0
      ? text
      : text.replace(/https:\/\/inline\.invalid\/(\d+)/g, (name, index: string) => inlineImages[Number(index)] ?? name)
  const html = article.html.replace(
    /(<img [^>]*?src=")(https:\/\/inline\.invalid\/\d+)(?=")/g,
    (_, before: string, name: string) => before + escapeHtml(restore(name)),
  )
  return { ...article, html, leadImage: article.leadImage === null ? null : restore(article.leadImage) }
}

/**
 * Extracts the article of a source, with its `data:` images apart.
 *
 * @param input the source
 * @returns the article and its inline images
 * @throws Failure as extractArticle does
 */
export function extract(input: ExtractInput): Extraction {
  refuseLarge(input.bytes?.length ?? input.text?.length ?? 0)
  const { text, format } = textOf(input)
  const { draft, inlineImages } = read(text, format, input.url ?? null, input.whole ?? false)
  const article = finishArticle(draft, { name: input.name })
  const shown = [...parseBody(article.html).querySelectorAll('img')].map((image) => image.getAttribute('src') ?? '')
  return { article, inlineImages, images: [...new Set([...(article.leadImage ? [article.leadImage] : []), ...shown])] }
}

function textOf(input: ExtractInput): { text: string; format: SourceFormat } {
  if (input.text !== undefined) {
    if (input.text.trim() === '') throw new Failure('BAD_INPUT', 'There is no text in it. Nothing was added.')
    return { text: input.text, format: input.format ?? detectFormat(input.text, input) }
  }
  refuseUnreadable(input.bytes, input.contentType)
  const { text } = decodeBytes(input.bytes, { contentType: input.contentType, markup: mayBeMarkup(input) })
  return { text, format: input.format ?? detectFormat(text, input) }
}

function mayBeMarkup(input: ExtractInput): boolean {
  return (
    input.format !== 'plain' && input.format !== 'markdown' && !/\.(?:txt|text|md|markdown)$/i.test(input.name ?? '')
  )
}

function read(
  text: string,
  format: SourceFormat,
  url: string | null,
  whole: boolean,
): { draft: ArticleDraft; inlineImages: string[] } {
  if (format === 'html') return extractHtml(text, url, whole)
  if (format === 'markdown') return readMarkdown(text, url)
  return { draft: readPlainText(text), inlineImages: [] }
}
