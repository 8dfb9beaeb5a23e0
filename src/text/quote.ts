// Quotes: what a highlight keeps of its words and their surroundings, and how they are found again in a changed text.
import type { TextQuoteSelector, TextRange } from '../contract/model.ts'
import { ACCEPT_SCORE, anchorSelectors } from './anchor.ts'
import { cutsPair } from './text-range.ts'

/** A place that a quote was found at; `score` is 1 when words and surroundings are all the same. */
export type QuoteMatch = { start: number; end: number; score: number }

/**
 * The quote of a range, as a W3C TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector).
 * @param text the canonical text
 * @param range UTF-16 code units of `text`
 * @param context how much of the surroundings to keep on each side, UTF-16 code units; fewer at the edges of the text
 */
export function quoteOf(text: string, range: TextRange, context = 32): TextQuoteSelector {
  let from = Math.max(0, range.start - context)
  let to = Math.min(text.length, range.end + context)
  if (cutsPair(text, from)) from += 1
  if (cutsPair(text, to)) to -= 1
  return {
    exact: text.slice(range.start, range.end),
    prefix: text.slice(from, range.start),
    suffix: text.slice(range.end, to),
  }
}

/**
 * Finds a quote in a text that may have changed since, when there is no doubt where it is (see `anchorSelectors`).
 * @param text where to look
 * @param quote what to look for
 * @param hint where it used to start, UTF-16 code units; decides between places that are otherwise equally good
 * @returns null when it is not there, or its place is uncertain and the words there are not the same
 */
export function findQuote(text: string, quote: TextQuoteSelector, hint = 0): QuoteMatch | null {
  const found = anchorSelectors(text, { ...quote, start: hint, end: hint + quote.exact.length })
  const { status, start, end, score } = found
  if (status === 'orphan') return null
  const same = text.slice(start, end) === quote.exact
  return status !== 'uncertain' || (same && score >= ACCEPT_SCORE) ? { start, end, score } : null
}
