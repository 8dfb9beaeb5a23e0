// Runs the engine over a library while the app is in use: a few articles at a time in a worker, and what it found written
// in slices so short that no call waits for them noticeably. A kill loses nothing but the articles under way.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { Piscina } from 'piscina'
import type { AnalysisProgress } from '../../contract/entity-model.ts'
import type { ChangeEvent } from '../../contract/model.ts'
import type { AnalyseOutcome, AnalyseTask, ArticleToAnalyse } from './analyse.worker.ts'
import { createAnalysisQueue } from './analysis-queue.ts'
import { createAnnouncements } from './announcements.ts'
import type { Analysis, KnownName } from './engine/analyse.ts'

/** A worker call has no more text than this, UTF-16 code units, and no more articles, so that the next one is not far. */
const BATCH_LENGTH = 40_000
const BATCH_ARTICLES = 12
/** The worker has the next batch while the last one is written. */
const IN_FLIGHT = 2
/** How long what was found is written at a stretch, ms. */
const SLICE = 8

export interface BackgroundAnalysis {
  /** Looks for what waits and analyses it, newest first; with an id, that article first, also while it is paused. */
  start(articleId?: string): void
  /** Someone looks at an article: if it waits, it comes before the others and is told of at once. */
  first(articleId: string): void
  /** Whether the engine failed on an article in this run. */
  failedOn(articleId: string): boolean
  /** Lets the engine try an article again, or all of them. */
  forgive(articleId?: string): void
  /** How far it is. */
  progress(): AnalysisProgress
  /** Resolves when nothing is left to do, or what is left is paused. */
  settled(): Promise<void>
  close(): Promise<void>
}

export interface BackgroundDeps {
  /** Articles analysed by another engine are analysed again. */
  engineVersion: number
  known: () => KnownName[]
  /** Writes what was found in an article; runs inside a transaction. */
  keep: (articleId: string, analysis: Analysis, text: string) => void
  /** Does a piece of what follows from articles that were analysed, inside a transaction; false when there is none. */
  followUp: () => boolean
  changed: (event: ChangeEvent) => void
  /** Whether only what the user asked for is to be analysed. */
  isPaused: () => boolean
}

/** Outside the trash, and never analysed, or by another engine, or forgotten since because the text changed. */
const PENDING = `trashed_at IS NULL AND NOT EXISTS (SELECT 1 FROM article_analysis a
  WHERE a.article_id = article.id AND a.engine_version = ?)`

interface Batch {
  ids: string[]
  articles: ArticleToAnalyse[]
}

/**
 * The analysis of a library's articles in the background.
 * @param db an open library
 * @param deps what waits, and what is done with what was found
 */
