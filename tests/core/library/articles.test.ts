import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { createArticles } from '../../../src/core/library/articles.ts'
import { textOf } from '../../../src/text/canonical-text.ts'
import { newArticle, temporaryLibrary } from '../temporary-library.ts'

function setUp(highlightsIn = 0) {
  const library = temporaryLibrary()
  const articles = createArticles(library.db, {
    ...library.common,
    highlightCounts: () => new Map(),
    highlightsIn: () => highlightsIn,
  })
  return { ...library, articles }
}

const SET_ASIDE = [
  { html: '<p>Join the talk.</p>', text: 'Join the talk.', reason: 'comments' as const },
  { html: '<ul><li>One</li><li>Two</li></ul>', text: 'One\nTwo', reason: 'navigation' as const },
]

test('an article comes back as it was put in', () => {
  const { articles } = setUp()
  const { id } = articles.insert(newArticle({ title: 'On paper', tags: ['history', 'paper'], publishedAt: 5 }))
  expect(articles.get(id)).toMatchObject({
    title: 'On paper',
    tags: ['history', 'paper'],
    publishedAt: 5,
    state: 'inbox',
    text: 'A first paragraph.\n\nA second one.',
    setAsideRestored: false,
  })
})

test('an unknown id is a failure that says so', () => {
  const { articles } = setUp()
  expect(() => articles.get('01890000-0000-7000-8000-000000000000')).toThrow(/not in the library/)
  expect(() => {
    articles.trash('01890000-0000-7000-8000-000000000000')
  }).toThrow(/not in the library/)
})

test('views, counts and tags follow states and the trash', () => {
  const { articles } = setUp()
  const first = articles.insert(newArticle({ title: 'First', tags: ['Paper'] }))
  const second = articles.insert(newArticle({ title: 'Second', tags: ['paper', 'ink'] }))
  articles.update(first.id, { state: 'archive', favourite: true })
  expect(articles.list({ view: 'inbox' }).items.map(({ title }) => title)).toEqual(['Second'])
  const list = articles.list({ view: 'all', tag: 'PAPER' })
  expect(list.items.map(({ title }) => title)).toEqual(['Second', 'First'])
  expect(list.counts).toEqual({ inbox: 1, later: 0, archive: 1, favourites: 1, all: 2, trash: 0 })
  expect(list.tags).toEqual([
    { name: 'ink', count: 1 },
    { name: 'Paper', count: 2 },
  ])
  articles.trash(second.id)
  expect(articles.list({ view: 'all' }).counts).toMatchObject({ all: 1, trash: 1 })
  expect(articles.ids()).toEqual([first.id])
  articles.untrash(second.id)
  expect(articles.list({ view: 'trash' }).total).toBe(0)
})

test('lists are sorted and paged', () => {
  const { articles } = setUp()
  for (const [title, publishedAt] of [
    ['b', 3],
    ['a', null],
    ['C', 9],
  ] as const) {
    articles.insert(newArticle({ title, publishedAt }))
  }
  const titles = (sort: 'title' | 'published', offset = 0) =>
    articles.list({ view: 'all', sort, limit: 2, offset }).items.map(({ title }) => title)
  expect(titles('title')).toEqual(['a', 'b'])
  expect(titles('title', 2)).toEqual(['C'])
  expect(titles('published')).toEqual(['C', 'b'])
})

test('progress is remembered and marks the article as opened', () => {
  const { articles, events } = setUp()
  const { id } = articles.insert(newArticle())
  articles.setProgress(id, { position: 20, fraction: 0.5 })
  expect(events.at(-1)).toEqual({ topic: 'progress', articleId: id })
  const article = articles.get(id)
  expect(article.progress).toEqual({ position: 20, fraction: 0.5 })
  expect(article.openedAt).toBeGreaterThan(article.addedAt)
})

test('how an article is set is kept with it, and taken away again', () => {
  const { articles, events } = setUp()
  const { id } = articles.insert(newArticle())
  expect(articles.get(id).appearance).toBeNull()
  articles.setAppearance(id, { fontSize: 24, layout: 'paged' })
  expect(events.at(-1)).toEqual({ topic: 'appearance', articleId: id })
  expect(articles.get(id).appearance).toEqual({ fontSize: 24, layout: 'paged' })
  articles.setAppearance(id, null)
  expect(articles.get(id).appearance).toBeNull()
  expect(() => {
    articles.setAppearance('0190a000-0000-7000-8000-000000000000', {})
  }).toThrow(/not in the library/)
})

test('set-aside paragraphs come back at the end, in html and in text alike, and go again', () => {
  const { articles } = setUp()
  const before = newArticle({ setAside: SET_ASIDE })
  const { id } = articles.insert(before)
  expect(articles.showSetAside(id, true)).toBe(true)
  const shown = articles.get(id)
  expect(shown.setAsideRestored).toBe(true)
  expect(shown.text).toBe('A first paragraph.\n\nA second one.\n\nJoin the talk.\n\nOne\nTwo')
  expect(textOf(new JSDOM(shown.html).window.document.body)).toBe(shown.text)
  expect(articles.showSetAside(id, true)).toBe(false)
  articles.showSetAside(id, false)
  expect(articles.get(id)).toMatchObject({ html: before.html, text: before.text, setAsideRestored: false })
})

test('set-aside paragraphs stay while a highlight is in them', () => {
  const { articles } = setUp(2)
  const { id } = articles.insert(newArticle({ setAside: SET_ASIDE }))
  articles.showSetAside(id, true)
  expect(() => articles.showSetAside(id, false)).toThrow(/2 highlights are in these paragraphs/)
  expect(articles.get(id).setAsideRestored).toBe(true)
})

test('a duplicate is found by address or by content', () => {
  const { articles } = setUp()
  const { id } = articles.insert(newArticle({ canonicalUrl: 'https://a.example/x', contentHash: 'h' }))
  expect(articles.findDuplicate({ canonicalUrl: 'https://a.example/x' })).toBe(id)
  expect(articles.findDuplicate({ canonicalUrl: null, contentHash: 'h' })).toBe(id)
  expect(articles.findDuplicate({ canonicalUrl: 'https://a.example/y', contentHash: 'i' })).toBeUndefined()
})

test('when what belongs to an insert fails, nothing is inserted', () => {
  const { articles } = setUp()
  expect(() =>
    articles.insert(newArticle({ tags: ['kept'] }), () => {
      throw new Error('no assets')
    }),
  ).toThrow('no assets')
  expect(articles.list({ view: 'all' })).toMatchObject({ total: 0, tags: [] })
})

test('every change is told', () => {
  const { articles, events } = setUp()
  const { id } = articles.insert(newArticle())
  articles.update(id, { title: 'New' })
  articles.trash(id)
  expect(events).toEqual(Array.from({ length: 3 }, () => ({ topic: 'articles', articleId: id })))
})
