// Quotes: what a highlight keeps of its words and their surroundings, and how they are found again in a changed text.
import type { TextQuoteSelector, TextRange } from '../contract/model.ts'
import { approximateEnds } from './approximate-search.ts'
import { backward, edgesBySurroundings, wholeWords } from './quote-edges.ts'
import { cutsPair, trimRange } from './text-range.ts'

/** A place that a quote was found at; `score` is 1 when words and surroundings are all the same, see `ACCEPT_SCORE`. */
export type QuoteMatch = { start: number; end: number; score: number }

/**
 * The score that a match needs. A score is the share of the evidence that agrees, where a character of the quote weighs
 * 1 and one of prefix and suffix 0.5. So of a quote with whole surroundings (32 characters on each side):
 * - 32 characters or more found to the letter are enough alone, wherever they moved;
 * - a shorter one needs some of its surroundings too: a name of 10 characters a third of them, "the" half;
 * - of 100 characters 30% may have changed if the surroundings stand, and 20% if nothing of them is left.
 * Below that, where the quote belongs is a guess, and the user is better served by an orphan that says so.
 */
export const ACCEPT_SCORE = 0.5

/** Unrelated passages of one language agree in about this share of their letters by chance: such agreement is none. */
const CHANCE = 0.4
const CONTEXT_WEIGHT = 0.5
/** Among equals the nearest to the hint is meant; a few letters of surroundings outweigh the distance. */
const NEARNESS_WEIGHT = 0.05
/** How many approximate matches are compared in full. */
const MOST_CANDIDATES = 500

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
 * Finds a quote in a text that may have changed since: first to the letter, then approximately.
 * @param text where to look
 * @param quote what to look for
 * @param hint where it used to start, UTF-16 code units; decides between places that are otherwise equally good
 * @returns the best match, trimmed of white space when approximate; null when none reaches `ACCEPT_SCORE`
 */
export function findQuote(text: string, quote: TextQuoteSelector, hint?: number): QuoteMatch | null {
  if (quote.exact === '') return null
  const judge = new Judge(text, quote, hint)
  for (const start of occurrences(text, quote.exact)) judge.consider(start, start + quote.exact.length, 0)
  if (judge.best !== null && judge.best.score >= ACCEPT_SCORE) return judge.best
  for (const { start, end, errors } of approximateMatches(text, quote.exact, hint)) judge.consider(start, end, errors)
  const match = judge.best
  if (match === null) return null
  for (const { start, end } of edgesBySurroundings(text, quote, match)) {
    judge.consider(start, end, distance(text.slice(start, end), quote.exact))
  }
  const { start, end, score } = judge.best ?? match
  return score >= ACCEPT_SCORE ? { ...wholeWords(text, quote, { start, end }), score } : null
}

/** Keeps the best of the places considered. */
class Judge {
  best: QuoteMatch | null = null
  #bestRank = -Infinity
  readonly #text: string
  readonly #quote: TextQuoteSelector
  readonly #backwardPrefix: string
  readonly #hint: number | undefined

  constructor(text: string, quote: TextQuoteSelector, hint: number | undefined) {
    this.#text = text
    this.#quote = quote
    this.#backwardPrefix = backward(quote.prefix)
    this.#hint = hint
  }

  consider(start: number, end: number, errors: number): void {
    const score = this.#score(start, end, errors)
    const distance = this.#hint === undefined ? 0 : Math.abs(start - this.#hint) / Math.max(1, this.#text.length)
    const rank = score - NEARNESS_WEIGHT * Math.min(1, distance)
    if (rank <= this.#bestRank) return
    const range = errors === 0 ? { start, end } : trimRange(this.#text, { start, end })
    if (range.end === range.start) return
    this.#bestRank = rank
    this.best = { ...range, score }
  }

  #score(start: number, end: number, errors: number): number {
    const { exact, prefix, suffix } = this.#quote
    // Twice as far, since something may have been put in.
    const before = backward(this.#text.slice(Math.max(0, start - 2 * prefix.length), start))
    const after = this.#text.slice(end, end + 2 * suffix.length)
    const agreed =
      exact.length * beyondChance(errors, exact.length) +
      CONTEXT_WEIGHT * (agreement(this.#backwardPrefix, before) + agreement(suffix, after))
    return agreed / (exact.length + CONTEXT_WEIGHT * (prefix.length + suffix.length))
  }
}

/** How many characters of a context stand at the beginning of a text, give or take small changes. */
function agreement(context: string, text: string): number {
  if (context === '') return 0
  if (text.startsWith(context)) return context.length
  const limit = Math.ceil(context.length * (1 - CHANCE))
  let errors = context.length
  for (const found of approximateEnds(text, context, limit, true)) errors = Math.min(errors, found.errors)
  return context.length * beyondChance(errors, context.length)
}

/** The share of letters that agree, where what chance would give counts as nothing. */
function beyondChance(errors: number, length: number): number {
  return Math.max(0, (1 - errors / length - CHANCE) / (1 - CHANCE))
}

/** Edit distance between a text and a pattern; all of the pattern when there is nothing in common. */
function distance(text: string, pattern: string): number {
  const last = approximateEnds(text, pattern, pattern.length, true).at(-1)
  return last?.end === text.length ? last.errors : pattern.length
}

function* occurrences(text: string, exact: string): Generator<number> {
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1)) yield at
}

type Candidate = TextRange & { errors: number }

function* approximateMatches(text: string, exact: string, hint: number | undefined): Generator<Candidate> {
  const limit = Math.floor(exact.length * (1 - CHANCE))
  // Half of the quote gone is beyond acceptance unless it is short: no need to look further than that.
  const ends = leastOfEachRun(approximateEnds(text, exact, Math.min(limit, Math.floor(exact.length / 2))))
  const expected = hint === undefined ? 0 : hint + exact.length
  ends.sort((a, b) => a.errors - b.errors || Math.abs(a.end - expected) - Math.abs(b.end - expected))
  const pattern = backward(exact)
  for (const { end, errors } of ends.slice(0, MOST_CANDIDATES)) {
    const window = backward(text.slice(Math.max(0, end - exact.length - errors), end))
    for (const match of approximateEnds(window, pattern, errors, true)) yield { start: end - match.end, end, errors }
  }
}

/** An occurrence is met at several ends in a row: those with the fewest errors are its own. */
function leastOfEachRun(ends: ReturnType<typeof approximateEnds>): ReturnType<typeof approximateEnds> {
  const kept: typeof ends = []
  let run: typeof ends = []
  const close = (): void => {
    const least = run.reduce((fewest, each) => Math.min(fewest, each.errors), Infinity)
    kept.push(...run.filter((each) => each.errors === least))
    run = []
  }
  for (const found of ends) {
    if (run.length > 0 && run.at(-1)!.end + 1 < found.end) close()
    run.push(found)
  }
  if (run.length > 0) close()
  return kept
}
