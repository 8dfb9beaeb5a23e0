// @vitest-environment jsdom
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { client } from '../../../src/renderer/client.ts'
import { closeDialog, openDialog, showDialog } from '../../../src/renderer/frame/dialogs.ts'
import { requestForFile, requestForText, requestForUrl } from '../../../src/renderer/library/capture-requests.ts'
import {
  isUnderWay,
  startCaptures,
  stopCapture,
  summaryOf,
  capturesNow,
} from '../../../src/renderer/library/captures.ts'
import { parseRoute } from '../../../src/renderer/navigation.ts'
import { openWindow } from '../open-window.ts'

const STORY = 'The ladder\n\nMargaret held the ladder while the others looked for the lamp in the cellar.'

let close: () => Promise<void>

beforeEach(async () => {
  location.hash = ''
  close = await openWindow()
})

afterEach(async () => {
  closeDialog()
  await close()
})

async function settled(): Promise<void> {
  await vi.waitFor(() => expect(capturesNow().some(isUnderWay)).toBe(false), { timeout: 30_000 })
}

const titles = async () => (await client.article.list({ view: 'all' })).items.map(({ title }) => title)

test('a single article opens when the user waited for it, and the dialog closes', async () => {
  showDialog({ name: 'add' })
  startCaptures([requestForText(STORY)])
  await settled()
  const { items } = await client.article.list({ view: 'all' })
  expect(items.map(({ title }) => title)).toEqual(['The ladder'])
  expect(parseRoute(location.hash).articleId).toBe(items[0]?.id)
  expect(openDialog()).toBeNull()
})

test('what goes on in the background does not take the reader away', async () => {
  startCaptures([requestForText(STORY)])
  await settled()
  expect(await titles()).toEqual(['The ladder'])
  expect(location.hash).toBe('')
})

test('of several, one that cannot be read keeps none of the others from the library', async () => {
  showDialog({ name: 'add' })
  const pdf = new File(['%PDF-1.7\n%\u00e2\u00e3'], 'scan.pdf')
  startCaptures([requestForText(STORY), requestForFile(pdf), requestForText(STORY)])
  await settled()
  expect(capturesNow().map(({ status }) => status)).toEqual(['added', 'failed', 'duplicate'])
  expect(capturesNow()[1]?.problem).toMatch(/PDF/)
  expect(summaryOf(capturesNow())).toBe('1 added, 1 already in your library, 1 could not be added')
  expect(openDialog()?.name).toBe('add')
  expect(await titles()).toEqual(['The ladder'])
})

test('stopping one leaves nothing of it, and the next goes on', async () => {
  const asked = vi.fn()
  const site = createServer(asked).listen(0, '127.0.0.1')
  await vi.waitFor(() => expect(site.address()).not.toBeNull())
  const address = `http://127.0.0.1:${String((site.address() as AddressInfo).port)}/never`
  startCaptures([requestForUrl(address), requestForText(STORY)])
  await vi.waitFor(() => expect(asked).toHaveBeenCalled(), { timeout: 30_000 })
  stopCapture(capturesNow()[0]!.id)
  await settled()
  site.closeAllConnections()
  site.close()
  expect(capturesNow().map(({ status }) => status)).toEqual(['stopped', 'added'])
  expect(await titles()).toEqual(['The ladder'])
})
