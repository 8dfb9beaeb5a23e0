// Anchoring: where a highlight's words are in a text that may have changed, and how sure that is. Never a silent guess.
import type { TextQuoteSelector, TextRange } from '../contract/model.ts'
import { occurrencesOf, windowsFor } from './candidates.ts'
import { alignedPlace, CONTEXT_WEIGHT, literalPlace, mostPossible, patternOf } from './place.ts'
import type { Pattern, Place } from './place.ts'
import { trimRange } from './text-range.ts'
import { TokenIndex } from './token-index.ts'
import { tokenAfter } from './tokens.ts'

/** What a highlight holds of its words, their surroundings and their place; UTF-16 code units. */
export type Selectors = TextQuoteSelector & TextRange

/**
 * - `exact`: the same words at the same place;
 * - `moved`: found for sure, elsewhere or with words changed;
 * - `uncertain`: the range is the best guess, for the user to look at;
 * - `orphan`: the words are gone, or any place would be a wild guess; the range is the old one.
 */
export type AnchorStatus = 'exact' | 'moved' | 'uncertain' | 'orphan'

/** Where a quote is; `score` is 0..1, see `ACCEPT_SCORE`. */
export type Anchoring = { status: AnchorStatus; start: number; end: number; score: number }

/**
 * The score that a place needs to be taken without asking. A score is the share of the evidence that agrees: letters of
 * the quote's words count 1, of the words in prefix and suffix 0.5 (misspelt words in part). So with whole surroundings
 * of 32 characters a side a quote of 25 letters is enough alone; a shorter one needs some of its surroundings too.
 */
export const ACCEPT_SCORE = 0.5
/** Below this a place is not worth showing. */
export const ORPHAN_SCORE = 0.3
/** How much of the quote itself has to stand for a place to be taken without asking. */
const LEAST_QUOTE = 0.5
/** By how much a place has to be better than the next: in score, or in letters that agree, those around counting half. */
const MARGIN = 0.12
const MARGIN_LETTERS = 8
/** Letters that have to agree in all, those of the surroundings counting half: "the" proves nothing. */
const LEAST_EVIDENCE = 7
/** The same, where the surroundings stand on one side only: a phrase said twice may begin alike. */
const ONE_SIDED_EVIDENCE = 20
const ONE_SIDED = 0.3
/** A quote cut from where its surroundings still stand side by side is taken elsewhere only when it is as long as this. */
const MOVED_ALONE = 36
/** The share of a place that may have been put in. */
const MOST_ADDED = 0.3
/** A quote of so many characters that stands once to the letter is worth showing, whatever surrounds it. */
const WORTH_SHOWING = 8
/** A second occurrence within so many characters takes the surroundings' word away. */
const BESIDE = 80
/** How much of one side of the surroundings has to stand for an occurrence to be the one, the other side edited. */
const HALF_STANDS = 0.95
/** How much of the surroundings stands where a quote was cut out. */
const VACANT = 0.6

/** Anchors quotes in one text; what it learns of the text serves all of them. */
export class Anchorer {
  readonly #index: TokenIndex

  /** @param index of the text */
  constructor(index: TokenIndex) {
    this.#index = index
  }

  /**
   * Finds the place of one quote: at its position if the quote agrees there; else the best of its occurrences to the
   * letter and of the stretches that share its words, by quote, surroundings and nearness.
   * @param selectors what the highlight holds
   */
  anchor(selectors: Selectors): Anchoring {
    const { text } = this.#index
    const { exact, prefix, suffix, start, end } = selectors
    const lost: Anchoring = { status: 'orphan', start, end, score: 0 }
    if (exact.trim() === '' || text === '') return lost
    const from = start - prefix.length
    const stands = end - start === exact.length && from >= 0 && text.startsWith(prefix + exact + suffix, from)
    if (stands) return { status: 'exact', start, end, score: 1 }
    const pattern = patternOf(selectors)
    const { places, vacant } = this.#places(pattern, selectors)
    return decide(text, pattern, selectors, places, vacant) ?? lost
  }

