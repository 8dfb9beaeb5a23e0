// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { client } from '../../../src/renderer/client.ts'
import { settingsNow, updateSettings } from '../../../src/renderer/settings/settings-store.ts'
import { openWindow } from '../open-window.ts'

let close: () => Promise<void>
beforeEach(async () => {
  close = await openWindow()
})
afterEach(() => close())

test('a change shows at once, and the last of many is what is kept', async () => {
  for (let size = 15; size <= 30; size++) {
    updateSettings({ fontSize: size })
    expect(settingsNow().fontSize).toBe(size)
  }
  updateSettings({ measure: 80 })
  await vi.waitFor(async () => expect(await client.settings.get()).toMatchObject({ fontSize: 30, measure: 80 }))
  expect(settingsNow()).toMatchObject({ fontSize: 30, measure: 80 })
})

test('a window that goes away at once has sent the last change too', async () => {
  updateSettings({ fontSize: 22 })
  updateSettings({ theme: 'dark' })
  window.dispatchEvent(new Event('pagehide'))
  // Asked before the first of the changes was answered.
  expect(await client.settings.get()).toMatchObject({ fontSize: 22, theme: 'dark' })
  updateSettings({ measure: 80 })
  await vi.waitFor(async () => expect((await client.settings.get()).measure).toBe(80))
})

test('what the library refuses is taken back', async () => {
  updateSettings({ fontSize: 22 })
  await vi.waitFor(async () => expect((await client.settings.get()).fontSize).toBe(22))
  updateSettings({ fontSize: 4_000 })
  expect(settingsNow().fontSize).toBe(4_000)
  await vi.waitFor(() => expect(settingsNow().fontSize).toBe(22))
})
