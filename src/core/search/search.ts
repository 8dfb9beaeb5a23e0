// One box over everything: articles, highlights, notes and entity names, best first, each hit with the passage it opens at.
import type { Database } from 'better-sqlite3'
import type { SearchHit } from '../../contract/model.ts'
import { parseQuery } from './parse-query.ts'
import { ELLIPSIS, locate, MATCH_END, MATCH_START, runsOf } from './snippet.ts'

export interface Search {
  /** At most `limit` hits, best first, and how many there are in all. */
  query(input: { query: string; limit: number }): { hits: SearchHit[]; total: number }
}

interface ArticleHitRow {
  id: string
  title: string
  site_name: string | null
  published_at: number | null
  text: string
  marked_title: string
  marked_text: string
}

interface ItemHitRow {
  kind: 'highlight' | 'note' | 'entity'
  id: string
  marked: string
  rank: number
}

/** What the rooms that own them know about an item that matched. */
export interface SearchDeps {
  /** Where an item opens, or null when it is not shown any more. */
  place: (
    kind: ItemHitRow['kind'],
    id: string,
  ) => Pick<
    SearchHit,
    'id' | 'articleId' | 'entityId' | 'noteId' | 'title' | 'siteName' | 'publishedAt' | 'range'
  > | null
}

/** A name matched is most likely what was looked for: the first few entities stand before the articles. */
const ENTITIES_FIRST = 3
const MARKS = `'${MATCH_START}', '${MATCH_END}', '${ELLIPSIS}'`

/**
 * Search over the tables of schema.ts.
 * @param db an open library
 * @param deps how an item's place is found
 */
export function createSearch(db: Database, deps: SearchDeps): Search {
  const articles = db.prepare<
    [string, number],
    ArticleHitRow
  >(`SELECT a.id, a.title, a.site_name, a.published_at, a.text,
      snippet(article_fts, 0, ${MARKS}, 64) AS marked_title, snippet(article_fts, 2, ${MARKS}, 28) AS marked_text
    FROM article_fts JOIN article a ON a.key = article_fts.rowid
    WHERE article_fts MATCH ? AND a.trashed_at IS NULL AND article_fts.rank MATCH 'bm25(10.0, 4.0, 1.0)'
    ORDER BY article_fts.rank LIMIT ?`)
  const articleCount = db
    .prepare<[string], number>(
      `SELECT count(*) FROM article_fts
    JOIN article a ON a.key = article_fts.rowid WHERE article_fts MATCH ? AND a.trashed_at IS NULL`,
    )
    .pluck()
  const items = db.prepare<
    [string, number],
    ItemHitRow
  >(`SELECT i.kind, i.id, snippet(search_item_fts, 0, ${MARKS}, 28) AS marked,
      search_item_fts.rank FROM search_item_fts JOIN search_item i ON i.key = search_item_fts.rowid
    WHERE search_item_fts MATCH ? ORDER BY search_item_fts.rank LIMIT ?`)

  function articleHit(row: ArticleHitRow): SearchHit {
    const inText = row.marked_text.includes(MATCH_START)
    return {
      kind: 'article',
      id: row.id,
      articleId: row.id,
      title: row.title,
      siteName: row.site_name,
      publishedAt: row.published_at,
      snippet: runsOf(inText ? row.marked_text : row.marked_title),
      range: inText ? locate(row.text, row.marked_text) : null,
    }
  }

  function itemHits(expression: string, limit: number): SearchHit[] {
    const seen = new Set<string>()
    return items.all(expression, limit).flatMap((row) => {
      const place = deps.place(row.kind, row.id)
      if (!place || seen.has(`${row.kind} ${place.id}`)) return []
      seen.add(`${row.kind} ${place.id}`)
      return [{ kind: row.kind, ...place, snippet: runsOf(row.marked) }]
    })
  }

  return {
    query({ query, limit }) {
      const expression = parseQuery(query)
      if (expression === null) return { hits: [], total: 0 }
      const found = itemHits(expression, 4 * limit)
      const entities = found.filter((hit) => hit.kind === 'entity')
      const passages = found.filter((hit) => hit.kind !== 'entity')
      // The user's own words are few and wanted: articles leave them up to a third of the places.
      const kept = Math.min(passages.length, Math.floor(limit / 3))
      const first = entities.slice(0, ENTITIES_FIRST)
      const hits = [
        ...first,
        ...articles.all(expression, Math.max(1, limit - kept - first.length)).map(articleHit),
        ...passages,
        ...entities.slice(ENTITIES_FIRST),
      ]
      return { hits: hits.slice(0, limit), total: (articleCount.get(expression) ?? 0) + found.length }
    },
  }
}
