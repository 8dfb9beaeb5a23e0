// Looking entities up, against a server on this machine that answers as Wikipedia and Wikidata do.
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { LookUpEntry } from '../../../../src/contract/entity-model.ts'
import { openApp } from '../../../../src/core/app.ts'
import { languageOf } from '../../../../src/core/entities/look-up/look-up.ts'
import { createWikipedia } from '../../../../src/core/entities/look-up/wikipedia.ts'
import { createLookUpFetch } from '../../../../src/core/look-up-fetch.ts'
import { startServer } from '../../capture/local-server.ts'
import type { Answer, LocalServer } from '../../capture/local-server.ts'
import { temporaryFolder } from '../../temporary-library.ts'

const json =
  (body: unknown): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
const summary = (title: string, more: object = {}) =>
  json({
    type: 'standard',
    title,
    description: 'English mathematician',
    extract: `${title} wrote on engines.`,
    ...more,
  })

const SUMMARY = '/api/rest_v1/page/summary'
const answers: Record<string, Answer> = {}
let server: LocalServer
let agents: (string | undefined)[] = []

beforeEach(async () => {
  agents = []
  Object.assign(answers, {
    [`${SUMMARY}/Ada_Lovelace`]: ((request, response) => {
      agents.push(request.headers['user-agent'])
      summary('Ada Lovelace')(request, response)
    }) satisfies Answer,
    [`${SUMMARY}/Mercury`]: summary('Mercury', { type: 'disambiguation', extract: 'Mercury may refer to:' }),
    '/w/api.php': ((request, response) => {
      const query = new URL(request.url ?? '', 'http://local').searchParams
      const search = [
        { id: 'Q1', label: 'Mercury', description: 'Wikimedia disambiguation page' },
        { id: 'Q308', label: 'Mercury', description: 'planet' },
        { id: 'Q925', label: 'mercury', description: 'chemical element' },
      ]
      const items: Record<string, object> = {
        Q308: { labels: {}, descriptions: {}, sitelinks: { enwiki: { title: 'Mercury (planet)' } } },
        Q925: { labels: { en: { value: 'mercury' } }, descriptions: { en: { value: 'chemical element' } } },
      }
      const id = query.get('ids') ?? ''
      if (query.get('action') === 'wbgetentities') json({ entities: { [id]: items[id] } })(request, response)
      else json({ search: query.get('search') === 'Mercury' ? search : [] })(request, response)
    }) satisfies Answer,
    [`${SUMMARY}/${encodeURIComponent('Mercury_(planet)')}`]: summary('Mercury (planet)'),
    [`${SUMMARY}/Mercury_(planet)`]: summary('Mercury (planet)'),
    [`${SUMMARY}/Slow`]: () => undefined,
    [`${SUMMARY}/Huge`]: ((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(`{"extract":"${'x'.repeat(2_000_000)}"}`)
    }) satisfies Answer,
    [`${SUMMARY}/Busy`]: ((_request, response) => response.writeHead(429).end()) satisfies Answer,
    [`${SUMMARY}/Html`]: ((_request, response) => response.end('<html>')) satisfies Answer,
    [`${SUMMARY}/Odd`]: json({ nothing: 'of what is expected' }),
    [`${SUMMARY}/Markup`]: summary('Markup', {
      extract: 'One <b>bold</b>\u0007 word.',
      extract_html: '<script>1</script>',
    }),
    [`${SUMMARY}/Old_name`]: ((_request, response) =>
      response.writeHead(302, { location: `${SUMMARY}/Ada_Lovelace` }).end()) satisfies Answer,
    [`${SUMMARY}/Leads_home`]: ((_request, response) =>
      response.writeHead(302, { location: 'http://localhost:9/secret' }).end()) satisfies Answer,
  })
  server = await startServer(answers)
})
afterEach(() => server.close())

const sourcesOf = (origin: string) => ({ wikipedia: () => origin, wikidata: origin })

function ask(name: string, over: { item?: string; origin?: string; timeout?: number; signal?: AbortSignal } = {}) {
  const fetchJson = createLookUpFetch({ version: '1.2.3', timeout: over.timeout })
  const wikipedia = createWikipedia(fetchJson, sourcesOf(over.origin ?? server.origin), () => 42)
  return wikipedia.ask({ name, lang: 'en', ...(over.item !== undefined && { item: over.item }) }, over.signal)
}

test('a name that has a page gives its beginning, where it stands and under which licence', async () => {
  expect(await ask('Ada Lovelace')).toEqual({
    kind: 'found',
    entry: {
      source: 'wikipedia',
      lang: 'en',
      title: 'Ada Lovelace',
      description: 'English mathematician',
      text: 'Ada Lovelace wrote on engines.',
      url: `${server.origin}/wiki/Ada_Lovelace`,
      licence: 'CC BY-SA, Wikipedia',
      fetchedAt: 42,
    },
  })
  expect(agents).toEqual([expect.stringMatching(/^Commonplace\/1\.2\.3 /)])
})

test('another name for a page leads to it', async () => {
  expect(await ask('Old name')).toMatchObject({ kind: 'found', entry: { title: 'Ada Lovelace' } })
})

