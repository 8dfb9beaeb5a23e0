// Tags of highlights: names, compared without regard to case, written as the user first wrote them.
import type { Database } from 'better-sqlite3'

export interface HighlightTags {
  /** By name. */
  of(highlightId: string): string[]
  /** Replaces a highlight's tags; blanks and repeats are dropped. Returns whether they are different now. */
  set(highlightId: string, names: readonly string[]): boolean
}

/**
 * Tags over the table `highlight_tag` of an open library.
 * @param db a database with the table of `highlightTagsSchema`
 */
export function createHighlightTags(db: Database): HighlightTags {
  const of = db.prepare<[string], string>('SELECT name FROM highlight_tag WHERE highlight_id = ? ORDER BY name').pluck()
  const clear = db.prepare('DELETE FROM highlight_tag WHERE highlight_id = ?')
  // A tag that an article has is spelt the same here.
  const spelling = db
    .prepare<[string, string], string>(
      `SELECT name FROM (SELECT name, 1 AS place FROM highlight_tag WHERE name = ?
       UNION ALL SELECT name, 2 FROM article_tag WHERE name = ?) ORDER BY place LIMIT 1`,
    )
    .pluck()
  const add = db.prepare('INSERT OR IGNORE INTO highlight_tag (highlight_id, name) VALUES (?, ?)')
  return {
    of: (highlightId) => of.all(highlightId),
    set(highlightId, names) {
      const before = of.all(highlightId)
      const wanted = names
        .map((name) => name.trim().replaceAll(/\s+/g, ' '))
        .filter(Boolean)
        .map((name) => spelling.get(name, name) ?? name)
      clear.run(highlightId)
      for (const name of wanted) add.run(highlightId, name)
      return of.all(highlightId).join('\n') !== before.join('\n')
    },
  }
}
