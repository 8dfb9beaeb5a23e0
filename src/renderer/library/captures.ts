// The articles being added: one after the other, each with its progress, and a way to stop it.
import { useSyncExternalStore } from 'react'
import type { ArticleSummary, CaptureInput, CaptureProgress } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { closeDialog, openDialog, showDialog } from '../frame/dialogs.ts'
import { openArticle } from '../navigation.ts'
import { invalidate } from '../queries.ts'
import { toast } from '../ui/toast.tsx'

/** Something to add: what it is called on screen, and its content, read only when its turn comes. */
export interface CaptureRequest {
  label: string
  input: () => CaptureInput | Promise<CaptureInput>
}

export interface Capture {
  id: number
  label: string
  status: 'waiting' | 'running' | 'added' | 'duplicate' | 'failed' | 'stopped'
  progress: CaptureProgress | null
  article: ArticleSummary | null
  /** Why it could not be added, in words. */
  problem: string
}

let captures: readonly Capture[] = []
let nextId = 1
let working = false
const requests = new Map<number, CaptureRequest>()
const aborts = new Map<number, AbortController>()
const listeners = new Set<() => void>()

function set(next: readonly Capture[]): void {
  captures = next
  for (const listener of listeners) listener()
}

function patch(id: number, part: Partial<Capture>): void {
  set(captures.map((one) => (one.id === id ? { ...one, ...part } : one)))
}

/** The captures of this round, running or finished, in order. */
export function useCaptures(): readonly Capture[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => captures,
  )
}

/** The captures of this round at this moment, for event handlers. */
export function capturesNow(): readonly Capture[] {
  return captures
}

/** Whether one still waits or runs. */
export function isUnderWay(capture: Capture): boolean {
  return capture.status === 'waiting' || capture.status === 'running'
}

/** Begins to add; what is under way goes first. A finished round makes way for the new one. */
export function startCaptures(wanted: CaptureRequest[]): void {
  const kept = captures.some(isUnderWay) ? captures : []
  const added = wanted.map((request): Capture => {
    const id = nextId++
    requests.set(id, request)
    return { id, label: request.label, status: 'waiting', progress: null, article: null, problem: '' }
  })
  set([...kept, ...added])
  void work()
}

/** Stops one; what it had begun leaves nothing behind. */
export function stopCapture(id: number): void {
  const capture = captures.find((one) => one.id === id)
  if (!capture || !isUnderWay(capture)) return
  requests.delete(id)
  aborts.get(id)?.abort()
  patch(id, { status: 'stopped' })
}

/** Forgets a finished round. */
export function forgetCaptures(): void {
  if (!captures.some(isUnderWay)) set([])
}

async function work(): Promise<void> {
  if (working) return
  working = true
  for (;;) {
    const next = captures.find((one) => one.status === 'waiting')
    if (!next) break
    await run(next.id)
  }
  working = false
  endRound()
}

async function run(id: number): Promise<void> {
  const request = requests.get(id)
  requests.delete(id)
  if (!request) return
  const abort = new AbortController()
  aborts.set(id, abort)
  patch(id, { status: 'running' })
  try {
    const input = await request.input()
    for await (const event of await client.capture.add(input, { signal: abort.signal })) {
      if (abort.signal.aborted) break
      if (event.type === 'progress') patch(id, { progress: event })
      else patch(id, { status: event.duplicate ? 'duplicate' : 'added', article: event.article })
    }
    const end = captures.find((one) => one.id === id)
    if (end?.status === 'running') patch(id, { status: 'failed', problem: 'The work ended early; nothing was added.' })
  } catch (error) {
    if (!abort.signal.aborted) patch(id, { status: 'failed', problem: sentenceOf(error) })
  } finally {
    aborts.delete(id)
    invalidate({ topic: 'articles', articleId: null })
  }
}

/** When all is done: a single article opens, while the user waits for it; else a message says what came of it. */
function endRound(): void {
  const waiting = openDialog()?.name === 'add'
  const [only] = captures
  if (captures.length === 1 && only?.article && only.article.trashedAt === null) {
    const { id, title } = only.article
    const message = only.status === 'duplicate' ? `Already in your library: “${title}”` : `Added “${title}”`
    const open = () => {
      openArticle(id)
    }
    if (waiting) {
      closeDialog()
      open()
      toast({ message })
    } else toast({ message, action: { label: 'Open', run: open } })
    set([])
  } else if (!waiting && captures.some((one) => one.status !== 'stopped')) {
    const run = () => {
      showDialog({ name: 'add' })
    }
    const tone = captures.some((one) => one.status === 'failed') ? 'danger' : 'plain'
    toast({ message: `Adding is done: ${summaryOf(captures)}`, tone, action: { label: 'Show', run } })
  }
}

/** `2 added, 1 already in your library`: what came of a round of several. */
export function summaryOf(captures: readonly Pick<Capture, 'status'>[]): string {
  const count = (status: Capture['status']) => captures.filter((one) => one.status === status).length
  const parts: [number, string][] = [
    [count('added'), 'added'],
    [count('duplicate'), 'already in your library'],
    [count('failed'), 'could not be added'],
    [count('stopped'), 'stopped'],
  ]
  const said = parts.filter(([number]) => number > 0).map(([number, words]) => `${String(number)} ${words}`)
  return said.join(', ')
}
