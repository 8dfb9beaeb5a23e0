// What became of each token of an old text in a new one: kept, moved along with its neighbours, respelt or gone.
import { align } from './align.ts'
import type { Alignment } from './align.ts'
import { Postings } from './token-index.ts'
import type { TokenIndex } from './token-index.ts'
import type { Tokens } from './tokens.ts'

/** `became` and `alike` by token of the old text; `was` by token of the new: the old token that it was, or -1. */
export type TextChange = Alignment & { was: Int32Array }

/** Tokens in a row that, where they stand once in both texts, are the same passage. */
const RUN = 3
/** The letters that such a run has at least. */
const RUN_WEIGHT = 8
/** How much longer than the old a new stretch between two kept passages may be to be compared with it. */
const MOST_GROWTH = 400

/**
 * Compares two texts. Runs of tokens that both have once are the same wherever they stand now (P. Heckel, "A technique
 * for isolating differences between files", 1978), and grow in both directions while the tokens agree; what is left
 * between two of them is aligned word by word.
 * @param old index of the old text
 * @param now index of the new text
 */
export function textChange(old: TokenIndex, now: TokenIndex): TextChange {
  const count = old.tokens.count
  const change: TextChange = {
    became: new Int32Array(count).fill(-1),
    alike: new Float32Array(count),
    was: new Int32Array(now.tokens.count).fill(-1),
  }
  keepRuns(change, old.tokens, now.tokens)
  compareGaps(change, old, now)
  return change
}

function keepRuns(change: TextChange, old: Tokens, now: Tokens): void {
  const ours = runKeys(old)
  const theirs = new Postings(runKeys(now), Math.max(0, now.count - RUN + 1))
  const own = new Postings(ours, Math.max(0, old.count - RUN + 1))
  for (let at = 0; at + RUN <= old.count; at += 1) {
    if (change.became[at]! >= 0) continue
    if (old.weight[at]! + old.weight[at + 1]! + old.weight[at + 2]! < RUN_WEIGHT) continue
    const places = theirs.of(ours[at]!)
    if (places.length !== 1 || own.of(ours[at]!).length !== 1) continue
    grow(change, old, now, at, places[0]!)
  }
}

function grow(change: TextChange, old: Tokens, now: Tokens, at: number, place: number): void {
  const free = (ours: number, theirs: number): boolean =>
    old.key[ours] === now.key[theirs] && change.became[ours]! < 0 && change.was[theirs]! < 0
  const keep = (ours: number, theirs: number): void => {
    change.became[ours] = theirs
    change.alike[ours] = 1
    change.was[theirs] = ours
  }
  for (let step = 0; at + step < old.count && place + step < now.count && free(at + step, place + step); step += 1) {
    keep(at + step, place + step)
  }
  for (let step = 1; at >= step && place >= step && free(at - step, place - step); step += 1) {
    keep(at - step, place - step)
  }
}

function runKeys({ key, count }: Tokens): Int32Array {
  const keys = new Int32Array(count)
  for (let at = 0; at + RUN <= count; at += 1) {
    keys[at] = Math.imul(Math.imul(key[at]!, 0x01000193) ^ key[at + 1]!, 0x01000193) ^ key[at + 2]!
  }
  return keys
}

/** Aligns what lies between two kept runs with what lies there now: up to the next run that was put or moved there. */
function compareGaps(change: TextChange, old: TokenIndex, now: TokenIndex): void {
  const { became, alike, was } = change
  const count = old.tokens.count
  let at = 0
  while (at < count) {
    if (became[at]! >= 0) {
      at += 1
      continue
    }
    let end = at
    while (end < count && became[end]! < 0) end += 1
    const from = at === 0 ? 0 : became[at - 1]! + 1
    let to = from
    const most = from + 2 * (end - at) + MOST_GROWTH
    while (to < now.tokens.count && to < most && was[to]! < 0) to += 1
    let stretch = { from, to, start: true, end: to === (end < count ? became[end] : now.tokens.count) }
    if (to === from && end < count) {
      let before = became[end]!
      while (before > 0 && became[end]! - before < most - from && was[before - 1]! < 0) before -= 1
      stretch = { from: before, to: became[end]!, start: false, end: true }
    }
    if (stretch.from < stretch.to) {
      const ours = { text: old.text, tokens: old.tokens, from: at, to: end }
      const theirs = { text: now.text, tokens: now.tokens, from: stretch.from, to: stretch.to }
      const found = align(ours, theirs, { start: stretch.start, end: stretch.end })
      for (let row = at; row < end; row += 1) {
        const place = found.became[row - at]!
        if (place < 0) continue
        became[row] = place
        alike[row] = found.alike[row - at]!
        was[place] = row
      }
    }
    at = end
  }
}
