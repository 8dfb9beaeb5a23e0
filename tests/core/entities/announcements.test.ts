import { afterEach, expect, test, vi } from 'vitest'
import { createAnnouncements } from '../../../src/core/entities/announcements.ts'
import type { ChangeEvent } from '../../../src/contract/model.ts'

afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  vi.useFakeTimers()
  const told: ChangeEvent[] = []
  return { told, announcements: createAnnouncements((event: ChangeEvent) => told.push(event)) }
}

test('one article alone is told of by itself', () => {
  const { told, announcements } = setUp()
  announcements.say('a', false)
  announcements.end()
  expect(told).toEqual([{ topic: 'entities', articleId: 'a' }])
})

test('many are told of together at the end, and meanwhile only how far it is', () => {
  const { told, announcements } = setUp()
  for (let n = 0; n < 6_000; n += 1) {
    announcements.say(String(n), false)
    vi.advanceTimersByTime(10)
  }
  expect(new Set(told.map(({ topic }) => topic))).toEqual(new Set(['reading']))
  expect(told.length).toBeGreaterThan(50)
  expect(told.length).toBeLessThanOrEqual(60)
  announcements.end()
  expect(told.at(-1)).toEqual({ topic: 'entities', articleId: null })
  const all = told.length
  announcements.end()
  vi.advanceTimersByTime(60_000)
  expect(told, 'nothing follows').toHaveLength(all)
})

test('someone who waits is told at once', () => {
  const { told, announcements } = setUp()
  announcements.say('a', false)
  announcements.say('mine', true)
  expect(told).toEqual([{ topic: 'entities', articleId: 'mine' }])
})
