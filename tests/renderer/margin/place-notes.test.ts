// Notes in the margin: none over another, in the order of the text, as near to their passages as that allows.
import { describe, expect, test } from 'vitest'
import { placeNotes } from '../../../src/renderer/margin/place-notes.ts'
import type { Column, Wish } from '../../../src/renderer/margin/place-notes.ts'

const ROUNDING = 1e-6

/** The same numbers from 0 to 1 at every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function someWishes(random: () => number): Wish[] {
  const page = 200 + random() * 4_000
  return Array.from({ length: 1 + Math.floor(random() * 40) }, () => ({
    at: random() * page,
    height: 20 + random() * 200,
  })).sort((a, b) => a.at - b.at)
}

const cost = (wishes: readonly Wish[], tops: readonly number[]) =>
  wishes.reduce((sum, { at }, index) => sum + (at - tops[index]!) ** 2, 0)

const overlaps = (wishes: readonly Wish[], tops: readonly number[], { gap, top }: Column) =>
  tops.some((at, index) => at < (index === 0 ? top : tops[index - 1]! + wishes[index - 1]!.height + gap) - ROUNDING)

describe('one by one', () => {
  const column = { gap: 10, top: 0, pinned: null }

  test('notes with room between them stand at their passages', () => {
    const wishes = [
      { at: 5, height: 50 },
      { at: 100, height: 50 },
    ]
    expect(placeNotes(wishes, column)).toEqual([5, 100])
    expect(placeNotes([], column)).toEqual([])
  })

  test('two at one place share the displacement', () => {
    const wishes = [
      { at: 500, height: 50 },
      { at: 500, height: 90 },
    ]
    expect(placeNotes(wishes, column)).toEqual([470, 530])
  })

  test('the pinned one stands at its passage and the other gives way', () => {
    const wishes = [
      { at: 500, height: 50 },
      { at: 500, height: 90 },
    ]
    expect(placeNotes(wishes, { ...column, pinned: 0 })).toEqual([500, 560])
    expect(placeNotes(wishes, { ...column, pinned: 1 })).toEqual([440, 500])
  })

  test('none begins above the column; the pinned one follows when those before it fill its place', () => {
    const wishes = [
      { at: 0, height: 300 },
      { at: 20, height: 40 },
    ]
    expect(placeNotes(wishes, { ...column, pinned: 1 })).toEqual([0, 310])
  })
})

test('whatever the notes: no overlap, the order kept, the pinned one at its passage where there is room above', () => {
  const random = seeded(7)
  for (let run = 0; run < 2_000; run += 1) {
    const wishes = someWishes(random)
    const pinned = random() < 0.5 ? null : Math.floor(random() * wishes.length)
    const column = { gap: random() * 20, top: -random() * 300, pinned }
    const tops = placeNotes(wishes, column)
    expect(tops).toHaveLength(wishes.length)
    expect(overlaps(wishes, tops, column)).toBe(false)
    if (pinned === null) continue
    const needed = wishes.slice(0, pinned).reduce((sum, { height }) => sum + height + column.gap, column.top)
    expect(tops[pinned]).toBeCloseTo(Math.max(wishes[pinned]!.at, needed), 6)
  }
})

test('no other placing without overlap displaces less', () => {
  const random = seeded(11)
  for (let run = 0; run < 300; run += 1) {
    const wishes = someWishes(random)
    const column = { gap: 8, top: -100, pinned: null }
    const tops = placeNotes(wishes, column)
    const least = cost(wishes, tops)
    for (let attempt = 0; attempt < 40; attempt += 1) {
      // A stretch of notes moved together, as neighbours that push one another move.
      const from = Math.floor(random() * wishes.length)
      const to = from + Math.floor(random() * (wishes.length - from))
      const step = (random() - 0.5) * 60
      const moved = tops.map((top, index) => (index >= from && index <= to ? top + step : top))
      if (!overlaps(wishes, moved, column)) expect(cost(wishes, moved)).toBeGreaterThanOrEqual(least - 1e-3)
    }
  }
})

test('notes with little between them stay where they are when one far away grows', () => {
  const wishes = [0, 60, 2_000, 2_010].map((at) => ({ at, height: 50 }))
  const column = { gap: 8, top: 0, pinned: null }
  const before = placeNotes(wishes, column)
  const after = placeNotes(
    wishes.map((wish, index) => (index === 3 ? { ...wish, height: 400 } : wish)),
    column,
  )
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2))
})
