// Which place of the text is under the pointer.
import type { TextMap } from '../../text/canonical-text.ts'
import { offsetOf } from '../../text/text-map.ts'
import { domRange } from './geometry.ts'

/** The offset of the character under a point of the window; null when there is none, as between lines and in margins. */
export function offsetAtPoint(map: TextMap, x: number, y: number): number | null {
  const caret = document.caretPositionFromPoint(x, y)
  if (caret === null) return null
  const offset = offsetOf(map, caret.offsetNode, caret.offset)
  if (offset === null) return null
  // The caret is put between characters, also far from any: take the one of the two that the point is on.
  return [offset, offset - 1].find((candidate) => candidate >= 0 && isOn(map, candidate, x, y)) ?? null
}

function isOn(map: TextMap, offset: number, x: number, y: number): boolean {
  const dom = domRange(map, { start: offset, end: offset + 1 })
  if (dom === null) return false
  // Half a pixel of tolerance: neighbours' boxes are rounded apart.
  return [...dom.getClientRects()].some(
    (rect) => x >= rect.left - 0.5 && x <= rect.right + 0.5 && y >= rect.top - 0.5 && y <= rect.bottom + 0.5,
  )
}
