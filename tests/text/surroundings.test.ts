import { expect, test } from 'vitest'
import { surroundingsOf } from '../../src/text/surroundings.ts'

const at = (text: string, words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })

test('what surrounds a passage is whole where the text is short', () => {
  const text = 'One block.\n\nThe words and more.\n\nA last one.'
  expect(surroundingsOf(text, at(text, 'words'))).toEqual({
    before: 'One block.\n\nThe ',
    after: ' and more.\n\nA last one.',
  })
  expect(surroundingsOf('words', { start: 0, end: 5 })).toEqual({ before: '', after: '' })
})

test('it ends at words, at blocks where one ends in the further half, and is never longer than asked for', () => {
  const sentence = 'ink and paper and string '.repeat(30).trim()
  const text = `${sentence}\n\n${sentence} HERE ${sentence}\n\n${sentence}`
  const range = at(text, 'HERE')
  for (const most of [20, 33, 300, 299, 301]) {
    const { before, after } = surroundingsOf(text, range, most)
    expect(before.length).toBeLessThanOrEqual(most)
    expect(after.length).toBeLessThanOrEqual(most)
    expect(text.slice(range.start - before.length, range.end + after.length)).toBe(`${before}HERE${after}`)
    expect(text[range.start - before.length - 1]).toMatch(/\s/)
    expect(text[range.end + after.length]).toMatch(/\s/)
  }
  const short = `${sentence}\n\nA block of its own, HERE, and its end.\n\n${sentence}`
  expect(surroundingsOf(short, at(short, 'HERE'), 24)).toEqual({
    before: 'A block of its own, ',
    after: ', and its end.',
  })
})

test('a script without spaces is cut anywhere but within a character', () => {
  const text = `${'潮汐表'.repeat(40)}𠮷港${'𠮷'.repeat(200)}`
  const range = at(text, '港')
  const { before, after } = surroundingsOf(text, range, 51)
  expect(before).toBe(text.slice(range.start - 51, range.start))
  expect(after).toBe('𠮷'.repeat(25))
})