test('a name of several offers them, and each leads to what is known of it', async () => {
  expect(await ask('Mercury')).toEqual({
    kind: 'choices',
    choices: [
      { item: 'Q308', title: 'Mercury', description: 'planet' },
      { item: 'Q925', title: 'mercury', description: 'chemical element' },
    ],
  })
  expect(await ask('Mercury', { item: 'Q308' })).toMatchObject({ kind: 'found', entry: { title: 'Mercury (planet)' } })
  expect(await ask('Mercury', { item: 'Q925' })).toMatchObject({
    kind: 'found',
    entry: {
      ...{ source: 'wikidata', title: 'mercury', description: 'chemical element', text: '' },
      ...{ url: `${server.origin}/wiki/Q925`, licence: 'CC0, Wikidata' },
    },
  })
})

test('a name that nobody knows gives nothing', async () => {
  expect(await ask('Xyzzy of Nowhere')).toEqual({ kind: 'nothing' })
  expect(await ask('Mercury', { item: 'Q404' })).toEqual({ kind: 'nothing' })
})

test('markup is text like any other, and control characters are left out', async () => {
  expect(await ask('Markup')).toMatchObject({ entry: { text: 'One <b>bold</b> word.' } })
})

test('what goes wrong is said in words that do not speak of articles', async () => {
  const closed = await startServer({})
  await closed.close()
  const cases: [() => Promise<unknown>, string, RegExp][] = [
    [() => ask('Slow', { timeout: 200 }), 'FETCH_FAILED', /took longer than/],
    [() => ask('Huge'), 'TOO_LARGE', /more than can be an answer/],
    [() => ask('Busy'), 'FETCH_FAILED', /slow down/],
    [() => ask('Html'), 'FETCH_FAILED', /did not answer as it should/],
    [() => ask('Odd'), 'FETCH_FAILED', /does not understand/],
    [() => ask('Leads home'), 'FETCH_FAILED', /its own network/],
    [() => ask('Ada Lovelace', { origin: closed.origin }), 'FETCH_FAILED', /refuses connections/],
  ]
  for (const [asking, code, words] of cases) {
    const error = await asking().then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code })
    expect((error as Error).message).toMatch(words)
    expect((error as Error).message).toMatch(/Nothing was kept/)
    expect((error as Error).message).not.toMatch(/added/)
  }
})

test('a look-up can be stopped', async () => {
  const stop = new AbortController()
  const asking = ask('Slow', { signal: stop.signal })
  stop.abort()
  await expect(asking).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('the Wikipedia is that of the article’s language', () => {
  const langs = ['de', 'pt-BR', 'EN-gb', null, 'x', 'javascript', '../evil']
  expect(langs.map(languageOf)).toEqual(['de', 'pt', 'en', 'en', 'en', 'en', 'en'])
})

describe('in a library', () => {
  async function setUp() {
    const folder = temporaryFolder()
    const open = async (origin: string) => {
      const app = await openApp({ folder, shell: 'test', seeds: null, lookUpSources: sourcesOf(origin) })
      onTestFinished(() => app.close())
      return { app, client: createRouterClient(app.router) }
    }
    const { app, client } = await open(server.origin)
    const text = 'Ada Lovelace met Charles Babbage in London. Mary Somerville was there too.'
    for await (const _ of await client.capture.add({ kind: 'text', text, format: 'plain' }));
    await app.settled()
    const found = async (query: string) => {
      const [first] = await client.entity.find({ query })
      if (!first) throw new Error(`${query} is not in the library`)
      return first.id
    }
    return { app, client, open, id: await found('Ada Lovelace'), found }
  }

  test('nothing is asked by itself; what was found is kept, also without a connection, until it is removed', async () => {
    const { app, client, open, id } = await setUp()
    await client.entity.get({ id })
    expect(await client.entity.lookedUp({ id })).toBeNull()
    expect(server.asked).toEqual([])
    const answer = await client.entity.lookUp({ id })
    expect(answer.kind).toBe('found')
    await app.close()

    const again = await open('http://127.0.0.1:9')
    const kept: LookUpEntry | null = await again.client.entity.lookedUp({ id })
    expect(kept).toMatchObject({ title: 'Ada Lovelace', text: 'Ada Lovelace wrote on engines.' })
    await expect(again.client.entity.lookUp({ id })).rejects.toMatchObject({ code: 'FETCH_FAILED' })
    expect(await again.client.entity.lookedUp({ id }), 'what was kept stays').toEqual(kept)
    await again.client.entity.forgetLookUp({ id })
    expect(await again.client.entity.lookedUp({ id })).toBeNull()
  })

  test('what was looked up stays with an entity that becomes part of another', async () => {
    const { client, id, found } = await setUp()
    const other = await found('Mary Somerville')
    await client.entity.lookUp({ id })
    const decision = await client.entity.merge({ id, into: other })
    expect(await client.entity.lookedUp({ id: other })).toMatchObject({ title: 'Ada Lovelace' })
    await client.entity.undo({ decisionId: decision.id })
    expect(await client.entity.lookedUp({ id: other })).toBeNull()
    expect(await client.entity.lookedUp({ id })).toMatchObject({ title: 'Ada Lovelace' })
  })
})
