import { describe, expect, test } from 'vitest'
import { dragEnd, splitPlace, stepEnd, wordAtEnd } from '../../../src/renderer/reader/highlight-ends.ts'

const TEXT = 'The harbour master kept two ledgers, one for ships.\n\nNobody knew.'
const range = (words: string) => {
  const start = TEXT.indexOf(words)
  return { start, end: start + words.length }
}
const words = ({ start, end }: { start: number; end: number }) => TEXT.slice(start, end)

describe('moving the ends of a highlight', () => {
  test('by words, over punctuation and paragraphs, at either end', () => {
    expect(words(stepEnd(TEXT, range('kept two'), 'end', 1, 'word'))).toBe('kept two ledgers')
    expect(words(stepEnd(TEXT, range('kept two'), 'end', -1, 'word'))).toBe('kept')
    expect(words(stepEnd(TEXT, range('kept two'), 'start', -1, 'word'))).toBe('master kept two')
    expect(words(stepEnd(TEXT, range('kept two'), 'start', 1, 'word'))).toBe('two')
    expect(words(stepEnd(TEXT, range('for ships.'), 'end', 1, 'word'))).toBe('for ships.\n\nNobody')
  })

  test('by letters, whole ones', () => {
    expect(words(stepEnd(TEXT, range('kept'), 'end', 1, 'letter'))).toBe('kept t')
    expect(words(stepEnd(TEXT, range('kept'), 'start', 1, 'letter'))).toBe('ept')
    const flag = 'a 👩‍🚀b'
    expect(stepEnd(flag, { start: 0, end: 1 }, 'end', 1, 'letter')).toEqual({ start: 0, end: 7 })
  })

  test('stops at the ends of the text and never turns inside out', () => {
    for (const [end, step, at] of [
      ['start', -1, 'The'],
      ['end', 1, 'knew'],
      ['end', -1, 'kept'],
      ['start', 1, 'kept'],
    ] as const) {
      expect(words(stepEnd(TEXT, range(at), end, step, 'word'))).toBe(at)
    }
  })

  test('by dragging, to the nearest word, from far too', () => {
    const at = (place: string) => TEXT.indexOf(place)
    expect(words(dragEnd(TEXT, range('kept two'), 'end', at('ers,'), 'word'))).toBe('kept two ledgers')
    expect(words(dragEnd(TEXT, range('kept two'), 'end', at('edgers,'), 'word'))).toBe('kept two')
    expect(words(dragEnd(TEXT, range('kept two'), 'start', at('arbour'), 'word'))).toBe('harbour master kept two')
    expect(words(dragEnd(TEXT, range('kept two'), 'end', at('gers,'), 'letter'))).toBe('kept two led')
    expect(words(dragEnd(TEXT, range('kept two'), 'end', 0, 'word'))).toBe('kept')
  })

  test('says the word at an end', () => {
    expect(wordAtEnd(TEXT, range('kept two ledgers,'), 'start')).toBe('kept')
    expect(wordAtEnd(TEXT, range('kept two ledgers,'), 'end')).toBe('ledgers')
  })
})

describe('where a highlight is split', () => {
  test('before the word that was pressed, or that follows', () => {
    expect(splitPlace(TEXT, range('kept two ledgers'), TEXT.indexOf('wo '))).toEqual({
      at: TEXT.indexOf('two'),
      word: 'two',
    })
    expect(splitPlace(TEXT, range('kept two ledgers'), TEXT.indexOf(' two'))?.word).toBe('two')
  })

  test('not before its first word, nor outside it', () => {
    expect(splitPlace(TEXT, range('kept two'), TEXT.indexOf('ept'))).toBeNull()
    expect(splitPlace(TEXT, range('kept two'), TEXT.indexOf('Nobody'))).toBeNull()
  })
})
