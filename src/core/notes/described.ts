// What the things are called that notes stand on and refer to, as of now.
import type { Database } from 'better-sqlite3'
import type { NamedReference, NoteReference } from '../../contract/note-model.ts'
import type { EntityKind, HighlightColour } from '../../contract/model.ts'

/** Null for what is not in the library any more: deleted, rejected, never there. What is in the trash says so. */
export type Describe = (reference: NoteReference) => NamedReference | null

interface ArticleRow {
  title: string
  siteName: string | null
  trashedAt: number | null
}
interface HighlightRow {
  exact: string
  colour: HighlightColour
  start: number
  end: number
  articleId: string
  title: string
  trashedAt: number | null
}

const NOWHERE = { detail: null, articleId: null, range: null }
const inTrash = (trashedAt: number | null) => (trashedAt === null ? {} : { trashed: true as const })

/**
 * Makes the function that knows the names.
 * @param db an open library
 */
export function createDescribe(db: Database): Describe {
  const article = db.prepare<[string], ArticleRow>(
    'SELECT title, site_name AS siteName, trashed_at AS trashedAt FROM article WHERE id = ?',
  )
  const highlight = db.prepare<[string], HighlightRow>(`SELECT h.exact, h.colour, h.start, h."end", a.id AS articleId,
    a.title, a.trashed_at AS trashedAt FROM highlight h JOIN article a ON a.id = h.article_id
    WHERE h.id = ? AND h.removed_at IS NULL`)
  const entity = db.prepare<[string], { name: string; kind: EntityKind }>(`SELECT r.name, r.kind FROM entity e
    JOIN entity r ON r.id = e.root_id WHERE e.id = ? AND r.rejected = 0`)
  const note = db.prepare<[string], { title: string; trashedAt: number | null }>(
    "SELECT title, trashed_at AS trashedAt FROM note WHERE id = ? AND target_kind = 'note'",
  )

  return (reference) => {
    const { kind, id } = reference
    if (kind === 'note') {
      const row = note.get(id)
      return row ? { kind, id, label: row.title, ...NOWHERE, ...inTrash(row.trashedAt) } : null
    }
    if (kind === 'entity') {
      const row = entity.get(id)
      return row ? { kind, id, label: row.name, ...NOWHERE, entityKind: row.kind } : null
    }
    if (kind === 'article') {
      const row = article.get(id)
      if (!row) return null
      return { kind, id, label: row.title, detail: row.siteName, articleId: id, range: null, ...inTrash(row.trashedAt) }
    }
    const row = highlight.get(id)
    if (!row) return null
    const { exact, title, colour, articleId, start, end } = row
    return {
      kind,
      id,
      label: exact,
      detail: title,
      articleId,
      range: { start, end },
      colour,
      ...inTrash(row.trashedAt),
    }
  }
}
