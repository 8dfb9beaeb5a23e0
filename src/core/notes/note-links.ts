// What notes refer to and what they are tagged with, kept with every save; and so, which notes refer to something.
import type { Database } from 'better-sqlite3'
import type { NoteLine, NoteReference, NoteWithLines } from '../../contract/note-model.ts'
import { referencesOf, tagsOf } from '../../rich-text/note-references.ts'
import type { Describe } from './described.ts'
import type { NoteRow } from './note-rows.ts'
import { passagesOf } from './passages.ts'
import type { Passage } from './passages.ts'
import { lineAround, matchTitle, titlePattern } from './words.ts'

/** The newest are listed; more than so many are read by nobody. */
const MOST_LISTED = 200
/** Of one note so many lines are shown. */
const MOST_LINES = 20

export interface NoteLinks {
  /** Writes down what a state refers to and its tags; call it inside the transaction that saves the state. */
  write(noteId: string, state: string): void
  /** By name. */
  tagsOf(noteIds: readonly string[]): Map<string, string[]>
  /**
   * The notes that refer to something, and the lines where they do: the newest first, without those in the trash or on what
   * is there. To refer to a highlight is to refer to its article, and to an entity to the one that it is part of.
   */
  backlinks(reference: NoteReference): NoteWithLines[]
  /** The notes that say the title of a note and do not link to it, with the first place where they could; the newest first. */
  unlinked(noteId: string): NoteWithLines[]
}

type NoteAndTarget = Pick<NoteRow, 'id' | 'target_kind' | 'target_id' | 'title' | 'state' | 'updated_at'>

const COLUMNS = 'n.id, n.target_kind, n.target_id, n.title, n.state, n.updated_at'
/** For each kind, the ids that count as `@id`. */
const SAME: Record<NoteReference['kind'], string> = {
  note: "l.kind = 'note' AND l.target_id = @id",
  article: `(l.kind = 'article' AND l.target_id = @id
    OR l.kind = 'highlight' AND l.target_id IN (SELECT id FROM highlight WHERE article_id = @id))`,
  entity: `l.kind = 'entity' AND l.target_id IN
    (SELECT e.id FROM entity e WHERE e.root_id = (SELECT root_id FROM entity WHERE id = @id))`,
  highlight: "l.kind = 'highlight' AND l.target_id = @id",
}

/**
 * The links of the notes of a library.
 * @param db a database with the tables of `standaloneNotesSchema`
 * @param describe what things are called
 */
