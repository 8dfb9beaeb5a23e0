import { JSDOM } from 'jsdom'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ArticleEntities } from '../../../src/contract/model.ts'
import { articleMarkdown, blockId, linkTarget } from '../../../src/core/exporters/markdown.ts'
import type { ArticleToExport } from '../../../src/core/exporters/markdown.ts'
import { articleOf, highlightOf, idOf, noteOf, NO_ENTITIES } from './a-library.ts'

const { document } = new JSDOM().window
const inputOf = (change: Partial<ArticleToExport> = {}): ArticleToExport => ({
  article: articleOf(1, 'A title'),
  highlights: [],
  articleNote: null,
  highlightNotes: new Map(),
  entities: NO_ENTITIES,
  ...change,
})

function partsOf(markdown: string): { matter: Record<string, unknown>; body: HTMLElement } {
  const [, matter, rest] = /^---\n(.*?)\n---\n(.*)$/s.exec(markdown)!
  const body = document.createElement('div')
  body.innerHTML = micromark(rest!, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })
  return { matter: parse(matter!) as Record<string, unknown>, body }
}

const TITLES = [
  'Plain',
  ': "a" / b? #c',
  '- leading dash',
  '--- three',
  '# not a heading',
  '2025-02-09',
  'yes',
  'null',
  '1e3',
  "It's 5 o'clock",
  'Two\nlines\tand a tab',
  '[link](x) *star* `tick` <b>',
  'Emoji 👩‍👩‍👧 and عربي و עברית',
  '{flow: [1, 2]} & *alias | > %',
  'back\\slash',
  'x'.repeat(300),
  'ends with #',
  ' spaces around ',
  '\u0007 bell \u2028 separator',
]

describe('front matter', () => {
  test.each(TITLES)('holds any title: %j', (title) => {
    const { matter, body } = partsOf(
      articleMarkdown(inputOf({ article: articleOf(1, title, { byline: title, tags: [title, 'b'] }) })),
    )
    expect(matter).toEqual({
      id: idOf(1),
      title,
      author: title,
      site: 'Example',
      url: 'https://example.org/1',
      published: '2025-02-09',
      added: '2026-11-23T09:30:00Z',
      tags: [title, 'b'],
      state: 'inbox',
      language: 'en',
      words: 420,
    })
    expect(body.querySelector('h1')?.textContent).toBe(title.replace(/\s+/g, ' ').trim())
    expect(body.querySelectorAll('h1 *')).toHaveLength(0)
  })

  test('older YAML readers see strings in titles and dates in dates', () => {
    const markdown = articleMarkdown(inputOf({ article: articleOf(1, '2025-02-09', { byline: 'no' }) }))
    const matter = parse(/^---\n(.*?)\n---\n/s.exec(markdown)![1]!, { version: '1.1' }) as Record<string, unknown>
    expect(matter).toMatchObject({ title: '2025-02-09', author: 'no' })
    expect(matter['published']).toEqual(new Date('2025-02-09'))
  })

  test('what is not known is left out', () => {
    const bare = articleOf(1, 'A', { byline: null, siteName: null, url: null, publishedAt: null, lang: null })
    expect(Object.keys(partsOf(articleMarkdown(inputOf({ article: bare }))).matter)).toEqual([
      'id',
      'title',
      'added',
      'state',
      'words',
    ])
  })
})

