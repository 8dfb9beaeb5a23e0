// @vitest-environment jsdom
import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/contract/model.ts'
import type { Appearance, Article, Settings } from '../../../src/contract/model.ts'
import { client } from '../../../src/renderer/client.ts'
import { queryClient } from '../../../src/renderer/queries.ts'
import {
  changeTextSettings,
  setAppearance,
  useAppearance,
  useTextSettings,
} from '../../../src/renderer/settings/appearance-store.ts'
import { settingsNow } from '../../../src/renderer/settings/settings-store.ts'
import { openWindow } from '../open-window.ts'

let close: () => Promise<void>
let article: Article
// Capturing takes a while: it is done once.
beforeAll(async () => {
  close = await openWindow()
  const text = 'A title\n\nA paragraph that is long enough to be kept as an article of its own.'
  for await (const event of await client.capture.add({ kind: 'text', text, format: 'plain' })) {
    if (event.type === 'done') article = await client.article.get({ id: event.article.id })
  }
})
afterAll(() => close())
beforeEach(async () => {
  await client.article.setAppearance({ id: article.id, appearance: null })
  await client.settings.set(DEFAULT_SETTINGS)
  article = await client.article.get({ id: article.id })
  queryClient.clear()
})

/** What a component that shows the article sees. */
function seen(): { text: Settings; apart: Appearance | null } {
  const found: { text?: Settings; apart?: Appearance | null } = {}
  const Look = () => {
    found.text = useTextSettings(article)
    found.apart = useAppearance(article)
    return null
  }
  const root = createRoot(document.createElement('div'))
  flushSync(() => {
    root.render(createElement(QueryClientProvider, { client: queryClient }, createElement(Look)))
  })
  root.unmount()
  return { text: found.text!, apart: found.apart ?? null }
}

test('what is changed of an article that is set apart is its own; the rest is for all', async () => {
  setAppearance(article.id, {})
  changeTextSettings(article, {}, { fontSize: 26, theme: 'sepia' })
  expect(seen().text).toMatchObject({ fontSize: 26, theme: 'sepia' })
  expect(settingsNow()).toMatchObject({ fontSize: 20, theme: 'sepia' })
  await vi.waitFor(async () => {
    expect((await client.article.get({ id: article.id })).appearance).toEqual({ fontSize: 26 })
  })
})

test('of many changes the last is kept, and with null it is set as all articles are', async () => {
  for (let size = 14; size <= 30; size++) setAppearance(article.id, { fontSize: size })
  await vi.waitFor(async () => {
    expect((await client.article.get({ id: article.id })).appearance).toEqual({ fontSize: 30 })
  })
  setAppearance(article.id, null)
  expect(seen()).toMatchObject({ text: { fontSize: 20 }, apart: null })
  await vi.waitFor(async () => {
    expect((await client.article.get({ id: article.id })).appearance).toBeNull()
  })
})

test('an article that is not set apart changes the settings of all', async () => {
  changeTextSettings(article, null, { fontSize: 17, layout: 'paged' })
  expect(settingsNow()).toMatchObject({ fontSize: 17, layout: 'paged' })
  await vi.waitFor(async () => expect((await client.settings.get()).fontSize).toBe(17))
  expect((await client.article.get({ id: article.id })).appearance).toBeNull()
})

test('what the library refuses is taken back', async () => {
  setAppearance(article.id, { fontSize: 4_000 })
  await vi.waitFor(() => {
    expect(seen()).toMatchObject({ text: { fontSize: 20 }, apart: null })
  })
})
