// Lookups in a TextMap by binary search, both ways: offsets to DOM positions, DOM positions to offsets.
import type { TextRange } from '../contract/model.ts'
import type { Block, Segment, TextMap } from './canonical-text.ts'

/** Where a range starts and ends in the DOM: always in text nodes of the map, ready for `new StaticRange` or `setStart`. */
export type DomRange = { startNode: Text; startOffset: number; endNode: Text; endOffset: number }

/** What `Range`, `StaticRange` and the like have in common; boundary points may be on elements or on text nodes. */
export type RangeLike = { startContainer: Node; startOffset: number; endContainer: Node; endOffset: number }

const DISCONNECTED = 1
const FOLLOWING = 4
const CONTAINS = 8

/**
 * The DOM positions of a range of the text. `domToRange` gives the same range back, but for ends in the middle of a
 * separator, which the DOM has no place for: such a start goes on to the next text, such an end back to the one before.
 * @param map of the subtree that is to be painted or selected
 * @param range UTF-16 code units of `map.text`
 * @returns null when the range lies outside the text or the text is empty
 */
export function rangeToDom(map: TextMap, range: TextRange): DomRange | null {
  if (range.start < 0 || range.end < range.start || range.end > map.text.length) return null
  const first = segmentForStart(map, range.start)
  const last = range.end === range.start ? first : segmentForEnd(map, range.end)
  if (first === undefined || last === undefined) return null
  const startOffset = Math.max(0, range.start - first.start)
  const endOffset = Math.max(0, Math.min(range.end, last.end) - last.start)
  const start = first.start + startOffset
  if (last.start + endOffset < start) return null
  return { startNode: first.node, startOffset, endNode: last.node, endOffset }
}

/**
 * The range of the text between two DOM positions. A position on an element or outside the mapped text counts as the
 * next text for a start and as the text before for an end: so a selection that ends at the very start of the next
 * block does not reach into it. Positions before and after the mapped subtree are its first and last offset.
 * @param map of the subtree
 * @param range a selection's range, or anything like it
 * @returns null when the text is empty or the positions are in another document; not trimmed (see `trimRange`)
 */
export function domToRange(map: TextMap, range: RangeLike): TextRange | null {
  const start = position(map, range.startContainer, range.startOffset)
  const end = position(map, range.endContainer, range.endOffset)
  if (start === null || end === null) return null
  return { start: start.forward, end: Math.max(start.forward, end.backward) }
}

/**
 * The offset of one DOM position.
 * @param map of the subtree
 * @param node a text node or an element
 * @param offset as in `Range.startOffset`: code units in a text node, children in an element
 * @returns UTF-16 code units; for a position between two texts the start of the later one; null as in `domToRange`
 */
export function offsetOf(map: TextMap, node: Node, offset: number): number | null {
  return position(map, node, offset)?.forward ?? null
}

/**
 * The block that an offset is in.
 * @param map of the subtree
 * @param offset UTF-16 code units; one in a separator belongs to the block before it
 * @returns undefined when the text has no blocks
 */
export function blockAt(map: TextMap, offset: number): Block | undefined {
  const next = firstIndex(map.blocks, (block) => block.start > offset)
  return map.blocks[Math.max(0, next - 1)]
}

type Position = { forward: number; backward: number }

function position(map: TextMap, node: Node, offset: number): Position | null {
  const { segments } = map
  const anchor = segments[0]?.node
  if (anchor === undefined) return null
  if (anchor !== node && (anchor.compareDocumentPosition(node) & DISCONNECTED) !== 0) return null
  const next = firstIndex(segments, (segment) => !isBefore(segment.node, node, offset))
  const here = segments[next]
  if (here !== undefined && here.node === node) {
    const exact = here.start + Math.min(offset, here.end - here.start)
    return { forward: exact, backward: exact }
  }
  return { forward: here?.start ?? map.text.length, backward: segments[next - 1]?.end ?? 0 }
}

/** Whether a text node ends before a boundary point; false for the point's own text node. */
function isBefore(text: Text, node: Node, offset: number): boolean {
  if (text === node) return false
  const child = node.childNodes[offset]
  if (child !== undefined) return (text.compareDocumentPosition(child) & FOLLOWING) !== 0
  // Past the last child: what is inside the node is before the point, as is all that the node follows.
  return (text.compareDocumentPosition(node) & (FOLLOWING | CONTAINS)) !== 0
}

function segmentForStart(map: TextMap, offset: number): Segment | undefined {
  const next = firstIndex(map.segments, (segment) => segment.end > offset)
  const before = map.segments[next - 1]
  const here = map.segments[next]
  // An offset at the end of a text, with a separator after it, is that text's end and not the next one's start.
  return before !== undefined && before.end === offset && (here === undefined || here.start > offset) ? before : here
}

function segmentForEnd(map: TextMap, offset: number): Segment | undefined {
  const next = firstIndex(map.segments, (segment) => segment.start >= offset)
  const before = map.segments[next - 1]
  const here = map.segments[next]
  return here !== undefined && here.start === offset && (before === undefined || before.end < offset) ? here : before
}

/** Index of the first item that passes, where all after it pass too; the length when none does. */
function firstIndex<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(items[middle] as Item)) high = middle
    else low = middle + 1
  }
  return low
}
