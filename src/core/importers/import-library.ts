// The room's main file: previews of imports, imports, their reports, and the way back.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { Failure } from '../../contract/failure.ts'
import type {
  FetchTextsEvent,
  ImportCounts,
  ImportEvent,
  ImportFormatName,
  ImportOptions,
  ImportPreview,
  ImportPreviewEvent,
  ImportReport,
  ImportReportInput,
  ImportRun,
  ImportSource,
  ImportUndoEvent,
} from '../../contract/import-model.ts'
import { canonicalUrl } from '../capture/canonical-url.ts'
import type { AssetBatch } from '../library/assets.ts'
import { systemFailure } from '../library/system-failure.ts'
import { streamOf } from '../progress-queue.ts'
import { createFetchTexts } from './fetch-texts.ts'
import type { FetchTextsDeps } from './fetch-texts.ts'
import { formats } from './formats.ts'
import type { BrokenRow, ImportedItem } from './imported-item.ts'
import { createImportRuns, NO_COUNTS } from './import-runs.ts'
import { prepareText } from './prepare-text.ts'
import type { Prepared } from './prepare-text.ts'
import { createPutIn, titleOfAddress } from './put-in.ts'
import type { Going, PutInDeps } from './put-in.ts'
import { openExport } from './read-export.ts'
import type { OpenExport } from './read-export.ts'
import { createTakeBack } from './undo-import.ts'
import type { UndoDeps } from './undo-import.ts'
import { createUploads } from './uploads.ts'

export interface ImportLibrary {
  formats(): ImportFormatName[]
  /** Begins a file that is handed over in pieces. */
  beginUpload(name: string): string
  /** Throws Failure NOT_FOUND, TOO_LARGE, DISK_FULL. */
  upload(id: string, base64: string): void
  /** Where a file is. Throws Failure NOT_FOUND. */
  pathOf(source: ImportSource): string
  /** Reads a file to its end and writes nothing. Throws the Failures of `openExport` and of the format's reader. */
  preview(input: ImportInput, signal?: AbortSignal): AsyncGenerator<ImportPreviewEvent>
  /** Imports a file. Stopped, it leaves what had come in; that is a run like any other, and can be undone. */
  run(input: ImportInput & { options?: ImportOptions | undefined }, signal?: AbortSignal): AsyncGenerator<ImportEvent>
  runs(): ImportRun[]
  report(input: ImportReportInput): ImportReport
  /** Takes out what a run brought in. Stopped, it can be gone on with. Throws Failure NOT_FOUND, CONFLICT. */
  undo(runId: string, signal?: AbortSignal): AsyncGenerator<ImportUndoEvent>
  /** How many articles wait for their text. */
  textless(): number
  /** Fetches the texts of the articles that have none; with a run, of those that it brought in. */
  fetchTexts(runId: string | null, signal?: AbortSignal): AsyncGenerator<FetchTextsEvent>
  close(): Promise<void>
}

export interface ImportInput {
  source: ImportSource
  format?: string | undefined
}

export interface ImportLibraryDeps
  extends Omit<PutInDeps, 'runs'>, Omit<UndoDeps, 'runs'>, Omit<FetchTextsDeps, 'runs'> {
  contents: PutInDeps['contents']
  notes: PutInDeps['notes'] & UndoDeps['notes']
  newId: () => string
  device: string
  batch: () => AssetBatch
  /** Runs work without telling of each change. */
  quietly: <Result>(work: () => Result) => Result
  /** Much has changed: lists are to be asked for again. */
  changed: () => void
  /** All that came in is there to be read for names. */
  analyse: () => void
}

/** How long rows are written at a stretch, ms: no call waits longer for them than a few of these. */
const SLICE = 20
const TELL_EVERY = 250
const CHANGED_EVERY = 2_000
const FIRST_SHOWN = 20
const BROKEN_SHOWN = 200
/** Texts that are extracted at the same time. */
const EXTRACTED_AT_ONCE = 3
const KEPT_TOLD = 500
/** What does not go on beside each work. */
const APART: Record<string, readonly string[]> = { run: ['run', 'undo'], undo: ['run', 'undo'], texts: ['texts'] }

/**
 * Imports into one open library.
 * @param db its database
 * @param deps the rooms that an import concerns
 */
