// Alignment of two stretches of tokens: which word of the one became which of the other.
import { foldWord, MARK_WEIGHT } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** A stretch of the tokens of a text, `to` exclusive. */
export type Stretch = { text: string; tokens: Tokens; from: number; to: number }

/**
 * For each token of the pattern, in order: the index of the text's token that it became, -1 when it is gone; and how
 * alike the two are, 1 when the same but for typography, 0 when one replaced the other.
 */
export type Alignment = { became: Int32Array; alike: Float32Array }

/**
 * Whether the stretches begin, or end, together; else the text may go on beyond the pattern there. Before the pattern's
 * tokens at `seams` text is put in more easily than elsewhere.
 */
export type Joined = { start: boolean; end: boolean; seams?: readonly number[] }

/** What a pair of tokens costs where one replaced the other, in the unit of token weights (letters). */
const REPLACED = 0.6
const MARK_REPLACED = 0.1
/** A mark goes with the word before it rather than with the one after. */
const MARK_FOLLOWS = 0.05
const KIND_REPLACED = 2
/** What leaving out costs on either side: for the first token of a run, and for each one after it. */
const GAP_OPEN = 0.8
const GAP_MORE = 0.12
const SEAM_OPEN = 0.6
/** The share of letters that two words must have in common for one to be a misspelling of the other. */
const LEAST_ALIKE = 0.7
/** Shorter words are the same or are not: `and` is no misspelling of `aid`. */
const LEAST_LETTERS = 4
const MOST_LETTERS = 64
/** Cells of a table that is filled whole; larger problems are cut at words that both sides have once. */
const MOST_CELLS = 30_000

/** With the edge row and column. */
const ROOM = 2 * MOST_CELLS + 2

const NEVER = -1e9

/**
 * Aligns a pattern with a text: the best scoring pairing in the same order, with affine gaps (O. Gotoh, "An improved
 * algorithm for matching biological sequences", 1982). Long stretches are first cut at words that are unique on both
 * sides (the anchors of B. Cohen's patience diff), so time grows with their length and not with its square.
 * @param pattern what to find again
 * @param text where
 * @param joined see `Joined`
 */
export function align(pattern: Stretch, text: Stretch, joined: Joined): Alignment {
  const length = pattern.to - pattern.from
  const alignment = { became: new Int32Array(length).fill(-1), alike: new Float32Array(length) }
  alignInto(alignment, pattern.from, pattern, text, joined)
  return alignment
}

function alignInto(into: Alignment, base: number, pattern: Stretch, text: Stretch, joined: Joined): void {
  const rows = pattern.to - pattern.from
  const columns = text.to - text.from
  if (rows <= 0 || columns <= 0) return
  if (rows * columns <= MOST_CELLS) {
    fillTable(into, base, pattern, text, joined)
    return
  }
  const anchors = uniqueInBoth(pattern, text)
  if (anchors.length === 0) return
  let row = pattern.from
  let column = text.from
  anchors.forEach(([ours, theirs], index) => {
    if (ours < row || theirs < column) return
    const start = index > 0 || joined.start
    // Before the first anchor the text is not looked through from its very beginning.
    const nearest = start ? column : Math.max(column, theirs - 2 * (ours - row) - 24)
    alignInto(
      into,
      base,
      { ...pattern, from: row, to: ours },
      { ...text, from: nearest, to: theirs },
      { start, end: true },
    )
    into.became[ours - base] = theirs
    into.alike[ours - base] = 1
    row = ours + 1
    column = theirs + 1
  })
  const last = joined.end ? text.to : Math.min(text.to, column + 2 * (pattern.to - row) + 24)
  const rest = { ...text, from: column, to: last }
  alignInto(into, base, { ...pattern, from: row }, rest, { ...joined, start: true })
}

/** Pairs of tokens that stand once in each, in an order that both have: the longest such run of pairs. */
function uniqueInBoth(pattern: Stretch, text: Stretch): [number, number][] {
  const ours = onlyOnce(pattern)
  const theirs = onlyOnce(text)
  const pairs: [number, number][] = []
  for (const [key, at] of ours) {
    const other = theirs.get(key)
    if (at >= 0 && other !== undefined && other >= 0) pairs.push([at, other])
  }
  return longestRising(pairs)
}

function onlyOnce({ tokens, from, to }: Stretch): Map<number, number> {
  const places = new Map<number, number>()
  for (let at = from; at < to; at += 1) {
    if (tokens.weight[at]! < 2) continue
    const key = tokens.key[at]!
    places.set(key, places.has(key) ? -1 : at)
  }
  return places
}