export function createNoteLinks(db: Database, describe: Describe): NoteLinks {
  const links = db.prepare<[string], NoteReference>(
    'SELECT kind, target_id AS id FROM note_link WHERE note_id = ? ORDER BY kind, target_id',
  )
  const unlink = db.prepare('DELETE FROM note_link WHERE note_id = ?')
  const link = db.prepare('INSERT OR IGNORE INTO note_link (note_id, kind, target_id) VALUES (?, ?, ?)')
  const tags = db.prepare<[string], string>('SELECT name FROM note_tag WHERE note_id = ? ORDER BY name').pluck()
  const untag = db.prepare('DELETE FROM note_tag WHERE note_id = ?')
  const tag = db.prepare('INSERT OR IGNORE INTO note_tag (note_id, name) VALUES (?, ?)')
  const tagsOfMany = db.prepare<[string], { id: string; name: string }>(
    'SELECT note_id AS id, name FROM note_tag WHERE note_id IN (SELECT value FROM json_each(?)) ORDER BY name',
  )
  const referring = prepareEach(
    (same) => `SELECT DISTINCT l.note_id FROM note_link l JOIN note n ON n.id = l.note_id WHERE ${same}
      AND n.trashed_at IS NULL AND NOT (n.target_kind = @kind AND n.target_id = @id)
      ORDER BY n.updated_at DESC, n.id LIMIT ${String(MOST_LISTED)}`,
  )
  const meant = prepareEach((same) => `SELECT DISTINCT l.kind || ' ' || l.target_id FROM note_link l WHERE ${same}`)
  const byId = db.prepare<[string], NoteAndTarget>(`SELECT ${COLUMNS} FROM note n WHERE n.id = ?`)
  const saying = db.prepare<[{ match: string; id: string }], NoteAndTarget>(
    `SELECT ${COLUMNS} FROM search_item_fts JOIN search_item i ON i.key = search_item_fts.rowid JOIN note n ON n.id = i.id
     WHERE search_item_fts MATCH @match AND i.kind = 'note' AND n.id <> @id AND n.trashed_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM note_link l WHERE l.note_id = n.id AND l.kind = 'note' AND l.target_id = @id)
     ORDER BY n.updated_at DESC, n.id LIMIT ${String(MOST_LISTED)}`,
  )

  function prepareEach(sql: (same: string) => string) {
    const prepared = (kind: NoteReference['kind']) => db.prepare<[NoteReference], string>(sql(SAME[kind])).pluck()
    return {
      note: prepared('note'),
      article: prepared('article'),
      entity: prepared('entity'),
      highlight: prepared('highlight'),
    }
  }

  /** Null when what it stands on is gone or in the trash. */
  function withLines(row: NoteAndTarget, lines: NoteLine[]): NoteWithLines | null {
    const target = { kind: row.target_kind, id: row.target_id }
    const place = describe(target)
    if (place === null || place.trashed || lines.length === 0) return null
    const title = target.kind === 'highlight' ? (place.detail ?? '') : place.label
    const { articleId, range } = place
    return {
      noteId: row.id,
      target,
      title,
      articleId,
      range,
      updatedAt: row.updated_at,
      lines: lines.slice(0, MOST_LINES),
    }
  }

  return {
    write(noteId, state) {
      const wanted = referencesOf(state)
      const keys = (all: readonly NoteReference[]) =>
        all
          .map(({ kind, id }) => `${kind} ${id}`)
          .toSorted()
          .join('\n')
      if (keys(wanted) !== keys(links.all(noteId))) {
        unlink.run(noteId)
        for (const { kind, id } of wanted) link.run(noteId, kind, id)
      }
      const names = tagsOf(state)
      if (names.toSorted().join('\n') !== tags.all(noteId).toSorted().join('\n')) {
        untag.run(noteId)
        for (const name of names) tag.run(noteId, name)
      }
    },
    tagsOf(noteIds) {
      const found = new Map<string, string[]>()
      for (const { id, name } of tagsOfMany.all(JSON.stringify(noteIds)))
        found.set(id, [...(found.get(id) ?? []), name])
      return found
    },
    backlinks(reference) {
      const same = new Set(meant[reference.kind].all(reference))
      return referring[reference.kind].all(reference).flatMap((id) => {
        const row = byId.get(id)
        const found = row && withLines(row, linesReferring(passagesOf(row.state), same))
        return found ? [found] : []
      })
    },
    unlinked(noteId) {
      const own = describe({ kind: 'note', id: noteId })
      const match = own === null ? null : matchTitle(own.label)
      if (own === null || match === null) return []
      const pattern = titlePattern(own.label)
      return saying.all({ match, id: noteId }).flatMap((row) => {
        const line = firstSaying(passagesOf(row.state), pattern)
        const found = line && withLines(row, [line])
        return found ? [found] : []
      })
    },
  }
}

/** The lines that refer to one of some things, each once. */
function linesReferring(passages: readonly Passage[], same: ReadonlySet<string>): NoteLine[] {
  const lines: NoteLine[] = []
  for (const { text, references } of passages) {
    for (const { kind, id, start, end } of references) {
      if (!same.has(`${kind} ${id}`)) continue
      const line = lineAround(text, { start, end })
      const marks = [{ start: line.start, end: line.end }]
      const before = lines.at(-1)
      if (before?.text === line.text) before.marks.push(...marks)
      else lines.push({ text: line.text, marks })
    }
  }
  return lines
}

function firstSaying(passages: readonly Passage[], pattern: RegExp): NoteLine | null {
  for (const { text, free } of passages) {
    for (const run of free) {
      const match = pattern.exec(text.slice(run.start, run.end))
      if (match === null) continue
      const start = run.start + match.index
      const line = lineAround(text, { start, end: start + match[0].length })
      return { text: line.text, marks: [{ start: line.start, end: line.end }] }
    }
  }
  return null
}
