import { expect, onTestFinished, test } from 'vitest'
import { createEntities } from '../../../src/core/entities/entities.ts'
import { createArticles } from '../../../src/core/library/articles.ts'
import { newArticle, temporaryLibrary } from '../temporary-library.ts'

test('of many other articles as many are listed as were asked for, the newest first, and all are counted', async () => {
  const library = temporaryLibrary()
  const articles = createArticles(library.db, {
    ...library.common,
    highlightCounts: () => new Map(),
    highlightsIn: () => 0,
  })
  const entities = createEntities(library.db, {
    ...library.common,
    article: (id) => (articles.text(id) === undefined ? undefined : articles.get(id)),
    highlights: () => [],
  })
  onTestFinished(() => entities.close())
  const ids = [1, 2, 3, 4].map((day) => {
    const text = 'Charles Babbage taught in London. Babbage never finished it.'
    return articles.insert(newArticle({ title: `Day ${String(day)}`, text, publishedAt: Date.UTC(2020, 0, day) })).id
  })
  entities.analysePending()
  await entities.settled()
  const [first = '', ...rest] = ids
  const others = (most?: number) => entities.ofArticle(first, most).entities.find(({ name }) => name === 'London')
  expect(others()?.otherArticles.map(({ articleId }) => articleId)).toEqual(rest.toReversed())
  expect(others(2)?.otherArticles.map(({ title }) => title)).toEqual(['Day 4', 'Day 3'])
  expect(others(0)?.otherArticles).toEqual([])
  for (const most of [undefined, 2, 0]) expect(others(most)?.otherArticleCount).toBe(3)
})
