// An article's html with its highlights as `mark` elements and its notes as footnotes, for files that are read elsewhere.
import { JSDOM } from 'jsdom'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import type { Highlight, Note } from '../../contract/model.ts'
import { markdownOf } from '../../rich-text/note-markdown.ts'
import { mapText } from '../../text/canonical-text.ts'
import type { Annotated } from './library-to-export.ts'

/** A note at the foot of an article: its number is that of the reference in the text. */
export interface Footnote {
  number: number
  /** The highlight that it is on. */
  highlight: Highlight
  note: Note
}

export interface MarkedArticle {
  document: Document
  /** Holds the article; in `document`. */
  body: HTMLElement
  footnotes: Footnote[]
  /** Highlights without a place in the text any more, or without a sure one; with their notes they stand at the end. */
  elsewhere: { highlight: Highlight; note: Note | null }[]
  /** Paths of its pictures, each once. */
  pictures: string[]
  close(): void
}

/**
 * Makes the DOM of an article with its highlights marked.
 * @param one the article and what is on it
 * @param prefix begins every id that is made, so that several articles can stand in one file
 * @param annotations whether highlights and notes are put in
 */
export function markedArticle(one: Annotated, prefix: string, annotations: boolean): MarkedArticle {
  const dom = new JSDOM(`<!doctype html><html><body>${one.article.html}</body></html>`)
  const { document } = dom.window
  const { body } = document
  const highlights = annotations ? one.highlights : []
  const placed = highlights.filter(
    ({ status, range, quote }) =>
      status === 'anchored' && one.article.text.slice(range.start, range.end) === quote.exact,
  )
  const footnotes = placed.flatMap((highlight) => {
    const note = one.highlightNotes.get(highlight.id)
    return note ? [{ highlight, note }] : []
  })
  const numbered = footnotes.map((footnote, index) => ({ number: index + 1, ...footnote }))
  mark(body, placed, numbered, prefix)
  const standing = new Set(placed)
  return {
    document,
    body,
    footnotes: numbered,
    elsewhere: highlights
      .filter((highlight) => !standing.has(highlight))
      .map((highlight) => ({ highlight, note: one.highlightNotes.get(highlight.id) ?? null })),
    pictures: [...new Set([...body.querySelectorAll('img')].map((image) => image.getAttribute('src') ?? ''))].filter(
      (path) => path.startsWith('assets/'),
    ),
    close: () => {
      dom.window.close()
    },
  }
}

/** A stretch of one text node with the highlights that cover it. */
interface Piece {
  node: Text
  start: number
  end: number
  covering: Highlight[]
}

function mark(body: HTMLElement, highlights: readonly Highlight[], footnotes: readonly Footnote[], prefix: string) {
  if (highlights.length === 0) return
  const { segments } = mapText(body)
  /** The last element of each highlight so far. */
  const lastOf = new Map<string, Element>()
  const formulas = new Map<Element, Element>()
  for (const { node, start, end } of segments) {
    const here = highlights.filter(({ range }) => range.start < end && range.end > start)
    if (here.length === 0) continue
    const formula = node.parentElement?.closest('math')
    if (formula) {
      // Nothing of html may stand in a formula: it is marked whole.
      const marked = formulas.get(formula) ?? wrap(formula, here)
      formulas.set(formula, marked)
      for (const { id } of here) lastOf.set(id, marked)
      continue
    }
    const cuts = [start, end, ...here.flatMap(({ range }) => [range.start, range.end])]
    const places = [...new Set(cuts.filter((cut) => cut >= start && cut <= end))].sort((a, b) => a - b)
    const met = new Set<string>()
    // From the last one, so that the offsets before it stay true.
    for (let index = places.length - 2; index >= 0; index -= 1) {
      const piece = { start: places[index]!, end: places[index + 1]! }
      const covering = here.filter(({ range }) => range.start <= piece.start && range.end >= piece.end)
      if (covering.length === 0) continue
      const marked = markPiece({ node, start: piece.start - start, end: piece.end - start, covering })
      for (const { id } of covering) {
        if (!met.has(id)) lastOf.set(id, marked)
        met.add(id)
      }
    }
  }
  for (const { number, highlight } of footnotes) {
    const last = lastOf.get(highlight.id)
    if (last) last.after(reference(body.ownerDocument, number, prefix))
  }
}

function markPiece({ node, start, end, covering }: Piece): Element {
  const words = node.splitText(start)
  words.splitText(end - start)
  return wrap(words, covering)
}

/** Where several overlap, the one that began last is seen, as in the reader. */
function wrap(node: Text | Element, covering: readonly Highlight[]): Element {
  const element = node.ownerDocument.createElement('mark')
  const colour = covering.at(-1)?.colour ?? 'yellow'
  element.className = [`hl-${colour}`, ...(covering.length > 1 ? ['hl-several'] : [])].join(' ')
  node.replaceWith(element)
  element.append(node)
  return element
}

function reference(document: Document, number: number, prefix: string): Element {
  const above = document.createElement('sup')
  const link = document.createElement('a')
  above.className = 'note-ref'
  link.href = `#${prefix}note-${String(number)}`
  link.id = `${prefix}note-ref-${String(number)}`
  link.setAttribute('role', 'doc-noteref')
  link.setAttribute('aria-label', `Note ${String(number)}`)
  link.textContent = String(number)
  above.append(link)
  return above
}

/**
 * A note as html: its words and their formatting, and nothing that runs.
 * @param note with a serialised Lexical state
 * @param shiftHeadings by how many levels its headings are lowered
 */
export function noteHtml(note: Pick<Note, 'state'>, shiftHeadings: number): string {
  return micromark(markdownOf(note.state, { shiftHeadings }), {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
}
