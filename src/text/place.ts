// A place in a text where a quote may stand: its range, and how much of the quote and its surroundings agrees there.
import type { TextQuoteSelector } from '../contract/model.ts'
import { align } from './align.ts'
import type { Alignment, Stretch } from './align.ts'
import type { Window } from './candidates.ts'
import { endsStand } from './end-pieces.ts'
import type { TokenIndex } from './token-index.ts'
import { cutsWord, MARK_WEIGHT, tokensOf } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** UTF-16 code units; the shares are 0..1 of weight (see `Tokens`). */
export type Place = {
  start: number
  end: number
  /** How much of the quote stands there, less what was put into it. */
  quote: number
  /** How much of the prefix stands before it, and of the suffix after it. */
  before: number
  after: number
  score: number
  /** Whether both ends are known: their words, or the words next to them, are there. */
  sure: boolean
  /** Whether the quote stands there to the letter. */
  literal: boolean
  /** The share of what stands there that was put in. */
  added: number
}

/** A letter of prefix or suffix counts half of one of the quote. */
export const CONTEXT_WEIGHT = 0.5
/** What putting a letter into the quote takes away, against taking one out. */
const ADDED_WEIGHT = 0.5
/** What the quote loses for an end within a word where it had none: `art` is not in `part`. */
const CUT_WORD = 0.35
/** Letters of agreeing words that have to stand about an end for it to be known, and how many words are looked at. */
const LEAST_SUPPORT = 6
/** What a word put in, replaced or gone takes from that; and how many may be put in on the way. */
const MISSING_SUPPORT = 1
const MOST_DRIFT = 2
/** Tokens beyond an end among which a lost mark of the quote is looked for. */
const MARK_REACH = 3
const SUPPORT_REACH = 6

/** A quote with its tokens; `head..tail` are the quote's own among the tokens of prefix, quote and suffix. */
export type Pattern = {
  quote: TextQuoteSelector
  whole: Stretch
  head: number
  tail: number
  quoteWeight: number
  beforeWeight: number
  afterWeight: number
}

/**
 * Prepares a quote for comparing.
 * @param quote what a highlight holds
 */
export function patternOf(quote: TextQuoteSelector): Pattern {
  const parts = [quote.prefix, quote.exact, quote.suffix].map(tokensOf) as [Tokens, Tokens, Tokens]
  const tokens = joined(parts, [0, quote.prefix.length, quote.prefix.length + quote.exact.length])
  const head = parts[0].count
  const tail = head + parts[1].count
  return {
    quote,
    whole: { text: quote.prefix + quote.exact + quote.suffix, tokens, from: 0, to: tokens.count },
    head,
    tail,
    quoteWeight: weightOf(tokens, head, tail),
    beforeWeight: weightOf(tokens, 0, head),
    afterWeight: weightOf(tokens, tail, tokens.count),
  }
}

/**
 * The place where a quote stands to the letter.
 * @param text where it stands
 * @param pattern the quote
 * @param start UTF-16 code units
 */
export function literalPlace(text: string, pattern: Pattern, start: number): Place {
  const { exact, prefix, suffix } = pattern.quote
  const end = start + exact.length
  const before =
    text.startsWith(prefix, start - prefix.length) && start >= prefix.length ? 1 : sharedBefore(text, pattern, start)
  const after = text.startsWith(suffix, end) ? 1 : sharedAfter(text, pattern, end)
  let quote = 1
  if (cutsWord(text.slice(Math.max(0, start - 1), start), exact) && !cutsWord(prefix, exact)) quote -= CUT_WORD
  if (cutsWord(exact, text.slice(end, end + 1)) && !cutsWord(exact, suffix)) quote -= CUT_WORD
  return scored(pattern, { start, end, quote, before, after, sure: true, literal: true, added: 0 })
}

function sharedBefore(text: string, { whole, head, beforeWeight }: Pattern, start: number): number {
  if (beforeWeight === 0) return 0
  const near = text.slice(Math.max(0, start - 2 * (whole.tokens.end[head - 1] ?? 0) - 16), start)
  const tokens = tokensOf(near)
  const found = align(
    { ...whole, to: head },
    { text: near, tokens, from: 0, to: tokens.count },
    { start: false, end: true },
  )
  return agreed(found, whole.tokens, 0, 0, head) / beforeWeight
}

