// The library's own file: out of one library and into another without loss, and into one that has something already.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportFilter } from '../../../src/contract/export-model.ts'
import { openApp } from '../../../src/core/app.ts'
import type { App } from '../../../src/core/app.ts'
import { stateOfMarkdown } from '../../../src/rich-text/read-markdown.ts'

const STORIES = [
  'The Bridge at Dawn\n\nBy Nora Vale\n\nGrace Hopper met Alan Turing in London on Monday. Hopper said that the meeting was useful.\n\nTuring travelled on to Paris 🌊 the next day, and Hopper stayed in London.',
  'A Second Bridge\n\nAlan Turing was in Manchester. Grace Hopper wrote to him from the United States, and the Royal Society answered.',
]

const open: { app: App; folder: string }[] = []
let full: Awaited<ReturnType<typeof filled>>
beforeAll(async () => {
  full = await filled()
})
afterAll(async () => {
  for (const { app, folder } of open) {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

async function library() {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-transfer-'))
  const app = await openApp({ folder, shell: 'test', seeds: null })
  open.push({ app, folder })
  const client = createRouterClient(app.router)
  return {
    app,
    client,
    async add(text: string, url?: string): Promise<string> {
      const base64 = Buffer.from(text).toString('base64')
      const input = { kind: 'file' as const, name: 'story.txt', base64, ...(url !== undefined && { url }) }
      for await (const event of await client.capture.add(input)) if (event.type === 'done') return event.article.id
      throw new Error('nothing was added')
    },
    async mark(articleId: string, words: string, colour: 'yellow' | 'blue' = 'yellow') {
      const { text } = await client.article.get({ id: articleId })
      const start = text.indexOf(words)
      return client.highlight.create({ articleId, range: { start, end: start + words.length }, colour })
    },
    async write(kind: 'article' | 'highlight' | 'entity', id: string, markdown: string) {
      return client.note.save({ target: { kind, id }, state: stateOfMarkdown(markdown), text: '' })
    },
    async out(filter: ExportFilter = {}): Promise<Buffer> {
      const pieces: Buffer[] = []
      for await (const event of await client.export.file({ format: 'json', path: null, filter })) {
        if (event.type === 'bytes') pieces.push(Buffer.from(event.base64, 'base64'))
      }
      return Buffer.concat(pieces)
    },
    async in(bytes: Uint8Array) {
      const path = join(folder, 'in.json')
      writeFileSync(path, bytes)
      for await (const event of await client.library.putIn({ path })) {
        if (event.type === 'done') return event.report
      }
      throw new Error('the import did not end')
    },
  }
}

/** All that the contract tells of a library. */
async function contentOf({ client, app }: Awaited<ReturnType<typeof library>>) {
  await app.settled()
  const { items } = await client.article.list({ view: 'all', limit: 500 })
  const { items: trash } = await client.article.list({ view: 'trash', limit: 500 })
  const articles = await Promise.all(
    [...items, ...trash].map(async ({ id }) => ({
      article: await client.article.get({ id }),
      highlights: await client.highlight.list({ articleId: id }),
      versions: await client.article.versions({ id }),
      entities: await client.entity.ofArticle({ articleId: id }),
      note: await client.note.get({ kind: 'article', id }),
    })),
  )
  const named = await client.entity.find({ query: '', limit: 100 })
  const details = await Promise.all(named.map(({ id }) => client.entity.get({ id })))
  const notes = await Promise.all(
    articles.flatMap(({ highlights }) => highlights.map(({ id }) => client.note.get({ kind: 'highlight', id }))),
  )
  const onEntities = await Promise.all(named.map(({ id }) => client.note.get({ kind: 'entity', id })))
  const alone = await client.note.list({})
  const settings = await client.settings.get()
  return { articles, details, notes, onEntities, alone, colourNames: settings.colourNames }
}

async function filled() {
  const from = await library()
  const [first, second] = [await from.add(STORIES[0]!, 'https://example.org/bridge'), await from.add(STORIES[1]!)]
  await from.app.settled()
  const { client } = from
  await client.article.update({ id: first, tags: ['sea', 'Bridges'], state: 'later', favourite: true })
  await client.article.setProgress({ id: first, progress: { position: 40, fraction: 0.3 } })
  await client.article.setAppearance({ id: second, appearance: { font: 'sans' } })
  const one = await from.mark(first, 'the meeting was useful', 'blue')
  await client.highlight.update({ id: one.id, tags: ['use'] })
  await from.write('highlight', one.id, 'A **note** on it')
  await from.write('article', first, '# On the whole')
  await from.mark(first, 'Paris 🌊 the')
  const { articles } = { articles: await client.article.get({ id: second }) }
  await client.article.correct({ id: second, html: `${articles.html}<p>Added by hand.</p>`, formerText: articles.text })
  await from.app.settled()
  const [turing] = await client.entity.find({ query: 'Turing' })
  await client.entity.rename({ id: turing!.id, name: 'Alan M. Turing' })
  const [london] = await client.entity.find({ query: 'London' })
  await client.entity.reject({ id: london!.id })
  await from.write('entity', turing!.id, 'Mathematician')
  await client.note.create({ title: 'A page', state: stateOfMarkdown('See #sea') })
  await client.settings.set({
    colourNames: { yellow: 'Facts', green: 'Green', blue: 'Blue', pink: 'Pink', purple: 'Purple' },
  })
  const third = await from.add('Gone\n\nThis one is in the trash, with enough words to be taken for an article.')
  await from.app.settled()
  await client.article.trash({ id: third })
  return { from, first, second, one }
}

describe('the library’s own file', () => {
  test('comes back into an empty library without loss, and a second time adds nothing', async () => {
    const { from } = full
    const bytes = await from.out()
    const to = await library()
    const report = await to.in(bytes)
    expect(report).toMatchObject({ articles: { added: 3 }, highlights: 2, notes: { added: 4 }, broken: [] })
    expect(report.decisions).toBeGreaterThanOrEqual(2)
    const before = await contentOf(from)
    expect(await contentOf(to)).toEqual(before)
    expect(await to.in(bytes)).toMatchObject({
      articles: { added: 0, merged: 0 },
      highlights: 0,
      notes: { added: 0, joined: 0 },
      entities: 0,
      decisions: 0,
      broken: [],
    })
    expect(await contentOf(to)).toEqual(before)
    // Laid out anew by another program it is the same.
    const third = await library()
    expect(await third.in(Buffer.from(JSON.stringify(JSON.parse(bytes.toString()), null, 2)))).toMatchObject({
      broken: [],
    })
    expect(await contentOf(third)).toEqual(before)
  })

  test('is merged into a library that has the article by its address, in another text', async () => {
    const { from, first, one } = full
    const bytes = await from.out({ articleIds: [first] })
    const to = await library()
    const here = await to.add(
      STORIES[0]!.replace('on Monday', 'on Monday morning, early'),
      'https://example.org/bridge?utm_source=x',
    )
    await to.write('article', here, 'Mine')
    await to.app.settled()
    const report = await to.in(bytes)
    expect(report).toMatchObject({
      articles: { added: 0, merged: 1 },
      highlights: 2,
      notes: { added: 1, joined: 1 },
      broken: [],
    })
    const marks = await to.client.highlight.list({ articleId: here })
    expect(marks.map(({ quote, status }) => [quote.exact, status])).toEqual([
      ['the meeting was useful', 'anchored'],
      ['Paris 🌊 the', 'anchored'],
    ])
    const { text, tags } = await to.client.article.get({ id: here })
    expect(text.slice(marks[0]!.range.start, marks[0]!.range.end)).toBe('the meeting was useful')
    expect(tags).toEqual(['Bridges', 'sea'])
    expect((await to.client.note.get({ kind: 'article', id: here }))?.text).toBe('Mine\n\nOn the whole')
    expect((await to.client.note.get({ kind: 'highlight', id: one.id }))?.text).toBe('A note on it')
    expect(await to.client.entity.find({ query: 'Grace Hopper' })).toHaveLength(1)
    expect(await to.in(bytes)).toMatchObject({
      articles: { added: 0, merged: 0 },
      highlights: 0,
      notes: { added: 0, joined: 0 },
    })
  })

  test('what is hostile or broken in it does no harm, and the rest comes in', async () => {
    const { from, first } = full
    const lines = (await from.out()).toString().split('\n')
    const at = lines.findIndex((line) => line.includes('The Bridge at Dawn') && line.startsWith('{"id"'))
    const article = JSON.parse(lines[at]!.replace(/,$/, '')) as Record<string, unknown>
    lines[at] =
      `${JSON.stringify({ ...article, html: `${String(article['html'])}<img src=x onerror=alert(1)><script>alert(2)</script>` })},`
    lines.splice(at, 0, '{"id":"no-id"},')
    const to = await library()
    const report = await to.in(Buffer.from(lines.join('\n')))
    expect(report.broken).toEqual([
      { at: `line ${String(at + 1)}`, problem: expect.stringContaining('articles') as string },
    ])
    const { html } = await to.client.article.get({ id: first })
    expect(html).not.toMatch(/onerror|script/)
    expect(await to.client.highlight.list({ articleId: first })).toEqual(
      await from.client.highlight.list({ articleId: first }),
    )

    const empty = await library()
    await expect(empty.in(Buffer.from('{"format":"other"}'))).rejects.toMatchObject({ code: 'BAD_INPUT' })
    await expect(empty.in(Buffer.from('{"format":"commonplace","version":99}'))).rejects.toMatchObject({
      code: 'NEWER_VERSION',
    })
    await expect(empty.in(Buffer.from(lines.slice(0, at).join('\n')))).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
})
