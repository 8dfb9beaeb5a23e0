// Plain text, as people paste it, into an article: title, byline, subheadings, captions, and the site's own words set aside.
import type { SetAsideReason } from '../../contract/model.ts'
import type { ArticleDraft } from './article-draft.ts'
import { escapeHtml, linkedHtml, shorten } from './html-text.ts'
import { readPlainHead } from './plain-head.ts'
import type { PlainHead } from './plain-head.ts'
import { splitPlainText } from './plain-blocks.ts'
import type { PlainBlock } from './plain-blocks.ts'
import { endsSentence, isCaption, isContributorLine, looksLikeHeading } from './plain-lines.ts'
import { boilerplateReason, findSetAside } from './set-aside.ts'
import type { TrailingBlock } from './set-aside.ts'

/** A block that is decided: what it is, its words and its html. */
interface Piece {
  kind: 'paragraph' | 'heading' | 'caption' | 'rule' | 'contributor' | 'other'
  text: string
  html: string
}

const TITLE_LENGTH = 90

/**
 * Reads plain text.
 *
 * @param text as pasted or decoded
 * @returns a draft whose html is built from escaped text only
 */
export function readPlainText(text: string): ArticleDraft {
  const head = readPlainHead(splitPlainText(text))
  const pieces = piecesOf(head.body)
  const reasons = findSetAside(pieces.map(asTrailing), head.siteName)
  const body = pieces.filter((_, index) => !reasons.has(index))
  while (body.at(-1)?.kind === 'rule') body.pop()
  while (body[0]?.kind === 'rule') body.shift()
  return {
    title: head.title ?? titleFromBody(body),
    byline: head.byline,
    siteName: head.siteName,
    publishedAt: head.publishedAt,
    lang: null,
    excerpt: null,
    canonicalUrl: null,
    leadImage: null,
    tags: [],
    html: body.map((piece) => piece.html).join('\n'),
    setAside: [...asideOfHead(head), ...asideOf(pieces, reasons)],
  }
}

function asTrailing(piece: Piece): TrailingBlock {
  if (piece.kind === 'heading' || piece.kind === 'contributor' || piece.kind === 'rule')
    return { text: piece.text, kind: piece.kind }
  return { text: piece.text, kind: piece.kind === 'caption' ? 'kept' : 'prose' }
}

function asideOfHead(head: PlainHead): { html: string; reason: SetAsideReason }[] {
  return head.leftOver.map((line) => ({ html: `<p>${escapeHtml(line)}</p>`, reason: 'other' }))
}

function asideOf(pieces: Piece[], reasons: Map<number, SetAsideReason>): { html: string; reason: SetAsideReason }[] {
  return [...reasons].flatMap(([index, reason]) => {
    const piece = pieces[index]
    return piece && piece.kind !== 'rule' ? [{ html: piece.html, reason }] : []
  })
}

function titleFromBody(body: Piece[]): string | null {
  const first =
    body.find((piece) => piece.kind !== 'rule' && piece.kind !== 'caption') ?? body.find((piece) => piece.text !== '')
  return first ? shortTitle(first.text) : null
}

/**
 * A title for an article that has none: its first sentence, cut at a word when long.
 *
 * @param text the article's words
 */
export function shortTitle(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const sentence = /^.{10,}?[.!?。！？]["'”’»]?(?=\s|$)/u.exec(line)?.[0] ?? line
  return shorten(sentence, TITLE_LENGTH).replace(/(?<=[^.])\.$/, '')
}

function piecesOf(blocks: PlainBlock[]): Piece[] {
  const questions = questionHeadings(blocks)
  return blocks.map((block, index) => pieceOf(block, isHeading(blocks, index) || questions.has(index)))
}

function pieceOf(block: PlainBlock, heading: boolean): Piece {
  if (block.kind === 'line') return linePiece(block.text, heading)
  if (block.kind === 'heading') return { kind: 'heading', text: block.text, html: `<h2>${escapeHtml(block.text)}</h2>` }
  if (block.kind === 'rule') return { kind: 'rule', text: '', html: '<hr>' }
  const [text, html] = structureOf(block)
  return { kind: 'other', text, html }
}

function linePiece(text: string, heading: boolean): Piece {
  if (heading) return { kind: 'heading', text, html: `<h2>${escapeHtml(text)}</h2>` }
  if (isCaption(text)) {
    return {
      kind: 'caption',
      text,
      html: `<figure class="caption"><figcaption>${linkedHtml(text)}</figcaption></figure>`,
    }
  }
  if (isContributorLine(text))
    return { kind: 'contributor', text, html: `<p class="contributor">${linkedHtml(text)}</p>` }
  return { kind: 'paragraph', text, html: `<p>${linkedHtml(text)}</p>` }
}

function structureOf(block: PlainBlock & { kind: 'verse' | 'quote' | 'list' | 'code' }): [string, string] {
  switch (block.kind) {
    case 'verse':
      return [block.lines.join('\n'), `<p>${block.lines.map(linkedHtml).join('<br>')}</p>`]
    case 'quote':
      return [
        block.paragraphs.join('\n'),
        `<blockquote>${block.paragraphs.map((text) => `<p>${linkedHtml(text)}</p>`).join('')}</blockquote>`,
      ]
    case 'code':
      return [block.text, `<pre><code>${escapeHtml(block.text)}</code></pre>`]
    case 'list': {
      const items = block.items.map((item) => `<li>${linkedHtml(item)}</li>`).join('')
      const start = block.start === 1 ? '' : ` start="${String(block.start)}"`
      return [block.items.join('\n'), block.ordered ? `<ol${start}>${items}</ol>` : `<ul>${items}</ul>`]
    }
  }
}

/** A short line that stands over text: what follows, but for captions, is a paragraph, a list or a quote. */
function isHeading(blocks: PlainBlock[], index: number): boolean {
  const block = blocks[index]
  if (block?.kind !== 'line' || !looksLikeHeading(block.text) || isContributorLine(block.text)) return false
  if (boilerplateReason(block.text) !== null) return false
  return standsOverText(blocks, index, block.text)
}

function standsOverText(blocks: PlainBlock[], index: number, text: string): boolean {
  const before = blocks[index - 1]
  // Short lines in a row are a list of names or the like, not headings.
  if (before?.kind === 'line' && looksLikeHeading(before.text) && !endsSentence(before.text)) return false
  const next = blocks
    .slice(index + 1)
    .find((block) => block.kind !== 'rule' && !(block.kind === 'line' && isCaption(block.text)))
  if (next?.kind === 'line')
    return endsSentence(next.text)
      ? next.text.length > text.length * 0.6
      : next.text.length > 100 || /[:;,]$/.test(next.text)
  return next !== undefined
}

/** Questions stand over answers in explainers and interviews: when several do, they are headings. */
function questionHeadings(blocks: PlainBlock[]): Set<number> {
  const found = blocks.flatMap((block, index) => {
    if (block.kind !== 'line' || block.text.length > 90 || !/^[\p{Lu}¿][^.!?"“”«»]*\?$/u.test(block.text)) return []
    const before = blocks[index - 1]
    const alone = !(before?.kind === 'line' && before.text.endsWith('?'))
    return alone && standsOverText(blocks, index, block.text) ? [index] : []
  })
  return new Set(found.length >= 2 ? found : [])
}
