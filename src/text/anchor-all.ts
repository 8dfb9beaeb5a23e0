// Anchoring of all highlights of an article at once. Where its old text is known, what became of that text says most.
import { ACCEPT_SCORE, Anchorer } from './anchor.ts'
import type { Anchoring, Selectors } from './anchor.ts'
import { isDoubled, placeOf } from './place.ts'
import type { Pattern, Place } from './place.ts'
import { textChange } from './text-change.ts'
import type { TextChange } from './text-change.ts'
import { TokenIndex } from './token-index.ts'
import { cutsWord, tokenAfter } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** Words of surroundings looked at on each side, of the old text. */
const SURROUNDINGS = 12
/** The share of a quote that has to stand where the change of the text says, for that to be shown; and to be taken. */
const LEAST_STANDING = 0.35
const SURE_STANDING = 0.5
/** Tokens in a row that may have been put in without asking the quote too; and the share of a place that may ever. */
const FEW_ADDED = 4
const MOST_ADDED = 0.3
/** A second occurrence, new to the text, within so many characters may be the one that is meant. */
const BESIDE = 80
/** The share of a place that may be words of other passages of the old text. */
const MOST_OTHERS = 0.3

/**
 * Finds the places of many quotes in one text. Without an old text, each as `anchorSelectors` would.
 * @param text the canonical text as it is now
 * @param all what the highlights hold
 * @param oldText the text that their positions are in, when it is known
 * @returns in the order given
 */
export function anchorAll(text: string, all: readonly Selectors[], oldText?: string): Anchoring[] {
  const index = new TokenIndex(text)
  const anchorer = new Anchorer(index)
  if (oldText === undefined || all.length === 0) return all.map((selectors) => anchorer.anchor(selectors))
  if (oldText === text) return all.map((selectors) => standing(text, selectors) ?? anchorer.anchor(selectors))
  const followed = new Followed(new TokenIndex(oldText), index, anchorer)
  return all.map((selectors) => followed.anchor(selectors))
}

function standing(text: string, { exact, start, end }: Selectors): Anchoring | null {
  const stands = exact !== '' && text.slice(start, end) === exact
  return stands ? { status: 'exact', start, end, score: 1 } : null
}

/** Follows highlights from an old text into a new one. */
class Followed {
  readonly #old: TokenIndex
  readonly #now: TokenIndex
  readonly #anchorer: Anchorer
  readonly #change: TextChange

  constructor(old: TokenIndex, now: TokenIndex, anchorer: Anchorer) {
    this.#old = old
    this.#now = now
    this.#anchorer = anchorer
    this.#change = textChange(old, now)
  }

