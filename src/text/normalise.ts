// White space as a reader sees it, written into the text nodes: after this the canonical text and the page agree.
import { isAtom, isSilent, isVerbatim, separatorOf } from './elements.ts'
import { walk } from './walk.ts'
import type { Visitor } from './walk.ts'

/**
 * Collapses white space in text nodes as CSS would show it (https://www.w3.org/TR/css-text-3/#white-space-rules), trims
 * it at the edges of blocks and around `br`, and removes the text nodes left empty. Inside `pre`, `code` and `textarea`
 * only blank space before the first and after the last line goes. Half surrogate pairs, NUL and CR, which no parser
 * gives back, are replaced too, so that writing the html and reading it again changes nothing. Running it twice
 * changes nothing either.
 * @param root the article's body, of a browser or of jsdom; changed in place
 */
export function normaliseHtml(root: Element): void {
  root.normalize()
  const normaliser = new Normaliser()
  walk(root, normaliser)
  normaliser.finish()
}

const SPACES = /[ \t\n\r\f]+/g
const EDGE_SPACES = /[ \t\n\r\f]+$/
/** Blank lines before the first line of code; its indentation stays. */
const BLANK_LINES = /^(?:[ \t\f]*\n)+/
/** A line break of the source between two ideographs or kana is no space. */
const CJK = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef]'
const CJK_BREAK = new RegExp(`(?<=${CJK})[ \\t]*[\\n\\r][ \\t\\n\\r]*(?=${CJK})`, 'gu')

class Normaliser implements Visitor {
  readonly #empty: Text[] = []
  /** Text nodes whose last characters are white space with nothing visible after it on the line so far. */
  #trailing: Text[] = []
  #lineHasText = false
  #afterSpace = false
  #verbatim = 0

  text(node: Text): void {
    const raw = node.data
    let data = raw.includes('\0') ? raw.replaceAll('\0', '\ufffd') : raw
    if (!data.isWellFormed()) data = data.toWellFormed()
    data = this.#verbatim > 0 ? this.#asCode(data) : this.#asProse(data)
    this.#write(node, data)
    if (data === '') return
    const tail = EDGE_SPACES.exec(data)
    if (tail === null || tail.index > 0) this.#trailing = []
    if (tail !== null) this.#trailing.push(node)
    this.#lineHasText = true
    this.#afterSpace = tail !== null
  }

  enter(element: Element, depth: number): boolean {
    const name = element.localName
    if (depth === 0 || separatorOf(element) !== null) this.#endLine()
    else if (name === 'br' && this.#verbatim === 0) this.#endLine()
    else if (isAtom(name)) this.#afterSpace = false
    if (isSilent(name)) return false
    if (isVerbatim(name)) this.#verbatim += 1
    return true
  }

  leave(element: Element, depth: number): void {
    if (depth === 0 || separatorOf(element) !== null) this.#endLine()
    if (isVerbatim(element.localName)) this.#verbatim -= 1
  }

  finish(): void {
    for (const node of this.#empty) node.remove()
  }

  #asProse(raw: string): string {
    const data = raw.replace(CJK_BREAK, '').replace(SPACES, ' ')
    const leads = data.startsWith(' ') && (this.#afterSpace || !this.#lineHasText)
    return leads ? data.slice(1) : data
  }

  #asCode(raw: string): string {
    const data = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
    return this.#lineHasText ? data : data.replace(BLANK_LINES, '')
  }

  #endLine(): void {
    for (const node of this.#trailing) this.#write(node, node.data.replace(EDGE_SPACES, ''))
    this.#trailing = []
    this.#lineHasText = false
    this.#afterSpace = false
  }

  #write(node: Text, data: string): void {
    if (node.data !== data) node.data = data
    if (data === '') this.#empty.push(node)
  }
}