export function createImportLibrary(db: Database, deps: ImportLibraryDeps): ImportLibrary {
  const runs = createImportRuns(db, deps)
  const { putIn, isKnown, isThere } = createPutIn({ ...deps, runs })
  const takeBack = createTakeBack({ ...deps, runs })
  const fetchTexts = createFetchTexts({ ...deps, runs })
  const uploads = createUploads(deps.newId)
  const closing = new AbortController()
  const underWay = new Map<string, Promise<unknown>>()
  const one = db.transaction(putIn)

  async function opened<Result>(
    { source, format }: ImportInput,
    work: (file: OpenExport, name: string) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    const { path, name } =
      source.kind === 'path' ? { path: source.path, name: undefined } : uploads.find(source.uploadId)
    const file = await openExport(path, { name, format })
    const stop = () => void file.close()
    signal.addEventListener('abort', stop, { once: true })
    try {
      return await work(file, name ?? path.split(/[/\\]/).at(-1) ?? path)
    } finally {
      signal.removeEventListener('abort', stop)
      await file.close()
    }
  }

  async function preview(
    input: ImportInput,
    tell: (event: ImportPreviewEvent) => void,
    signal: AbortSignal,
  ): Promise<ImportPreviewEvent> {
    return opened(
      input,
      async (file, fileName) => {
        const sums = emptyPreview(file.format, fileName)
        const seen = new Set<string>()
        const tags = new Set<string>()
        const titles = { byTitle: once(() => deps.imported.byTitle()) }
        for (let items = await file.next(); items !== null; items = await file.next()) {
          signal.throwIfAborted()
          for (const item of items) {
            if ('problem' in item) addBroken(sums, item)
            else addItem(sums, item, knownState(item, seen, titles), tags)
          }
          tell({ type: 'progress', items: sums.items })
          await nextTurn()
        }
        return { type: 'done', preview: { ...sums, tags: tags.size } }
      },
      signal,
    )
  }

  /** Whether an item is in the library, or came earlier in the file. */
  function knownState(
    item: ImportedItem,
    seen: Set<string>,
    titles: Pick<Going, 'byTitle'>,
  ): 'fresh' | 'known' | 'trashed' {
    if (item.url === null) return isThere(titles, item) ? 'known' : 'fresh'
    const key = canonicalUrl(item.url)
    if (seen.has(key)) return 'known'
    seen.add(key)
    const id = deps.articles.findDuplicate({ canonicalUrl: key })
    if (id === undefined) return 'fresh'
    return deps.imported.find(id)?.trashed === true ? 'trashed' : 'known'
  }

  async function run(
    input: ImportInput & { options?: ImportOptions | undefined },
    tell: (event: ImportEvent) => void,
    signal: AbortSignal,
  ): Promise<ImportEvent> {
    const options = { state: input.options?.state ?? 'inbox', tag: input.options?.tag?.trim() || null } as const
    const stopped = await opened(
      input,
      async (file, fileName) => {
        const runId = runs.begin(file.format, fileName)
        const counts: ImportCounts = { ...NO_COUNTS }
        const going: Going = { runId, format: file.format.id, options, byTitle: once(() => deps.imported.byTitle()) }
        tell({ type: 'begun', runId })
        let ended: 'done' | 'stopped' = 'stopped'
        try {
          const teller = tellNowAndThen(tell, counts)
          for (let items = await file.next(); items !== null; items = await file.next()) {
            await keepAll(going, items, counts, teller, signal)
          }
          ended = 'done'
        } catch (error) {
          if (!signal.aborted) throw error
        } finally {
          if (db.open) {
            runs.set(runId, ended, counts)
            deps.changed()
            deps.analyse()
          }
        }
        return runId
      },
      signal,
    )
    if (input.source.kind === 'upload') uploads.remove(input.source.uploadId)
    return { type: 'done', run: runs.get(stopped) }
  }

  async function keepAll(
    going: Going,
    items: readonly (ImportedItem | BrokenRow)[],
    counts: ImportCounts,
    tell: () => void,
    signal: AbortSignal,
  ): Promise<void> {
    const prepared = await prepareAll(going, items, signal)
    try {
      for (let at = 0; at < items.length;) {
        signal.throwIfAborted()
        at = deps.quietly(() => keepSome.immediate(going, items, prepared, at, counts))
        tell()
        await nextTurn()
      }
    } finally {
      for (const each of prepared) if (each?.text?.batch && !each.kept) each.text.batch.discard()
    }
  }

  const keepSome = db.transaction(
    (
      going: Going,
      items: readonly (ImportedItem | BrokenRow)[],
      prepared: readonly (ReadyText | null)[],
      from: number,
      counts: ImportCounts,
    ): number => {
      const until = performance.now() + SLICE
      let at = from
      do {
        keepOne(going, items[at]!, prepared[at] ?? null, counts)
        at += 1
      } while (at < items.length && performance.now() < until)
      runs.set(going.runId, 'running', counts)
      return at
    },
  )

  function keepOne(going: Going, item: ImportedItem | BrokenRow, ready: ReadyText | null, counts: ImportCounts): void {
    counts.items += 1
    if ('problem' in item) {
      broken(going.runId, item.at, '', item.problem, counts)
      return
    }
    try {
      const { notes, linkOnly, outcome, ...entry } = one(going, item, ready ?? { text: null, problem: null })
      if (ready !== null) ready.kept = true
      counts[outcome] += 1
      counts.notes += notes
      if (linkOnly) counts.linksOnly += 1
      for (const kind of ['placed', 'uncertain', 'lost', 'waiting'] as const) counts[kind] += entry[kind]
      if (outcome !== 'known') runs.addEntry(going.runId, { ...entry, outcome })
    } catch (error) {
      const failure = systemFailure(error)
      if (failure === undefined || ['DISK_FULL', 'NO_ACCESS', 'CORRUPT'].includes(failure.code)) throw failure ?? error
      broken(going.runId, item.at, item.title ?? titleOfAddress(item.url), failure.message, counts)
    }
  }

  function broken(runId: string, at: string, title: string, problem: string, counts: ImportCounts): void {
    counts.broken += 1
    const none = { placed: 0, uncertain: 0, lost: 0, waiting: 0 }
    runs.addEntry(runId, { at, title, problem, articleId: null, outcome: 'broken', ...none })
  }

  async function prepareAll(
    going: Going,
    items: readonly (ImportedItem | BrokenRow)[],
    signal: AbortSignal,
  ): Promise<(ReadyText | null)[]> {
    const prepared: (ReadyText | null)[] = items.map(() => null)
    const wanted = items.flatMap((item, index) =>
      !('problem' in item) && (item.content !== null || (item.url === null && item.highlights.length > 0))
        ? [{ item, index }]
        : [],
    )
    const work = async () => {
      for (let next = wanted.shift(); next !== undefined; next = wanted.shift()) {
        signal.throwIfAborted()
        if (isKnown(going, next.item)) continue
        const ready = await prepareText(next.item, { batch: deps.batch, now: deps.now, signal })
        prepared[next.index] = { ...ready, kept: false }
      }
    }
    const outcomes = await Promise.allSettled(Array.from({ length: EXTRACTED_AT_ONCE }, work))
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed) {
      for (const each of prepared) each?.text?.batch?.discard()
      throw failed.reason
    }
    return prepared
  }

  function tellNowAndThen(tell: (event: ImportEvent) => void, counts: ImportCounts): () => void {
    let told = 0
    let changed = performance.now()
    return () => {
      const now = performance.now()
      if (now - told < TELL_EVERY) return
      told = now
      tell({ type: 'progress', counts: { ...counts } })
      if (now - changed < CHANGED_EVERY) return
      changed = now
      deps.changed()
    }
  }

  const takeSome = db.transaction(
    (runId: string, made: readonly Parameters<typeof takeBack>[1][], from: number, sums: Undone): number => {
      const until = performance.now() + SLICE
      let at = from
      do {
        const taken = takeBack(runId, made[at]!)
        sums.articles += taken.articles
        sums.highlights += taken.highlights
        sums.notes += taken.notes
        if (taken.kept !== null) sums.kept.set(taken.kept.articleId, taken.kept.why)
        at += 1
      } while (at < made.length && performance.now() < until)
      return at
    },
  )

  async function undo(
    runId: string,
    tell: (event: ImportUndoEvent) => void,
    signal: AbortSignal,
  ): Promise<ImportUndoEvent> {
    const before = runs.get(runId)
    if (before.status === 'undone')
      throw new Failure('CONFLICT', 'This import was undone already. Nothing was changed.')
    runs.set(runId, 'undoing', before.counts)
    const made = runs.made(runId)
    const sums: Undone = { articles: 0, highlights: 0, notes: 0, kept: new Map() }
    const teller = nowAndThen((done: number) => {
      tell({ type: 'progress', done, total: made.length })
    })
    try {
      for (let at = 0; at < made.length;) {
        if (signal.aborted)
          throw new Failure('CANCELLED', 'Stopped. The rest of the import is still there; undo it again to go on.')
        at = deps.quietly(() => takeSome.immediate(runId, made, at, sums))
        teller(at)
        await nextTurn()
      }
      db.transaction(() => {
        runs.forget(runId)
        runs.set(runId, 'undone', before.counts)
      }).immediate()
    } finally {
      if (db.open) deps.changed()
    }
    const kept = [...sums.kept].map(([articleId, why]) => ({
      articleId,
      why,
      title: deps.imported.find(articleId)?.title ?? '',
    }))
    const { articles, highlights, notes } = sums
    return {
      type: 'done',
      undone: {
        run: runs.get(runId),
        articles,
        highlights,
        notes,
        kept: kept.slice(0, KEPT_TOLD),
        keptCount: kept.length,
      },
    }
  }

  /** Work that ends when the reader leaves, or the library closes. */
  function streamed<Event>(
    name: string,
    work: (tell: (event: Event) => void, signal: AbortSignal) => Promise<Event>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Event> {
    if (APART[name]?.some((each) => underWay.has(each))) {
      throw new Failure(
        'CONFLICT',
        'Something like this is going on already. Wait until it has ended, or stop it; nothing was changed.',
      )
    }
    const ends = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal
    return streamOf<Event, Event>((tell, stops) => {
      const going = work(tell, stops)
      underWay.set(name, going)
      const over = () => underWay.delete(name)
      going.then(over, over)
      return going
    }, ends)
  }

  return {
    formats: () => formats.map(({ id, name }) => ({ id, name })),
    beginUpload: uploads.begin,
    upload(id, base64) {
      uploads.append(id, Buffer.from(base64, 'base64'))
    },
    pathOf: (source) => (source.kind === 'path' ? source.path : uploads.find(source.uploadId).path),
    preview: (input, signal) => streamed('preview', (tell, ends) => preview(input, tell, ends), signal),
    run: (input, signal) => streamed('run', (tell, ends) => run(input, tell, ends), signal),
    runs: () =>
      runs
        .list(50)
        .map((each) => (each.status === 'running' && !underWay.has('run') ? { ...each, status: 'stopped' } : each)),
    report: (input) => runs.report(input),
    undo: (runId, signal) => streamed('undo', (tell, ends) => undo(runId, tell, ends), signal),
    textless: () => deps.imported.textlessCount(),
    fetchTexts: (runId, signal) =>
      streamed<FetchTextsEvent>('texts', (tell, ends) => fetchTexts(runId, { onProgress: tell, signal: ends }), signal),
    async close() {
      closing.abort()
      await Promise.allSettled(underWay.values())
      uploads.close()
    },
  }
}

