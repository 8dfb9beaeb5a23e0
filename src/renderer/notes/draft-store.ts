// Words that are not in the library yet, kept by the browser so that a crash of the window loses none of them.
import type { NoteTarget } from '../../contract/model.ts'

export interface Draft {
  /** Revision of the note that the words were written on; 0 when there was none. */
  base: number
  /** The state that was on its way to the library when this was written; null when none was. */
  sent: string | null
  /** The state that is not known to be saved. */
  state: string
  /** UTC ms. */
  at: number
}

/** `own` is what is being written; `found` what an earlier window left and the user has not decided on. */
export type DraftSlot = 'own' | 'found'

export interface DraftStore {
  read(target: NoteTarget, slot: DraftSlot): Draft | null
  write(target: NoteTarget, slot: DraftSlot, draft: Draft): void
  remove(target: NoteTarget, slot: DraftSlot): void
  /** Every draft of the `own` slot: what earlier windows left, and what is on its way now. */
  all(): { target: NoteTarget; draft: Draft }[]
}

const PREFIX = 'commonplace:draft:'

/** Drafts in the browser's storage. Where it is full or forbidden, drafts are not kept and saving goes on without them. */
export function createDraftStore(storage: Storage): DraftStore {
  const keyOf = ({ kind, id }: NoteTarget, slot: DraftSlot) => `${PREFIX}${slot}:${kind}:${id}`

  function read(target: NoteTarget, slot: DraftSlot): Draft | null {
    return parseDraft(storage.getItem(keyOf(target, slot)))
  }

  return {
    read,
    write(target, slot, draft) {
      try {
        storage.setItem(keyOf(target, slot), JSON.stringify(draft))
      } catch {
        // No room: an older draft would bring back older words, so none is better.
        storage.removeItem(keyOf(target, slot))
      }
    },
    remove(target, slot) {
      storage.removeItem(keyOf(target, slot))
    },
    all() {
      return Array.from({ length: storage.length }, (_, index) => storage.key(index))
        .map((key) => (key?.startsWith(`${PREFIX}own:`) ? targetOf(key.slice(`${PREFIX}own:`.length)) : null))
        .flatMap((target) => {
          const draft = target && read(target, 'own')
          return target && draft ? [{ target, draft }] : []
        })
    },
  }
}

function targetOf(name: string): NoteTarget | null {
  const [kind, id] = name.split(':')
  return (kind === 'article' || kind === 'highlight' || kind === 'entity' || kind === 'note') && id
    ? { kind, id }
    : null
}

function parseDraft(json: string | null): Draft | null {
  if (json === null) return null
  try {
    const { base, sent, state, at } = JSON.parse(json) as Partial<Draft>
    if (typeof base !== 'number' || typeof state !== 'string' || typeof at !== 'number') return null
    return { base, sent: typeof sent === 'string' ? sent : null, state, at }
  } catch {
    return null
  }
}

/**
 * What to do with a draft that an earlier window left.
 * @param saved the note as the library has it
 * @returns `saved` when the library has these words, `continue` when the draft goes on from what the library has,
 *   `differs` when the note was changed elsewhere since
 */
export function judgeDraft(
  draft: Draft,
  saved: { state: string; revision: number } | null,
): 'saved' | 'continue' | 'differs' {
  if (saved?.state === draft.state) return 'saved'
  if ((saved?.revision ?? 0) === draft.base) return 'continue'
  return saved?.state === draft.sent ? 'continue' : 'differs'
}
