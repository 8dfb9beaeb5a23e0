// Lists of highlights, in document order, as the query cache holds them; and which of them a place in the text is in.
import type { Highlight, HighlightColour, TextRange } from '../../contract/model.ts'

/** The five inks with the names that people see, in the order of the toolbar. */
export const COLOURS: readonly { colour: HighlightColour; name: string }[] = [
  { colour: 'yellow', name: 'Yellow' },
  { colour: 'green', name: 'Green' },
  { colour: 'blue', name: 'Blue' },
  { colour: 'pink', name: 'Pink' },
  { colour: 'purple', name: 'Purple' },
]

/** The name of an ink, in lower case for a sentence. */
export function colourName(colour: HighlightColour): string {
  return COLOURS.find((ink) => ink.colour === colour)?.name.toLowerCase() ?? colour
}

/** The list with one highlight added, or replaced where it was there already. */
export function withHighlight(list: readonly Highlight[], added: Highlight): Highlight[] {
  const others = list.filter(({ id }) => id !== added.id)
  return [...others, added].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end || a.createdAt - b.createdAt,
  )
}

/** The list without one highlight. */
export function withoutHighlight(list: readonly Highlight[], id: string): Highlight[] {
  return list.filter((highlight) => highlight.id !== id)
}

/** The anchored highlights that hold an offset, the shortest first: of overlapping ones the innermost is meant. */
export function highlightsAt(list: readonly Highlight[], offset: number): Highlight[] {
  return list
    .filter(({ status, range }) => status === 'anchored' && range.start <= offset && offset < range.end)
    .sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start))
}

/** The anchored highlights that share at least one character with a range. */
export function highlightsIn(list: readonly Highlight[], range: TextRange): Highlight[] {
  return list.filter(({ status, range: at }) => status === 'anchored' && at.start < range.end && range.start < at.end)
}
