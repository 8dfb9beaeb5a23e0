import { expect, test } from 'vitest'
import { approximateEnds } from '../../bench/anchoring/approximate-search.ts'
import { below, pick, seeded } from '../text/random-html.ts'
import type { Random } from '../text/random-html.ts'

/** The plain dynamic programme (P. Sellers, 1980), every cell of it. */
function everyCell(text: string, pattern: string, maxErrors: number, anchored: boolean): object[] {
  let column = Array.from({ length: pattern.length + 1 }, (_, row) => row)
  const found = []
  for (let index = 0; index < text.length; index += 1) {
    const next = [anchored ? index + 1 : 0]
    for (let row = 1; row <= pattern.length; row += 1) {
      const change = pattern[row - 1] === text[index] ? 0 : 1
      next[row] = Math.min(column[row - 1]! + change, column[row]! + 1, next[row - 1]! + 1)
    }
    column = next
    const errors = column[pattern.length]!
    if (errors <= maxErrors) found.push({ end: index + 1, errors })
  }
  return found
}

const letters = (random: Random, alphabet: string, length: number): string =>
  Array.from({ length }, () => pick(random, [...alphabet])).join('')

function damaged(random: Random, pattern: string, errors: number): string {
  let result = pattern
  for (let round = 0; round < errors; round += 1) {
    const at = below(random, result.length + 1)
    result = result.slice(0, at) + pick(random, ['', 'a', 'x']) + result.slice(at + below(random, 2))
  }
  return result
}

test('finds the same as the plain dynamic programme, for patterns of any length', () => {
  let found = 0
  for (let seed = 1; seed <= 600; seed += 1) {
    const random = seeded(seed)
    const alphabet = pick(random, ['ab', 'abcd', 'abcdefghijklmnopqrstuvwxyz '])
    const pattern = letters(random, alphabet, 1 + below(random, pick(random, [8, 40, 70, 150])))
    const inside = damaged(random, pattern, below(random, 1 + pattern.length / 4))
    const text = letters(random, alphabet, below(random, 120)) + inside + letters(random, alphabet, below(random, 120))
    const limit = below(random, pattern.length + 1)
    const anchored = random() < 0.4
    const expected = everyCell(text, pattern, limit, anchored)
    expect(approximateEnds(text, pattern, limit, anchored), `seed ${seed}`).toEqual(expected)
    found += expected.length
  }
  expect(found).toBeGreaterThan(10_000)
})

test('an empty text holds nothing', () => {
  expect(approximateEnds('', 'abc', 1)).toEqual([])
})
