// Former states of notes: when one is kept, which are let go, and the way back to one.
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import type { NoteVersion, NoteVersionContent, NoteVersionReason } from '../../contract/note-model.ts'
import { countWords } from '../../text/word-count.ts'
import type { NoteRow } from './note-rows.ts'

/** A save after such a pause begins a new sitting: what was written in the one before is kept. ms */
export const PAUSE = 10 * 60_000
/** Within a sitting one is kept so often. ms */
const SITTING = 60 * 60_000
/** When more than half of so many UTF-16 code units goes at once, what they were is kept. */
const MUCH = 200

const DAY = 24 * 60 * 60_000
/** All of the last day are kept, then one an hour, from a week on one a day, from a quarter of a year on one a week. */
const GRAINS = [
  { olderThan: DAY, grain: 60 * 60_000 },
  { olderThan: 7 * DAY, grain: DAY },
  { olderThan: 90 * DAY, grain: 7 * DAY },
]
/** However many remain, a note has no more than so many; the oldest go. */
const MOST = 200

export interface NoteVersions {
  /** Why a row has to be kept before these words take its place; null when it need not be. */
  whyKeep(row: NoteRow, text: string, by: { now: number; device: string }): NoteVersionReason | null
  /** Keeps a row as a former state, inside a transaction; its id, or null when there is nothing to keep. */
  keep(row: NoteRow, reason: NoteVersionReason): string | null
  /** Of one note, the newest first. */
  list(noteId: string): NoteVersion[]
  /** Throws Failure NOT_FOUND. */
  get(noteId: string, versionId: string): NoteVersionContent
}

interface VersionRow {
  id: string
  note_id: string
  title: string | null
  state: string
  text: string
  written_at: number
  kept_at: number
  reason: NoteVersionReason
}

/**
 * The former states of the notes of a library.
 * @param db a database with the tables of `standaloneNotesSchema`
 * @param deps clock and ids
 */
export function createNoteVersions(db: Database, deps: { now: () => number; newId: () => string }): NoteVersions {
  const all = db.prepare<[string], VersionRow>(
    'SELECT * FROM note_version WHERE note_id = ? ORDER BY kept_at DESC, id DESC',
  )
  const one = db.prepare<[string, string], VersionRow>('SELECT * FROM note_version WHERE note_id = ? AND id = ?')
  const newest = db.prepare<[string], VersionRow>(
    'SELECT * FROM note_version WHERE note_id = ? ORDER BY kept_at DESC, id DESC LIMIT 1',
  )
  const stamps = db.prepare<[string], { id: string; keptAt: number }>(
    'SELECT id, kept_at AS keptAt FROM note_version WHERE note_id = ? ORDER BY kept_at DESC, id DESC',
  )
  const insert = db.prepare(
    `INSERT INTO note_version (id, note_id, title, state, text, written_at, kept_at, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const letGo = db.prepare('DELETE FROM note_version WHERE id = ?')

  return {
    whyKeep(row, text, { now, device }) {
      if (row.text === '') return null
      if (row.device !== device) return 'device'
      if (now - row.written_at >= PAUSE) return 'pause'
      if (row.text.length > MUCH && text.length < row.text.length / 2) return 'deleted'
      return now - Math.max(row.created_at, newest.get(row.id)?.kept_at ?? 0) >= SITTING ? 'pause' : null
    },
    keep(row, reason) {
      const last = newest.get(row.id)
      if (last?.state === row.state && last.title === row.title) return last.id
      if (row.text === '' && row.revision === 1) return null
      const id = deps.newId()
      const now = deps.now()
      insert.run(id, row.id, row.title, row.state, row.text, row.written_at, now, reason)
      for (const gone of toLetGo(stamps.all(row.id), now)) letGo.run(gone)
      return id
    },
    list: (noteId) => all.all(noteId).map(versionOf),
    get(noteId, versionId) {
      const row = one.get(noteId, versionId)
      if (!row) return fail('NOT_FOUND', 'This version of the note is no longer kept. The note is as it was.')
      return { ...versionOf(row), state: row.state, text: row.text }
    },
  }
}

/**
 * Which versions of a note are one too many.
 * @param versions the newest first
 * @param now UTC ms
 * @returns the ids of those to let go: of each stretch of time the newest stays
 */
export function toLetGo(versions: readonly { id: string; keptAt: number }[], now: number): string[] {
  const gone: string[] = []
  const stretches = new Set<string>()
  for (const { id, keptAt } of versions) {
    const grain = GRAINS.findLast(({ olderThan }) => now - keptAt > olderThan)?.grain
    const stretch = grain === undefined ? id : `${String(grain)} ${String(Math.floor(keptAt / grain))}`
    if (stretches.has(stretch) || stretches.size === MOST) gone.push(id)
    else stretches.add(stretch)
  }
  return gone
}

function versionOf(row: VersionRow): NoteVersion {
  return {
    id: row.id,
    title: row.title,
    wordCount: countWords(row.text),
    writtenAt: row.written_at,
    keptAt: row.kept_at,
    reason: row.reason,
  }
}
