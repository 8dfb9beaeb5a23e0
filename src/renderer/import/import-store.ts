// An import from its file to its report. It goes on when the dialog is closed, and is there again when it is opened.
import { useSyncExternalStore } from 'react'
import type { LibraryFileReport } from '../../contract/export-model.ts'
import type {
  FetchTextsEvent,
  ImportCounts,
  ImportOptions,
  ImportPreview,
  ImportRun,
  ImportSource,
  ImportUndone,
} from '../../contract/import-model.ts'
import { client, sentenceOf } from '../client.ts'
import { openDialog, showDialog } from '../frame/dialogs.ts'
import { countOf } from '../library/dates.tsx'
import { closeArticle, parseRoute } from '../navigation.ts'
import { invalidate } from '../queries.ts'
import { toast } from '../ui/toast.tsx'

/** Where an import is. */
export type Import =
  | { step: 'choosing'; problem: string | null }
  | { step: 'reading'; name: string; handed: number; items: number }
  | { step: 'preview'; source: ImportSource; preview: ImportPreview }
  /** The chosen format does not fit; another can be chosen. */
  | { step: 'refused'; source: ImportSource; name: string; problem: string }
  | { step: 'importing'; preview: ImportPreview; counts: ImportCounts | null; stopping: boolean }
  | { step: 'done'; run: ImportRun }
  | { step: 'undoing'; run: ImportRun; done: number; total: number }
  | { step: 'undone'; undone: ImportUndone }
  /** The library's own file, which is put in as it is. */
  | { step: 'own'; source: ImportSource; name: string }
  | { step: 'putting-in'; name: string; done: number }
  | { step: 'put-in'; report: LibraryFileReport }

/** The fetching of texts, which goes on beside everything else. */
export type Texts =
  { state: 'idle' } | { state: 'fetching'; progress: FetchProgress } | { state: 'done'; told: FetchDone }
type FetchProgress = Extract<FetchTextsEvent, { type: 'progress' }>
type FetchDone = Extract<FetchTextsEvent, { type: 'done' }>

/** Handed over at a time, bytes. */
const PIECE = 3 * 1024 * 1024

interface State {
  now: Import
  texts: Texts
}

let state: State = { now: { step: 'choosing', problem: null }, texts: { state: 'idle' } }
let abort = new AbortController()
let abortTexts = new AbortController()
const listeners = new Set<() => void>()

function set(part: Partial<State>): void {
  state = { ...state, ...part }
  for (const listener of listeners) listener()
}

const go = (now: Import): void => {
  set({ now })
}

/** The import at hand and the texts that are being fetched. */
export function useImport(): State {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}

/** Back to choosing a file; what is being read is left. */
export function startAgain(problem: string | null = null): void {
  abort.abort()
  go({ step: 'choosing', problem })
}

/** Forgets what has ended, so that the dialog begins anew when it is opened the next time. */
export function leaveImport(): void {
  const { step } = state.now
  if (step === 'importing' || step === 'undoing' || step === 'putting-in') return
  if (step !== 'preview') startAgain()
}