interface Undone {
  articles: number
  highlights: number
  notes: number
  kept: Map<string, string>
}

/** `kept`: its pictures belong to an article now. */
type ReadyText = Prepared & { kept: boolean }

function emptyPreview(format: ImportFormatName, fileName: string): ImportPreview {
  const none = { items: 0, fresh: 0, known: 0, trashed: 0, highlights: 0, notes: 0, tags: 0, withText: 0, linksOnly: 0 }
  return { format, fileName, ...none, brokenCount: 0, broken: [], first: [] }
}

function addBroken(sums: ImportPreview, row: BrokenRow): void {
  sums.brokenCount += 1
  if (sums.broken.length < BROKEN_SHOWN) sums.broken.push({ at: row.at, problem: row.problem })
}

function addItem(
  sums: ImportPreview,
  item: ImportedItem,
  state: 'fresh' | 'known' | 'trashed',
  tags: Set<string>,
): void {
  sums.items += 1
  sums[state] += 1
  sums.highlights += item.highlights.length
  sums.notes += item.highlights.filter(({ note }) => note !== '').length + (item.note === '' ? 0 : 1)
  for (const tag of item.tags) tags.add(tag.toLowerCase())
  const hasText = item.content !== null || item.url === null
  if (hasText) sums.withText += 1
  else if (state === 'fresh') sums.linksOnly += 1
  if (sums.first.length >= FIRST_SHOWN) return
  sums.first.push({
    at: item.at,
    title: item.title ?? titleOfAddress(item.url),
    url: item.url,
    state: item.state,
    tags: item.tags,
    highlights: item.highlights.length,
    known: state !== 'fresh',
  })
}

function nowAndThen<Value>(tell: (value: Value) => void): (value: Value) => void {
  let told = 0
  return (value) => {
    if (performance.now() - told < TELL_EVERY) return
    told = performance.now()
    tell(value)
  }
}

function once<Result>(make: () => Result): () => Result {
  let made: { result: Result } | null = null
  return () => (made ??= { result: make() }).result
}
