// Imports into a real library: what comes in, what a second time adds, where highlights go, and the way back.
import { createRouterClient } from '@orpc/server'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openApp } from '../../../src/core/app.ts'
import type { ImportEvent, ImportUndoEvent } from '../../../src/contract/import-model.ts'
import { textOfState } from '../../../src/rich-text/note-state.ts'
import { startServer } from '../capture/local-server.ts'
import { temporaryFolder } from '../temporary-library.ts'
import { zipOf } from './export-file.ts'

const FIRST = 'The harbour at Low Wick froze in the winter of the long treaty, and the pilots walked out to the ships.'
const SECOND = 'Margaret Oswin kept the tide tables by hand until the autumn, when a clerk took them over.'
const HTML = `<div><p>${FIRST}</p><p>${SECOND}</p><p>Share this article with the harbour board.</p></div>`

async function setUp() {
  const folder = temporaryFolder()
  let app = await openApp({ folder: join(folder, 'library'), shell: 'test', seeds: null })
  onTestFinished(() => app.close())
  let client = createRouterClient(app.router)
  const file = (content: string | Uint8Array, name = 'export') => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return { kind: 'path', path } as const
  }
  return {
    folder,
    file,
    client: () => client,
    settled: () => app.settled(),
    async restart() {
      await app.close()
      app = await openApp({ folder: join(folder, 'library'), shell: 'test', seeds: null })
      client = createRouterClient(app.router)
    },
    async run(content: string | Uint8Array, options = {}) {
      const events: ImportEvent[] = []
      for await (const event of await client.import.run({ source: file(content), options })) events.push(event)
      const last = events.at(-1)
      if (last?.type !== 'done') throw new Error('the import did not end')
      return last.run
    },
    async undo(runId: string) {
      let last: ImportUndoEvent | undefined
      for await (const event of await client.import.undo({ runId })) last = event
      if (last?.type !== 'done') throw new Error('the undo did not end')
      return last.undone
    },
    all: async () => (await client.article.list({ view: 'all' })).items,
    only: async () => (await client.article.list({ view: 'all' })).items[0]!,
  }
}

const omnivore = (
  over: object = {},
  highlights = '> the pilots walked out\n\n#ice\n\nWhy **on foot**?\n\n> no such words',
) =>
  zipOf({
    'metadata_0_to_20.json': JSON.stringify([
      {
        id: 'one',
        slug: 'tides',
        title: 'The tide tables',
        description: 'On Low Wick.',
        author: 'A. Writer',
        url: 'https://low-wick.example/tides?utm_source=x',
        state: 'Archived',
        readingProgress: 60,
        labels: ['harbours'],
        savedAt: '2024-03-05T07:30:00.000Z',
        publishedAt: '2024-03-01T00:00:00.000Z',
        ...over,
      },
    ]),
    'content/tides.html': HTML,
    'highlights/tides.md': highlights,
  })

test('an article comes in with its text, state, tags, place and dates; its highlights stand on their words', async () => {
  const { client, run, all } = await setUp()
  const done = await run(omnivore())
  expect(done).toMatchObject({ status: 'done', format: { id: 'omnivore' } })
  expect(done.counts).toMatchObject({ added: 1, placed: 1, lost: 1, uncertain: 0, notes: 1, broken: 0, linksOnly: 0 })
  const [summary] = await all()
  expect(summary).toMatchObject({
    title: 'The tide tables',
    byline: 'A. Writer',
    state: 'archive',
    tags: ['harbours'],
    addedAt: Date.UTC(2024, 2, 5, 7, 30),
    publishedAt: Date.UTC(2024, 2, 1),
    progress: { fraction: 0.6 },
  })
  const article = await client().article.get(summary!)
  expect(article.text).toContain('Share this article')
  expect(article.text.slice(article.progress.position)).toMatch(/^Margaret/)
  const highlights = await client().highlight.list({ articleId: article.id })
  const placed = highlights.find(({ status }) => status === 'anchored')!
  expect(article.text.slice(placed.range.start, placed.range.end)).toBe('the pilots walked out')
  expect(placed).toMatchObject({ tags: ['ice'], noteText: 'Why on foot?', colour: 'yellow' })
  expect(highlights.find(({ status }) => status === 'orphan')).toMatchObject({ quote: { exact: 'no such words' } })
  expect(await client().highlight.library({ review: 'open' })).toMatchObject({ toReview: 1 })
  const report = await client().import.report({ runId: done.id, show: 'problems' })
  expect(report).toMatchObject({
    totals: { all: 1, highlights: 1, problems: 1 },
    entries: [{ at: 'metadata_0_to_20.json[0]', articleId: article.id, outcome: 'added', placed: 1, lost: 1 }],
  })
})