function sharedAfter(text: string, { quote, whole, tail, afterWeight }: Pattern, end: number): number {
  if (afterWeight === 0) return 0
  const near = text.slice(end, end + 2 * quote.suffix.length + 16)
  const tokens = tokensOf(near)
  const found = align(
    { ...whole, from: tail },
    { text: near, tokens, from: 0, to: tokens.count },
    { start: true, end: false },
  )
  return agreed(found, whole.tokens, tail, tail, whole.to) / afterWeight
}

/**
 * The place of a quote in a stretch of a text, by alignment.
 * @param index of the text
 * @param pattern the quote
 * @param window the stretch
 * @returns null when none of its words is there: `vacant` then says how much of its surroundings is, side by side
 */
export function alignedPlace(index: TokenIndex, pattern: Pattern, window: Window): Place | { vacant: number } {
  const seams = [pattern.head, pattern.tail]
  const stretch = { text: index.text, tokens: index.tokens, ...window }
  return placeOf(index, pattern, align(pattern.whole, stretch, { start: false, end: false, seams }))
}

/**
 * The place that an alignment gives a quote.
 * @param index of the text
 * @param pattern the quote
 * @param found what became of the pattern's tokens
 * @returns as `alignedPlace`
 */
export function placeOf(index: TokenIndex, pattern: Pattern, found: Alignment): Place | { vacant: number } {
  const { whole, head, tail } = pattern
  const { tokens } = index
  const { became } = found
  const before = pattern.beforeWeight === 0 ? 0 : agreed(found, whole.tokens, 0, 0, head) / pattern.beforeWeight
  const after = pattern.afterWeight === 0 ? 0 : agreed(found, whole.tokens, 0, tail, whole.to) / pattern.afterWeight
  let first = head
  while (first < tail && became[first]! < 0) first += 1
  let last = tail - 1
  while (last >= head && became[last]! < 0) last -= 1
  const standing = agreed(found, whole.tokens, 0, head, tail)
  if (first > last) return { vacant: Math.min(before, after) }
  const edges = { from: became[first]!, to: became[last]! }
  const known = startEdge(index, pattern, found, edges) && endEdge(index, pattern, found, edges)
  const sure = known && endsStand(pattern, found, tokens, edges)
  const { from, to } = edges
  const all = weightOf(tokens, from, to + 1)
  const more = Math.max(0, all - Math.max(standing, pattern.quoteWeight))
  const share = pattern.quoteWeight === 0 ? 0 : standing / (pattern.quoteWeight + ADDED_WEIGHT * more)
  const { start, end } = ends(index, pattern, found, from, to)
  return scored(pattern, {
    start,
    end,
    quote: share,
    before,
    after,
    sure,
    literal: false,
    added: more / Math.max(1, all),
  })
}

/**
 * A first word that was replaced, maybe by several: what stands between its neighbours took its place. Returns whether
 * the edge is known.
 */
function startEdge(
  index: TokenIndex,
  pattern: Pattern,
  found: Alignment,
  edges: { from: number; to: number },
): boolean {
  const { head, tail } = pattern
  const { became, alike } = found
  let kept = head
  while (kept < tail && alike[kept]! === 0) kept += 1
  if (kept > head && kept < tail && head > 0 && alike[head - 1]! > 0) {
    const before = became[head - 1]! + 1
    if (became[kept]! - before > mostInstead(kept - head)) return false
    edges.from = before
  }
  if (markIsNear(index, pattern, found, head, edges.from, -1) || newlyDoubled(index, pattern, edges.from, head, -1))
    return false
  if (!wordStands(pattern, found, head, 1, tail) && !wordStands(pattern, found, head - 1, -1, -1)) return false
  return supported(pattern, found, head, edges.from, 1)
}

