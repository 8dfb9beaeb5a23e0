import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { JSDOM } from 'jsdom'
import { expect, onTestFinished, test } from 'vitest'
import { openApp } from '../../src/core/app.ts'
import type { CaptureEvent, CaptureInput } from '../../src/contract/model.ts'
import { textOf } from '../../src/text/canonical-text.ts'
import { temporaryFolder } from './temporary-library.ts'

async function setUp(folder = temporaryFolder(), seeds: string | null = null) {
  const app = await openApp({ folder, shell: 'test', seeds })
  onTestFinished(() => app.close())
  const client = createRouterClient(app.router)
  const add = async (input: CaptureInput, signal?: AbortSignal) => {
    const events: CaptureEvent[] = []
    for await (const event of await client.capture.add(input, signal ? { signal } : {})) events.push(event)
    const last = events.at(-1)
    if (last?.type !== 'done') throw new Error('the capture did not end')
    return last
  }
  return { app, client, add, folder }
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

function assetFiles(folder: string): string[] {
  return readdirSync(join(folder, 'assets'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PAGE = `<!doctype html><html lang="en"><head><title>The tide tables</title></head><body><article><h1>The tide tables</h1>
${'<p>Henry Oldenburg wrote from London about the tides, and printed what came back to him in the months that followed.</p>'.repeat(6)}
<figure><img src="/tide.png" alt="A tide gauge"><figcaption>The gauge at the quay.</figcaption></figure></article></body></html>`

test(
  'the sample library arrives with its pictures, canonical text and linked entities',
  { timeout: 120_000 },
  async () => {
    const { app, client, folder } = await setUp(undefined, 'seeds')
    await app.settled()
    const { items, counts } = await client.article.list({ view: 'all' })
    expect(items.length).toBe(13)
    expect(counts.inbox).toBeGreaterThan(0)
    expect(counts.later).toBeGreaterThan(0)
    expect(counts.archive).toBeGreaterThan(0)
    for (const { id, title } of items) {
      const article = await client.article.get({ id })
      const body = new JSDOM(article.html).window.document.body
      expect(textOf(body), title).toBe(article.text)
      expect(article.missingImages, title).toEqual([])
      for (const image of body.querySelectorAll('img')) {
        expect(existsSync(join(folder, image.getAttribute('src')!)), title).toBe(true)
      }
      const { status, entities } = await client.entity.ofArticle({ articleId: id })
      expect(status).toBe('ready')
      expect(
        entities.some((entity) => entity.otherArticles.length > 0),
        `${title} is linked to others`,
      ).toBe(true)
    }
  },
)

test('the samples come once: what the user removed stays removed', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder()
  const first = await setUp(folder, 'seeds')
  await first.app.settled()
  const { items } = await first.client.article.list({ view: 'all' })
  await first.client.article.trash({ id: items[0]!.id })
  await first.app.close()
  const second = await setUp(folder, 'seeds')
  await second.app.settled()
  expect((await second.client.article.list({ view: 'all' })).total).toBe(12)
})

test('a page is captured with its picture, and found to be a duplicate the second time', async () => {
  const origin = await serve((request, response) => {
    if (request.url === '/tide.png') response.setHeader('content-type', 'image/png').end(PIXEL)
    else response.setHeader('content-type', 'text/html').end(PAGE)
  })
  const { client, add, folder } = await setUp()
  const { article, duplicate } = await add({ kind: 'url', url: `${origin}/tides?utm_source=x` })
  expect(duplicate).toBe(false)
  expect(article).toMatchObject({ title: 'The tide tables', source: 'url', lang: 'en' })
  expect(assetFiles(folder).length).toBe(1)
  await client.article.trash({ id: article.id })
  const again = await add({ kind: 'url', url: `${origin}/tides` })
  expect(again).toMatchObject({ duplicate: true, article: { id: article.id, trashedAt: null } })
})

test('a capture that is stopped leaves nothing behind', async () => {
  let asked: (() => void) | undefined
  const wasAsked = new Promise<void>((resolve) => (asked = resolve))
  const origin = await serve((request, response) => {
    if (request.url !== '/tide.png') response.setHeader('content-type', 'text/html').end(PAGE)
    else asked?.()
  })
  const { client, add, folder } = await setUp()
  const controller = new AbortController()
  const adding = add({ kind: 'url', url: `${origin}/slow` }, controller.signal)
  await wasAsked
  controller.abort()
  await expect(adding).rejects.toThrow()
  expect((await client.article.list({ view: 'all' })).total).toBe(0)
  expect(assetFiles(folder)).toEqual([])
})

test.each([
  ['an empty text', { kind: 'text', text: '  \n ', format: 'auto' }, 'BAD_INPUT'],
  ['an address that is none', { kind: 'url', url: 'not an address' }, 'BAD_INPUT'],
  ['a PDF', { kind: 'file', name: 'paper.pdf', base64: Buffer.from('%PDF-1.7\n').toString('base64') }, 'UNSUPPORTED'],
] satisfies [string, CaptureInput, string][])(
  '%s is a failure with its code and a sentence',
  async (_name, input, code) => {
    const { client, add } = await setUp()
    await expect(add(input)).rejects.toMatchObject({ code, message: expect.stringMatching(/\w.*\.$/s) as string })
    expect((await client.article.list({ view: 'all' })).total).toBe(0)
  },
)

test('everything is still there after closing and opening again', async () => {
  const folder = temporaryFolder()
  const first = await setUp(folder)
  const { article } = await first.add({
    kind: 'text',
    format: 'plain',
    text: 'On clocks\n\nJohn Harrison built a sea clock in Barrow.',
  })
  const highlight = await first.client.highlight.create({
    articleId: article.id,
    range: { start: 0, end: 13 },
    colour: 'green',
  })
  await first.client.settings.set({ theme: 'sepia' })
  await first.app.settled()
  await first.app.close()

  const { client } = await setUp(folder)
  expect(await client.highlight.list({ articleId: article.id })).toEqual([highlight])
  expect(highlight.quote.exact).toBe('John Harrison')
  expect((await client.settings.get()).theme).toBe('sepia')
  const { entities } = await client.entity.ofArticle({ articleId: article.id })
  expect(entities.map(({ name }) => name)).toContain('John Harrison')
})

test('two at once on one library see each other’s changes', async () => {
  const folder = temporaryFolder()
  const one = await setUp(folder)
  const other = await setUp(folder)
  const changes = await one.client.library.changes()
  const next = changes.next()
  await other.add({ kind: 'text', format: 'plain', text: 'A title\n\nSome words that stand for an article.' })
  expect((await next).value).toMatchObject({ topic: 'articles' })
  expect((await one.client.article.list({ view: 'all' })).total).toBe(1)
  await changes.return?.()
})