describe('highlights', () => {
  const QUOTES = [
    'Simple words.',
    'First paragraph *with* a star.\n\nSecond # paragraph',
    'one\ntwo\n1. three\n- four\n> five\n# six',
    'if (a < b) {\n    return `x` // 1 * 2\n}\n\n\tindented_name__x',
    'cell\tcell\nrow | two\n--- | ---',
    'A line\n---\nand ===\n===',
    '<script>alert(1)</script> &amp; <!-- x --> [a](b) ![c](d) [^1]',
    'https://example.org/a_b*c*_d_ and www.example.org/~x~',
    '**bold**? ~~no~~ __either__ ***',
    'ends with a backslash \\',
    '```\ncode\n```',
    'شعر عربي\n\n漢字 🙂*🙂',
  ]

  test.each(QUOTES)('are quoted so that the same words are read back: %j', (words) => {
    const { body } = partsOf(articleMarkdown(inputOf({ highlights: [highlightOf(1, idOf(1), words)] })))
    const quotes = body.querySelectorAll('blockquote')
    expect(quotes).toHaveLength(1)
    const paragraphs = [...quotes[0]!.children]
    expect(new Set(paragraphs.map((paragraph) => paragraph.tagName))).toEqual(new Set(['P']))
    expect(paragraphs.map((paragraph) => paragraph.textContent).join('\n\n')).toBe(words)
    expect(quotes[0]!.querySelectorAll('em, strong, del, code, h1, ul, ol, table, script, img')).toHaveLength(0)
  })

  test('say so when their place in a changed text is not sure', () => {
    const unsure = { ...highlightOf(1, idOf(1), 'first words'), status: 'uncertain' as const }
    const markdown = articleMarkdown(inputOf({ highlights: [unsure] }))
    expect(markdown).toContain('*Yellow highlight, place in the changed text not sure*\n\n> first words')
  })

  test('stand in order with their colour, block id and note', () => {
    const first = highlightOf(1, idOf(1), 'first words')
    const second = { ...highlightOf(2, idOf(1), 'second words', 'blue'), status: 'orphan' as const }
    const notes = new Map([[second.id, noteOf({ kind: 'highlight', id: second.id }, '# Why\n\nBecause.')]])
    const markdown = articleMarkdown(inputOf({ highlights: [first, second], highlightNotes: notes }))
    expect(markdown.slice(markdown.indexOf('# A title'))).toBe(
      [
        '# A title',
        '## Highlights',
        '*Yellow highlight*',
        '> first words',
        blockId(first.id),
        '*Blue highlight, no longer in the text*',
        '> second words',
        blockId(second.id),
        '### Why',
        'Because.\n',
      ].join('\n\n'),
    )
    expect(blockId(first.id)).toMatch(/^\^h-[\da-f]{8}$/)
  })
})

test('the article’s note comes first, below its title', () => {
  const note = noteOf({ kind: 'article', id: idOf(1) }, '# Mine\n\n- a\n- b')
  const { body } = partsOf(articleMarkdown(inputOf({ articleNote: note })))
  expect([...body.children].map(({ tagName, textContent }) => `${tagName} ${textContent.trim()}`)).toEqual([
    'H1 A title',
    'H2 Mine',
    'UL a\nb',
  ])
})

describe('entities', () => {
  const other = (number: number, title: string) => ({
    articleId: idOf(number),
    title,
    siteName: null,
    publishedAt: null,
    mentionCount: 1,
    firstMention: 0,
  })
  const entities: ArticleEntities = {
    status: 'ready',
    mentions: [],
    entities: [
      {
        id: idOf(50),
        name: 'NATO*',
        kind: 'organisation',
        role: null,
        forms: [],
        mentionCount: 1,
        otherArticles: [],
        otherArticleCount: 0,
        highlightIds: [],
      },
      {
        id: idOf(51),
        name: 'Ada Example',
        kind: 'person',
        role: 'head of [things]',
        forms: [],
        mentionCount: 3,
        otherArticles: [other(2, 'Other [one]'), other(3, 'Not exported')],
        otherArticleCount: 2,
        highlightIds: [],
      },
    ],
  }

  test('are grouped by kind and link to the files of other exported articles', () => {
    const fileOf = (id: string) => (id === idOf(2) ? 'Other (one) 100%.md' : null)
    const { body } = partsOf(articleMarkdown(inputOf({ entities, fileOf })))
    expect([...body.querySelectorAll('h3')].map((heading) => heading.textContent)).toEqual(['People', 'Organisations'])
    expect([...body.querySelectorAll('li')].map((item) => item.textContent)).toEqual([
      'Ada Example, head of [things] (3 times); also in Other [one]',
      'NATO* (once)',
    ])
    const links = [...body.querySelectorAll('a')].map((link) => decodeURIComponent(link.getAttribute('href') ?? ''))
    expect(links).toEqual(['Other (one) 100%.md'])
  })

  test('name at most 25 other articles, and say how many more', () => {
    const known = Array.from({ length: 30 }, (_, index) => other(index + 2, `Title ${String(index)}`))
    const common = { ...entities, entities: [{ ...entities.entities[0]!, otherArticles: known }] }
    const { body } = partsOf(articleMarkdown(inputOf({ entities: common, fileOf: (id) => `${id}.md` })))
    expect(body.querySelectorAll('li a')).toHaveLength(25)
    expect(body.querySelector('li')?.textContent).toMatch(/Title 24 and 5 more$/)
  })

  test('link to nothing when there are no files', () => {
    expect(partsOf(articleMarkdown(inputOf({ entities }))).body.querySelector('a')).toBeNull()
  })

  test.each(['plain.md', 'a b (c) [d] #e?f%20 "g" <h> \\ *i* _j_.md', '漢字 عربي 👩‍👩‍👧.md'])(
    'a link to %s leads to that file',
    (file) => {
      const html = micromark(`[x](${linkTarget(file)})`)
      const address = new JSDOM(html).window.document.querySelector('a')!.getAttribute('href')!
      expect(decodeURIComponent(address)).toBe(file)
    },
  )
})
