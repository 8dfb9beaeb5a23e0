// Changing an article's text, with everything that depends on it, and going back.
import { createRouterClient } from '@orpc/server'
import Sqlite from 'better-sqlite3'
import { JSDOM } from 'jsdom'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openApp } from '../../src/core/app.ts'
import { createHighlights } from '../../src/core/annotations/highlights.ts'
import { createArticleText } from '../../src/core/article-text.ts'
import { createArticleContents } from '../../src/core/library/article-content.ts'
import { createArticles } from '../../src/core/library/articles.ts'
import { createAssets } from '../../src/core/library/assets.ts'
import type { CaptureInput, TextUpdateEvent } from '../../src/contract/model.ts'
import { textOf } from '../../src/text/canonical-text.ts'
import { startServer } from './capture/local-server.ts'
import { newArticle, temporaryFolder, temporaryLibrary } from './temporary-library.ts'

const FIRST =
  'The harbour at Low Wick froze in the winter of the long treaty, and the pilots walked out to the ships on foot.'
const SECOND =
  'Margaret Oswin kept the tide tables by hand until the autumn, when a clerk from the customs house took them over.'
const THIRD =
  'Nobody thanked her for it, though the tables were printed in every almanac along that coast for thirty years.'
const FOURTH =
  'Her notebooks are in the county archive now, bound in sailcloth, and may be read there on weekday mornings.'
const NEWS = 'A correction was made to this article after it was published, at the request of the harbour board itself.'

