// @vitest-environment jsdom
// The address: what it says is what is on screen, and it reads back as it was written.
import { beforeEach, describe, expect, test } from 'vitest'
import { formatRoute, openArticle, openIn, parseRoute, routeWithout } from '../../src/renderer/navigation.ts'
import type { Beside } from '../../src/renderer/navigation.ts'

const A = '0190aaaa-0000-7000-8000-00000000000a'
const B = '0190bbbb-0000-7000-8000-00000000000b'
const C = '0190cccc-0000-7000-8000-00000000000c'
const range = { start: 12, end: 40 }

test.each<[Beside | null, typeof range | null, string]>([
  [null, null, `#/article/${A}`],
  [null, range, `#/article/${A}?at=12-40`],
  [{ kind: 'note' }, null, `#/article/${A}?beside=note`],
  [{ kind: 'page', noteId: B }, null, `#/article/${A}?beside=note:${B}`],
  [{ kind: 'article', articleId: B, range: null }, range, `#/article/${A}?at=12-40&beside=article:${B}`],
  [{ kind: 'article', articleId: B, range }, null, `#/article/${A}?beside=article:${B}@12-40`],
])('beside %o, at %o', (beside, at, hash) => {
  expect(formatRoute({ articleId: A, range: at, beside })).toBe(hash)
  expect(parseRoute(hash)).toEqual({ articleId: A, range: at, beside })
})

test.each([
  '',
  '#/',
  '#/highlights',
  '#/article/12',
  `#/article/${A}?`,
  `#/article/${A}?at=12`,
  `#/article/${A}?at=12-40&more=1`,
  `#/article/${A}?beside=article:12`,
  `#/article/${A}?beside=article:${B}@4`,
  `#/article/${A}?beside=library`,
])('%j names no article', (hash) => {
  expect(parseRoute(hash)).toEqual({ articleId: null, range: null, beside: null })
})

describe('opening an article', () => {
  beforeEach(() => {
    location.hash = ''
  })

  test('keeps what is beside it', () => {
    location.hash = `#/article/${A}?at=1-2&beside=note`
    openArticle(C, range)
    expect(location.hash).toBe(`#/article/${C}?at=12-40&beside=note`)
  })

  test('replaces the article of the active pane, and leaves the other where it is', () => {
    location.hash = `#/article/${A}?beside=article:${B}`
    openArticle(C)
    expect(location.hash).toBe(`#/article/${C}?beside=article:${B}`)
    const stop = openIn(() => 'beside')
    openArticle(A, range)
    expect(location.hash).toBe(`#/article/${C}?beside=article:${A}@12-40`)
    stop()
    openArticle(A)
    expect(location.hash).toBe(`#/article/${A}?beside=article:${A}`)
  })
})

test('closing one of two articles leaves the other, and closing what is not open leaves both', () => {
  const both = { articleId: A, range, beside: { kind: 'article', articleId: B, range } } as const
  expect(routeWithout(both, A)).toEqual({ articleId: B, range: null, beside: null })
  expect(routeWithout(both, B)).toEqual({ articleId: A, range: null, beside: null })
  expect(routeWithout(both, C)).toBe(both)
  const same = { ...both, beside: { ...both.beside, articleId: A } }
  expect(routeWithout(same, A).articleId).toBeNull()
  expect(routeWithout({ ...both, beside: { kind: 'note' } }, A)).toEqual({ articleId: null, range: null, beside: null })
})
