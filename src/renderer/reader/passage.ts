// A passage on its way out of the app: as a quotation with its source, and as a link that opens it here.
import type { Article, TextRange } from '../../contract/model.ts'
import { escapeInline, escapeMarkdown } from '../../rich-text/escape-markdown.ts'
import { formatRoute } from '../navigation.ts'

type Source = Pick<Article, 'title' | 'byline' | 'siteName' | 'publishedAt' | 'url'>

/** Who wrote the words, where and when, in one line. */
export function sourceLine(source: Source, locale?: string): string {
  const published =
    source.publishedAt === null
      ? null
      : new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(source.publishedAt))
  return [source.byline, `“${source.title}”`, source.siteName, published].filter(Boolean).join(', ')
}

/** The passage as plain text: the words in quotation marks, its source and address below. */
export function quotationText(words: string, source: Source, locale?: string): string {
  const lines = [`“${words.trim()}”`, '', `— ${sourceLine(source, locale)}`]
  if (source.url !== null) lines.push(source.url)
  return lines.join('\n')
}

/** The same as html, for editors that take rich text. */
export function quotationHtml(words: string, source: Source, locale?: string): string {
  const paragraphs = words.trim().split(/\n{2,}/)
  const quote = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`).join('')
  const line = escapeHtml(sourceLine(source, locale))
  const cited = source.url === null ? line : `<a href="${escapeHtml(source.url)}">${line}</a>`
  return `<blockquote>${quote}</blockquote><p>— ${cited}</p>`
}

/** The same as Markdown: a blockquote, its source with a link below. */
export function quotationMarkdown(words: string, source: Source, locale?: string): string {
  const quote = escapeMarkdown(words.trim())
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
  const line = escapeInline(sourceLine(source, locale).replace(/\s+/g, ' '), true)
  const target = source.url?.replace(/[\\()]/g, '\\$&').replace(/[<>\s]/g, encodeURIComponent)
  return [...quote, '', `— ${target === undefined ? line : `[${line}](${target})`}`].join('\n')
}

/** The address of a passage: of this page in a browser, one that the system hands to the app in the desktop window. */
export function passageLink(articleId: string, range: TextRange): string {
  if (window.commonplace !== undefined) {
    return `commonplace://article/${articleId}#${String(range.start)}-${String(range.end)}`
  }
  return `${location.origin}${location.pathname}${formatRoute({ articleId, range })}`
}

/** Puts a quotation on the clipboard, rich where the system takes it. Throws when the system refuses altogether. */
export async function copyQuotation(words: string, source: Source): Promise<void> {
  await copyRich(quotationText(words, source), quotationHtml(words, source))
}

/** Puts words on the clipboard, as html too where the system takes it. Throws when the system refuses altogether. */
export async function copyRich(text: string, html: string): Promise<void> {
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/plain': new Blob([text], { type: 'text/plain' }),
        'text/html': new Blob([html], { type: 'text/html' }),
      }),
    ])
  } catch {
    await navigator.clipboard.writeText(text)
  }
}

/** Text as html. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
