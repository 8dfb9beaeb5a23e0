// How fast a large library is read for names, and how smooth the app stays meanwhile:
// node bench/entities-library.ts [--articles 10000] [--library DIR] [--stop-after SECONDS]
// DIR is filled when it is empty, and kept; without it a temporary folder is used.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createRouterClient } from '@orpc/server'
import { openApp } from '../src/core/app.ts'
import { openDatabase } from '../src/core/library/open-database.ts'
import { migrations } from '../src/core/migrations.ts'
import { fillLargeLibrary } from './large-library/fill-large-library.ts'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '10000' },
    library: { type: 'string' },
    'stop-after': { type: 'string', default: '3600' },
  },
})
const temporary = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
const folder = values.library ?? join(temporary, 'library')
const show = (value: number, digits = 1): string => value.toFixed(digits)
/** What the bench itself asks of the database, beside the app. */
function ask<Row>(sql: string): Row | undefined {
  const db = openDatabase(folder, migrations, Date.now())
  const row = db.prepare<[], Row>(sql).get()
  db.close()
  return row
}

try {
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, 'library.sqlite'))) {
    const started = performance.now()
    const length = await fillLargeLibrary(folder, join(temporary, 'samples'), Number(values.articles), 7)
    console.log(
      `filled: ${values.articles} articles, ${show(length / 1e6)} MB of text, in ${show((performance.now() - started) / 1000)} s`,
    )
  }
  await readAll()
  await lookAround()
} finally {
  rmSync(temporary, { recursive: true, force: true })
}

/** Lets the app read what it has not read, and opens an article every half second meanwhile. */
async function readAll(): Promise<void> {
  const before = ask<{ n: number }>('SELECT count(*) AS n FROM article_analysis')?.n ?? 0
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const app = await openApp({ folder, shell: 'test', seeds: null })
  const client = createRouterClient(app.router)
  const ids = (await client.article.list({ view: 'all', limit: 200 })).items.map(({ id }) => id)
  let events = 0
  const listening = new AbortController()
  const listen = async (): Promise<void> => {
    for await (const event of await client.library.changes(undefined, { signal: listening.signal }))
      if (event.topic === 'entities' || event.topic === 'reading') events += 1
  }
  const listener = listen().catch(() => undefined)
  let isSettled = false
  const settled = app.settled().then(() => (isSettled = true))
  const started = performance.now()
  delay.enable()
  const [ofMain, ofAll] = [process.threadCpuUsage(), process.cpuUsage()]
  const waits: number[] = []
  for (let turn = 0; !isSettled && performance.now() - started < Number(values['stop-after']) * 1000; turn += 1) {
    await Promise.race([settled, sleep(500)])
    const asked = performance.now()
    const id = ids[(turn * 7) % ids.length]!
    await client.article.get({ id })
    await client.entity.ofArticle({ articleId: id, others: 5 })
    waits.push(performance.now() - asked)
  }
  delay.disable()
  const spent = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e3
  const [main, all] = [spent(process.threadCpuUsage(ofMain)), spent(process.cpuUsage(ofAll))]
  const seconds = (performance.now() - started) / 1000
  listening.abort()
  await listener
  await app.close()
  const read = (ask<{ n: number }>('SELECT count(*) AS n FROM article_analysis')?.n ?? 0) - before
  if (read === 0) return
  console.log(`read: ${String(read)} articles in ${show(seconds)} s, ${show(read / seconds)} a second`)
  // Says the same on a busy computer.
  console.log(
    `processor time an article: ${show(main / read)} ms of the main thread, ${show((all - main) / read)} ms of others`,
  )
  console.log(`change events: ${String(events)}, ${show(events / seconds, 2)} a second`)
  const ms = (ns: number): string => show(ns / 1e6)
  console.log(
    `event loop held up, ms: median ${ms(delay.percentile(50))}, 99 % ${ms(delay.percentile(99))}, longest ${ms(delay.max)}`,
  )
  waits.sort((a, b) => a - b)
  if (waits.length > 0)
    console.log(
      `opening an article meanwhile, ms: median ${show(waits[waits.length >> 1]!)}, longest ${show(waits.at(-1)!)} (${String(waits.length)} times)`,
    )
}

/** What the window asks for, on the whole library. */
async function lookAround(): Promise<void> {
  const most = ask<{ id: string; name: string; n: number; articles: number }>(
    `SELECT e.id, e.name, count(*) AS n, count(DISTINCT m.article_id) AS articles FROM mention m
      JOIN entity e ON e.id = m.entity_id GROUP BY e.id ORDER BY n DESC LIMIT 1`,
  )
  const five = ask<{ id: string; name: string; n: number }>(
    `SELECT e.id, e.name, count(*) AS n FROM mention m JOIN entity e ON e.id = m.entity_id
      GROUP BY e.id ORDER BY abs(count(*) - 5000) LIMIT 1`,
  )
  if (!most || !five) return
  const app = await openApp({ folder, shell: 'test', seeds: null })
  const client = createRouterClient(app.router)
  const articleId = ask<{ id: string }>(
    `SELECT article_id AS id FROM mention WHERE entity_id = '${most.id}' LIMIT 1`,
  )!.id
  const calls: [string, () => Promise<unknown>][] = [
    [`entity.get of ${five.name}, ${String(five.n)} mentions`, () => client.entity.get({ id: five.id })],
    [`entity.get of ${most.name}, ${String(most.n)} mentions`, () => client.entity.get({ id: most.id })],
    ['entity.ofArticle', () => client.entity.ofArticle({ articleId, others: 5 })],
    ['entity.find, nothing typed', () => client.entity.find({ query: '' })],
    ['entity.find, two letters', () => client.entity.find({ query: five.name.slice(0, 2) })],
    ['article.list', () => client.article.list({ view: 'all', limit: 200 })],
    ['library.info', () => client.library.info()],
  ]
  for (const [name, call] of calls) {
    const times: number[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      const started = performance.now()
      await call()
      times.push(performance.now() - started)
    }
    console.log(`${name}: ${show(times[0]!)} ms, again ${show(Math.min(...times))} ms`)
  }
  await app.close()
}
