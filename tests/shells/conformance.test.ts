// What every transport has to carry, run on each of them against the real core.
import { isDefinedError, safe } from '@orpc/client'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ArticleSummary, CaptureEvent, CaptureInput, ChangeEvent } from '../../src/contract/model.ts'
import { openApp } from '../../src/core/app.ts'
import type { App } from '../../src/core/app.ts'
import type { Client } from '../../src/renderer/client.ts'
import { transports } from './transports.ts'
import type { Connection } from './transports.ts'

const NOBODY = '01890000-0000-7000-8000-000000000001'
const TEXT = `A letter from Turin\n\nThe post came late that year, and the letters were read aloud.\n\nNobody minded.`

describe.each(transports)('$name', ({ connect }) => {
  let folder: string
  let app: App
  let connection: Connection
  let client: Client

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'commonplace-conformance-'))
    app = await openApp({ folder, shell: 'test', seeds: null })
    connection = await connect(app)
    client = connection.client
  })

  afterEach(async () => {
    await connection.close()
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function capture(input: CaptureInput): Promise<{ events: CaptureEvent[]; article: ArticleSummary }> {
    const events: CaptureEvent[] = []
    for await (const event of await client.capture.add(input)) events.push(event)
    const last = events.at(-1)
    if (last?.type !== 'done') throw new Error('The capture did not end')
    return { events, article: last.article }
  }

  const captureText = () => capture({ kind: 'text', text: TEXT, format: 'plain' })

  test('a call returns what the core returned', async () => {
    expect(await client.library.info()).toMatchObject({ folder, shell: 'test', articleCount: 0 })
  })

  test('an expected failure arrives with its code and its sentence', async () => {
    const { error } = await safe(client.article.get({ id: NOBODY }))
    expect(isDefinedError(error)).toBe(true)
    expect(error).toMatchObject({ code: 'NOT_FOUND' })
    expect(error?.message).toMatch(/\w+ \w+/)
  })

  test('an input that breaks the contract is refused before it reaches the core', async () => {
    const { error } = await safe(client.article.get({ id: 'not an id' }))
    expect(error).toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('a stream carries its progress in order and ends with its result', async () => {
    const { events, article } = await captureText()
    expect(events.length).toBeGreaterThan(1)
    expect(events.slice(0, -1).every((event) => event.type === 'progress')).toBe(true)
    expect(article.title).toBe('A letter from Turin')
  })

  test('a failure in the middle of a stream arrives with its code', async () => {
    const { port } = await listening(createServer((_request, response) => response.writeHead(404).end()))
    await expect(capture({ kind: 'url', url: `http://127.0.0.1:${String(port)}/gone` })).rejects.toMatchObject({
      code: 'FETCH_FAILED',
    })
  })

  test('changes made elsewhere arrive while a call listens', async () => {
    const listening = new AbortController()
    const changes = await client.library.changes(undefined, { signal: listening.signal })
    const first = changes.next()
    const event: ChangeEvent = { topic: 'focus', articleId: null }
    app.notify(event)
    expect(await first).toEqual({ done: false, value: event })
    listening.abort()
  })

  test('aborting a call stops its work in the core, and leaves nothing behind', async () => {
    const site = await endlessSite()
    const stop = new AbortController()
    const ended = (async () => {
      for await (const _event of await client.capture.add({ kind: 'url', url: site.url }, { signal: stop.signal }));
    })()
    const failed = expect(ended).rejects.toThrow()
    await site.asked
    stop.abort()
    await failed
    await site.cut
    expect((await client.library.info()).articleCount).toBe(0)
  })

  test('leaving a stream early stops its work in the core too', async () => {
    const site = await endlessSite()
    const stream = await client.capture.add({ kind: 'url', url: site.url })
    expect(await stream.next()).toMatchObject({ value: { type: 'progress' } })
    await site.asked
    await stream.return()
    await site.cut
    expect((await client.library.info()).articleCount).toBe(0)
  })

  test('text of every script, quotes, line ends and control characters come back as they went', async () => {
    const { article } = await captureText()
    const byline = `a"\\ \u2028\u2029 \r\n\t \u0001 é ß 漢字 עברית العربية 👩‍👩‍👧‍👦 𝒳 \ufeff </script> z`
    expect((await client.article.update({ id: article.id, byline })).byline).toBe(byline)
    expect((await client.article.get({ id: article.id })).byline).toBe(byline)
  })

  test('five megabytes go there and come back whole', async () => {
    const { article } = await captureText()
    const byline = `${'é漢x '.repeat(5_000_000 / 7)}.`
    expect((await client.article.update({ id: article.id, byline })).byline === byline).toBe(true)
  })

  test('many calls at once each get their own answer', async () => {
    const { article } = await captureText()
    const answers = await Promise.all([
      ...Array.from({ length: 30 }, () => client.article.get({ id: article.id })),
      ...Array.from({ length: 30 }, () => safe(client.article.get({ id: NOBODY }))),
    ])
    expect(answers.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => expect.objectContaining({ id: article.id })))
    expect(answers.slice(30)).toEqual(
      Array.from({ length: 30 }, () => expect.objectContaining({ isSuccess: false, isDefined: true })),
    )
  })
})

/** A site whose page begins and never ends. */
async function endlessSite(): Promise<{ url: string; asked: Promise<void>; cut: Promise<void> }> {
  const asked = Promise.withResolvers<undefined>()
  const cut = Promise.withResolvers<undefined>()
  const { port } = await listening(
    createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write('<p>Once')
      response.once('close', () => {
        cut.resolve(undefined)
      })
      asked.resolve(undefined)
    }),
  )
  return { url: `http://127.0.0.1:${String(port)}/`, asked: asked.promise, cut: cut.promise }
}

const servers: Server[] = []

async function listening(server: Server): Promise<AddressInfo> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server.address() as AddressInfo
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})
