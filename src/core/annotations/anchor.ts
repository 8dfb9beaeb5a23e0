// Where kept quotes stand in a changed text, as the table of highlights can say it: kept, moved or lost.
import type { TextQuoteSelector, TextRange } from '../../contract/model.ts'
import { anchorAll } from '../../text/anchor-all.ts'
import type { Anchoring } from '../../text/anchor.ts'

export type Anchor = { kind: 'kept' } | { kind: 'moved'; range: TextRange } | { kind: 'lost' }

/** A quote and where it was last, UTF-16 code units. */
export type Placed = { quote: TextQuoteSelector; range: TextRange }

/**
 * Anchors quotes (see `anchorAll`). An uncertain place is taken only when the words there are the same: else the
 * highlight is lost for now, and keeps its quote and its last range.
 * @param text the canonical text as it is now
 * @param all what the highlights hold
 * @param oldText the text that their ranges are in, when that is still known
 * @returns in the order given: `kept` when it stands where it was; `moved` with its new range, whose words may differ in
 * places; `lost` when any place would be a guess
 */
export function anchorQuotes(text: string, all: readonly Placed[], oldText?: string): Anchor[] {
  const selectors = all.map(({ quote, range }) => ({ ...quote, ...range }))
  return anchorAll(text, selectors, oldText).map((found, index) => {
    const { quote, range } = all[index]!
    return verdict(text, found, quote.exact, range)
  })
}

function verdict(text: string, { status, start, end }: Anchoring, exact: string, last: TextRange): Anchor {
  const same = text.slice(start, end) === exact
  if (status === 'orphan' || (status === 'uncertain' && !same)) return { kind: 'lost' }
  if (same && start === last.start && end === last.end) return { kind: 'kept' }
  return { kind: 'moved', range: { start, end } }
}
