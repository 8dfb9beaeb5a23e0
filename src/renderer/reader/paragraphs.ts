// The steps of j and k: paragraphs, headings and list items as they are; a table row by row, code as a whole.
import type { TextRange } from '../../contract/model.ts'
import type { TextMap } from '../../text/canonical-text.ts'

/** The paragraphs of a mapped article, in order. */
export function paragraphsOf(map: TextMap): TextRange[] {
  const found: { whole: Element | null; range: TextRange }[] = []
  for (const { element, start, end } of map.blocks) {
    const whole = element.closest('tr, pre')
    const last = found.at(-1)
    if (whole !== null && last?.whole === whole) last.range.end = end
    else found.push({ whole, range: { start, end } })
  }
  return found.map(({ range }) => range)
}

/** Where j (`step` 1) or k (-1) goes: on from the marked paragraph, else to the first in view. Stays at either end. */
export function stepFrom(
  paragraphs: readonly TextRange[],
  from: number | null,
  step: 1 | -1,
  visible: TextRange | null,
): number | null {
  const last = paragraphs.length - 1
  if (last < 0) return null
  if (from !== null) return Math.min(Math.max(from + step, 0), last)
  const first = paragraphs.findIndex(({ end }) => end > (visible?.start ?? 0))
  return first === -1 ? last : first
}
