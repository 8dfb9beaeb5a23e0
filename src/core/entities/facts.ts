// What the library's own articles say of an entity: its roles, each with where it is said, brought together over time.
import type { Database } from 'better-sqlite3'
import type { EntityRole } from '../../contract/entity-model.ts'
import type { TextRange } from '../../contract/model.ts'

/** Words of an article that say who or what an entity is, and where they stand. */
export interface Fact extends TextRange {
  text: string
}

export interface Facts {
  /** Writes down what an article says of an entity. Call it inside a transaction, after `clear`. */
  add(articleId: string, entityId: string, facts: readonly Fact[]): void
  /** Forgets what an article says of anyone. */
  clear(articleId: string): void
  /** The roles of an entity and of those merged into it, the newest first; at most `MOST_ROLES`. */
  roles(rootId: string): EntityRole[]
}

/** Beyond these a list of roles is no reading any more. */
export const MOST_ROLES = 60
/** So many places of a role are named. */
const MOST_SOURCES = 8

interface FactRow extends TextRange {
  key: string
  text: string
  articleId: string
  at: number
}

/**
 * The key under which the same role in different articles is one: without case, points, and what leads in.
 * @param text a role as an article has it, such as `the former U.S. President`
 * @returns the folded words, `former us president`
 */
export function factKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/(?<=\p{L})\.(?=\p{L}|$|\s)/gu, '')
    .replaceAll(/[^\p{L}\p{N}&+’']+/gu, ' ')
    .trim()
    .replace(/^(?:an?|the|his|her|its|their|our) (?=\S)/, '')
}

/**
 * The facts of a library, over `entity_fact`.
 * @param db an open library
 */
export function createFacts(db: Database): Facts {
  const add = db.prepare(`INSERT INTO entity_fact (entity_id, article_id, start, "end", text, key)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`)
  const clear = db.prepare('DELETE FROM entity_fact WHERE article_id = ?')
  const ofRoot = db.prepare<
    [{ root: string }],
    FactRow
  >(`SELECT f.key, f.text, f.article_id AS articleId, f.start, f."end", coalesce(a.published_at, a.added_at) AS at
    FROM entity e JOIN entity_fact f ON f.entity_id = e.id JOIN article a ON a.id = f.article_id AND a.trashed_at IS NULL
    WHERE e.root_id = @root AND NOT EXISTS (SELECT 1 FROM entity_decision d JOIN entity de ON de.id = d.entity_id
      WHERE d.action = 'reject' AND d.article_id = f.article_id AND d.undone_at IS NULL AND de.root_id = @root)
    ORDER BY at DESC, f.article_id, f.start`)

  return {
    add(articleId, entityId, facts) {
      for (const { start, end, text } of facts) {
        const key = factKey(text)
        if (key) add.run(entityId, articleId, start, end, text, key)
      }
    },
    clear(articleId) {
      clear.run(articleId)
    },
    roles(root) {
      const groups = Map.groupBy(ofRoot.all({ root }), (row) => row.key)
      return [...groups.values()].slice(0, MOST_ROLES).map(roleOf)
    },
  }
}

/** Rows of one role, the newest first. */
function roleOf(rows: readonly FactRow[]): EntityRole {
  const newest = rows[0]!
  return {
    text: newest.text,
    articleCount: new Set(rows.map(({ articleId }) => articleId)).size,
    first: rows.at(-1)!.at,
    last: newest.at,
    sources: rows.slice(0, MOST_SOURCES).map(({ articleId, start, end }) => ({ articleId, start, end })),
  }
}