/** The longest subsequence whose second members rise; the first members do already. */
function longestRising(pairs: [number, number][]): [number, number][] {
  const tails: number[] = []
  const before = new Int32Array(pairs.length).fill(-1)
  pairs.forEach(([, value], index) => {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (pairs[tails[middle]!]![1] < value) low = middle + 1
      else high = middle
    }
    if (low > 0) before[index] = tails[low - 1]!
    tails[low] = index
  })
  const chain: [number, number][] = []
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at]!) chain.push(pairs[at]!)
  return chain.reverse()
}

const PAIRED = 0
const GONE = 1
const ADDED = 2

/** The table of one problem: a score and a step back for each of the three states of a cell. */
const scores = [new Float32Array(ROOM), new Float32Array(ROOM), new Float32Array(ROOM)]
const steps = [new Uint8Array(ROOM), new Uint8Array(ROOM), new Uint8Array(ROOM)]
const likeness = new Float32Array(ROOM)

function fillTable(into: Alignment, base: number, pattern: Stretch, text: Stretch, joined: Joined): void {
  const rows = pattern.to - pattern.from
  const columns = text.to - text.from
  const width = columns + 1
  const [paired, gone, added] = scores as [Float32Array, Float32Array, Float32Array]
  const [pairedStep, goneStep, addedStep] = steps as [Uint8Array, Uint8Array, Uint8Array]
  likeness.fill(0, 0, width)
  for (let column = 0; column <= columns; column += 1) {
    paired[column] = column === 0 || !joined.start ? 0 : NEVER
    gone[column] = NEVER
    added[column] = column > 0 && joined.start ? -GAP_OPEN - GAP_MORE * (column - 1) : NEVER
    addedStep[column] = column === 1 ? PAIRED : ADDED
  }
  for (let row = 1; row <= rows; row += 1) {
    const ours = pattern.from + row - 1
    const addedOpen = joined.seams?.includes(ours + 1) === true ? SEAM_OPEN : GAP_OPEN
    const line = row * width
    const above = line - width
    likeness[line] = 0
    paired[line] = NEVER
    added[line] = NEVER
    gone[line] = -GAP_OPEN - GAP_MORE * (row - 1)
    goneStep[line] = row === 1 ? PAIRED : GONE
    for (let column = 1; column <= columns; column += 1) {
      const cell = line + column
      const pair = pairScore(pattern, ours, text, text.from + column - 1, cell)
      const corner = above + column - 1
      const fromPaired = paired[corner]!
      const fromGone = gone[corner]!
      const fromAdded = added[corner]!
      if (fromPaired >= fromGone && fromPaired >= fromAdded) {
        paired[cell] = fromPaired + pair + (pair === MARK_WEIGHT && likeness[corner]! > 0 ? MARK_FOLLOWS : 0)
        pairedStep[cell] = PAIRED
      } else if (fromGone >= fromAdded) {
        paired[cell] = fromGone + pair
        pairedStep[cell] = GONE
      } else {
        paired[cell] = fromAdded + pair
        pairedStep[cell] = ADDED
      }
      const up = above + column
      const open = Math.max(paired[up]!, added[up]!) - GAP_OPEN
      const more = gone[up]! - GAP_MORE
      gone[cell] = Math.max(open, more)
      goneStep[cell] = more > open ? GONE : paired[up]! >= added[up]! ? PAIRED : ADDED
      const left = cell - 1
      const openLeft = Math.max(paired[left]!, gone[left]!) - addedOpen
      const moreLeft = added[left]! - GAP_MORE
      added[cell] = Math.max(openLeft, moreLeft)
      addedStep[cell] = moreLeft > openLeft ? ADDED : paired[left]! >= gone[left]! ? PAIRED : GONE
    }
  }
  traceBack(into, base, pattern, text, joined)
}

function traceBack(into: Alignment, base: number, pattern: Stretch, text: Stretch, joined: Joined): void {
  const width = text.to - text.from + 1
  const bottom = (pattern.to - pattern.from) * width
  let column = width - 1
  let state = bestState(bottom + column)
  if (!joined.end) {
    let best = NEVER
    for (let at = 0; at < width; at += 1) {
      for (const kind of [PAIRED, GONE]) {
        const score = scores[kind]![bottom + at]!
        if (score > best) [best, column, state] = [score, at, kind]
      }
    }
  }
  let row = pattern.to - pattern.from
  while (row > 0) {
    const cell = row * width + column
    const step = steps[state]![cell]!
    if (state === PAIRED) {
      const at = pattern.from + row - 1 - base
      into.became[at] = text.from + column - 1
      into.alike[at] = likeness[cell]!
    }
    if (state !== ADDED) row -= 1
    if (state !== GONE) column -= 1
    state = step
  }
}

