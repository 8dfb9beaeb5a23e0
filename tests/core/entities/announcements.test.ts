import { afterEach, expect, test, vi } from 'vitest'
import { createAnnouncements } from '../../../src/core/entities/announcements.ts'
import type { ChangeEvent } from '../../../src/contract/model.ts'

afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  vi.useFakeTimers()
  const told: (string | null)[] = []
  const announcements = createAnnouncements((event: ChangeEvent) => told.push(event.articleId))
  return { told, announcements }
}

test('the first is told at once, and those that follow together', () => {
  const { told, announcements } = setUp()
  announcements.say('a', false)
  expect(told).toEqual(['a'])
  announcements.say('b', false)
  announcements.say('c', false)
  expect(told).toEqual(['a'])
  vi.advanceTimersByTime(300)
  expect(told).toEqual(['a', null])
  announcements.say('d', false)
  announcements.end()
  expect(told, 'what was held back is told at the end').toEqual(['a', null, 'd'])
})

test('someone who waits is told at once, also while others are held back', () => {
  const { told, announcements } = setUp()
  announcements.say('a', false)
  announcements.say('b', false)
  announcements.say('mine', true)
  expect(told).toEqual(['a', 'mine'])
})

test('a minute of analysis makes few events, and none comes when nothing follows', () => {
  const { told, announcements } = setUp()
  for (let n = 0; n < 6_000; n += 1) {
    announcements.say(String(n), false)
    vi.advanceTimersByTime(10)
  }
  expect(told.length).toBeGreaterThan(25)
  expect(told.length).toBeLessThan(40)
  vi.advanceTimersByTime(10_000)
  const all = told.length
  vi.advanceTimersByTime(60_000)
  expect(told).toHaveLength(all)
})
