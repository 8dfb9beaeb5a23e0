import { expect, test } from 'vitest'
import { createHighlights } from '../../../src/core/annotations/highlights.ts'
import { createArticles } from '../../../src/core/library/articles.ts'
import { createSearch } from '../../../src/core/search/search.ts'
import { locate, runsOf } from '../../../src/core/search/snippet.ts'
import { newArticle, temporaryLibrary } from '../temporary-library.ts'

const TEXT = `The clockmaker worked in Barrow upon Humber.

He built a sea clock, then another; the sea clock kept time within a second a day. His name was John Harrison’s father’s too.`

function setUp() {
  const { db, common } = temporaryLibrary()
  const articles = createArticles(db, { ...common, highlightCounts: () => new Map(), highlightsIn: () => 0 })
  const highlights = createHighlights(db, {
    ...common,
    articleText: articles.text,
    noteText: () => '',
    joinNotes: () => undefined,
  })
  const search = createSearch(db, {
    place: (kind, id) => {
      const highlight = kind === 'highlight' ? highlights.find(id) : null
      return (
        highlight && {
          id,
          articleId: highlight.articleId,
          title: 'T',
          siteName: null,
          publishedAt: null,
          range: highlight.range,
        }
      )
    },
  })
  return { db, articles, highlights, search }
}

test('a hit opens at the passage that matched', () => {
  const { articles, search } = setUp()
  const { id } = articles.insert(newArticle({ title: 'Longitude', text: TEXT }))
  const { hits, total } = search.query({ query: '"sea clock" kept', limit: 10 })
  expect(total).toBe(1)
  expect(hits[0]).toMatchObject({ kind: 'article', articleId: id, title: 'Longitude' })
  const { start, end } = hits[0]!.range!
  expect(TEXT.slice(start, end)).toBe('sea clock')
  expect(hits[0]!.snippet.filter((run) => run.match).map((run) => run.text)).toContain('kept')
})

test('words are found whatever their case, accents and possessives', () => {
  const { articles, search } = setUp()
  articles.insert(newArticle({ text: 'Erasmus’s friend came from São Paulo.' }))
  for (const query of ['erasmus', 'SAO PAULO', 'são', 'eras']) {
    expect(search.query({ query, limit: 10 }).total, query).toBe(1)
  }
})

test('a title counts more than the text', () => {
  const { articles, search } = setUp()
  articles.insert(newArticle({ title: 'Other', text: 'A meridian, and another meridian.' }))
  articles.insert(newArticle({ title: 'The meridian', text: 'Nothing else here.' }))
  const { hits } = search.query({ query: 'meridian', limit: 10 })
  expect(hits.map(({ title }) => title)).toEqual(['The meridian', 'Other'])
  expect(hits[0]!.range).toBeNull()
})

test('the index follows changes, the trash and removed highlights', () => {
  const { articles, highlights, search } = setUp()
  const { id } = articles.insert(newArticle({ title: 'Clocks', text: TEXT }))
  const highlight = highlights.create({ articleId: id, range: { start: 4, end: 14 }, colour: 'blue' })
  const kinds = () => search.query({ query: 'clockmaker', limit: 10 }).hits.map(({ kind }) => kind)
  expect(kinds()).toEqual(['article', 'highlight'])
  highlights.remove(highlight.id)
  expect(kinds()).toEqual(['article'])
  highlights.restore(highlight.id)
  expect(kinds()).toEqual(['article', 'highlight'])
  articles.update(id, { title: 'Timepieces' })
  expect(search.query({ query: 'clocks', limit: 10 }).total).toBe(0)
  articles.trash(id)
  expect(kinds()).not.toContain('article')
})

test('-word leaves articles out', () => {
  const { articles, search } = setUp()
  articles.insert(newArticle({ title: 'A', text: 'steam engine' }))
  articles.insert(newArticle({ title: 'B', text: 'difference engine' }))
  expect(search.query({ query: 'engine -steam', limit: 10 }).hits.map(({ title }) => title)).toEqual(['B'])
})

test('the index agrees with the tables after many changes', () => {
  const { db, articles } = setUp()
  for (let count = 0; count < 20; count += 1) {
    const { id } = articles.insert(newArticle({ title: `T${String(count)}`, text: `word${String(count)} more` }))
    if (count % 3 === 0) articles.update(id, { title: 'changed' })
    if (count % 4 === 0) db.prepare('DELETE FROM article WHERE id = ?').run(id)
  }
  expect(() => {
    db.exec("INSERT INTO article_fts (article_fts, rank) VALUES ('integrity-check', 1)")
    db.exec("INSERT INTO search_item_fts (search_item_fts, rank) VALUES ('integrity-check', 1)")
  }).not.toThrow()
})

test('a marked snippet is split into runs and found in its text', () => {
  const marked = '…built a \u0002sea\u0003 clock, then…'
  expect(runsOf(marked)).toEqual([
    { text: '…built a ', match: false },
    { text: 'sea', match: true },
    { text: ' clock, then…', match: false },
  ])
  const at = TEXT.indexOf('sea clock')
  expect(locate(TEXT, marked)).toEqual({ start: at, end: at + 3 })
  expect(locate('… and so on', '… and so \u0002on\u0003')).toEqual({
    start: 9,
    end: 11,
  })
  expect(locate(TEXT, 'nothing marked')).toBeNull()
})