test('importing twice adds nothing; what is new in a later export is added to what is there', async () => {
  const { client, run, all, only } = await setUp()
  await run(omnivore())
  const before = await all()
  const again = await run(omnivore())
  expect(again.counts).toMatchObject({ known: 1, added: 0, merged: 0, placed: 0, lost: 0, notes: 0 })
  expect(await all()).toEqual(before)
  const { id } = await only()
  // The user took a highlight away: it stays away.
  const [first] = await client().highlight.list({ articleId: id })
  await client().highlight.remove({ id: first!.id })
  const more = '> the pilots walked out\n\n#ice\n\nWhy **on foot**?\n\n> no such words\n\n> kept the tide tables'
  const later = await run(omnivore({ labels: ['harbours', 'tides'] }, more))
  expect(later.counts).toMatchObject({ known: 0, merged: 1, placed: 1, lost: 0, notes: 0 })
  expect((await all())[0]?.tags).toEqual(['harbours', 'tides'])
  expect(await client().highlight.list({ articleId: id })).toHaveLength(2)
})

test('an address that is in the library is not added twice, however it is written, and what is in the trash stays there', async () => {
  const { client, run, all } = await setUp()
  const csv =
    'title,url,time_added,tags,status\nA,https://a.example/page/,1700000000,one,unread\nB,https://b.example/,1700000000,,archive\n'
  expect((await run(csv)).counts).toMatchObject({ added: 2, linksOnly: 2 })
  const [a, b] = (await all()).toSorted((x, y) => x.title.localeCompare(y.title))
  expect(a).toMatchObject({ title: 'A', wordCount: 0, siteName: 'a.example' })
  await client().article.trash({ id: b!.id })
  const other = `URL,Title,Selection,Folder,Timestamp,Tags\nhttps://a.example/page?utm_source=y#top,Another title,,Starred,1700000000,"[""two""]"\nhttps://b.example/,B,,Unread,1700000000,[]\n`
  expect((await run(other)).counts).toMatchObject({ added: 0, merged: 1, trashed: 1 })
  expect(await all()).toMatchObject([{ id: a!.id, title: 'A', favourite: true, tags: ['one', 'two'] }])
})

