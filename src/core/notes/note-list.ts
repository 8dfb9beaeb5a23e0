// The list of the notes that stand alone: a page of it, how many there are, and their tags.
import type { Database } from 'better-sqlite3'
import { NoteListInput } from '../../contract/note-model.ts'
import type { NoteList, NoteSummary } from '../../contract/note-model.ts'
import type { NoteLinks } from './note-links.ts'
import type { NoteRow } from './note-rows.ts'
import { matchAllWords } from './words.ts'

type SummaryRow = Pick<NoteRow, 'id' | 'title' | 'template' | 'day' | 'created_at' | 'updated_at' | 'trashed_at'> & {
  beginning: string
}

/** Left to itself SQLite takes the index of targets, and reads every note for the rest. */
const LISTED = 'note n INDEXED BY note_listed'
const VIEWS = {
  notes: 'n.trashed_at IS NULL AND n.template IS NULL',
  templates: 'n.trashed_at IS NULL AND n.template IS NOT NULL',
  trash: 'n.trashed_at IS NOT NULL',
}
const SORTS = {
  changed: 'n.updated_at DESC, n.id DESC',
  created: 'n.created_at DESC, n.id DESC',
  // Those without a name last; a title that begins with a quotation stands under its first letter.
  title: `n.title = '', ltrim(n.title, ' "“”„‘’«»‹›(¿¡…') COLLATE NOCASE, n.id`,
}
/** Of the text, for its first words: UTF-16 code units, more than are shown as white space goes. */
const BEGINNING = 400
const EXCERPT = 200

/**
 * Makes the list.
 * @param db a database with the tables of `standaloneNotesSchema`
 * @param links for the tags
 */
export function createNoteList(db: Database, links: Pick<NoteLinks, 'tagsOf'>): (input: NoteListInput) => NoteList {
  const counts = db.prepare<[], NoteList['counts']>(`SELECT
    ${Object.entries(VIEWS)
      .map(([view, where]) => `count(*) FILTER (WHERE ${where}) AS "${view}"`)
      .join(', ')} FROM ${LISTED} WHERE n.target_kind = 'note'`)
  const tags = db.prepare<[], { name: string; count: number }>(`SELECT t.name, count(*) AS count FROM note_tag t
    JOIN note n ON n.id = t.note_id WHERE n.target_kind = 'note' AND n.trashed_at IS NULL GROUP BY t.name ORDER BY t.name`)

  return (input) => {
    const { view, query, tag, sort, limit, offset } = NoteListInput.parse(input)
    const where = [`n.target_kind = 'note'`, VIEWS[view]]
    const bound: Record<string, string | number> = {}
    const match = matchAllWords(query)
    if (tag !== undefined) {
      where.push('EXISTS (SELECT 1 FROM note_tag t WHERE t.note_id = n.id AND t.name = @tag)')
      bound['tag'] = tag
    }
    if (match !== null && view === 'trash') {
      // What is in the trash is not in the index.
      for (const [index, word] of (query.match(/[\p{L}\p{N}]+/gu) ?? []).entries()) {
        where.push(`instr(lower(n.title || ' ' || n.text), @word${String(index)}) > 0`)
        bound[`word${String(index)}`] = word.toLowerCase()
      }
    } else if (match !== null) {
      where.push(`n.id IN (SELECT i.id FROM search_item_fts JOIN search_item i ON i.key = search_item_fts.rowid
        WHERE search_item_fts MATCH @match AND i.kind = 'note')`)
      bound['match'] = match
    }
    const order = view === 'trash' && sort === 'changed' ? 'n.trashed_at DESC, n.id DESC' : SORTS[sort]
    const from = `FROM ${LISTED} WHERE ${where.join(' AND ')}`
    const rows = db
      .prepare<[Record<string, string | number>], SummaryRow>(
        `SELECT n.id, n.title, n.template, n.day, n.created_at, n.updated_at, n.trashed_at,
         substr(n.text, 1, ${String(BEGINNING)}) AS beginning ${from} ORDER BY ${order} LIMIT @limit OFFSET @offset`,
      )
      .all({ ...bound, limit, offset })
    const total = db.prepare<[typeof bound], number>(`SELECT count(*) ${from}`).pluck().get(bound) ?? 0
    const named = links.tagsOf(rows.map(({ id }) => id))
    return {
      items: rows.map((row) => summaryOf(row, named.get(row.id) ?? [])),
      total,
      counts: counts.get()!,
      tags: tags.all(),
    }
  }
}

function summaryOf(row: SummaryRow, tags: string[]): NoteSummary {
  return {
    id: row.id,
    title: row.title ?? '',
    excerpt: row.beginning.replaceAll(/\s+/g, ' ').trim().slice(0, EXCERPT),
    tags,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    trashedAt: row.trashed_at,
    ...(row.template === null ? {} : { template: row.template }),
    ...(row.day === null ? {} : { day: row.day }),
  }
}
