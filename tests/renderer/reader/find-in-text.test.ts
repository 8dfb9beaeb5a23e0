import { describe, expect, test } from 'vitest'
import { findAll, matchFrom, searchable } from '../../../src/renderer/reader/find-in-text.ts'

function found(text: string, words: string): string[] {
  return findAll(searchable(text), words).map(({ start, end }) => text.slice(start, end))
}

describe('finding in the article', () => {
  test('takes no account of case and accents, whichever way they are written', () => {
    expect(found('Café, CAFÉ, cafe\u0301s', 'cafe')).toEqual(['Café', 'CAFÉ', 'cafe\u0301'])
    expect(found('the cafe', 'CAFÉ')).toEqual(['cafe'])
    expect(found('Ångström', 'angstrom')).toEqual(['Ångström'])
  })

  test('goes over line breaks, soft hyphens and kinds of quotation mark', () => {
    expect(found('two\n\n words', 'two words')).toEqual(['two\n\n words'])
    expect(found('hyphen\u00adation', 'hyphenation')).toEqual(['hyphen\u00adation'])
    expect(found('it’s “so”', `it's "so"`)).toEqual(['it’s “so”'])
    expect(found('wait… no', 'wait...')).toEqual(['wait…'])
  })

  test('gives ranges of the text itself, also behind letters of two code units', () => {
    expect(findAll(searchable('😀 İstanbul 😀 x'), 'x')).toEqual([{ start: 15, end: 16 }])
  })

  test('keeps letters that only look like marks apart', () => {
    expect(found('か が', 'か')).toEqual(['か'])
    expect(found('किताब', 'कताब')).toEqual([])
    expect(found('كِتَاب', 'كتاب')).toEqual(['كِتَاب'])
  })

  test('finds nothing for nothing, and matches never overlap', () => {
    expect(found('a b', ' ')).toEqual([])
    expect(found('', 'a')).toEqual([])
    expect(findAll(searchable('aaaa'), 'aa')).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 4 },
    ])
  })

  test('begins at the first match from a place on, and again from the top after the last', () => {
    const matches = findAll(searchable('ab ab ab'), 'ab')
    expect(matchFrom(matches, 3)).toBe(1)
    expect(matchFrom(matches, 8)).toBe(0)
    expect(matchFrom([], 3)).toBe(0)
  })
})