/** The same for the last word. */
function endEdge(index: TokenIndex, pattern: Pattern, found: Alignment, edges: { from: number; to: number }): boolean {
  const { head, tail, whole } = pattern
  const { became, alike } = found
  let kept = tail - 1
  while (kept >= head && alike[kept]! === 0) kept -= 1
  if (kept < tail - 1 && kept >= head && tail < whole.to && alike[tail]! > 0) {
    const after = became[tail]! - 1
    if (after - became[kept]! > mostInstead(tail - 1 - kept)) return false
    edges.to = after
  }
  if (markIsNear(index, pattern, found, tail - 1, edges.to, 1) || newlyDoubled(index, pattern, edges.to, tail - 1, 1))
    return false
  const { to } = whole
  if (!wordStands(pattern, found, tail - 1, -1, head - 1) && !wordStands(pattern, found, tail, 1, to)) return false
  return supported(pattern, found, tail, edges.to + 1, -1)
}

/** Whether the first word from a row on, marks left out, agrees. Beyond the pattern everything does. */
function wordStands({ whole }: Pattern, { alike }: Alignment, row: number, direction: 1 | -1, limit: number): boolean {
  let at = row
  while (at !== limit && whole.tokens.weight[at] === MARK_WEIGHT) at += direction
  return at === limit ? row === limit : alike[at]! > 0
}

/**
 * Whether the word at a place stands twice in a row.
 * @param tokens of a text
 * @param place a token
 * @param outwards which of its neighbours is looked at
 */
export function isDoubled(tokens: Tokens, place: number, outwards: 1 | -1): boolean {
  const other = place + outwards
  if (other < 0 || other >= tokens.count || tokens.weight[place] === MARK_WEIGHT) return false
  return tokens.key[other] === tokens.key[place]
}

/** Whether the word at an end stands twice where it stood once: which of the two the quote ends with is a guess. */
function newlyDoubled(
  { tokens }: TokenIndex,
  { whole }: Pattern,
  place: number,
  row: number,
  outwards: 1 | -1,
): boolean {
  return isDoubled(tokens, place, outwards) && !isDoubled(whole.tokens, row, outwards)
}

/** Whether a quote's outermost mark, not found at its end, stands a little further out: then the end is in doubt. */
function markIsNear(
  { tokens }: TokenIndex,
  { whole }: Pattern,
  { alike }: Alignment,
  row: number,
  place: number,
  outwards: 1 | -1,
): boolean {
  if (alike[row]! > 0 || whole.tokens.weight[row] !== MARK_WEIGHT) return false
  for (let step = 1; step <= MARK_REACH; step += 1) {
    const at = place + outwards * step
    if (at >= 0 && at < tokens.count && tokens.key[at] === whole.tokens.key[row]) return true
  }
  return false
}

/** Tokens that may stand in the place of so many. */
const mostInstead = (count: number): number => 2 * count + 2

/**
 * The best score that a place in a stretch can have: as if all tokens that the two share stood in order.
 * @param index of the text
 * @param pattern the quote
 * @param window the stretch
 */
export function mostPossible(index: TokenIndex, pattern: Pattern, window: Window): number {
  const { whole, head, tail } = pattern
  const { key, weight } = whole.tokens
  let shared = 0
  for (let row = 0; row < whole.to; row += 1) {
    const counts = row >= head && row < tail ? 1 : CONTEXT_WEIGHT
    if (standsIn(index.places(key[row]!), window)) shared += weight[row]! * counts
  }
  return shared / Math.max(1, pattern.quoteWeight + CONTEXT_WEIGHT * (pattern.beforeWeight + pattern.afterWeight))
}

function standsIn(places: Int32Array, { from, to }: Window): boolean {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! < from) low = middle + 1
    else high = middle
  }
  return low < places.length && places[low]! < to
}

/**
 * Whether enough agreeing words stand about an end of the quote, on either side of it, at their proper distance: with
 * the word at the end at least one more of the quote. `inwards`: where the quote is from there.
 */
