import { expect, test } from 'vitest'
import { sentenceAround, sentencesWith } from '../../../src/core/entities/sentences.ts'

const TEXT =
  'A title\n\nMr. Hale met Ada Low in Delft. She said the U.S. team, led by Hale, had won. It rained.\n\nHale left.'
const rangeOf = (words: string, from = 0) => {
  const start = TEXT.indexOf(words, from)
  return { start, end: start + words.length }
}

test('a sentence reaches over abbreviations and ends with its block', () => {
  const at = (words: string) => {
    const { start, end } = sentenceAround(TEXT, rangeOf(words))
    return TEXT.slice(start, end)
  }
  expect(at('Ada Low')).toBe('Mr. Hale met Ada Low in Delft.')
  expect(at('U.S.')).toBe('She said the U.S. team, led by Hale, had won.')
  expect(at('A title')).toBe('A title')
  expect(at('Hale left')).toBe('Hale left.')
})

test('mentions of one sentence share it, and those beyond the text are left out', () => {
  const sentences = sentencesWith('a', TEXT, [
    rangeOf('Hale'),
    rangeOf('Ada Low'),
    rangeOf('Hale', 60),
    { start: 900, end: 904 },
  ])
  expect(sentences.map(({ text, marks }) => marks.map(({ start, end }) => text.slice(start, end)))).toEqual([
    ['Hale', 'Ada Low'],
    ['Hale'],
  ])
  expect(sentences.every(({ text, start }) => TEXT.startsWith(text, start))).toBe(true)
})

test('a block without any end of a sentence is cut around the words', () => {
  const text = `${'word '.repeat(6000)}Hale ${'word '.repeat(6000)}`
  const start = text.indexOf('Hale')
  const around = sentenceAround(text, { start, end: start + 4 })
  expect(around.end - around.start).toBeLessThan(400)
  expect(text.slice(around.start, around.end)).toContain('Hale')
})