  anchor(selectors: Selectors): Anchoring {
    const { tokens } = this.#old
    const from = tokenAfter(tokens, selectors.start)
    let to = from
    while (to < tokens.count && tokens.start[to]! < selectors.end) to += 1
    if (standing(this.#old.text, selectors) === null || from === to) return this.#anchorer.anchor(selectors)
    return (
      this.#unchanged(selectors, from, to) ?? this.#edited(selectors, from, to) ?? this.#elsewhere(selectors, from, to)
    )
  }

  /** All tokens kept in a row: the new range is theirs, to the letter also within words. */
  #unchanged(selectors: Selectors, from: number, to: number): Anchoring | null {
    const { became, alike } = this.#change
    for (let at = from; at < to; at += 1) {
      if (alike[at] !== 1 || became[at] !== became[from]! + at - from) return null
    }
    const start = this.#offset(from, selectors.start)
    const end = this.#offset(to - 1, selectors.end)
    if (start === null || end === null) return null
    if (this.#hasTwin(selectors.exact, start, end) || this.#isDoubled(from, to))
      return { status: 'uncertain', start, end, score: 1 }
    return this.#result(selectors, { start, end, score: 1 })
  }

  /** An offset in an old token, in the new one; null when that was respelt about it. */
  #offset(at: number, offset: number): number | null {
    const place = this.#change.became[at]!
    const { start, end } = this.#old.tokens
    const theirs = this.#now.tokens
    if (offset <= start[at]!) return theirs.start[place]!
    if (offset >= end[at]!) return theirs.end[place]!
    const same = end[at]! - start[at]! === theirs.end[place]! - theirs.start[place]!
    return same ? theirs.start[place]! + offset - start[at]! : null
  }

  #edited(selectors: Selectors, from: number, to: number): Anchoring | null {
    const { text } = this.#old
    const { start, end } = selectors
    if (cutsWord(text.slice(0, start).slice(-1), text.slice(start, start + 1))) return null
    if (cutsWord(text.slice(end - 1, end), text.slice(end, end + 1))) return null
    const begin = Math.max(0, from - SURROUNDINGS)
    const stop = Math.min(this.#old.tokens.count, to + SURROUNDINGS)
    const found = {
      became: this.#change.became.subarray(begin, stop),
      alike: this.#change.alike.subarray(begin, stop),
    }
    const pattern = stretchPattern(this.#old, selectors, begin, from, to, stop)
    const place = placeOf(this.#now, pattern, found)
    if ('vacant' in place || place.quote < LEAST_STANDING || place.start >= place.end) return null
    const strange = this.#others(place, from, to) > 0 || !inOrder(this.#change, from, to)
    const certain = place.sure && !strange && place.quote >= SURE_STANDING
    const added = this.#longestAdded(place)
    if (certain && added <= FEW_ADDED) return this.#result(selectors, place)
    const alone = this.#anchorer.anchor(selectors)
    const agrees = alone.start === place.start && alone.end === place.end
    if (agrees && !strange) return certain && place.added <= MOST_ADDED ? this.#result(selectors, place) : alone
    // What the quote finds within, to the letter, is better than a range with more in it.
    const within = alone.start >= place.start && alone.end <= place.end && alone.status !== 'orphan'
    if (within && !strange && added > FEW_ADDED) return alone
    if (certain && place.added <= MOST_ADDED && alone.status === 'orphan') return this.#result(selectors, place)
    return { status: 'uncertain', start: place.start, end: place.end, score: place.score }
  }

  /** Whether the first or the last word stands twice now where it stood once. */
  #isDoubled(from: number, to: number): boolean {
    const { became } = this.#change
    const now = (at: number, outwards: 1 | -1): boolean =>
      isDoubled(this.#now.tokens, became[at]!, outwards) && !isDoubled(this.#old.tokens, at, outwards)
    return now(from, -1) || now(to - 1, 1)
  }

  /** The most tokens in a row that are new in a range. */
  #longestAdded({ start, end }: Place): number {
    const { tokens } = this.#now
    let longest = 0
    let run = 0
    for (let at = tokenAfter(tokens, start); at < tokens.count && tokens.start[at]! < end; at += 1) {
      run = this.#change.was[at]! < 0 ? run + 1 : 0
      longest = Math.max(longest, run)
    }
    return longest
  }

  /** Whether the words stand a second time next to a place, in words that are new. */
  #hasTwin(exact: string, start: number, end: number): boolean {
    const { text } = this.#now
    if (exact.length > 2 * BESIDE) return false
    const after = text.slice(end, end + BESIDE + exact.length).indexOf(exact)
    if (after >= 0 && this.#isNew(end + after, end + after + exact.length)) return true
    const from = Math.max(0, start - BESIDE - exact.length)
    const before = text.slice(from, start).indexOf(exact)
    return before >= 0 && this.#isNew(from + before, from + before + exact.length)
  }

  #isNew(start: number, end: number): boolean {
    return this.#others({ start, end }, 0, 0) < 0.5
  }

  /** The old passage is gone, or most of it: the quote may stand elsewhere, but not in words that were there before. */
  #elsewhere(selectors: Selectors, from: number, to: number): Anchoring {
    const alone = this.#anchorer.anchor(selectors)
    if (alone.status === 'orphan') return alone
    if (this.#others(alone, from, to) <= MOST_OTHERS) return alone
    if (alone.status !== 'uncertain' || alone.score >= ACCEPT_SCORE) return { ...alone, status: 'uncertain' }
    return { status: 'orphan', start: selectors.start, end: selectors.end, score: alone.score }
  }

  /** The share of a range that is words of the old text which are not the highlight's. */
  #others({ start, end }: { start: number; end: number }, from: number, to: number): number {
    const { tokens } = this.#now
    let all = 0
    let others = 0
    for (let at = tokenAfter(tokens, start); at < tokens.count && tokens.start[at]! < end; at += 1) {
      const weight = tokens.weight[at]!
      all += weight
      const was = this.#change.was[at]!
      if (was >= 0 && (was < from || was >= to) && this.#change.alike[was]! > 0) others += weight
    }
    return all === 0 ? 0 : others / all
  }

  #result(selectors: Selectors, { start, end, score }: Pick<Place, 'start' | 'end' | 'score'>): Anchoring {
    const same = start === selectors.start && this.#now.text.slice(start, end) === selectors.exact
    return { status: same ? 'exact' : 'moved', start, end, score }
  }
}

/** Whether the tokens that stand are in their old order. */
function inOrder({ became, alike }: TextChange, from: number, to: number): boolean {
  let last = -1
  for (let at = from; at < to; at += 1) {
    if (alike[at] === 0) continue
    if (became[at]! <= last) return false
    last = became[at]!
  }
  return true
}

/** The tokens of a stretch of the old text as a pattern. */
function stretchPattern(
  old: TokenIndex,
  quote: Selectors,
  begin: number,
  from: number,
  to: number,
  stop: number,
): Pattern {
  const { start, end, key, weight, letters } = old.tokens
  const tokens: Tokens = {
    count: stop - begin,
    start: start.subarray(begin, stop),
    end: end.subarray(begin, stop),
    key: key.subarray(begin, stop),
    weight: weight.subarray(begin, stop),
    letters: letters.subarray(begin, stop),
  }
  const sum = (first: number, last: number): number => weight.subarray(first, last).reduce((all, each) => all + each, 0)
  return {
    quote,
    whole: { text: old.text, tokens, from: 0, to: stop - begin },
    head: from - begin,
    tail: to - begin,
    quoteWeight: sum(from, to),
    beforeWeight: sum(begin, from),
    afterWeight: sum(to, stop),
  }
}
