// Notes that stand alone: begun, named, thrown away and brought back, made templates; and the note of a day.
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import type { ChangeEvent, Note } from '../../contract/model.ts'
import type { NewNote } from '../../contract/note-model.ts'
import { textOfState } from '../../rich-text/note-state.ts'
import type { NoteLinks } from './note-links.ts'
import { noteOf } from './note-rows.ts'
import type { NoteRow } from './note-rows.ts'
import { fillIn, fillInState, localTime } from './template-words.ts'

/** Every write is one transaction. Throws Failure NOT_FOUND for a note that is not there or stands on something. */
export interface StandaloneNotes {
  /**
   * Begins one; asked again with the same id it is the one that was begun. Throws Failure CONFLICT for an id that something
   * else has, BAD_INPUT or TOO_LARGE for a state that is no note's.
   */
  create(input: NewNote): Note
  rename(id: string, title: string): Note
  trash(id: string): void
  untrash(id: string): void
  /** Only one is that of the notes of a day: another before it is then a template as any. */
  setTemplate(id: string, template: 'note' | 'daily' | null): Note
  /** The note of a day, `YYYY-MM-DD`; begun when there is none outside the trash, from the template of such notes. */
  daily(date: string): Note
}

export interface StandaloneDeps {
  now: () => number
  newId: () => string
  device: string
  changed: (event: ChangeEvent) => void
  links: NoteLinks
}

/** What an empty note is. */
const EMPTY = JSON.stringify({
  root: { children: [], direction: null, format: '', indent: 0, type: 'root', version: 1 },
})

/**
 * The notes of a library that stand alone.
 * @param db a database with the tables of `standaloneNotesSchema`
 * @param deps clock, ids, and the links of notes
 */
export function createStandaloneNotes(db: Database, deps: StandaloneDeps): StandaloneNotes {
  const byId = db.prepare<[string], NoteRow>('SELECT * FROM note WHERE id = ?')
  const ofDay = db.prepare<[string], NoteRow>('SELECT * FROM note WHERE day = ? AND trashed_at IS NULL')
  const dailyTemplate = db.prepare<[], NoteRow>(
    "SELECT * FROM note WHERE template = 'daily' AND trashed_at IS NULL ORDER BY updated_at DESC LIMIT 1",
  )
  const insert = db.prepare<Record<string, string | number | null>, NoteRow>(
    `INSERT INTO note (id, target_kind, target_id, title, state, text, revision, day, created_at, written_at, updated_at, device)
     VALUES (@id, 'note', @id, @title, @state, @text, 1, @day, @now, @now, @now, @device) RETURNING *`,
  )
  const setTitle = db.prepare<[string, number, string, string], NoteRow>(
    'UPDATE note SET title = ?, updated_at = ?, device = ? WHERE id = ? RETURNING *',
  )
  const setTrashed = db.prepare('UPDATE note SET trashed_at = ? WHERE id = ?')
  const forgetDay = db.prepare('UPDATE note SET day = NULL WHERE id = ?')
  const noMoreDaily = db.prepare("UPDATE note SET template = 'note' WHERE template = 'daily' AND id <> ?")
  const setTemplateOf = db.prepare<[string | null, number, string], NoteRow>(
    'UPDATE note SET template = ?, updated_at = ? WHERE id = ? RETURNING *',
  )

  function existing(id: string): NoteRow {
    const row = byId.get(id)
    if (row?.target_kind === 'note') return row
    return fail('NOT_FOUND', 'This note is no longer in the library. Nothing was changed.')
  }

  /** Does something in a transaction that nothing else can come between, and tells of it. */
  function written<Result>(id: string, work: () => Result): Result {
    const result = db.transaction(work).immediate()
    deps.changed({ topic: 'notes', articleId: null, note: { kind: 'note', id } })
    return result
  }

  function begin(id: string, title: string, state: string, day: string | null): NoteRow {
    const text = textOfState(state)
    const row = insert.get({ id, title, state, text, day, now: deps.now(), device: deps.device })!
    deps.links.write(id, state)
    return row
  }

  function fromTemplate(template: NoteRow, given: string | undefined, date?: string) {
    const now = { ...localTime(deps.now()), ...(date === undefined ? {} : { date }) }
    const title = given ?? fillIn(template.title ?? '', { ...now, title: '' }).trim()
    return { title, state: fillInState(template.state, { ...now, title }) }
  }

  return {
    create({ id = deps.newId(), title: given, templateId, state: begun }) {
      const title = given === undefined ? undefined : oneLine(given)
      return written(id, () => {
        const known = byId.get(id)
        if (known?.target_kind === 'note') return noteOf(known)
        if (known) return fail('CONFLICT', 'Another note has this id already. It was left as it is.')
        if (templateId === undefined) return noteOf(begin(id, title ?? '', begun ?? EMPTY, null))
        const copy = fromTemplate(existing(templateId), title)
        return noteOf(begin(id, copy.title, copy.state, null))
      })
    },
    rename: (id, title) =>
      written(id, () => {
        const row = existing(id)
        const name = oneLine(title)
        return noteOf(row.title === name ? row : setTitle.get(name, deps.now(), deps.device, id)!)
      }),
    trash(id) {
      written(id, () => {
        if (existing(id).trashed_at === null) setTrashed.run(deps.now(), id)
      })
    },
    untrash(id) {
      written(id, () => {
        const row = existing(id)
        if (row.trashed_at === null) return
        // Meanwhile the day may have another note.
        if (row.day !== null && ofDay.get(row.day)) forgetDay.run(id)
        setTrashed.run(null, id)
      })
    },
    setTemplate: (id, template) =>
      written(id, () => {
        existing(id)
        if (template === 'daily') noMoreDaily.run(id)
        return noteOf(setTemplateOf.get(template, deps.now(), id)!)
      }),
    daily(date) {
      const known = ofDay.get(date)
      if (known) return noteOf(known)
      const id = deps.newId()
      return written(id, () => {
        const meanwhile = ofDay.get(date)
        if (meanwhile) return noteOf(meanwhile)
        const template = dailyTemplate.get()
        const state = template ? fromTemplate(template, date, date).state : EMPTY
        return noteOf(begin(id, date, state, date))
      })
    },
  }
}

function oneLine(title: string): string {
  return title.replaceAll(/\s+/g, ' ').trim()
}
