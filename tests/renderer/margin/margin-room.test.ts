// The room for notes beside the text, as the pane grows.
import { expect, test } from 'vitest'
import { marginRoom } from '../../../src/renderer/margin/margin-room.ts'
import { guessedHeight } from '../../../src/renderer/margin/note-heights.ts'

const MEASURE = 630

test('a narrow pane has none', () => {
  expect(marginRoom(MEASURE + 279, MEASURE)).toBeNull()
  expect(marginRoom(390, MEASURE)).toBeNull()
})

test('a wider one gives way as far as it has to, and keeps notes and text on the screen', () => {
  for (let pane = MEASURE + 280; pane < 2_400; pane += 7) {
    const { column, padding } = marginRoom(pane, MEASURE)!
    const before = (pane - padding - MEASURE) / 2
    expect(before).toBeGreaterThanOrEqual(10)
    expect(before + padding).toBeGreaterThanOrEqual(column - 0.001)
    expect(column).toBeGreaterThanOrEqual(260)
    expect(column).toBeLessThanOrEqual(340)
  }
})

test('a wide one leaves the text in the middle', () => {
  expect(marginRoom(MEASURE + 900, MEASURE)).toEqual({ column: 340, padding: 0 })
})

test('a note that is not on the page yet counts with its lines, up to where it would be clamped', () => {
  expect(guessedHeight('Short')).toBe(39)
  expect(guessedHeight('One\ntwo')).toBe(60)
  expect(guessedHeight('word '.repeat(400))).toBe(165)
})
