// Tags of articles: names, compared without regard to case, written as the user first wrote them.
import type { Database } from 'better-sqlite3'

export interface Tags {
  of(articleId: string): string[]
  ofMany(articleIds: string[]): Map<string, string[]>
  /** Replaces an article's tags; blanks and repeats are dropped. Call it inside a transaction. */
  set(articleId: string, names: readonly string[]): void
  /** All tags in use outside the trash, with the number of articles, by name. */
  counts(): { name: string; count: number }[]
}

/** Tags over the table `article_tag` of an open library. */
export function createTags(db: Database): Tags {
  const one = db.prepare<[string], string>('SELECT name FROM article_tag WHERE article_id = ? ORDER BY name').pluck()
  const many = db.prepare<[string], { article_id: string; name: string }>(
    'SELECT article_id, name FROM article_tag WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY name',
  )
  const clear = db.prepare('DELETE FROM article_tag WHERE article_id = ?')
  const spelling = db.prepare<[string], string>('SELECT name FROM article_tag WHERE name = ? LIMIT 1').pluck()
  const add = db.prepare('INSERT OR IGNORE INTO article_tag (article_id, name) VALUES (?, ?)')
  const counts = db.prepare<[], { name: string; count: number }>(`SELECT name, count(*) AS count FROM article_tag
    JOIN article ON article.id = article_tag.article_id WHERE trashed_at IS NULL GROUP BY name ORDER BY name`)
  return {
    of: (articleId) => one.all(articleId),
    ofMany(articleIds) {
      const found = new Map<string, string[]>()
      for (const { article_id: id, name } of many.all(JSON.stringify(articleIds))) {
        found.set(id, [...(found.get(id) ?? []), name])
      }
      return found
    },
    set(articleId, names) {
      clear.run(articleId)
      for (const name of names.map((each) => each.trim().replaceAll(/\s+/g, ' ')).filter(Boolean)) {
        add.run(articleId, spelling.get(name) ?? name)
      }
    },
    counts: () => counts.all(),
  }
}
