import { expect, test } from 'vitest'
import { countWords, readingMinutes } from '../../src/text/word-count.ts'

test('words are counted in any script', () => {
  expect(countWords('It’s a well-kept library; 3.5% of it.')).toBe(8)
  expect(countWords('')).toBe(0)
  expect(countWords('— … !')).toBe(0)
  expect(countWords('one\n\ntwo\tthree')).toBe(3)
  expect(countWords('السلام عليكم')).toBe(2)
  const japanese = countWords('東京の図書館で本を読みました。')
  expect(japanese).toBeGreaterThan(4)
  expect(japanese).toBeLessThan(12)
})

test('reading time follows the language and is never nothing', () => {
  expect(readingMinutes(0)).toBe(0)
  expect(readingMinutes(3, 'en')).toBe(1)
  expect(readingMinutes(2280, 'en-GB')).toBe(10)
  expect(readingMinutes(1580, 'zh_Hans')).toBe(10)
  expect(readingMinutes(1840, null)).toBe(10)
  expect(readingMinutes(1840, 'xx')).toBe(10)
})
