// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { paragraphAt } from '../../../src/renderer/reader/focus-mode.ts'

const paragraphs = [0, 10, 20, 30].map((start) => ({ start, end: start + 8 }))
const bottom = ({ end }: { end: number }): number => end * 10

test('the paragraph at hand is the first that reaches below the reading line', () => {
  expect(paragraphAt(paragraphs, bottom, 100)).toEqual({ start: 10, end: 18 })
  expect(paragraphAt(paragraphs, bottom, -50)).toEqual({ start: 0, end: 8 })
})

test('below the end of the article it is the last, and in an empty one there is none', () => {
  expect(paragraphAt(paragraphs, bottom, 9_000)).toEqual({ start: 30, end: 38 })
  expect(paragraphAt([], bottom, 0)).toBeNull()
})
