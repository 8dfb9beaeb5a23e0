import { expect, test } from 'vitest'
import { placeWords, scoreWords } from '../../../src/renderer/review/score-words.ts'

test('how sure a place is stands in words and in a number', () => {
  expect(scoreWords(0.74)).toMatch(/^Probably here · 74\s?%$/)
  expect(scoreWords(0.5)).toMatch(/^Perhaps here · 50\s?%$/)
  expect(scoreWords(0.3)).toMatch(/^A guess · 30\s?%$/)
})

test('what has no place says so, and whether the user knows', () => {
  const review = { score: null, lastRange: { start: 0, end: 1 }, before: '', after: '', settled: false }
  expect(placeWords(review)).toBe('No place found')
  expect(placeWords({ ...review, settled: true })).toBe('Kept without a place')
  expect(placeWords(undefined)).toBe('')
})