const page = (paragraphs: readonly string[], title = 'The pilots of Low Wick') =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1>${paragraphs
    .map((words) => `<p>${words}</p>`)
    .join('')}</article></body></html>`

async function setUp() {
  const folder = temporaryFolder()
  const app = await openApp({ folder, shell: 'test', seeds: null })
  onTestFinished(() => app.close())
  const client = createRouterClient(app.router)
  let served = page([FIRST, SECOND, THIRD, FOURTH])
  const site = await startServer({
    '/pilots': (_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(served),
  })
  onTestFinished(() => site.close())
  const add = async (input: CaptureInput) => {
    for await (const event of await client.capture.add(input))
      if (event.type === 'done') return client.article.get(event.article)
    throw new Error('the capture did not end')
  }
  const update = async (id: string, source?: CaptureInput) => {
    const events: TextUpdateEvent[] = []
    for await (const event of await client.article.updateText({ id, ...(source && { source }) })) events.push(event)
    const last = events.at(-1)
    if (last?.type !== 'done') throw new Error('the update did not end')
    return last
  }
  const article = await add({ kind: 'url', url: `${site.origin}/pilots` })
  const mark = async (words: string, id = article.id) => {
    const { text } = await client.article.get({ id })
    const start = text.indexOf(words)
    return client.highlight.create({ articleId: id, range: { start, end: start + words.length }, colour: 'blue' })
  }
  return { app, client, folder, add, update, article, mark, serve: (html: string) => (served = html) }
}

test('an article follows its page: highlights, entities, search and place with it, and what the user made of it stays', async () => {
  const { app, client, update, article, mark, serve } = await setUp()
  const { id } = article
  await client.article.update({ id, title: 'My pilots', favourite: true, state: 'later', tags: ['tides'] })
  const kept = await mark('froze in the winter')
  const moved = await mark('bound in sailcloth')
  const gone = await mark('Nobody thanked her for it')
  await client.note.save({
    target: { kind: 'highlight', id: gone.id },
    state: '{"root":{"type":"root","version":1,"children":[]}}',
    text: '',
  })
  await client.article.setProgress({ id, progress: { position: article.text.indexOf('Her notebooks'), fraction: 0.6 } })
  await app.settled()

  serve(page([FIRST, NEWS, SECOND, FOURTH], 'The pilots, corrected'))
  const change = await update(id)
  expect(change).toMatchObject({ changed: true, report: { kept: 1, moved: 1, uncertain: 0, orphaned: 1 } })

  const after = await client.article.get({ id })
  expect(after).toMatchObject({
    title: 'My pilots',
    favourite: true,
    state: 'later',
    tags: ['tides'],
    addedAt: article.addedAt,
  })
  expect(after.text).toContain(NEWS)
  expect(after.text).not.toContain(THIRD)
  expect(textOf(new JSDOM(after.html).window.document.body)).toBe(after.text)
  expect(after.text.slice(after.progress.position)).toMatch(/^Her notebooks/)
  const list = await client.highlight.list({ articleId: id })
  expect(list.map(({ id: each, status }) => [each, status])).toEqual(
    expect.arrayContaining([
      [kept.id, 'anchored'],
      [moved.id, 'anchored'],
      [gone.id, 'orphan'],
    ]),
  )
  expect(list.find((each) => each.id === gone.id)?.review).toMatchObject({
    lastRange: gone.range,
    before: expect.stringMatching(/took them over\.\n\n$/) as string,
    after: expect.stringMatching(/^, though the tables/) as string,
  })
  expect((await client.search.query({ query: 'correction' })).hits.map(({ articleId }) => articleId)).toContain(id)
  expect((await client.search.query({ query: 'almanac' })).hits).toEqual([])
  await app.settled()
  const { mentions, status } = await client.entity.ofArticle({ articleId: id })
  expect(status).toBe('ready')
  for (const { start, end } of mentions) expect(after.text.slice(start, end)).toMatch(/^\p{Lu}/u)

  expect(await update(id)).toMatchObject({ changed: false, formerVersion: null })
  expect(await client.article.versions({ id })).toMatchObject([{ reason: 'update', title: 'My pilots' }])
})

test('undoing a change gives back the exact text and what every highlight held, and redoing does too', async () => {
  const { client, update, article, mark } = await setUp()
  const { id } = article
  const marks = ['froze in the winter', 'Nobody thanked her for it', 'may be read there'].map(
    (words) => () => mark(words),
  )
  for (const make of marks) await make()
  const state = async () => ({
    article: { ...(await client.article.get({ id })), updatedAt: 0 },
    highlights: (await client.highlight.list({ articleId: id })).map((each) => ({ ...each, updatedAt: 0 })),
  })
  const before = await state()
  const text = [FIRST, NEWS, THIRD.replace('Nobody thanked her for it', 'No one ever thanked the woman')].join('\n\n')
  const change = await update(id, { kind: 'text', text, format: 'plain' })
  expect(change.changed).toBe(true)
  const after = await state()
  expect(after.article).toMatchObject({ title: article.title, url: article.url })

  // What is done to a highlight in between is part of what is undone, and a new one is kept.
  const other = after.highlights.find(({ status }) => status !== 'anchored')!
  await client.highlight.update({ id: other.id, range: { start: 0, end: 11 } })
  const undone = await client.article.goToVersion({ id, versionId: change.formerVersion!, undo: true })
  expect(await state()).toEqual(before)
  const redone = await client.article.goToVersion({ id, versionId: undone.formerVersion!, undo: true })
  expect((await state()).article).toEqual(after.article)
  expect((await client.highlight.list({ articleId: id })).find((each) => each.id === other.id)?.range).toEqual({
    start: 0,
    end: 11,
  })
  expect(await client.article.versions({ id })).toHaveLength(1)

  // Going back without undoing anchors again, and can itself be undone.
  await client.article.goToVersion({ id, versionId: redone.formerVersion!, undo: false })
  expect((await client.article.get({ id })).text).toBe(article.text)
  expect(await client.article.versions({ id })).toHaveLength(2)
  await expect(client.article.goToVersion({ id, versionId: id, undo: false })).rejects.toThrow(/not kept any more/)
})

test('a correction is sanitised and normalised as at capture, and refused over another text', async () => {
  const { client, article, mark } = await setUp()
  const { id } = article
  const made = await mark('until the autumn')
  const html = article.html
    .replace(
      'the tide tables by hand',
      '<b onclick="x()" style="color:red">the tide-tables</b>&nbsp; by  hand<script>alert(1)</script><img src="https://elsewhere.example/x.png">',
    )
    .replace(`<p>${FOURTH}</p>`, '')
  const change = await client.article.correct({
    id,
    html,
    formerText: article.text,
    title: ' Another  title ',
    byline: 'A. Clerk',
  })
  expect(change).toMatchObject({ changed: true, report: { moved: 1 } })
  expect(change.article.html).toContain('<b>the tide-tables</b>')
  expect(change.article.html).not.toMatch(/script|onclick|style|elsewhere/)
  expect(textOf(new JSDOM(change.article.html).window.document.body)).toBe(change.article.text)
  expect(change.article).toMatchObject({ title: 'Another title', byline: 'A. Clerk' })
  expect(change.article.wordCount).toBeLessThan(article.wordCount)
  expect((await client.highlight.list({ articleId: id }))[0]).toMatchObject({ id: made.id, status: 'anchored' })

  await expect(client.article.correct({ id, html, formerText: article.text })).rejects.toThrow(/changed elsewhere/)
  await expect(client.article.correct({ id, html: '<p> </p>', formerText: change.article.text })).rejects.toThrow(
    /no text left/,
  )
  const same = await client.article.correct({ id, html: change.article.html, formerText: change.article.text })
  expect(same.changed).toBe(false)
  expect(await client.article.versions({ id })).toHaveLength(1)
})

test('an update that fails or is stopped leaves everything as it was', async () => {
  const { client, folder, add, update, article, mark, serve } = await setUp()
  const made = await mark('bound in sailcloth')
  const pasted = await add({ kind: 'text', text: `Tides\n\n${SECOND}\n\n${THIRD}`, format: 'plain' })
  await expect(update(pasted.id)).rejects.toThrow(/no address/)
  serve('<html><body></body></html>')
  await expect(update(article.id)).rejects.toThrow(/The article is as it was/)
  serve(page([NEWS]))
  const stop = new AbortController()
  const stopped = async () => {
    for await (const event of await client.article.updateText({ id: article.id }, { signal: stop.signal }))
      if (event.type === 'progress') stop.abort()
  }
  await stopped().catch(() => undefined)
  expect(await client.article.get({ id: article.id })).toEqual({ ...article, highlightCount: 1 })
  expect(await client.highlight.list({ articleId: article.id })).toEqual([made])
  const db = new Sqlite(join(folder, 'library.sqlite'), { readonly: true })
  onTestFinished(() => {
    db.close()
  })
  expect(db.prepare('SELECT count(*) FROM article_version').pluck().get()).toBe(0)
})

test('a failure in the middle of a change leaves text, highlights and versions as they were', async () => {
  const { folder, db, common } = temporaryLibrary()
  const articles = createArticles(db, { ...common, highlightCounts: () => new Map(), highlightsIn: () => 0 })
  const highlights = createHighlights(db, {
    ...common,
    articleText: articles.text,
    noteText: () => '',
    joinNotes: () => undefined,
  })
  const contents = createArticleContents(db, common)
  const failing = vi.fn(() => {
    throw new Error('the disk is gone')
  })
  const texts = createArticleText({
    contents,
    assets: createAssets(db, folder, common.now),
    highlights,
    entities: { textReplaced: failing, analysePending: () => undefined },
    article: articles.get,
    changed: () => undefined,
    now: common.now,
  })
  const text = [FIRST, SECOND].join('\n\n')
  const { id } = articles.insert(newArticle({ text }))
  const made = highlights.create({
    articleId: id,
    range: { start: text.indexOf('froze'), end: text.indexOf('froze') + 19 },
    colour: 'pink',
  })
  const before = articles.get(id)
  await expect(texts.correct({ id, html: `<p>${SECOND}</p>`, formerText: text })).rejects.toThrow('the disk is gone')
  expect(failing).toHaveBeenCalledOnce()
  expect(articles.get(id)).toEqual(before)
  expect(highlights.list(id)).toEqual([made])
  expect(texts.versions(id)).toEqual([])
})

test('blocks that were brought back stay with an update, and become text when they are corrected', async () => {
  const { client, article, update, serve } = await setUp()
  const { id } = article
  const aside = '<p>© 2024 The Low Wick Courier newsletter. All rights reserved.</p><p>Comments are closed.</p>'
  const withAside = page([FIRST, SECOND, THIRD, FOURTH]).replace('</article>', `${aside}</article>`)
  serve(withAside)
  await update(id)
  const { setAside } = await client.article.get({ id })
  if (setAside.length === 0) throw new Error('nothing was set aside')
  const shown = await client.article.showSetAside({ id, show: true })
  serve(withAside.replace(FIRST, `${FIRST} ${NEWS}`))
  const change = await update(id)
  expect(change.article.setAsideRestored).toBe(true)
  expect(change.article.text.endsWith(setAside.at(-1)!.text)).toBe(true)
  expect(change.article.text).not.toBe(shown.text)
  expect((await client.article.showSetAside({ id, show: false })).text).not.toContain(setAside[0]!.text)
  await client.article.showSetAside({ id, show: true })
  const now = await client.article.get({ id })
  expect((await client.article.correct({ id, html: now.html, formerText: now.text })).changed).toBe(false)
  const corrected = await client.article.correct({
    id,
    html: now.html.replace('Courier newsletter', 'Courier letter'),
    formerText: now.text,
  })
  expect(corrected.article).toMatchObject({ setAside: [], setAsideRestored: false })
  expect(corrected.article.text).toContain('Courier letter')
})

test('of many versions the newest twenty are kept, and undoing costs none of them', async () => {
  const { client, update, article } = await setUp()
  const { id } = article
  const write = (turn: number) =>
    update(id, { kind: 'text', text: `${FIRST}\n\nTurn ${String(turn)}.`, format: 'plain' })
  for (let turn = 0; turn < 22; turn += 1) await write(turn)
  const kept = await client.article.versions({ id })
  expect(kept).toHaveLength(20)
  const last = await write(22)
  const versions = await client.article.versions({ id })
  expect(versions.slice(1).map((each) => each.id)).toEqual(kept.slice(0, 19).map((each) => each.id))
  await client.article.goToVersion({ id, versionId: last.formerVersion ?? '', undo: true })
  expect((await client.article.get({ id })).text).toContain('Turn 21.')
  expect((await client.article.versions({ id })).slice(1)).toEqual(versions.slice(1))
  await expect(client.article.goToVersion({ id, versionId: kept[19]?.id ?? '', undo: false })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})