test('highlights wait for the text of their article, and stand on their words once it is fetched', async () => {
  const { client, run, only } = await setUp()
  const page = `<!doctype html><html><head><title>Tides</title></head><body><article><h1>Tides</h1><p>${FIRST}</p><p>${SECOND} ${FIRST}</p></article></body></html>`
  const site = await startServer({
    '/tides': (_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(page),
  })
  onTestFinished(() => site.close())
  const done = await run(
    `Highlight,Title,Author,URL,Note,Location\nkept the tide tables by hand,Tides,,${site.origin}/tides,Mine,1\n`,
  )
  expect(done.counts).toMatchObject({ added: 1, waiting: 1, linksOnly: 1, notes: 1 })
  const { id } = await only()
  expect(await client().highlight.list({ articleId: id })).toMatchObject([{ status: 'orphan', noteText: 'Mine' }])
  expect(await client().import.textless()).toEqual({ count: 1 })
  const events = []
  for await (const event of await client().import.fetchTexts({ runId: done.id })) events.push(event)
  expect(events.at(-1)).toEqual({ type: 'done', done: 1, failed: 0, failures: [], total: 1 })
  const { text } = await client().article.get({ id })
  const [highlight] = await client().highlight.list({ articleId: id })
  expect(highlight?.status).toBe('anchored')
  expect(text.slice(highlight!.range.start, highlight!.range.end)).toBe('kept the tide tables by hand')
  expect(await client().article.versions({ id })).toEqual([])
  expect(await client().import.textless()).toEqual({ count: 0 })
})

test('passages of a book make a text of their own, and later ones are added to it', async () => {
  const { client, file, run, only } = await setUp()
  const head =
    'Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n'
  const one = `"The harbour froze <that> winter & the pilots\nwalked",On Harbours,M. Oswin,B1,My note,pink,,location,10,2024-03-05 07:30:00+00:00,books\n`
  const two = `Tide tables,On Harbours,M. Oswin,B1,,,,location,20,2024-03-05 07:30:00+00:00,books\n`
  expect((await run(head + one)).counts).toMatchObject({ added: 1, placed: 1, linksOnly: 0 })
  const events = []
  for await (const event of await client().import.preview({ source: file(head + one + two) })) events.push(event)
  expect(events.at(-1)).toMatchObject({ preview: { items: 1, fresh: 0, known: 1 } })
  const run2 = await run(head + one + two)
  expect(run2.counts).toMatchObject({ added: 0, merged: 1, placed: 1, notes: 0 })
  const { id } = await only()
  const article = await client().article.get({ id })
  expect(article).toMatchObject({ title: 'On Harbours', byline: 'M. Oswin', tags: ['books'] })
  expect(article.text).toBe('The harbour froze <that> winter & the pilots\n\nwalked\n\nTide tables')
  const highlights = await client().highlight.list({ articleId: id })
  expect(highlights.map(({ status, quote, colour }) => [status, quote.exact, colour])).toEqual([
    ['anchored', 'The harbour froze <that> winter & the pilots\n\nwalked', 'pink'],
    ['anchored', 'Tide tables', 'yellow'],
  ])
  expect((await run(head + one + two)).counts).toMatchObject({ known: 1, merged: 0, placed: 0 })
})

test('an import is undone after a restart: all of it, but for what the user made his own', async () => {
  const { client, run, undo, all, restart, settled } = await setUp()
  const before = await run(
    'title,url,time_added,tags,status\nOld,https://low-wick.example/old,1700000000,mine,unread\n',
  )
  const csv =
    'title,url,time_added,tags,status\nOld,https://low-wick.example/old,1700000001,theirs,archive\n' +
    'Looked at,https://a.example/,1700000000,,unread\nTagged,https://b.example/,1700000000,,unread\n'
  const second = await run(csv)
  const third = await run(omnivore())
  await settled()
  const byTitle = async (title: string) => (await all()).find((article) => article.title === title)!
  const looked = await byTitle('Looked at')
  await client().article.setProgress({ id: looked.id, progress: { position: 0, fraction: 0.1 } })
  await client().article.update({ id: (await byTitle('Tagged')).id, tags: ['kept'] })
  await restart()
  expect((await client().import.runs()).map(({ id }) => id)).toEqual([third.id, second.id, before.id])
  expect(await undo(second.id)).toMatchObject({
    articles: 1,
    run: { status: 'undone' },
    kept: [{ title: 'Tagged', why: 'You changed it since.' }],
    keptCount: 1,
  })
  expect(await undo(third.id)).toMatchObject({ articles: 1, highlights: 2, notes: 1, keptCount: 0 })
  const left = (await all()).toSorted((a, b) => a.title.localeCompare(b.title))
  expect(left.map(({ title, tags }) => [title, tags])).toEqual([
    ['Old', ['mine']],
    ['Tagged', ['kept']],
  ])
  expect((await client().search.query({ query: 'pilots' })).total).toBe(0)
  await expect(undo(second.id)).rejects.toThrow('was undone already')
  // What was undone can come in again.
  expect((await run(csv)).counts).toMatchObject({ added: 1 })
})

test('undoing leaves an article that the user highlighted or wrote a note on, with all of it', async () => {
  const { client, run, undo, only } = await setUp()
  const { id: runId } = await run(omnivore())
  const { id } = await only()
  await client().highlight.create({ articleId: id, range: { start: 0, end: 11 }, colour: 'green' })
  expect(await undo(runId)).toMatchObject({ articles: 0, kept: [{ why: 'It has other highlights by now.' }] })
  expect(await client().highlight.list({ articleId: id })).toHaveLength(3)
})

test('an export with the text fills an article that came as an address, and its highlights find their places', async () => {
  const { client, run, undo, only } = await setUp()
  await run(`Highlight,Title,Author,URL,Note,Location\nkept the tide tables,Tides,,https://low-wick.example/tides,,1\n`)
  const second = await run(omnivore())
  expect(second.counts).toMatchObject({ added: 0, merged: 1, placed: 1, lost: 1 })
  const { id } = await only()
  const states = async () =>
    (await client().highlight.list({ articleId: id })).map((each) => `${each.status} ${each.quote.exact}`)
  expect((await states()).toSorted()).toEqual([
    'anchored kept the tide tables',
    'anchored the pilots walked out',
    'orphan no such words',
  ])
  await undo(second.id)
  expect(await states()).toEqual(['orphan kept the tide tables'])
  expect((await client().article.get({ id })).text).toBe('')
})

test('a note is added to what is there once, and taken out of it again', async () => {
  const { client, run, undo, only } = await setUp()
  const csv = (note: string) =>
    `id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n1,A,${note},,https://a.example/,Unsorted,,2024-03-05T07:30:00Z,,,false\n`
  await run(csv('First thought'))
  const { id } = await only()
  const words = async () => textOfState((await client().note.get({ kind: 'article', id }))!.state)
  const second = await run(csv('Second thought'))
  expect(await words()).toMatch(/First thought\s+Second thought/)
  expect((await run(csv('Second thought'))).counts).toMatchObject({ known: 1, notes: 0 })
  await undo(second.id)
  expect((await words()).trim()).toBe('First thought')
})

test('a preview counts and writes nothing', async () => {
  const { client, file, run, all } = await setUp()
  await run('title,url,time_added,tags,status\nA,https://a.example/,1700000000,one,unread\n')
  const source = file(
    'title,url,time_added,tags,status\nA,https://a.example/,1700000000,one,unread\nB,https://b.example/,1700000000,two|One,unread\nnone,,,,\n',
  )
  const events = []
  for await (const event of await client().import.preview({ source })) events.push(event)
  expect(events.at(-1)).toMatchObject({
    type: 'done',
    preview: {
      format: { id: 'pocket' },
      items: 2,
      fresh: 1,
      known: 1,
      tags: 2,
      linksOnly: 1,
      brokenCount: 1,
      broken: [{ at: 'line 4' }],
      first: [
        { title: 'A', known: true },
        { title: 'B', known: false, tags: ['two', 'One'] },
      ],
    },
  })
  expect(await all()).toHaveLength(1)
})

test('a file handed over in pieces is imported; a stopped import keeps what came in and can be undone', async () => {
  const { client, undo, all } = await setUp()
  const rows = Array.from(
    { length: 5_000 },
    (_, index) => `T${String(index)},https://a.example/${String(index)},1700000000,,unread`,
  )
  const bytes = Buffer.from(`title,url,time_added,tags,status\n${rows.join('\n')}\n`)
  const { uploadId } = await client().import.beginUpload({ name: 'part_000000.csv' })
  for (let at = 0; at < bytes.length; at += 100_000) {
    await client().import.upload({ uploadId, base64: bytes.subarray(at, at + 100_000).toString('base64') })
  }
  const stop = new AbortController()
  for await (const event of await client().import.run(
    { source: { kind: 'upload', uploadId } },
    { signal: stop.signal },
  )) {
    if (event.type === 'progress' && event.counts.added > 0) stop.abort()
    if (stop.signal.aborted) break
  }
  const [run] = await client().import.runs()
  expect(run).toMatchObject({ status: 'stopped', fileName: 'part_000000.csv' })
  const { total } = await client().article.list({ view: 'all' })
  expect(run!.counts.added).toBe(total)
  expect(total).toBeGreaterThan(0)
  expect(total).toBeLessThan(5_000)
  expect((await undo(run!.id)).articles).toBe(total)
  expect(await all()).toEqual([])
})

test('a file that cannot be read is said in a sentence, and leaves no trace', async () => {
  const { client, file, run } = await setUp()
  await expect(run('')).rejects.toThrow('The file is empty.')
  await expect(run('Dear diary')).rejects.toThrow('none of the exports')
  const source = { kind: 'path', path: '/nowhere/at/all.csv' } as const
  const read = async (input: Parameters<ReturnType<typeof client>['import']['preview']>[0]) => {
    for await (const _event of await client().import.preview(input));
  }
  await expect(read({ source })).rejects.toThrow('There is no file')
  await expect(read({ source: file('a,b\n1,2\n'), format: 'opml' })).rejects.toThrow('There is no format “opml”')
  expect(await client().import.runs()).toEqual([])
})
