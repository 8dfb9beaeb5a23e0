// One saver a note in this window, alive for as long as an editor shows it or words of it are unsaved.
import type { Note, NoteTarget } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { queries, queryClient } from '../queries.ts'
import { createDraftStore, judgeDraft } from './draft-store.ts'
import type { DraftStore } from './draft-store.ts'
import { createNoteSaver } from './note-saver.ts'
import type { NoteSaver } from './note-saver.ts'

/** A save that takes longer has gone astray; it is sent again. */
const SAVE_TIMEOUT = 20_000

/** Codes of failures that trying again does not mend. */
const LASTING = new Set<unknown>(['BAD_INPUT', 'TOO_LARGE', 'NOT_FOUND'])

let draftStore: DraftStore | undefined
/** The drafts of this browser. */
export function drafts(): DraftStore {
  return (draftStore ??= createDraftStore(localStorage))
}

interface Entry {
  saver: NoteSaver
  users: number
}
const entries = new Map<string, Entry>()
const keyOf = ({ kind, id }: NoteTarget) => `${kind}:${id}`

/**
 * The saver of a note.
 * @param base revision of the note as it was just read; 0 when there is none
 */
export function saverOf(target: NoteTarget, base: number): NoteSaver {
  const key = keyOf(target)
  const entry = entries.get(key) ?? { saver: newSaver(target, base), users: 0 }
  entries.set(key, entry)
  entry.saver.learn(base)
  return entry.saver
}

/** Keeps the saver of a note while an editor shows it; call what it returns when the editor goes. Words on their way are still saved. */
export function holdSaver(target: NoteTarget): () => void {
  listenForLeaving()
  const key = keyOf(target)
  const entry = entries.get(key)
  if (!entry) return () => undefined
  entry.users += 1
  return () => {
    entry.users -= 1
    void entry.saver.settled().then(() => {
      if (entry.users === 0 && entry.saver.unsaved() === null) entries.delete(key)
    })
  }
}

/** The newest words of a note that this window has not saved yet; null when all are saved. */
export function unsavedState(target: NoteTarget): string | null {
  return entries.get(keyOf(target))?.saver.unsaved() ?? null
}

function newSaver(target: NoteTarget, base: number): NoteSaver {
  return createNoteSaver(
    {
      // The core reads the words from the state; the field is there for other callers.
      save: (state) => client.note.save({ target, state, text: '' }, { signal: AbortSignal.timeout(SAVE_TIMEOUT) }),
      keepDraft: (draft) => {
        drafts().write(target, 'own', draft)
      },
      dropDraft: () => {
        drafts().remove(target, 'own')
      },
      saved: (note) => {
        remember(target, note)
      },
      explain: (error) => ({ sentence: explain(error), passing: !LASTING.has(codeOf(error)) }),
      now: Date.now,
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => {
          clearTimeout(timer)
        }
      },
    },
    base,
  )
}

function remember(target: NoteTarget, note: Note): void {
  const { queryKey } = queries.note(target.kind, target.id)
  queryClient.setQueryData<Note | null>(queryKey, (known) => (known && known.revision > note.revision ? known : note))
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

function explain(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'the library did not answer.'
  // What fetch throws when nothing answers at the other end is not written for people.
  if (error instanceof TypeError) return 'the app does not answer.'
  return sentenceOf(error)
}

let listening = false
function listenForLeaving(): void {
  if (listening) return
  listening = true
  window.addEventListener('pagehide', () => {
    for (const { saver } of entries.values()) saver.leave()
  })
}

/** Saves what earlier windows left and nobody changed since; the rest waits for its editor to ask. For the start of a window. */
export async function recoverDrafts(): Promise<void> {
  for (const { target, draft } of drafts().all()) {
    if (entries.has(keyOf(target))) continue
    try {
      const note = await client.note.get(target)
      const verdict = judgeDraft(draft, note)
      if (verdict === 'saved') drafts().remove(target, 'own')
      // A window that lives goes on with its own words.
      const isLeft = drafts().read(target, 'own')?.state === draft.state
      if (verdict !== 'continue' || !isLeft || entries.has(keyOf(target))) continue
      const saver = saverOf(target, note?.revision ?? 0)
      const release = holdSaver(target)
      saver.push(draft.state)
      release()
    } catch {
      // It stays a draft, and its editor will find it.
    }
  }
}
