// Places in a text that a quote might have gone to: wherever its words stand to the letter, and wherever many of its
// words and of those around it stand together.
import type { TextQuoteSelector } from '../contract/model.ts'
import type { TokenIndex } from './token-index.ts'
import { MARK_WEIGHT } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** Occurrences looked at, of a quote that occurs very often. */
const MOST_OCCURRENCES = 4_000
/** Occurrences compared in full: those whose neighbouring letters agree best, and the nearest. */
const BEST_OCCURRENCES = 10
const NEAREST_OCCURRENCES = 3
/** A word or pair of words that stands more often says nothing of where a quote belongs. */
const MOST_PLACES = 24
const MOST_PAIR_PLACES = 48
const MOST_WINDOWS = 6

/** Where a quote occurs to the letter. `agreeing` counts the letters next to it that agree. */
export type Occurrence = { start: number; agreeing: number }

/**
 * The most likely occurrences of a quote to the letter.
 * @param text where to look
 * @param quote what to look for; its words must not be empty
 * @param hint where it used to start
 * @returns `found`: a few, best first; `all`: how many there are, counted up to a limit
 */
export function occurrencesOf(
  text: string,
  quote: TextQuoteSelector,
  hint: number,
): { found: Occurrence[]; all: number } {
  const occurrences: Occurrence[] = []
  const { exact, prefix, suffix } = quote
  // From before the hint on, so that a limit leaves the nearest in.
  const reach = Math.max(0, hint - MOST_OCCURRENCES * 4)
  for (const [from, to] of [
    [reach, Infinity],
    [0, reach],
  ] as const) {
    let at = text.indexOf(exact, from)
    while (at !== -1 && at < to && occurrences.length < MOST_OCCURRENCES) {
      const before = sameBackward(text, at, prefix)
      const agreeing = before + sameForward(text, at + exact.length, suffix)
      occurrences.push({ start: at, agreeing })
      at = text.indexOf(exact, at + 1)
    }
  }
  const all = occurrences.length
  if (all <= 1) return { found: occurrences, all }
  const distance = (each: Occurrence): number => Math.abs(each.start - hint)
  occurrences.sort((a, b) => b.agreeing - a.agreeing || distance(a) - distance(b))
  const found = occurrences.splice(0, BEST_OCCURRENCES)
  occurrences.sort((a, b) => distance(a) - distance(b))
  return { found: [...found, ...occurrences.slice(0, NEAREST_OCCURRENCES)], all }
}

function sameBackward(text: string, at: number, prefix: string): number {
  let same = 0
  while (
    same < prefix.length &&
    at - same > 0 &&
    text.charCodeAt(at - same - 1) === prefix.charCodeAt(prefix.length - same - 1)
  ) {
    same += 1
  }
  return same
}

function sameForward(text: string, at: number, suffix: string): number {
  let same = 0
  while (same < suffix.length && at + same < text.length && text.charCodeAt(at + same) === suffix.charCodeAt(same)) {
    same += 1
  }
  return same
}

/** A stretch of the text's tokens, `to` exclusive. */
export type Window = { from: number; to: number }

/**
 * Stretches of a text where tokens of a pattern stand in about the pattern's order: rare words and pairs of words vote
 * for where the pattern would begin (seed and extend, as in S. Altschul et al., "Basic local alignment search tool", 1990).
 * @param index of the text
 * @param pattern tokens of the quote with its surroundings
 * @param expected index of the token where the pattern used to begin; always among the windows
 * @returns a few windows, each with room for words put in; the best first
 */
export function windowsFor(index: TokenIndex, pattern: Tokens, expected: number): Window[] {
  const grain = Math.max(8, pattern.count >> 2)
  const votes = new Map<number, number>()
  const vote = (places: Int32Array, row: number, most: number, weight: number): void => {
    if (places.length > most) return
    const share = weight / (1 + Math.log2(Math.max(1, places.length)))
    for (const place of places) {
      const bin = Math.floor((place - row) / grain)
      votes.set(bin, (votes.get(bin) ?? 0) + share)
    }
  }
  for (let row = 0; row < pattern.count; row += 1) {
    const weight = pattern.weight[row]!
    if (weight > MARK_WEIGHT) vote(index.places(pattern.key[row]!), row, MOST_PLACES, weight)
    if (row + 1 === pattern.count || weight + pattern.weight[row + 1]! < 2) continue
    vote(index.placesOfPair(pattern.key[row]!, pattern.key[row + 1]!), row, MOST_PAIR_PLACES, weight)
  }
  const bins = [...votes.keys()]
  const sum = (bin: number): number => votes.get(bin)! + (votes.get(bin + 1) ?? 0) + (votes.get(bin - 1) ?? 0) / 2
  const ranked = bins.map((bin) => ({ bin, sum: sum(bin) })).sort((a, b) => b.sum - a.sum || a.bin - b.bin)
  const room = 10 + (pattern.count >> 1)
  const windows: Window[] = []
  const taken = new Set<number>()
  const open = (begin: number, end: number): void => {
    const from = Math.max(0, begin - room)
    const to = Math.min(index.tokens.count, end + pattern.count + room)
    if (from < to) windows.push({ from, to })
  }
  for (const { bin, sum } of ranked) {
    if (windows.length >= MOST_WINDOWS || sum < ranked[0]!.sum / 6) break
    if (taken.has(bin)) continue
    open(bin * grain, (bin + 2) * grain)
    for (const near of [bin - 1, bin, bin + 1]) taken.add(near)
  }
  open(expected, expected)
  return windows
}