function supported(pattern: Pattern, found: Alignment, row: number, place: number, inwards: 1 | -1): boolean {
  const outside = supportOn(pattern, found, row, place, inwards === 1 ? -1 : 1)
  const inside = supportOn(pattern, found, row, place, inwards)
  const { head, tail, whole } = pattern
  let edge = inwards === 1 ? head : tail - 1
  while (whole.tokens.weight[edge] === MARK_WEIGHT && edge + inwards >= head && edge + inwards < tail) edge += inwards
  let words = 0
  for (let at = head; at < tail && words < 2; at += 1) if (whole.tokens.weight[at]! > MARK_WEIGHT) words += 1
  if (found.alike[edge]! > 0 && inside.words < words) return false
  return outside.letters + inside.letters >= LEAST_SUPPORT && outside.words + inside.words > 1
}

function supportOn({ whole }: Pattern, { became, alike }: Alignment, row: number, place: number, direction: 1 | -1) {
  let best = { letters: 0, words: 0 }
  let letters = 0
  let words = 0
  let shift = place - row
  for (let step = 0; step < SUPPORT_REACH; step += 1) {
    const at = direction < 0 ? row - 1 - step : row + step
    if (at < 0 || at >= whole.to) break
    if (alike[at] === 0) {
      letters -= MISSING_SUPPORT
      continue
    }
    const drift = Math.abs(became[at]! - at - shift)
    if (drift > MOST_DRIFT) break
    shift = became[at]! - at
    letters += whole.tokens.weight[at]! * alike[at]! - MISSING_SUPPORT * drift
    if (whole.tokens.weight[at]! > MARK_WEIGHT) words += 1
    if (letters > best.letters) best = { letters, words }
  }
  return best
}

/** The range of tokens, but for ends that the quote had within a word. */
function ends(
  index: TokenIndex,
  pattern: Pattern,
  { became, alike }: Alignment,
  from: number,
  to: number,
): { start: number; end: number } {
  const { quote, whole, head, tail } = pattern
  let start = index.tokens.start[from]!
  let end = index.tokens.end[to]!
  const length = (row: number): number => whole.tokens.end[row]! - whole.tokens.start[row]!
  if (became[head] === from && alike[head]! > 0 && cutsWord(quote.prefix, quote.exact)) {
    start = Math.max(start, index.tokens.end[from]! - length(head))
  }
  if (became[tail - 1] === to && alike[tail - 1]! > 0 && cutsWord(quote.exact, quote.suffix)) {
    end = Math.min(end, Math.max(start + 1, index.tokens.start[to]! + length(tail - 1)))
  }
  return { start, end }
}

function scored(pattern: Pattern, place: Omit<Place, 'score'>): Place {
  const { quoteWeight, beforeWeight, afterWeight } = pattern
  const agreeing = place.before * beforeWeight + place.after * afterWeight
  const most = quoteWeight + CONTEXT_WEIGHT * (beforeWeight + afterWeight)
  const score = most === 0 ? place.quote : (place.quote * quoteWeight + CONTEXT_WEIGHT * agreeing) / most
  return { ...place, score: Math.min(1, Math.max(0, score)) }
}

/** The weight of the tokens from `from` to `to` that are alike; `base` is the row of the alignment's first. */
function agreed({ alike }: Alignment, { weight }: Tokens, base: number, from: number, to: number): number {
  let sum = 0
  for (let row = from; row < to; row += 1) sum += weight[row]! * alike[row - base]!
  return sum
}

function weightOf({ weight }: Tokens, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at += 1) sum += weight[at]!
  return sum
}

function joined(parts: readonly Tokens[], offsets: readonly number[]): Tokens {
  const count = parts.reduce((sum, part) => sum + part.count, 0)
  const whole: Tokens = {
    count,
    start: new Int32Array(count),
    end: new Int32Array(count),
    key: new Int32Array(count),
    weight: new Float32Array(count),
    letters: new Int32Array(count),
  }
  let at = 0
  parts.forEach((part, index) => {
    for (let row = 0; row < part.count; row += 1, at += 1) {
      whole.start[at] = part.start[row]! + offsets[index]!
      whole.end[at] = part.end[row]! + offsets[index]!
      whole.key[at] = part.key[row]!
      whole.weight[at] = part.weight[row]!
      whole.letters[at] = part.letters[row]!
    }
  })
  return whole
}
