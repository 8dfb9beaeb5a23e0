// What may be meant while `[[` is typed: notes, entities and articles by their names, best first, in one list.
import type { Database } from 'better-sqlite3'
import type { EntitySummary } from '../../contract/model.ts'
import { NoteFindInput } from '../../contract/note-model.ts'
import type { NamedReference, NoteReference } from '../../contract/note-model.ts'
import type { Describe } from './described.ts'
import { fold, matchAllWords } from './words.ts'

export interface FindDeps {
  describe: Describe
  /** Entities by name or alias, best first. */
  findEntities: (query: string, limit: number) => EntitySummary[]
}

/** Among equally good names, the user's own words come first. */
const KINDS = ['note', 'entity', 'article'] as const
type Kind = (typeof KINDS)[number]

/**
 * Makes the search for what to refer to.
 * @param db an open library
 * @param deps what things are called, and how entities are found
 * @returns a function of what was typed; what is in the trash, and templates, are not found
 */
export function createFindReferences(db: Database, deps: FindDeps): (input: NoteFindInput) => NamedReference[] {
  const notes = db.prepare<[], { id: string; title: string }>(
    `SELECT id, title FROM note INDEXED BY note_listed WHERE target_kind = 'note' AND trashed_at IS NULL AND template IS NULL AND title <> ''
     ORDER BY updated_at DESC, id`,
  )
  const articles = db
    .prepare<[string, number], string>(
      `SELECT a.id FROM article_fts JOIN article a ON a.key = article_fts.rowid
       WHERE article_fts MATCH ? AND a.trashed_at IS NULL ORDER BY article_fts.rank LIMIT ?`,
    )
    .pluck()
  const lastRead = db
    .prepare<[number], string>(
      `SELECT id FROM article WHERE trashed_at IS NULL AND opened_at IS NOT NULL ORDER BY opened_at DESC LIMIT ?`,
    )
    .pluck()

  const find: Record<Kind, (query: string, limit: number) => NoteReference[]> = {
    note(query, limit) {
      const typed = fold(query)
      const words = typed.split(' ')
      const found = notes.all().map(({ id, title }) => ({ id, name: ` ${fold(title)}` }))
      const saying = typed === '' ? found : found.filter(({ name }) => words.every((word) => name.includes(` ${word}`)))
      // The best may not be the newest.
      const ranked = saying.map(({ id, name }) => ({ id, rank: typed === '' ? 0 : rankOf(name.trim(), typed) }))
      return ranked
        .toSorted((a, b) => b.rank - a.rank)
        .slice(0, limit)
        .map(({ id }) => ({ kind: 'note', id }))
    },
    entity: (query, limit) =>
      query.trim() === '' ? [] : deps.findEntities(query, limit).map(({ id }) => ({ kind: 'entity', id })),
    article(query, limit) {
      const match = matchAllWords(query)
      const ids = match === null ? lastRead.all(limit) : articles.all(`title : (${match})`, limit)
      return ids.map((id) => ({ kind: 'article', id }))
    },
  }

  return (input) => {
    const { query, kinds = KINDS, limit } = NoteFindInput.parse(input)
    const found = KINDS.filter((kind) => kinds.includes(kind)).flatMap((kind) => find[kind](query, limit))
    const named = found.flatMap((reference) => deps.describe(reference) ?? [])
    const typed = fold(query)
    if (typed === '') return named.slice(0, limit)
    const order = named.toSorted((a, b) => rankOf(fold(b.label), typed) - rankOf(fold(a.label), typed))
    return order.slice(0, limit)
  }
}

/** How near a folded name is to what was typed: the same, beginning with it, having a word that does, or only its words. */
function rankOf(name: string, typed: string): number {
  if (name === typed) return 3
  if (name.startsWith(typed)) return 2
  return ` ${name}`.includes(` ${typed}`) ? 1 : 0
}
