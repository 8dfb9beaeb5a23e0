// Highlights over the whole library, filtered and in an order; reads articles and notes in joins.
import type { Database } from 'better-sqlite3'
import type { HighlightColour, HighlightFilter, HighlightLibrary, HighlightOrder } from '../../contract/model.ts'

interface Found {
  id: string
  title: string
  site_name: string | null
}

export interface LibraryPage {
  found: { id: string; title: string; siteName: string | null }[]
  total: number
  all: number
  toReview: number
  tags: HighlightLibrary['tags']
  articles: HighlightLibrary['articles']
}

const SHOWN = `highlight h JOIN article a ON a.id = h.article_id AND a.trashed_at IS NULL
  LEFT JOIN note n ON n.target_kind = 'highlight' AND n.target_id = h.id WHERE h.removed_at IS NULL`

const FILTER = `(@colours IS NULL OR h.colour IN (SELECT value FROM json_each(@colours)))
  AND (@tag IS NULL OR EXISTS (SELECT 1 FROM highlight_tag t WHERE t.highlight_id = h.id AND t.name = @tag))
  AND (@hasNote IS NULL OR (coalesce(n.text, '') <> '') = @hasNote)
  AND (@articleId IS NULL OR h.article_id = @articleId)
  AND (@review IS NULL OR (h.status <> 'anchored' AND (@review = 'all' OR h.settled = 0)))
  AND (@text IS NULL OR holds_words(@text, h.exact || char(10) || coalesce(n.text, '') || char(10) || a.title || char(10)
    || coalesce((SELECT group_concat(t.name, char(10)) FROM highlight_tag t WHERE t.highlight_id = h.id), '')))`

const IN_ARTICLE = 'a.added_at DESC, a.id, h.start, h."end", h.id'
const ORDERS: Record<HighlightOrder, string> = {
  article: IN_ARTICLE,
  date: 'h.created_at DESC, h.id DESC',
  colour: `instr('yellow green blue pink purple', h.colour), ${IN_ARTICLE}`,
  tag: `(SELECT min(t.name) FROM highlight_tag t WHERE t.highlight_id = h.id) NULLS LAST, ${IN_ARTICLE}`,
}

/**
 * Prepares the list over the whole library.
 * @param db an open library
 * @returns a function that gives the ids of one page with their articles, and what there is to filter by
 */
export function createHighlightLibrary(db: Database) {
  db.function('holds_words', { deterministic: true }, (words: string, text: string) =>
    holdsWords(words, text) ? 1 : 0,
  )
  const pages = Object.fromEntries(
    Object.entries(ORDERS).map(([order, by]) => [
      order,
      db.prepare<[Record<string, unknown>], Found>(
        `SELECT h.id, a.title, a.site_name FROM ${SHOWN} AND ${FILTER} ORDER BY ${by} LIMIT @limit OFFSET @offset`,
      ),
    ]),
  )
  const total = db.prepare<[Record<string, unknown>], number>(`SELECT count(*) FROM ${SHOWN} AND ${FILTER}`).pluck()
  const all = db.prepare<[], number>(`SELECT count(*) FROM ${SHOWN}`).pluck()
  const toReview = db
    .prepare<[], number>(`SELECT count(*) FROM ${SHOWN} AND h.status <> 'anchored' AND h.settled = 0`)
    .pluck()
  const tags = db.prepare<[], { name: string; count: number }>(
    `SELECT t.name, count(*) AS count FROM highlight_tag t JOIN highlight h ON h.id = t.highlight_id AND h.removed_at IS NULL
     JOIN article a ON a.id = h.article_id AND a.trashed_at IS NULL GROUP BY t.name ORDER BY t.name`,
  )
  const articles = db.prepare<[], { id: string; title: string; count: number }>(
    `SELECT a.id, a.title, count(*) AS count FROM ${SHOWN} GROUP BY a.id ORDER BY a.title COLLATE NOCASE, a.id`,
  )

  return (input: HighlightFilter & { order: HighlightOrder; limit: number; offset: number }): LibraryPage => {
    const filter = {
      colours: colourList(input.colours),
      tag: input.tag ?? null,
      hasNote: input.hasNote === undefined ? null : Number(input.hasNote),
      articleId: input.articleId ?? null,
      review: input.review ?? null,
      text: input.text?.trim() ? input.text : null,
    }
    const { limit, offset } = input
    return {
      found: pages[input.order]!.all({ ...filter, limit, offset }).map(({ id, title, site_name: siteName }) => ({
        id,
        title,
        siteName,
      })),
      total: total.get(filter) ?? 0,
      all: all.get() ?? 0,
      toReview: toReview.get() ?? 0,
      tags: tags.all(),
      articles: articles.all(),
    }
  }
}

function colourList(colours: readonly HighlightColour[] | undefined): string | null {
  return colours === undefined || colours.length === 0 ? null : JSON.stringify(colours)
}

let lastWords = ''
let lastParts: string[] = []

/** Whether a text holds every word of a query somewhere, without regard to case and accents. */
function holdsWords(words: string, text: string): boolean {
  if (words !== lastWords) {
    lastWords = words
    lastParts = folded(words)
      .split(/\s+/)
      .map((word) => word.replace(/^#/, ''))
      .filter(Boolean)
  }
  const within = folded(text)
  return lastParts.every((part) => within.includes(part))
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
