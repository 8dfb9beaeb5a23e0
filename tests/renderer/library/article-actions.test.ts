// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest'
import { client } from '../../../src/renderer/client.ts'
import {
  changeTags,
  moveToOrBack,
  toggleFavourite,
  trashOrRestore,
} from '../../../src/renderer/library/article-actions.ts'
import { undoLast } from '../../../src/renderer/undo/undo-stack.ts'
import { openWindow } from '../open-window.ts'

let close: () => Promise<void>
beforeEach(async () => {
  close = await openWindow()
})
afterEach(() => close())

async function addArticle() {
  const input = {
    kind: 'text',
    text: 'A short piece that somebody wrote about nothing at all.',
    format: 'plain',
  } as const
  for await (const event of await client.capture.add(input)) if (event.type === 'done') return event.article
  throw new Error('Nothing was added')
}

test('of two keys pressed on the same row, the second goes on from what the first one did', async () => {
  const row = await addArticle()
  await Promise.all([toggleFavourite(row), moveToOrBack(row, 'later'), toggleFavourite(row), toggleFavourite(row)])
  expect(await client.article.get({ id: row.id })).toMatchObject({ favourite: true, state: 'later' })
  await Promise.all([
    moveToOrBack({ ...row, state: 'later' }, 'later'),
    moveToOrBack({ ...row, state: 'later' }, 'later'),
  ])
  expect(await client.article.get({ id: row.id })).toMatchObject({ state: 'later' })
})

test('of two tags given quickly both are kept, and one undone leaves the other', async () => {
  const shown = await addArticle()
  await Promise.all([changeTags(shown, (now) => [...now, 'bees']), changeTags(shown, (now) => [...now, 'wax'])])
  expect((await client.article.get({ id: shown.id })).tags).toEqual(['bees', 'wax'])
  expect(undoLast()).toBe(true)
  await expect.poll(async () => (await client.article.get({ id: shown.id })).tags).toEqual(['bees'])
})

test('what is under way can be undone before the library has answered', async () => {
  const row = await addArticle()
  await toggleFavourite(row)
  const moved = trashOrRestore(row)
  expect(undoLast()).toBe(true)
  await moved
  await expect
    .poll(async () => await client.article.get({ id: row.id }))
    .toMatchObject({ trashedAt: null, favourite: true })
})
