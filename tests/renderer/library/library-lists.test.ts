import { expect, test } from 'vitest'
import type { ArticleSummary } from '../../../src/contract/model.ts'
import { chooseToRead } from '../../../src/renderer/frame/choose-to-read.ts'
import { tagsAtFirst } from '../../../src/renderer/library/tags-at-first.ts'
import { tagsIn } from '../../../src/renderer/library/tags-in.ts'

test('typed tags lose their signs and spaces, and are not given twice', () => {
  expect(tagsIn(' #history,  old   maps ,, History, memory', ['Memory'])).toEqual(['history', 'old maps'])
})

test('few tags are all shown; of many, the most used and the current one, in their order', () => {
  const tags = Array.from({ length: 26 }, (_, index) => ({ name: String.fromCharCode(97 + index), count: index }))
  expect(tagsAtFirst(tags.slice(0, 4), null)).toEqual(tags.slice(0, 4))
  expect(
    tagsAtFirst(tags, 'b')
      .map(({ name }) => name)
      .join(''),
  ).toBe('bqrstuvwxyz')
})

function article(id: string, openedAt: number | null, fraction = 0): ArticleSummary {
  return { id, openedAt, progress: { position: 0, fraction } } as ArticleSummary
}

test('what was begun and not ended is offered before anything else', () => {
  const opened = [article('half', 3, 0.5), article('read', 2, 1), article('new', null)]
  const { title, articles } = chooseToRead(opened, [])
  expect(title).toBe('Continue reading')
  expect(articles.map(({ id }) => id)).toEqual(['half'])
})

test('with nothing begun, what is new in the inbox is offered', () => {
  const { title, articles } = chooseToRead([article('read', 2, 1)], [article('read', 2, 1), article('new', null)])
  expect(title).toBe('Something to read')
  expect(articles.map(({ id }) => id)).toEqual(['new'])
})
