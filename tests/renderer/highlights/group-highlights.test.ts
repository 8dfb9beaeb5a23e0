import { describe, expect, test } from 'vitest'
import type { HighlightOrder, LibraryHighlight } from '../../../src/contract/model.ts'
import { DEFAULT_SETTINGS } from '../../../src/contract/model.ts'
import { groupHighlights, highlightsMarkdown } from '../../../src/renderer/highlights/group-highlights.ts'

const highlight = (id: string, over: Partial<LibraryHighlight> = {}): LibraryHighlight => ({
  id,
  articleId: 'one',
  title: 'Ledgers',
  siteName: null,
  range: { start: 0, end: 1 },
  quote: { exact: `Quote ${id}.`, prefix: '', suffix: '' },
  colour: 'yellow',
  createdAt: 0,
  updatedAt: 0,
  noteText: '',
  status: 'anchored',
  tags: [],
  ...over,
})
const grouped = (items: LibraryHighlight[], order: HighlightOrder) =>
  groupHighlights(items, order, {
    colourNames: { ...DEFAULT_SETTINGS.colourNames, pink: 'Doubtful' },
    day: (time) => `day ${String(Math.floor(time / 10))}`,
  }).map(({ heading, items: held }) => [heading, held.map(({ id }) => id).join('')])

describe('the highlights of the library', () => {
  test('stand under the article, the day, the colour by its own name, or the first tag', () => {
    const items = [
      highlight('a', { tags: ['Sea', 'ships'] }),
      highlight('b', { createdAt: 5, tags: ['sea'] }),
      highlight('c', { createdAt: 12, colour: 'pink', articleId: 'two', title: 'Tides' }),
    ]
    expect(grouped(items, 'article')).toEqual([
      ['Ledgers', 'ab'],
      ['Tides', 'c'],
    ])
    expect(grouped(items, 'date')).toEqual([
      ['day 0', 'ab'],
      ['day 1', 'c'],
    ])
    expect(grouped(items, 'colour')).toEqual([
      ['Yellow', 'ab'],
      ['Doubtful', 'c'],
    ])
    expect(grouped(items, 'tag')).toEqual([
      ['Sea', 'ab'],
      ['No tags', 'c'],
    ])
    expect(grouped([], 'article')).toEqual([])
  })

  test('are copied as Markdown, each article once, with tags and notes', () => {
    const items = [
      highlight('a', { siteName: 'The Quay', tags: ['book keeping'], noteText: 'Why *two*?' }),
      highlight('b', {
        articleId: 'two',
        title: 'Tides',
        quote: { exact: 'First.\n\n1. Second.', prefix: '', suffix: '' },
      }),
      highlight('c', { siteName: 'The Quay' }),
    ]
    expect(highlightsMarkdown(items)).toBe(
      [
        '## Ledgers (The Quay)',
        '> Quote a.',
        '#book-keeping',
        'Why \\*two\\*?',
        '> Quote c.',
        '## Tides',
        '> First.\n>\n> 1\\. Second.',
        '',
      ]
        .join('\n\n')
        .trimEnd() + '\n',
    )
    expect(highlightsMarkdown([])).toBe('')
  })
})
