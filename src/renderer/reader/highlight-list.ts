// Lists of highlights, in document order, as the query cache holds them; and which of them a place in the text is in.
import type { Highlight, HighlightColour, TextRange } from '../../contract/model.ts'

/** The five inks in the order of the toolbar; colour-names.ts has what the user calls them. */
export const COLOURS: readonly HighlightColour[] = ['yellow', 'green', 'blue', 'pink', 'purple']

/** The list with one highlight added, or replaced where it was there already. */
export function withHighlight(list: readonly Highlight[], added: Highlight): Highlight[] {
  return withHighlights(list, [added])
}

/** The list with some highlights added, or replaced where they were there already: there may be thousands. */
export function withHighlights(list: readonly Highlight[], added: readonly Highlight[]): Highlight[] {
  const ids = new Set(added.map(({ id }) => id))
  return [...list.filter(({ id }) => !ids.has(id)), ...added].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end || a.createdAt - b.createdAt,
  )
}

/** The list without one highlight. */
export function withoutHighlight(list: readonly Highlight[], id: string): Highlight[] {
  return list.filter((highlight) => highlight.id !== id)
}

/** The highlights that hold an offset, or may, the shortest first: of overlapping ones the innermost is meant. */
export function highlightsAt(list: readonly Highlight[], offset: number): Highlight[] {
  return list
    .filter(({ status, range }) => status !== 'orphan' && range.start <= offset && offset < range.end)
    .sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start))
}

/** The highlights that share at least one character with a range, or may. */
export function highlightsIn(list: readonly Highlight[], range: TextRange): Highlight[] {
  return list.filter(({ status, range: at }) => status !== 'orphan' && at.start < range.end && range.start < at.end)
}

/** The anchored highlights that could become one with a highlight: they overlap it, or only gaps lie between. */
export function touching(list: readonly Highlight[], { id, range }: Highlight, text: string): Highlight[] {
  return list.filter(({ id: other, status, range: at }) => {
    if (other === id || status !== 'anchored') return false
    const gap = text.slice(Math.min(at.end, range.end), Math.max(at.start, range.start))
    return (at.start < range.end && range.start < at.end) || !/[\p{L}\p{N}]/u.test(gap)
  })
}
