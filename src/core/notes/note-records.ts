// Notes as records that leave nothing out, for the library's own file.
import type { Database } from 'better-sqlite3'
import { joinNotes } from '../../rich-text/join-notes.ts'
import { textOfState } from '../../rich-text/note-state.ts'
import { createTableRows } from '../library/table-rows.ts'
import type { TableRecord } from '../library/table-rows.ts'

/** What a record of a note says at least. */
export interface NoteRecord extends TableRecord {
  id: string
  targetKind: 'article' | 'highlight' | 'entity' | 'note'
  targetId: string
  state: string
}

export interface NoteRecords {
  /** Every note, oldest first, with `links`, `tags` and, when asked for, `versions`. */
  ids(): string[]
  read(id: string, withVersions: boolean): NoteRecord | undefined
  /** The note on something; undefined when there is none. */
  on(kind: NoteRecord['targetKind'], id: string): NoteRecord | undefined
  /**
   * Puts in a note that is not there. Where another is on the same thing already, it is set below that, unless its words are
   * in it. Call it inside a transaction. Throws Failure BAD_INPUT or TOO_LARGE for a state that is no note's.
   */
  insert(record: NoteRecord): 'added' | 'joined' | 'there'
}

/** Note records over the tables of this folder; `deps.now` in UTC ms, `deps.device` is who writes. */
export function createNoteRecords(db: Database, deps: { now: () => number; device: string }): NoteRecords {
  const notes = createTableRows(db, deps.device, { table: 'note', order: 'created_at, id' })
  const links = createTableRows(db, deps.device, { table: 'note_link', order: 'kind, target_id' })
  const tags = createTableRows(db, deps.device, { table: 'note_tag', order: 'name' })
  const versions = createTableRows(db, deps.device, { table: 'note_version', order: 'kept_at, id' })
  const ids = db.prepare<[], string>('SELECT id FROM note ORDER BY created_at, id').pluck()
  const setState = db.prepare(
    `UPDATE note SET state = @state, text = @text, revision = revision + 1, written_at = @now, updated_at = @now,
     device = @device WHERE id = @id`,
  )
  const without = (records: TableRecord[]) => records.map(({ noteId: _, ...rest }) => rest)

  const attach = (id: string, record: NoteRecord): void => {
    for (const link of (record['links'] as TableRecord[] | undefined) ?? []) links.insert({ ...link, noteId: id })
    for (const name of (record['tags'] as string[] | undefined) ?? []) tags.insert({ noteId: id, name })
    for (const version of (record['versions'] as TableRecord[] | undefined) ?? []) {
      versions.insert({ ...version, noteId: id })
    }
  }
  const full = (record: TableRecord, withVersions: boolean): NoteRecord => {
    const id = String(record['id'])
    return {
      ...(record as NoteRecord),
      links: without(links.read('note_id = ?', id)),
      tags: tags.read('note_id = ?', id).map(({ name }) => name),
      ...(withVersions && { versions: without(versions.read('note_id = ?', id)) }),
    }
  }

  return {
    ids: () => ids.all(),
    read(id, withVersions) {
      const [record] = notes.read('id = ?', id)
      return record && full(record, withVersions)
    },
    on(kind, id) {
      const [record] = notes.read('target_kind = ? AND target_id = ?', kind, id)
      return record && full(record, false)
    },
    insert(record) {
      // Its words are read from the state, whatever the file says.
      const text = textOfState(record.state)
      const [same] = notes.read('id = ?', record.id)
      if (same) return 'there'
      const [other] = notes.read('target_kind = ? AND target_id = ?', record.targetKind, record.targetId)
      if (other) {
        const before = String(other['text'])
        if (text.trim() === '' || before.includes(text.trim())) return 'there'
        const id = String(other['id'])
        const state = before.trim() === '' ? record.state : joinNotes([String(other['state']), record.state])
        setState.run({ id, state, text: textOfState(state), now: deps.now(), device: deps.device })
        attach(id, { ...record, versions: [] })
        return 'joined'
      }
      // Of two notes of one day, the one that is here stays that.
      if (!notes.insert({ ...record, text })) notes.insert({ ...record, text, day: null })
      attach(record.id, record)
      return 'added'
    },
  }
}
