import { expect, test } from 'vitest'
import type { Highlight } from '../../../src/contract/model.ts'
import { paragraphInWords } from '../../../src/renderer/reader/say-paragraph.ts'

const text = 'A heading\n\nBees gather from many flowers.\n\nThe end'
const paragraph = { start: 11, end: 41 }
const highlight = (start: number, end: number, noteText = '') =>
  ({ range: { start, end }, status: 'anchored', noteText }) as Highlight

test('a paragraph is said with the number of its highlights and of their notes, and without those of others', () => {
  expect(paragraphInWords(text, paragraph, [])).toBe('Bees gather from many flowers.')
  expect(paragraphInWords(text, paragraph, [highlight(0, 9), highlight(11, 15, 'yes')])).toMatch(
    /^One highlight, one with a note\. Bees/,
  )
  expect(paragraphInWords(text, paragraph, [highlight(11, 15), highlight(16, 22), highlight(44, 50, 'no')])).toMatch(
    /^2 highlights\. Bees/,
  )
})
