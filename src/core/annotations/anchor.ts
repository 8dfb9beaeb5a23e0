// Where kept quotes stand in a changed text, as the table of highlights can say it: kept, moved, unsure or lost.
import type { TextQuoteSelector, TextRange } from '../../contract/model.ts'
import { anchorAll } from '../../text/anchor-all.ts'
import type { Anchoring } from '../../text/anchor.ts'
import { quoteOf } from '../../text/quote.ts'

export type Anchor =
  | { kind: 'kept' }
  | { kind: 'moved'; range: TextRange }
  | { kind: 'unsure'; range: TextRange; score: number }
  | { kind: 'lost' }

/** A quote and where it was last, UTF-16 code units. */
export type Placed = { quote: TextQuoteSelector; range: TextRange }

/**
 * The score at which a highlight without a sure place gets one again without asking: the quote and its surroundings have
 * to be back. When it lost its place more was known, what became of the text; the quote alone must not outvote that.
 */
export const RETURN_SCORE = 0.9

/**
 * In another text altogether a word or two may stand by chance. So what became of the text is not enough for a quote of
 * fewer characters than this: the quote with its surroundings has to be found there too.
 */
const SHORT = 24

/**
 * Anchors quotes (see `anchorAll`).
 * @param text the canonical text as it is now
 * @param all what the highlights hold
 * @param oldText the text that their ranges are in, when that is still known
 * @returns in the order given: `kept` when it stands where it was; `moved` with its new range, whose words may differ in
 * places; `unsure` with the range that is likely; `lost` when any place would be a wild guess
 */
export function anchorQuotes(text: string, all: readonly Placed[], oldText?: string): Anchor[] {
  const selectors = all.map(({ quote, range }) => ({ ...quote, ...range }))
  const found = anchorAll(text, selectors, oldText)
  const short = selectors.filter(({ exact }, index) => exact.length < SHORT && found[index]!.status !== 'orphan')
  const alone = new Map(
    oldText === undefined ? [] : anchorAll(text, short).map((place, index) => [short[index]!, place]),
  )
  return found.map((place, index) => {
    const { quote, range } = all[index]!
    const other = alone.get(selectors[index]!)
    const doubted =
      other !== undefined && (other.start >= place.end || other.end <= place.start || other.status === 'orphan')
    return verdict(text, doubted ? { ...place, status: 'uncertain', score: other.score } : place, quote.exact, range)
  })
}

/**
 * Tries again to place what has no sure place: by its quote, and by what became of the place that was proposed for it.
 * @param text the canonical text as it is now
 * @param all what the highlights hold, with the range proposed in `oldText` and its score; null for an orphan
 * @param oldText the text before; undefined when it is not known
 * @returns in the order given, as `anchorQuotes`
 */
export function tryAgain(
  text: string,
  all: readonly (Placed & { proposed: { range: TextRange; score: number } | null })[],
  oldText?: string,
): Anchor[] {
  const alone = anchorAll(
    text,
    all.map(({ quote, range }) => ({ ...quote, ...range })),
  )
  const proposed = all.flatMap(({ proposed }) => proposed ?? [])
  const followed = followRanges(
    text,
    proposed.map(({ range }) => range),
    oldText,
  )
  return all.map(({ quote, proposed: before }, index) => {
    const { status, start, end, score } = alone[index]!
    if ((status === 'exact' || status === 'moved') && score >= RETURN_SCORE)
      return { kind: 'moved', range: { start, end } }
    const stays = before === null ? null : followed[proposed.indexOf(before)]
    if (before !== null && stays) return { kind: 'unsure', range: stays, score: before.score }
    return status === 'orphan' || quote.exact === ''
      ? { kind: 'lost' }
      : { kind: 'unsure', range: { start, end }, score }
  })
}

/**
 * Where ranges of an old text are in a new one.
 * @param text the text now
 * @param ranges UTF-16 code units of `oldText`
 * @param oldText the text before; undefined when it is not known
 * @returns in the order given; null for what cannot be followed for sure
 */
export function followRanges(text: string, ranges: readonly TextRange[], oldText?: string): (TextRange | null)[] {
  if (oldText === undefined || oldText === text) return ranges.map((range) => (range.end <= text.length ? range : null))
  const selectors = ranges.map((range) => ({ ...quoteOf(oldText, range), ...range }))
  return anchorAll(text, selectors, oldText).map(({ status, start, end }) =>
    status === 'exact' || status === 'moved' ? { start, end } : null,
  )
}

function verdict(text: string, { status, start, end, score }: Anchoring, exact: string, last: TextRange): Anchor {
  if (status === 'orphan') return { kind: 'lost' }
  if (status === 'uncertain') return { kind: 'unsure', range: { start, end }, score }
  const same = text.slice(start, end) === exact && start === last.start && end === last.end
  return same ? { kind: 'kept' } : { kind: 'moved', range: { start, end } }
}
