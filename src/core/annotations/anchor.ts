// Where a kept quote stands in a text: at its stored position if the quote agrees, else where it is found again.
import type { TextQuoteSelector, TextRange } from '../../contract/model.ts'
import { findQuote } from '../../text/quote.ts'

export type Anchor = { kind: 'kept' } | { kind: 'moved'; range: TextRange } | { kind: 'lost' }

/**
 * Anchors a quote. The position alone proves nothing, nor do the words alone when they are short: the surroundings have
 * to agree too, else the whole text is searched.
 * @param text the canonical text as it is now
 * @param quote what the highlight holds
 * @param range where it was last, UTF-16 code units
 * @returns `kept` when it stands there unchanged; `moved` with its new range, whose words may differ in places; `lost`
 * when any place would be a guess (`ACCEPT_SCORE` of `findQuote`)
 */
export function anchor(text: string, quote: TextQuoteSelector, range: TextRange): Anchor {
  const { exact, prefix, suffix } = quote
  const from = range.start - prefix.length
  const stands = range.end - range.start === exact.length && from >= 0 && text.startsWith(prefix + exact + suffix, from)
  if (stands) return { kind: 'kept' }
  const found = findQuote(text, quote, range.start)
  return found === null ? { kind: 'lost' } : { kind: 'moved', range: { start: found.start, end: found.end } }
}
