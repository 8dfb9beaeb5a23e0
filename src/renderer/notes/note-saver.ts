// Takes every state of a note to the library: at most one save on its way, the newest state behind it, nothing dropped.
import type { Draft } from './draft-store.ts'

export type SaveStatus =
  { kind: 'idle' } | { kind: 'saving' } | { kind: 'saved' } | { kind: 'failed'; sentence: string }

export interface SavedNote {
  state: string
  revision: number
}

export interface NoteSaverDeps<Note extends SavedNote> {
  /** Writes a state to the library. */
  save: (state: string) => Promise<Note>
  /** Keeps the newest state where a crash of the window does not reach it. */
  keepDraft: (draft: Draft) => void
  dropDraft: () => void
  /** Told of every save that succeeded. */
  saved: (note: Note) => void
  /** The sentence for what a save threw, and whether the same save may succeed later by itself. */
  explain: (error: unknown) => { sentence: string; passing: boolean }
  now: () => number
  /** Calls back after so many ms; returns the way to call it off. */
  after: (ms: number, run: () => void) => () => void
}

export interface NoteSaver {
  /** The newest state; it is sent at once, or as soon as the save before it has ended. */
  push(state: string): void
  /** Tries again now what has failed. */
  retry(): void
  /** The window goes away: sends the newest state without waiting for the one before it. */
  leave(): void
  /** The library's revision as another window or the first read gave it. */
  learn(revision: number): void
  status(): SaveStatus
  /** The newest state that is not known to be saved; null when all is. */
  unsaved(): string | null
  /** Revision of the last state that was saved or learnt. */
  revision(): number
  subscribe(listener: () => void): () => void
  /** Resolves when nothing is on its way and nothing waits, or the last save has failed. */
  settled(): Promise<void>
}

const FIRST_RETRY = 1_000
const LAST_RETRY = 30_000

/**
 * @param base revision of the note that the words go on from; 0 when there is none
 */
export function createNoteSaver<Note extends SavedNote>(deps: NoteSaverDeps<Note>, base: number): NoteSaver {
  let queued: string | null = null
  let inFlight: string | null = null
  let revision = base
  let status: SaveStatus = { kind: 'idle' }
  let pause = FIRST_RETRY
  let cancelRetry: (() => void) | null = null
  const listeners = new Set<() => void>()

  function setStatus(next: SaveStatus): void {
    status = next
    for (const listener of listeners) listener()
  }

  function keep(): void {
    const state = queued ?? inFlight
    if (state !== null) deps.keepDraft({ base: revision, sent: inFlight, state, at: deps.now() })
  }

  async function send(): Promise<void> {
    if (inFlight !== null || queued === null) return
    cancelRetry?.()
    cancelRetry = null
    const state = queued
    inFlight = state
    queued = null
    keep()
    setStatus({ kind: 'saving' })
    try {
      const note = await deps.save(state)
      inFlight = null
      succeed(note)
    } catch (error) {
      inFlight = null
      fail(error, state)
    }
  }

  function succeed(note: Note): void {
    revision = Math.max(revision, note.revision)
    pause = FIRST_RETRY
    deps.saved(note)
    if (queued !== null) {
      void send()
      return
    }
    deps.dropDraft()
    setStatus({ kind: 'saved' })
  }

  function fail(error: unknown, state: string): void {
    queued ??= state
    keep()
    const { sentence, passing } = deps.explain(error)
    setStatus({ kind: 'failed', sentence })
    if (!passing) return
    cancelRetry = deps.after(pause, () => void send())
    pause = Math.min(pause * 2, LAST_RETRY)
  }

  return {
    push(state) {
      queued = state
      keep()
      void send()
    },
    retry: () => void send(),
    leave() {
      if (queued === null) return
      // The page will not live to hear the answer; the draft stays until the next window has compared it.
      void deps.save(queued).then(deps.saved, () => undefined)
    },
    learn(known) {
      revision = Math.max(revision, known)
    },
    status: () => status,
    unsaved: () => queued ?? inFlight,
    revision: () => revision,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    settled: () =>
      new Promise((resolve) => {
        const done = () => inFlight === null && (queued === null || status.kind === 'failed')
        if (done()) {
          resolve()
          return
        }
        const listener = () => {
          if (!done()) return
          listeners.delete(listener)
          resolve()
        }
        listeners.add(listener)
      }),
  }
}
