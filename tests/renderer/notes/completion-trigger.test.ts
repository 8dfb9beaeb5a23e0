import { describe, expect, test } from 'vitest'
import { triggerOf } from '../../../src/renderer/notes/completion-trigger.ts'
import { looksLikeMarkdown } from '../../../src/rich-text/looks-like-markdown.ts'

describe('what is being completed before the caret', () => {
  test.each([
    ['see [[The book', 'link', 'The book', 4],
    ['[[', 'link', '', 0],
    ['by @Ada Love', 'entity', 'Ada Love', 3],
    ['(@', 'entity', '', 1],
    ['about #sci', 'tag', 'sci', 6],
    ['about #', 'tag', '', 6],
    ['#sci', 'tag', 'sci', 0],
  ])('%s', (words, kind, query, start) => {
    expect(triggerOf(words, true)).toEqual({ kind, query, start, end: words.length })
  })

  test.each(['#', '[[a]] b', 'someone@example.org', 'at @ 5', 'page#part', '@one two three four', 'C# and'])(
    'nothing in %s',
    (words) => {
      expect(triggerOf(words, true)).toBeNull()
    },
  )
})

describe('plain text on the clipboard', () => {
  test.each([
    '# Title\n\nwords',
    '- one\n- two',
    'see [this](https://example.org)',
    '| a | b |\n| - | - |',
    'a **bold** word',
    'https://example.org/',
  ])('is Markdown: %s', (text) => {
    expect(looksLikeMarkdown(text)).toBe(true)
  })

  test.each(['5 * 3 * 2', 'snake_case_name', 'a - b\nc - d', '1. April was cold', 'x < y > z', 'C:\\new\\file'])(
    'is words: %s',
    (text) => {
      expect(looksLikeMarkdown(text)).toBe(false)
    },
  )
})