  #places(pattern: Pattern, selectors: Selectors): { places: Place[]; vacant: number } {
    const { text } = this.#index
    const occurrences = occurrencesOf(text, selectors, selectors.start)
    const places = occurrences.found.map(({ start }) => literalPlace(text, pattern, start))
    // Surroundings and all, and no second one: nothing can be better.
    const whole = places.filter((place) => place.score > 0.999)
    if (whole.length === 1 && pattern.beforeWeight > 0 && pattern.afterWeight > 0) return { places, vacant: 0 }
    let vacant = 0
    let best = places.reduce((most, place) => Math.max(most, place.score), 0)
    const expected = tokenAfter(this.#index.tokens, selectors.start) - pattern.head
    for (const window of windowsFor(this.#index, pattern.whole.tokens, expected)) {
      // What cannot come near the best so far is not looked at closely.
      if (mostPossible(this.#index, pattern, window) < best - 2 * MARGIN) continue
      const place = alignedPlace(this.#index, pattern, window)
      if ('vacant' in place) vacant = Math.max(vacant, place.vacant)
      else {
        places.push(place)
        best = Math.max(best, place.score)
      }
    }
    return { places, vacant }
  }
}

/**
 * Finds the place of one quote in a text. For several quotes in one text, `anchorAll`.
 * @param text the canonical text as it is now
 * @param selectors what the highlight holds
 */
export function anchorSelectors(text: string, selectors: Selectors): Anchoring {
  return new Anchorer(new TokenIndex(text)).anchor(selectors)
}

function decide(
  text: string,
  pattern: Pattern,
  selectors: Selectors,
  places: readonly Place[],
  vacant: number,
): Anchoring | null {
  const rank = (place: Place): number => place.score + nearness(text, place, selectors) + (place.literal ? 0.01 : 0)
  const ranked = [...places].sort((a, b) => rank(b) - rank(a))
  const best = ranked[0]
  if (best === undefined) return null
  const range = best.literal ? best : trimRange(text, best)
  const result = { start: range.start, end: range.end, score: best.score }
  const only =
    best.literal && selectors.exact.length >= WORTH_SHOWING && places.filter((each) => each.literal).length === 1
  if (range.end === range.start || (best.score < ORPHAN_SCORE && !only)) return null
  const other = ranked.find((place) => place.end <= best.start || place.start >= best.end)
  const most = pattern.quoteWeight + CONTEXT_WEIGHT * (pattern.beforeWeight + pattern.afterWeight)
  const clear = other === undefined || rank(best) - rank(other) >= Math.min(MARGIN, MARGIN_LETTERS / most)
  const twin = places.some((each) => each !== best && each.literal && competes(best, each))
  if (!clear || (twin && best.score < 0.999) || !convincing(pattern, best, vacant))
    return { status: 'uncertain', ...result }
  const same = result.start === selectors.start && text.slice(result.start, result.end) === selectors.exact
  return { status: same ? 'exact' : 'moved', ...result }
}

/** Whether a second occurrence casts doubt: next to the place, or with one side of the surroundings all there. */
function competes(place: Place, other: Place): boolean {
  const apart = other.end <= place.start || other.start >= place.end
  return apart && (isBeside(place, other) || Math.max(other.before, other.after) > HALF_STANDS)
}

/** Whether two places are so near that the one may stand in the other's surroundings. */
function isBeside(one: Place, other: Place): boolean {
  const gap = Math.max(other.start - one.end, one.start - other.end)
  return gap >= 0 && gap < BESIDE
}

function convincing(pattern: Pattern, place: Place, vacant: number): boolean {
  const { quoteWeight, beforeWeight, afterWeight } = pattern
  const around = place.before * beforeWeight + place.after * afterWeight
  const evidence = place.quote * quoteWeight + CONTEXT_WEIGHT * around
  if (place.score < ACCEPT_SCORE || place.quote < LEAST_QUOTE || !place.sure || evidence < LEAST_EVIDENCE) return false
  if (place.added > MOST_ADDED) return false
  const oneSided = (beforeWeight > 0 && place.before < ONE_SIDED) || (afterWeight > 0 && place.after < ONE_SIDED)
  if (oneSided && evidence < ONE_SIDED_EVIDENCE) return false
  const leftBehind = vacant >= VACANT && Math.min(place.before, place.after) < VACANT
  return !leftBehind || (place.quote > 0.9 && quoteWeight >= MOVED_ALONE)
}

/** At most 0.05, at the very place; less the further away. */
function nearness(text: string, place: Place, selectors: Selectors): number {
  const distance = Math.abs(place.start - selectors.start) / Math.max(1, text.length)
  return 0.05 * (1 - Math.min(1, distance))
}
