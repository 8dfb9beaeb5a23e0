// Where ranges of the text are on the screen, and which blocks are in view.
import type { TextRange } from '../../contract/model.ts'
import type { Block, TextMap } from '../../text/canonical-text.ts'
import { rangeToDom } from '../../text/text-map.ts'

/** The top and bottom of something, in px of the window. */
export interface Extent {
  top: number
  bottom: number
}

/** A DOM range over a range of the text; null when the text does not reach so far. */
export function domRange(map: TextMap, range: TextRange): Range | null {
  const ends = rangeToDom(map, range)
  if (ends === null) return null
  const dom = ends.startNode.ownerDocument.createRange()
  dom.setStart(ends.startNode, ends.startOffset)
  dom.setEnd(ends.endNode, ends.endOffset)
  return dom
}

/** Where a range is on the screen; null when it is not shown at all. */
export function extentOf(map: TextMap, range: TextRange): Extent | null {
  const rect = domRange(map, range)?.getBoundingClientRect()
  return rect === undefined || (rect.width === 0 && rect.height === 0) ? null : rect
}

/** The element that what is laid over the text is placed in: its `left` and `top` count from there. */
export function overlayFrame(body: HTMLElement): Element {
  return body.offsetParent ?? body.parentElement ?? body
}

/** The box around a range in each column that it goes through, in order; one where the pane has no columns. */
export function columnBoxes(dom: Range | null, pane: HTMLElement): DOMRect[] {
  const pitch = Number.parseFloat(pane.style.getPropertyValue('--page-pitch'))
  return gatherColumns([...(dom?.getClientRects() ?? [])], {
    from: pane.getBoundingClientRect().left,
    pitch: Number.isNaN(pitch) ? Infinity : pitch,
    rtl: pane.dataset['dir'] === 'rtl',
  })
}

/** `from` is the left edge of any column, `pitch` the way from one to the next, px. */
export function gatherColumns(
  lines: readonly DOMRect[],
  { from, pitch, rtl }: { from: number; pitch: number; rtl: boolean },
): DOMRect[] {
  const boxes = new Map<number, DOMRect>()
  for (const line of lines) {
    if (line.width === 0 || line.height === 0) continue
    const column = pitch === Infinity ? 0 : Math.floor((line.left + 1 - from) / pitch)
    const box = boxes.get(column)
    boxes.set(column, box === undefined ? line : around(box, line))
  }
  return [...boxes].sort(([a], [b]) => (rtl ? b - a : a - b)).map(([, box]) => box)
}

function around(a: DOMRect, b: DOMRect): DOMRect {
  const left = Math.min(a.left, b.left)
  const top = Math.min(a.top, b.top)
  return new DOMRect(left, top, Math.max(a.right, b.right) - left, Math.max(a.bottom, b.bottom) - top)
}

/**
 * The blocks between two heights, as one range: from the first block that reaches below `top` to the last that begins
 * above `bottom`. Reads the place of few blocks: they are searched by halves, as they follow one another down the page.
 */
export function blocksBetween(
  blocks: readonly Block[],
  extent: (block: Block) => Extent | null,
  top: number,
  bottom: number,
): TextRange | null {
  let first = firstBlock(blocks, extent, (at) => at.bottom > top)
  while (first < blocks.length && extent(blocks[first] as Block) === null) first += 1
  const start = blocks[first]
  if (start === undefined) return null
  const past = firstBlock(blocks, extent, (at) => at.top >= bottom)
  const end = blocks[Math.max(first, past - 1)] ?? start
  return { start: start.start, end: end.end }
}

/** Index of the first block whose place passes the test, where all after it pass too. Hidden blocks ask the next one. */
function firstBlock(
  blocks: readonly Block[],
  extent: (block: Block) => Extent | null,
  passes: (at: Extent) => boolean,
): number {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    let probe = middle
    let at = extent(blocks[probe] as Block)
    while (at === null && probe + 1 < high) at = extent(blocks[(probe += 1)] as Block)
    if (at === null || passes(at)) high = middle
    else low = probe + 1
  }
  return low
}
