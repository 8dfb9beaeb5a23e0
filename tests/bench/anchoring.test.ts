import { expect, test } from 'vitest'
import { hypothesisClient } from '../../bench/anchoring/baselines.ts'
import { EditedText, sentencesOf, textOfUnits, unitsOf } from '../../bench/anchoring/edited-text.ts'
import type { Truth } from '../../bench/anchoring/edited-text.ts'
import { KINDS } from '../../bench/anchoring/edits.ts'
import { randomHighlight } from '../../bench/anchoring/highlights.ts'
import { seeded } from '../../bench/anchoring/random.ts'
import { isPlacedRight, judge } from '../../bench/anchoring/verdict.ts'
import type { AnchorStatus } from '../../src/text/anchor.ts'

const TEXT =
  'Nine ships lay in the harbour. Two had come from the north, and one of them “sang” at night.\n\n' +
  'The harbour master wrote it down. Nobody believed her, for she also wrote of weather.\n\nThe rest is known.'
const UNITS = unitsOf(TEXT)
const unitAt = (word: string): number => UNITS.findIndex((unit) => unit.text === word)
const answer = (start: number, end: number, status: AnchorStatus = 'moved') => ({ status, start, end, score: 1 })

test('units are the text, whole', () => {
  expect(textOfUnits(UNITS)).toBe(TEXT)
  expect(sentencesOf(UNITS)).toHaveLength(5)
})

test('the truth of an edited text is what was done to each word', () => {
  const highlight = { start: unitAt('Two'), end: unitAt('north') + 1 }
  const edited = UNITS.map((unit) => (unit.text === 'Two' ? { ...unit, text: 'Three', same: false } : unit))
  edited.unshift({ text: 'Preface. ', from: -1, same: false })
  const { text, truth } = {
    text: new EditedText(UNITS, edited).text,
    truth: new EditedText(UNITS, edited).truthOf(highlight),
  }
  const three = text.indexOf('Three')
  const end = text.indexOf('north') + 5
  expect(truth).toMatchObject({ end: { start: end, end }, torn: false })
  expect(isPlacedRight(truth, { start: three, end })).toBe(true)
  // Anywhere from the last untouched word before to the first untouched one within.
  expect(isPlacedRight(truth, { start: text.indexOf('had'), end })).toBe(true)
  expect(isPlacedRight(truth, { start: text.indexOf('come'), end })).toBe(false)
  expect(isPlacedRight(truth, { start: three, end: end + 1 })).toBe(false)
  expect(new EditedText(UNITS, edited.slice(0, 3)).truthOf(highlight)).toBeNull()
})

test('verdicts tell right from unsure, wrong and lost', () => {
  const truth: Truth = { start: { start: 5, end: 5 }, end: { start: 9, end: 9 }, survived: 1, torn: false, pieces: [] }
  expect(judge(truth, answer(5, 9))).toBe('right')
  expect(judge(truth, answer(4, 9))).toBe('wrong')
  expect(judge(truth, answer(4, 9, 'uncertain'))).toBe('unsure')
  expect(judge(truth, answer(0, 1, 'orphan'))).toBe('lost')
  expect(judge({ ...truth, survived: 0.4 }, answer(0, 1, 'orphan'))).toBe('right')
  expect(judge(null, answer(0, 1, 'orphan'))).toBe('right')
  expect(judge(null, answer(5, 9))).toBe('wrong')
})

test.each(Object.keys(KINDS))('the edit “%s” changes the text, the same way for the same seed', (kind) => {
  const make = (seed: number): string => {
    const random = seeded(seed)
    const highlights = [1, 2, 3, 4, 5, 6].map(() => randomHighlight(random, UNITS))
    return textOfUnits(KINDS[kind]!({ units: UNITS, foreign: unitsOf('Else. And so on it goes.'), highlights, random }))
  }
  expect(make(3)).toBe(make(3))
  expect([1, 2, 3, 4, 5].map(make)).not.toEqual(Array(5).fill(TEXT))
})

test('the baseline goes by position, then by the letter, then by likeness', () => {
  const quote = { exact: 'harbour', prefix: 'lay in the ', suffix: '. Two', start: 22, end: 29 }
  expect(hypothesisClient(TEXT, quote)).toMatchObject({ status: 'exact', start: 22 })
  expect(hypothesisClient(`The ${TEXT}`, quote)).toMatchObject({ status: 'moved', start: 26, end: 33 })
  expect(hypothesisClient(TEXT.replaceAll('harbour', 'harbor'), quote)).toMatchObject({ start: 22, end: 28 })
})
