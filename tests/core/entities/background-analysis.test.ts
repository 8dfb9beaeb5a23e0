import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openApp } from '../../../src/core/app.ts'
import { createEntities } from '../../../src/core/entities/entities.ts'
import { createArticles } from '../../../src/core/library/articles.ts'
import { openDatabase } from '../../../src/core/library/open-database.ts'
import { migrations } from '../../../src/core/migrations.ts'
import { newArticle, temporaryFolder, temporaryLibrary } from '../temporary-library.ts'

const textOf = (n: number) =>
  `Ada Lovelace met Charles Babbage in London in 1833. It was letter ${String(n)} from Mary Somerville of Edinburgh.\n\n` +
  'The Royal Society kept the papers of Babbage. '.repeat(20).trim()

function setUp(count: number, isPaused: () => boolean = () => false) {
  const library = temporaryLibrary()
  const articles = createArticles(library.db, {
    ...library.common,
    highlightCounts: () => new Map(),
    highlightsIn: () => 0,
  })
  const ids = Array.from({ length: count }, (_, n) => articles.insert(newArticle({ text: textOf(n) })).id)
  const entities = createEntities(library.db, {
    ...library.common,
    article: articles.get,
    highlights: () => [],
    isPaused,
  })
  onTestFinished(() => entities.close())
  const order = library.db.prepare<[], string>('SELECT article_id FROM article_analysis ORDER BY analysed_at').pluck()
  library.events.length = 0
  return { ...library, articles, entities, ids, order: () => order.all() }
}

test('the newest are read first, many articles make few events, and progress counts them', async () => {
  const { entities, ids, order, events } = setUp(60)
  expect(entities.progress()).toEqual({ total: 60, done: 0, isPaused: false })
  entities.analysePending()
  await entities.settled()
  expect(order()).toEqual(ids.toReversed())
  expect(entities.progress()).toEqual({ total: 60, done: 60, isPaused: false })
  expect(events.length).toBeGreaterThan(0)
  expect(events.length).toBeLessThan(30)
})

test('an article that someone looks at comes before those that wait, and is told of by itself', async () => {
  const { entities, ids, order, events } = setUp(80)
  entities.analysePending()
  const [oldest] = ids
  entities.first(oldest!)
  await entities.settled()
  // Two batches may have been on their way.
  expect(order().indexOf(oldest!)).toBeLessThan(30)
  expect(events).toContainEqual({ topic: 'entities', articleId: oldest })
  expect(order()).toHaveLength(80)
})

test('while it is paused only what is added or looked at is read; the rest follows when it goes on', async () => {
  let isPaused = true
  const { entities, articles, ids, order } = setUp(20, () => isPaused)
  entities.analysePending()
  await entities.settled()
  expect(order()).toEqual([])
  const { id } = articles.insert(newArticle({ text: textOf(99) }))
  entities.analysePending(id)
  entities.first(ids[3]!)
  await entities.settled()
  expect(order().toSorted()).toEqual([id, ids[3]].toSorted())
  expect(entities.progress()).toEqual({ total: 21, done: 2, isPaused: true })
  isPaused = false
  entities.analysePending()
  await entities.settled()
  expect(entities.progress()).toEqual({ total: 21, done: 21, isPaused: false })
})

test('an article that cannot be written is called failed and stops no other; trying again helps', async () => {
  const complain = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => {
    complain.mockRestore()
  })
  const { db, entities, ids, order } = setUp(30)
  const bad = ids[10]!
  db.exec(`CREATE TEMP TRIGGER refuse BEFORE INSERT ON main.article_analysis WHEN NEW.article_id = '${bad}'
    BEGIN SELECT RAISE(ABORT, 'refused'); END`)
  entities.analysePending()
  await entities.settled()
  expect(order()).toHaveLength(29)
  expect(complain).toHaveBeenCalledOnce()
  expect(entities.ofArticle(bad)).toMatchObject({ status: 'failed', mentions: [] })
  db.exec('DROP TRIGGER refuse')
  expect(await entities.reanalyse(bad)).toBe(1)
  expect(entities.ofArticle(bad).status).toBe('ready')
})

test('a library whose reading is killed goes on where it was', async () => {
  const folder = temporaryFolder()
  const db = openDatabase(folder, migrations, 1)
  const articles = createArticles(db, {
    now: Date.now,
    newId: () => crypto.randomUUID(),
    device: 'test',
    changed: () => undefined,
    highlightCounts: () => new Map(),
    highlightsIn: () => 0,
  })
  for (let n = 0; n < 400; n += 1) articles.insert(newArticle({ text: textOf(n) }))
  const stamps = db.prepare<[], { article_id: string; analysed_at: number }>('SELECT * FROM article_analysis')
  const node = join(import.meta.dirname, '../../../node_modules/node/bin/node')
  const reader = spawn(node, [join(import.meta.dirname, 'read-and-wait.ts'), folder], { stdio: 'ignore' })
  await vi.waitUntil(() => stamps.all().length > 20, { timeout: 30_000, interval: 5 })
  reader.kill('SIGKILL')
  await once(reader, 'exit')
  const before = stamps.all()
  expect(before.length, 'killed in the middle').toBeLessThan(400)
  // What is stamped is whole: every article of this library names someone.
  const whole = db.prepare<[], number>('SELECT count(DISTINCT article_id) FROM mention').pluck()
  expect(whole.get()).toBe(before.length)
  db.close()

  const app = await openApp({ folder, shell: 'test', seeds: null })
  await app.settled()
  const client = createRouterClient(app.router)
  expect(await client.entity.progress()).toMatchObject({ total: 400, done: 400 })
  const after = openDatabase(folder, migrations, 1)
  const now = after.prepare<[], { article_id: string; analysed_at: number }>('SELECT * FROM article_analysis').all()
  expect(now).toHaveLength(400)
  const byId = new Map(now.map((row) => [row.article_id, row.analysed_at]))
  expect(
    before.every((row) => byId.get(row.article_id) === row.analysed_at),
    'none was read twice',
  ).toBe(true)
  after.close()
  await app.close()
})