/** Hands a file over and looks what is in it. */
export async function chooseFile(file: File): Promise<void> {
  abort.abort()
  abort = new AbortController()
  const { signal } = abort
  go({ step: 'reading', name: file.name, handed: 0, items: 0 })
  try {
    const own = /^\ufeff?\s*\{[\s\S]*"format"\s*:\s*"commonplace"/.test(await file.slice(0, 2_000).text())
    const { uploadId } = await client.import.beginUpload({ name: file.name })
    for (let at = 0; at < file.size; at += PIECE) {
      await client.import.upload({ uploadId, base64: await base64Of(file.slice(at, at + PIECE)) })
      if (signal.aborted) return
      go({ step: 'reading', name: file.name, handed: Math.min(1, (at + PIECE) / file.size), items: 0 })
    }
    const source = { kind: 'upload', uploadId } as const
    if (own) go({ step: 'own', source, name: file.name })
    else await look(source, file.name, undefined, signal)
  } catch (error) {
    if (!signal.aborted) startAgain(sentenceOf(error))
  }
}

/** Reads the file as another format. */
export async function chooseFormat(source: ImportSource, name: string, format: string): Promise<void> {
  abort.abort()
  abort = new AbortController()
  await look(source, name, format, abort.signal)
}

async function look(
  source: ImportSource,
  name: string,
  format: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  go({ step: 'reading', name, handed: 1, items: 0 })
  try {
    const input = { source, ...(format !== undefined && { format }) }
    for await (const event of await client.import.preview(input, { signal })) {
      if (signal.aborted) return
      if (event.type === 'progress') go({ step: 'reading', name, handed: 1, items: event.items })
      else go({ step: 'preview', source, preview: event.preview })
    }
  } catch (error) {
    if (!signal.aborted) go({ step: 'refused', source, name, problem: sentenceOf(error) })
  }
}

/** Imports what was looked at. */
export async function beginImport(
  { source, preview }: { source: ImportSource; preview: ImportPreview },
  options: ImportOptions,
  fetchAfterwards: boolean,
): Promise<void> {
  abort.abort()
  abort = new AbortController()
  const { signal } = abort
  go({ step: 'importing', preview, counts: null, stopping: false })
  let runId: string | null = null
  try {
    for await (const event of await client.import.run({ source, format: preview.format.id, options }, { signal })) {
      if (event.type === 'begun') ({ runId } = event)
      else if (event.type === 'progress') go({ step: 'importing', preview, counts: event.counts, stopping: false })
      else done(event.run)
    }
  } catch (error) {
    if (!signal.aborted) {
      startAgain(sentenceOf(error))
      return
    }
  }
  if (signal.aborted && runId !== null) await stopped(runId)
  if (fetchAfterwards && !signal.aborted && runId !== null) void fetchTexts(runId)
}

/** What a stopped import came to is written down a moment after the call has ended. */
async function stopped(runId: string): Promise<void> {
  for (let times = 0; times < 50; times += 1) {
    const { run } = await client.import.report({ runId, limit: 1 })
    if (run.status !== 'running') {
      done(run)
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function done(run: ImportRun): void {
  refresh()
  go({ step: 'done', run })
  if (openDialog()?.name === 'import') return
  toast({
    message: `${countOf(run.counts.added, 'article')} imported`,
    action: { label: 'Report', run: openImport },
  })
}

/** Opens the dialog. */
export function openImport(): void {
  showDialog({ name: 'import' })
}

/** Stops what is going on; an import keeps what has come in. */
export function stop(): void {
  if (state.now.step === 'importing') go({ ...state.now, stopping: true })
  abort.abort()
}

/** Takes an import out again. */
export async function undoImport(run: ImportRun): Promise<void> {
  abortTexts.abort()
  abort = new AbortController()
  const { signal } = abort
  go({ step: 'undoing', run, done: 0, total: 0 })
  try {
    for await (const event of await client.import.undo({ runId: run.id }, { signal })) {
      if (event.type === 'progress') go({ step: 'undoing', run, done: event.done, total: event.total })
      else {
        await leaveWhatIsGone()
        go({ step: 'undone', undone: event.undone })
      }
    }
    if (signal.aborted) go({ step: 'done', run: { ...run, status: 'undoing' } })
  } catch (error) {
    go({ step: 'done', run: signal.aborted ? { ...run, status: 'undoing' } : run })
    if (!signal.aborted) toast({ message: sentenceOf(error), tone: 'danger' })
  }
  refresh()
}

/** The article that is being read may have been taken out. */
async function leaveWhatIsGone(): Promise<void> {
  const { articleId } = parseRoute(location.hash)
  if (articleId === null) return
  const isThere = await client.article.get({ id: articleId }).then(
    () => true,
    () => false,
  )
  if (!isThere) closeArticle()
}

/** Shows an import of before. */
export function showRun(run: ImportRun): void {
  go({ step: 'done', run })
}

/** Puts the library's own file in. */
export async function putIn(source: ImportSource, name: string): Promise<void> {
  abort = new AbortController()
  const { signal } = abort
  go({ step: 'putting-in', name, done: 0 })
  try {
    for await (const event of await client.import.ownFile({ source }, { signal })) {
      if (event.type === 'progress') go({ step: 'putting-in', name, done: event.done })
      else go({ step: 'put-in', report: event.report })
    }
    if (signal.aborted) startAgain('Stopped. What had come in stays; import the file again for the rest.')
  } catch (error) {
    startAgain(
      signal.aborted ? 'Stopped. What had come in stays; import the file again for the rest.' : sentenceOf(error),
    )
  }
  refresh()
}

/** Fetches the texts of the articles that have none: of one import, or of all. */
export async function fetchTexts(runId: string | null): Promise<void> {
  abortTexts.abort()
  abortTexts = new AbortController()
  const { signal } = abortTexts
  const begun: FetchProgress = { type: 'progress', done: 0, failed: 0, total: 0, title: null }
  set({ texts: { state: 'fetching', progress: begun } })
  try {
    for await (const event of await client.import.fetchTexts({ runId }, { signal })) {
      if (signal.aborted) return
      if (event.type === 'progress') set({ texts: { state: 'fetching', progress: event } })
      else {
        set({ texts: { state: 'done', told: event } })
        toast({
          message: `${countOf(event.done, 'text')} fetched${event.failed > 0 ? `, ${countOf(event.failed, 'page')} could not be` : ''}`,
        })
      }
    }
  } catch (error) {
    set({ texts: { state: 'idle' } })
    if (!signal.aborted) toast({ message: sentenceOf(error), tone: 'danger' })
  }
  refresh()
}

/** Stops fetching; what was fetched stays. */
export function stopTexts(): void {
  abortTexts.abort()
  set({ texts: { state: 'idle' } })
  refresh()
}

function refresh(): void {
  for (const topic of ['articles', 'highlights', 'notes'] as const) invalidate({ topic, articleId: null })
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      const address = String(reader.result)
      resolve(address.slice(address.indexOf(',') + 1))
    }
    reader.onerror = () => {
      reject(new Error('The file could not be read. Nothing was imported; choose it again.'))
    }
    reader.readAsDataURL(blob)
  })
}
