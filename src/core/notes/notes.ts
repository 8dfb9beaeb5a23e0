// Notes: what the user writes on an article, on a highlight or on an entity, one note each.
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import type { ChangeEvent, Note, NoteTarget } from '../../contract/model.ts'
import { textOfState } from '../../rich-text/note-state.ts'
import { noteOf } from './note-rows.ts'
import type { NoteRow } from './note-rows.ts'

export interface NotesDeps {
  /** UTC ms. */
  now: () => number
  newId: () => string
  /** The device that writes, for a later sync. */
  device: string
  targetExists: (target: NoteTarget) => boolean
  /** Told of every save, after it is written. */
  changed: (event: ChangeEvent) => void
  /** The article that a target is or belongs to; null when it is gone, and for an entity. */
  articleOf: (target: NoteTarget) => string | null
}

/** Every write is one transaction. */
export interface Notes {
  /** Null when nothing was written yet. */
  get(target: NoteTarget): Note | null
  byId(id: string): Note | null
  /**
   * Writes the whole state; its words are read from it, whatever `text` says. An empty note is kept.
   * Throws Failure NOT_FOUND when the target does not exist, BAD_INPUT or TOO_LARGE for a state that is no note's.
   */
  save(input: { target: NoteTarget; state: string; text: string }): Note
  /** The words of the note on a target; empty when there is none. */
  textOf(target: NoteTarget): string
  /** Every note, oldest first; also those whose target is in the trash or removed. */
  all(): Note[]
  /** The notes on an article and on its live highlights, oldest first. */
  forArticle(articleId: string): Note[]
}

/**
 * The notes of a library.
 * @param db a database with the table of `standaloneNotesSchema`
 * @param deps clock, ids, and what the neighbouring rooms know of a note's target
 */
export function createNotes(db: Database, deps: NotesDeps): Notes {
  const byTarget = db.prepare<[string, string], NoteRow>('SELECT * FROM note WHERE target_kind = ? AND target_id = ?')
  const byId = db.prepare<[string], NoteRow>('SELECT * FROM note WHERE id = ?')
  const words = db
    .prepare<[string, string], string>('SELECT text FROM note WHERE target_kind = ? AND target_id = ?')
    .pluck()
  const every = db.prepare<[], NoteRow>('SELECT * FROM note ORDER BY created_at, id')
  const ofHighlights = db.prepare<[], NoteRow>(
    "SELECT * FROM note WHERE target_kind = 'highlight' ORDER BY created_at, id",
  )
  const write = db.prepare<Record<string, string | number>, NoteRow>(
    `INSERT INTO note (id, target_kind, target_id, state, text, revision, created_at, written_at, updated_at, device)
     VALUES (@id, @kind, @targetId, @state, @text, 1, @now, @now, @now, @device)
     ON CONFLICT (target_kind, target_id) DO UPDATE SET
       state = excluded.state, text = excluded.text, revision = revision + 1, written_at = excluded.written_at,
       updated_at = excluded.updated_at, device = excluded.device
     RETURNING *`,
  )

  const save = db.transaction((target: NoteTarget, state: string): NoteRow => {
    const text = textOfState(state)
    if (!deps.targetExists(target)) {
      const what = { article: 'The article', highlight: 'The highlight', entity: 'The entity', note: 'The page' }[
        target.kind
      ]
      return fail('NOT_FOUND', `${what} of this note is no longer in the library, so the note was not saved.`)
    }
    const id = deps.newId()
    const { now, device } = { now: deps.now(), device: deps.device }
    return write.get({ id, kind: target.kind, targetId: target.id, state, text, now, device })!
  })

  return {
    get: ({ kind, id }) => found(byTarget.get(kind, id)),
    byId: (id) => found(byId.get(id)),
    save({ target, state }) {
      const row = save(target, state)
      deps.changed({ topic: 'notes', articleId: deps.articleOf(target), note: target })
      return noteOf(row)
    },
    textOf: ({ kind, id }) => words.get(kind, id) ?? '',
    all: () => every.all().map(noteOf),
    forArticle(articleId) {
      const own = byTarget.get('article', articleId)
      const others = ofHighlights
        .all()
        .filter((row) => deps.articleOf({ kind: 'highlight', id: row.target_id }) === articleId)
      return [...(own ? [own] : []), ...others].sort((a, b) => a.created_at - b.created_at).map(noteOf)
    },
  }
}

function found(row: NoteRow | undefined): Note | null {
  return row ? noteOf(row) : null
}
