import { describe, expect, test } from 'vitest'
import { ACCEPT_SCORE } from '../../src/text/anchor.ts'
import { findQuote, quoteOf } from '../../src/text/quote.ts'
import { below, seeded } from './random-html.ts'
import type { Random } from './random-html.ts'

const TEXT = [
  'The ferry left the island before the fog came in, and nobody on the quay waved.',
  'Maren Holt had run the lighthouse school for eleven years. She taught reading in the mornings and knots after lunch.',
  'When the council closed it, she wrote one letter a week until the minister answered.',
  'The ferry left the island again in the spring, carrying nine chairs and a stove.',
  'Nobody had asked for the stove. It stands in the hall, and the children call it the minister.',
].join('\n\n')

function find(exact: string, from = 0): { start: number; end: number } {
  const start = TEXT.indexOf(exact, from)
  expect(start).toBeGreaterThanOrEqual(0)
  return { start, end: start + exact.length }
}

function found(text: string, exact: string, hint?: number, from = 0): string | null {
  const match = findQuote(text, quoteOf(TEXT, find(exact, from)), hint)
  return match === null ? null : text.slice(match.start, match.end)
}

const WORDS =
  'the a of water council ferry north year letter island school bridge said from with under seven grain'.split(' ')
const words = (random: Random, count: number): string =>
  Array.from({ length: count }, () => WORDS[below(random, WORDS.length)]).join(' ')

describe('a quote', () => {
  test('keeps its words and its surroundings', () => {
    expect(quoteOf('one two three', { start: 4, end: 7 })).toEqual({ exact: 'two', prefix: 'one ', suffix: ' three' })
    expect(quoteOf('one two three', { start: 4, end: 7 }, 2)).toEqual({ exact: 'two', prefix: 'e ', suffix: ' t' })
  })

  test('never keeps half a character', () => {
    const quote = quoteOf('😀a b c😀', { start: 4, end: 5 }, 3)
    expect(quote).toEqual({ exact: 'b', prefix: 'a ', suffix: ' c' })
  })

  test('of any range is found in its own text, at its own place, with full score', () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const random = seeded(seed)
      const text = words(random, 300)
      const start = below(random, text.length - 1)
      const end = start + 1 + below(random, Math.min(200, text.length - start - 1))
      expect(findQuote(text, quoteOf(text, { start, end }), start), `seed ${seed}`).toEqual({ start, end, score: 1 })
    }
  })
})

describe('in a changed text a quote is found', () => {
  test('where text was put in before it', () => {
    expect(found(`A new first paragraph.\n\n${TEXT}`, 'knots after lunch', 150)).toBe('knots after lunch')
  })

  test('by its surroundings when the same words stand elsewhere', () => {
    const second = find('The ferry left the island', 10)
    const match = findQuote(TEXT, quoteOf(TEXT, second))
    expect(match).toEqual({ ...second, score: 1 })
    expect(findQuote(`x ${TEXT}`, quoteOf(TEXT, second), 0)?.start).toBe(second.start + 2)
  })

  test('by its former place when words and surroundings are the same', () => {
    const text = `${'Refrain of the song, sung by all of the crew. '.repeat(9)}`
    const quote = quoteOf(text, { start: 4 * 46, end: 4 * 46 + 7 })
    expect(findQuote(text, quote, 5 * 46 - 3)?.start).toBe(5 * 46)
  })

  test('with a typo corrected in it', () => {
    const text = TEXT.replace('lighthouse school', 'light-house scool')
    expect(found(text, 'run the lighthouse school for eleven', 90)).toBe('run the light-house scool for eleven')
  })

  test('with a word put in and the surroundings edited too', () => {
    const text = TEXT.replace('one letter a week', 'at least one letter a week').replace(
      'When the council',
      'As the board',
    )
    expect(found(text, 'she wrote one letter a week until the minister answered')).toBe(
      'she wrote at least one letter a week until the minister answered',
    )
  })

  test('with its end rewritten', () => {
    const text = TEXT.replace('carrying nine chairs and a stove', 'carrying nine chairs and an oven')
    expect(found(text, 'in the spring, carrying nine chairs and a stove')).toBe(
      'in the spring, carrying nine chairs and an oven',
    )
  })

  test('with its paragraphs joined', () => {
    const text = TEXT.replaceAll('\n\n', ' ')
    expect(found(text, 'knots after lunch.\n\nWhen the council closed it')).toBe(
      'knots after lunch. When the council closed it',
    )
  })

  test('without surroundings, as other apps keep it', () => {
    const quote = { exact: 'one letter a week', prefix: '', suffix: '' }
    expect(findQuote(TEXT, quote)?.start).toBe(TEXT.indexOf('one letter'))
  })

  test('when it is long and was moved to the end', () => {
    const sentence = 'She taught reading in the mornings and knots after lunch.'
    const text = `${TEXT.replace(sentence, '')}\n\n${sentence}`
    expect(found(text, sentence)).toBe(sentence)
  })

  test('after random edits, close to where it then is', () => {
    let hits = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seeded(seed)
      const [before, exact, after] = [words(random, 200), words(random, 12), words(random, 200)]
      const quote = quoteOf(`${before} ${exact} ${after}`, {
        start: before.length + 1,
        end: before.length + 1 + exact.length,
      })
      const at = below(random, exact.length - 3)
      const changed = exact.slice(0, at) + '#' + exact.slice(at + below(random, 3))
      const text = `${before.slice(below(random, 400))} ${changed} ${after}`
      const match = findQuote(text, quote, before.length)
      if (match !== null && text.slice(match.start, match.end) === changed.trim()) hits += 1
      expect(match?.score, `seed ${seed}`).toBeGreaterThanOrEqual(ACCEPT_SCORE)
    }
    // A change of the very first or last letter may leave that letter out.
    expect(hits).toBeGreaterThanOrEqual(54)
  })
})

describe('a quote is not found', () => {
  test('when its words are gone', () => {
    expect(
      found(
        TEXT.replace('Maren Holt had run the lighthouse school for eleven years. ', ''),
        'run the lighthouse school',
      ),
    ).toBeNull()
  })

  test('by a few common letters with other surroundings', () => {
    const text = 'Quite another article says the least of the things that the first one said.'
    expect(found(text, 'the', undefined, 60)).toBeNull()
    expect(found(text, 'Maren Holt')).toBeNull()
  })

  test('in unrelated text, however long it is', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seeded(seed)
      const text = words(random, 400)
      const elsewhere = 'Zinc dust, folded twice: “hydrographic” soundings. '.repeat(3)
      const start = below(random, 50)
      const quote = quoteOf(elsewhere, { start, end: start + 5 + below(random, 60) })
      expect(findQuote(text, quote, 10), `seed ${seed}`).toBeNull()
    }
  })

  test('when it is empty, or the text is', () => {
    expect(findQuote(TEXT, { exact: '', prefix: 'a', suffix: 'b' })).toBeNull()
    expect(findQuote('', { exact: 'a', prefix: '', suffix: '' })).toBeNull()
  })
})
