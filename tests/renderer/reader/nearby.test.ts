import { expect, test } from 'vitest'
import { nearby } from '../../../src/renderer/reader/nearby.ts'

test('all of a short text is near, also before any of it is in view', () => {
  expect(nearby(null, 5_000)).toEqual({ start: 0, end: 5_000 })
  expect(nearby({ start: 3_000, end: 4_000 }, 59_999)).toEqual({ start: 0, end: 59_999 })
})

test('of a long text what is in view is near, with a screen before and after it, and nothing while nothing is', () => {
  const length = 120_000
  expect(nearby(null, length)).toBeNull()
  for (let start = 0; start < length; start += 777) {
    const visible = { start, end: Math.min(length, start + 2_500) }
    const near = nearby(visible, length) ?? { start: NaN, end: NaN }
    expect(near.start).toBeLessThanOrEqual(Math.max(0, start - 4_000))
    expect(near.end).toBeGreaterThanOrEqual(Math.min(length, visible.end + 4_000))
    expect(near.end - near.start).toBeLessThanOrEqual(2_500 + 16_000)
  }
})

test('it stays the same while a few lines scroll by', () => {
  const at = (start: number) => nearby({ start, end: start + 1_000 }, 120_000)
  expect(at(40_100)).toEqual(at(40_900))
})
