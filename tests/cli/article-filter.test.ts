import { describe, expect, test } from 'vitest'
import { articleFilter } from '../../src/cli/article-filter.ts'

describe('a filter on the command line', () => {
  test.each([
    ['', {}],
    ['tide lamp', { query: 'tide lamp' }],
    ['tag:sea', { tag: 'sea' }],
    ['tag:"two words" state:later tide', { tag: 'two words', state: 'later', query: 'tide' }],
    ['is:favourite is:annotated', { favourite: true, annotated: true }],
    ['hashtag:sea "a phrase"', { query: 'hashtag:sea "a phrase"' }],
  ])('%j', (query, filter) => {
    expect(articleFilter(query)).toEqual(filter)
  })

  test.each(['state:read', 'is:new'])('%j is refused in a sentence', (query) => {
    expect(() => articleFilter(query)).toThrow(/^There is no /)
  })
})