function bestState(cell: number): number {
  let best = PAIRED
  for (const kind of [GONE, ADDED]) if (scores[kind]![cell]! > scores[best]![cell]!) best = kind
  return best
}

/** What pairing two tokens is worth; leaves how alike they are in the table. */
function pairScore(pattern: Stretch, ours: number, text: Stretch, theirs: number, cell: number): number {
  const weight = pattern.tokens.weight[ours]!
  if (pattern.tokens.key[ours] === text.tokens.key[theirs]) {
    likeness[cell] = 1
    return weight
  }
  likeness[cell] = 0
  const other = text.tokens.weight[theirs]!
  if (weight === MARK_WEIGHT || other === MARK_WEIGHT) return weight === other ? -MARK_REPLACED : -KIND_REPLACED
  if (weight < LEAST_LETTERS || other < 3 || Math.abs(weight - other) > 3) return -REPLACED
  const alike = wordsAlike(pattern, ours, text, theirs)
  if (alike === 0) return -REPLACED
  likeness[cell] = alike
  return weight * alike - REPLACED
}

/**
 * How alike two words are: 1 less the share of letters that would have to change (V. Levenshtein, 1965, with
 * neighbours that changed places as one change); 0 when below `LEAST_ALIKE`.
 */
function wordsAlike(pattern: Stretch, ours: number, text: Stretch, theirs: number): number {
  const [start, end] = [pattern.tokens.start[ours]!, pattern.tokens.end[ours]!]
  const [from, to] = [text.tokens.start[theirs]!, text.tokens.end[theirs]!]
  // 1936 is no misspelling of 1963.
  if (isDigit(pattern.text.charCodeAt(start)) || isDigit(text.text.charCodeAt(from))) return 0
  const longer = Math.max(end - start, to - from)
  const most = (1 - LEAST_ALIKE) * longer
  const has = pattern.tokens.letters[ours]!
  const have = text.tokens.letters[theirs]!
  if (bits(has & ~have) > most || bits(have & ~has) > most) return 0
  if (longer > MOST_LETTERS || Math.abs(end - start - to + from) > most) return 0
  // A misspelling rarely changes both the beginning and the end.
  const one = pattern.text
  const other = text.text
  const begins =
    one.charCodeAt(start) === other.charCodeAt(from) ||
    one.charCodeAt(start + 1) === other.charCodeAt(from) ||
    one.charCodeAt(start) === other.charCodeAt(from + 1)
  const ends =
    one.charCodeAt(end - 1) === other.charCodeAt(to - 1) ||
    one.charCodeAt(end - 2) === other.charCodeAt(to - 1) ||
    one.charCodeAt(end - 1) === other.charCodeAt(to - 2)
  if (!begins && !ends) return 0
  const [ourWord, theirWord] = [foldWord(one.slice(start, end)), foldWord(other.slice(from, to))]
  // Folding takes ligatures apart.
  if (Math.max(ourWord.length, theirWord.length) > MOST_LETTERS) return 0
  const alike = 1 - changes(ourWord, theirWord) / longer
  return alike >= LEAST_ALIKE ? alike : 0
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** How many bits are set (H. Warren, "Hacker's Delight", 2002). */
function bits(set: number): number {
  const pairs = set - ((set >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const lines = [0, 1, 2].map(() => new Int32Array(2 * MOST_LETTERS))

function changes(one: string, other: string): number {
  let [earlier, last, line] = lines as [Int32Array, Int32Array, Int32Array]
  for (let column = 0; column <= other.length; column += 1) last[column] = column
  for (let row = 1; row <= one.length; row += 1) {
    line[0] = row
    for (let column = 1; column <= other.length; column += 1) {
      const differs = one[row - 1] === other[column - 1] ? 0 : 1
      let least = Math.min(last[column]! + 1, line[column - 1]! + 1, last[column - 1]! + differs)
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (swapped) least = Math.min(least, earlier[column - 2]! + 1)
      line[column] = least
    }
    ;[earlier, last, line] = [last, line, earlier]
  }
  return last[other.length]!
}