export function createBackgroundAnalysis(db: Database, deps: BackgroundDeps): BackgroundAnalysis {
  const pending = db
    .prepare<[number], string>(`SELECT article.id FROM article WHERE ${PENDING} ORDER BY article.added_at DESC`)
    .pluck()
  const isPending = db.prepare<[number, string], number>(`SELECT 1 FROM article WHERE ${PENDING} AND id = ?`).pluck()
  const total = db.prepare<[], number>('SELECT count(*) FROM article WHERE trashed_at IS NULL').pluck()
  const article = db.prepare<[string], ArticleToAnalyse>('SELECT text, html, lang, title FROM article WHERE id = ?')
  const textOf = db.prepare<[string], string>('SELECT text FROM article WHERE id = ?').pluck()
  const queue = createAnalysisQueue()
  const announcements = createAnnouncements(deps.changed)
  /** Left alone until asked for or until the next start, so that they block no other. */
  const failed = new Set<string>()
  /** Looked at by the user: told of at once. */
  const looked = new Set<string>()
  const underWay = new Set<string>()
  const closing = new AbortController()
  let pool: Piscina<AnalyseTask, AnalyseOutcome[]> | undefined
  let running: Promise<void> | undefined
  let isCounted = false

  function worker(): Piscina<AnalyseTask, AnalyseOutcome[]> {
    const file = import.meta.url.endsWith('.ts') ? './analyse.worker.ts' : './analyse.worker.js'
    pool ??= new Piscina({ filename: new URL(file, import.meta.url).href, maxThreads: 1, idleTimeout: 30_000 })
    return pool
  }

  function count(): void {
    if (isCounted) return
    isCounted = true
    queue.fill(pending.all(deps.engineVersion).filter((id) => !failed.has(id) && !underWay.has(id)))
  }

  const waits = (id: string): boolean => !failed.has(id) && isPending.get(deps.engineVersion, id) === 1

  function nextBatch(): Batch | null {
    count()
    const batch: Batch = { ids: [], articles: [] }
    const onlyAsked = deps.isPaused()
    for (let length = 0; length < BATCH_LENGTH && batch.ids.length < BATCH_ARTICLES;) {
      const id = queue.take(onlyAsked)
      if (id === undefined) break
      const found = waits(id) ? article.get(id) : undefined
      if (!found) continue
      underWay.add(id)
      batch.ids.push(id)
      batch.articles.push(found)
      length += found.text.length
      if (looked.has(id)) break
    }
    return batch.ids.length > 0 ? batch : null
  }

  async function analyse(batch: Batch): Promise<{ batch: Batch; outcomes: AnalyseOutcome[] }> {
    const ask = (articles: ArticleToAnalyse[]) =>
      worker().run({ articles, known: deps.known() }, { signal: closing.signal })
    try {
      return { batch, outcomes: await ask(batch.articles) }
    } catch (error) {
      if (closing.signal.aborted) return { batch, outcomes: [] }
      if (batch.articles.length === 1) return { batch, outcomes: [{ problem: String(error) }] }
      // One of them brought the worker down: alone, each shows what it does.
      const outcomes: AnalyseOutcome[] = []
      for (const one of batch.articles) {
        outcomes.push(...(await ask([one]).catch((reason: unknown) => [{ problem: String(reason) }])))
      }
      return { batch, outcomes: closing.signal.aborted ? [] : outcomes }
    }
  }

  /** Writes one article; throws when the engine had failed on it. */
  function keepOne({ ids, articles }: Batch, index: number, outcome: AnalyseOutcome): void {
    if ('problem' in outcome) throw new Error(outcome.problem)
    const [id, read] = [ids[index]!, articles[index]!]
    // The text may have changed, or the article gone, while the worker was busy: then it is still pending, or nowhere.
    if (textOf.get(id) === read.text) deps.keep(id, outcome.analysis, read.text)
  }

  const keepSome = db.transaction((batch: Batch, from: number, outcomes: readonly AnalyseOutcome[]): number => {
    const until = performance.now() + SLICE
    let at = from
    do {
      keepOne(batch, at, outcomes[at]!)
      at += 1
    } while (at < outcomes.length && performance.now() < until)
    return at
  })
  const keepJustOne = db.transaction(keepOne)

  /** Writes from an index on, in one transaction; an article that cannot be written is left out and called failed. */
  function keepSlice(batch: Batch, from: number, outcomes: readonly AnalyseOutcome[]): number {
    try {
      return keepSome.immediate(batch, from, outcomes)
    } catch {
      const id = batch.ids[from]!
      try {
        keepJustOne.immediate(batch, from, outcomes[from]!)
      } catch (error) {
        failed.add(id)
        console.error(`Entities of ${id} could not be found:`, error)
      }
      return from + 1
    }
  }

  async function keep(batch: Batch, outcomes: readonly AnalyseOutcome[]): Promise<void> {
    for (let at = 0; at < outcomes.length;) {
      const from = at
      at = keepSlice(batch, from, outcomes)
      for (const id of batch.ids.slice(from, at)) {
        underWay.delete(id)
        announcements.say(id, looked.delete(id))
        // Its text is another by now.
        if (waits(id)) queue.first(id)
      }
      await nextTurn()
      if (closing.signal.aborted) return
    }
  }

  const followSome = db.transaction((): boolean => {
    for (const until = performance.now() + SLICE; performance.now() < until;) if (!deps.followUp()) return false
    return true
  })

  /** What follows from all that was analysed comes after it: much of it concerns the same articles again and again. */
  async function followUp(): Promise<void> {
    while (!closing.signal.aborted && queue.size === 0 && followSome.immediate()) await nextTurn()
  }

  async function drain(): Promise<void> {
    const calls: ReturnType<typeof analyse>[] = []
    for (;;) {
      while (!closing.signal.aborted && calls.length < IN_FLIGHT) {
        const batch = nextBatch()
        if (!batch) break
        calls.push(analyse(batch))
      }
      const next = calls.shift()
      if (!next) {
        await followUp()
        // Something may have been asked for meanwhile.
        if (closing.signal.aborted || queue.size === 0 || deps.isPaused()) break
        continue
      }
      const { batch, outcomes } = await next
      if (!closing.signal.aborted) await keep(batch, outcomes)
    }
    announcements.end()
  }

  function start(articleId?: string): void {
    if (closing.signal.aborted) return
    if (articleId === undefined) isCounted = false
    else if (!underWay.has(articleId) && waits(articleId)) queue.first(articleId)
    running = (running ?? Promise.resolve()).then(drain).catch((error: unknown) => {
      if (!closing.signal.aborted) console.error('The articles could not be read for names:', error)
    })
  }

  return {
    start,
    first(articleId) {
      if (!waits(articleId)) return
      looked.add(articleId)
      start(articleId)
    },
    failedOn: (articleId) => failed.has(articleId),
    forgive(articleId) {
      if (articleId === undefined) failed.clear()
      else failed.delete(articleId)
    },
    progress() {
      count()
      const all = total.get() ?? 0
      const left = queue.size + underWay.size
      return { total: all, done: Math.max(0, all - left), isPaused: deps.isPaused() }
    },
    async settled() {
      let last: Promise<void> | undefined
      while (last !== running) {
        last = running
        await last
      }
    },
    async close() {
      closing.abort()
      announcements.end()
      await running
      await pool?.destroy()
    },
  }
}
