// What an editor begins with: the library's note, words of this window that are on their way, or what a crash left.
import type { Note, NoteTarget } from '../../contract/model.ts'
import { parseNoteState } from '../../rich-text/note-state.ts'
import { judgeDraft } from './draft-store.ts'
import type { Draft } from './draft-store.ts'
import { drafts, unsavedState } from './savers.ts'

export interface Opening {
  /** The state to show; null for an empty note. */
  state: string | null
  /** A draft that goes on from the library's note and is to be saved at once. */
  unsaved: string | null
  /** A draft that contradicts the library's note; the user decides. */
  found: Draft | null
}

/**
 * Decides what to show, and settles drafts that need no decision.
 * @throws Failure BAD_INPUT when the note was written by a newer version
 */
export function openNote(target: NoteTarget, note: Note | null): Opening {
  const pending = unsavedState(target)
  if (pending !== null) return { state: pending, unsaved: null, found: null }
  const state = note && parseNoteState(note.state).length > 0 ? note.state : null
  const own = drafts().read(target, 'own')
  const verdict = own && readable(own.state) ? judgeDraft(own, note) : 'saved'
  if (own && verdict === 'continue') return { state: own.state, unsaved: own.state, found: null }
  if (own && verdict === 'differs') drafts().write(target, 'found', own)
  drafts().remove(target, 'own')
  const found = drafts().read(target, 'found')
  return { state, unsaved: null, found: found && readable(found.state) && found.state !== note?.state ? found : null }
}

function readable(state: string): boolean {
  try {
    return parseNoteState(state).length > 0
  } catch {
    return false
  }
}
