// The canonical text of an article: the text of its html, block by block, with the DOM node that each piece comes from.
import { isSilent, separatorOf } from './elements.ts'
import type { Separator } from './elements.ts'
import { walk } from './walk.ts'
import type { Visitor } from './walk.ts'

/** A text node and its place in the canonical text: `text.slice(start, end) === node.data`. */
export type Segment = { node: Text; start: number; end: number }

/** A paragraph, list item, cell or the like: a stretch of text between separators, and the block element it stands in. */
export type Block = { start: number; end: number; element: Element }

/**
 * The canonical text of a DOM subtree. Segments and blocks are in document order, are never empty and never overlap; a
 * block may hold single line breaks, and else the blocks cover everything but the separators. Several blocks share an
 * element when text stands between the blocks inside it, or paragraphs are set apart by `br`s alone.
 */
export type TextMap = { text: string; segments: Segment[]; blocks: Block[] }

/**
 * Walks a DOM subtree and writes its text down. Text nodes contribute their data as it stands (see `normaliseHtml`).
 * Between two texts stands one separator at most: that of the outermost block crossed on the way from one to the other
 * ("\n\n"; "\n" for list items and table rows; "\t" for cells); where no block is crossed, "\n" for a `br` and "\n\n"
 * for several. The text neither begins nor ends with a separator.
 * @param root an element, fragment or document, of a browser or of jsdom; text directly in a fragment is in no block
 * @returns the text and its pieces, offsets in UTF-16 code units; true as long as the subtree does not change
 */
export function mapText(root: Node): TextMap {
  const writer = new TextWriter()
  walk(root, writer)
  return writer.finish()
}

/**
 * The canonical text of a DOM subtree, by the rules of `mapText`.
 * @param root an element, fragment or document, of a browser or of jsdom
 */
export function textOf(root: Node): string {
  return mapText(root).text
}

class TextWriter implements Visitor {
  readonly #pieces: string[] = []
  readonly #segments: Segment[] = []
  readonly #blocks: Block[] = []
  /** The block elements that the walk is in, outermost first; the root counts as one. */
  readonly #open: Element[] = []
  #length = 0
  /** The separator of the outermost block crossed since the last text, and how deep that block is. */
  #crossed: Separator | null = null
  #crossedDepth = Infinity
  #breaks = 0

  text(node: Text): void {
    const data = node.data
    if (data === '') return
    const separator = this.#separator()
    if (separator !== '' && this.#length > 0) {
      this.#pieces.push(separator)
      this.#length += separator.length
    }
    const start = this.#length
    const end = start + data.length
    this.#pieces.push(data)
    this.#segments.push({ node, start, end })
    this.#length = end
    const block = this.#blocks.at(-1)
    const element = this.#open.at(-1)
    const continues = separator === '' || (separator === '\n' && this.#crossed === null)
    if (continues && block !== undefined) block.end = end
    else if (element !== undefined) this.#blocks.push({ start, end, element })
    this.#crossed = null
    this.#crossedDepth = Infinity
    this.#breaks = 0
  }

  enter(element: Element, depth: number): boolean {
    const name = element.localName
    if (isSilent(name)) return false
    if (name === 'br') this.#breaks += 1
    const separator = separatorOf(element)
    if (separator !== null) this.#cross(separator, depth)
    if (separator !== null || depth === 0) this.#open.push(element)
    return true
  }

  leave(element: Element, depth: number): void {
    if (this.#open.at(-1) !== element) return
    this.#open.pop()
    const separator = separatorOf(element)
    if (separator !== null) this.#cross(separator, depth)
  }

  finish(): TextMap {
    return { text: this.#pieces.join(''), segments: this.#segments, blocks: this.#blocks }
  }

  #cross(separator: Separator, depth: number): void {
    if (depth > this.#crossedDepth) return
    // Two blocks side by side: the wider gap counts, and "\n\n", "\n", "\t" are in that order.
    const wider = this.#crossed === null || depth < this.#crossedDepth || rank(separator) > rank(this.#crossed)
    if (wider) this.#crossed = separator
    this.#crossedDepth = depth
  }

  #separator(): Separator | '' {
    if (this.#crossed !== null) return this.#crossed
    if (this.#breaks === 0) return ''
    return this.#breaks === 1 ? '\n' : '\n\n'
  }
}

function rank(separator: Separator): number {
  return separator === '\t' ? 0 : separator.length
}
