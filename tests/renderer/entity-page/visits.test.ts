import { expect, test } from 'vitest'
import { leave, newSince, visitOf } from '../../../src/renderer/entity-page/visits.ts'

const MINUTE = 60_000

test('coming back soon is the same visit: what was new still is, and the page is where it was left', () => {
  const first = visitOf('a', 500, 10 * MINUTE)
  expect(first).toMatchObject({ since: 500, top: 0 })
  leave('a', { top: 340, listed: 16 }, 12 * MINUTE)
  // The library has written down the visit meanwhile.
  expect(visitOf('a', 10 * MINUTE, 30 * MINUTE)).toMatchObject({ since: 500, top: 340, listed: 16 })
  expect(visitOf('a', 10 * MINUTE, 90 * MINUTE)).toMatchObject({ since: 10 * MINUTE, top: 0 })
})

test('at the first visit nothing is new; later what came into the library since', () => {
  const articles = [{ addedAt: 900 }, { addedAt: 100 }]
  expect(newSince(articles, null)).toEqual([])
  expect(newSince(articles, 500)).toEqual([{ addedAt: 900 }])
})
