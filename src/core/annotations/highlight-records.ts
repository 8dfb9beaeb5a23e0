// Highlights as records that leave nothing out, for the library's own file.
import type { Database } from 'better-sqlite3'
import { createTableRows } from '../library/table-rows.ts'
import type { TableRecord } from '../library/table-rows.ts'
import { quoteOf } from '../../text/quote.ts'
import { anchorQuotes } from './anchor.ts'

/** What a record says of its place, beside much else. */
export interface PlacedRecord extends TableRecord {
  id: string
  start: number
  end: number
  exact: string
  prefix: string
  suffix: string
  status: 'anchored' | 'uncertain' | 'orphan'
}

export interface HighlightRecords {
  /** The live highlights of an article with their `tags`, in document order. */
  read(articleId: string): TableRecord[]
  /**
   * Puts in a highlight that is not there, where its words are in the text of that article. Call it inside a transaction.
   * Returns whether it was put in.
   * @param texts the text that its range is of, and the article's text here
   */
  insert(articleId: string, record: PlacedRecord, texts: { former: string; now: string }): boolean
}

/** Highlight records over the tables of this folder; `deps.device` is who writes. */
export function createHighlightRecords(db: Database, deps: { device: string }): HighlightRecords {
  const highlights = createTableRows(db, deps.device, {
    table: 'highlight',
    order: 'start, "end", created_at, id',
    flags: ['settled'],
  })
  const tags = createTableRows(db, deps.device, { table: 'highlight_tag', order: 'name' })
  return {
    read: (articleId) =>
      highlights.read('article_id = ? AND removed_at IS NULL', articleId).map((record) => {
        const { articleId: _article, removedAt: _removed, ...rest } = record
        return { ...rest, tags: tags.read('highlight_id = ?', String(record['id'])).map(({ name }) => name) }
      }),
    insert(articleId, record, texts) {
      const placed = texts.former === texts.now && isTrue(record, texts.now) ? record : placedAnew(record, texts)
      if (!highlights.insert({ ...placed, articleId, removedAt: null })) return false
      for (const name of (record['tags'] as string[] | undefined) ?? []) tags.insert({ highlightId: record.id, name })
      return true
    },
  }
}

/** Whether an anchored record's words are where it says; those without a sure place are as they were. */
function isTrue({ status, start, end, exact }: PlacedRecord, text: string): boolean {
  return status !== 'anchored' || text.slice(start, end) === exact
}

/** Where the words are in a text that is not the one they were marked in. */
function placedAnew(record: PlacedRecord, { former, now }: { former: string; now: string }): PlacedRecord {
  const { start, end, exact, prefix, suffix } = record
  const quote = { exact, prefix, suffix }
  const known = former.slice(start, end) === exact && former !== now ? former : undefined
  const [anchor] = anchorQuotes(now, [{ quote, range: { start, end } }], known)
  const lost = {
    lastStart: start,
    lastEnd: end,
    oldBefore: record['oldBefore'] ?? prefix,
    oldAfter: record['oldAfter'] ?? suffix,
    settled: false,
  }
  const found = { score: null, lastStart: null, lastEnd: null, oldBefore: '', oldAfter: '', settled: false }
  switch (anchor?.kind) {
    case 'kept':
      return { ...record, ...found, status: 'anchored' }
    case 'moved':
      return { ...record, ...anchor.range, ...quoteOf(now, anchor.range), ...found, status: 'anchored' }
    case 'unsure':
      return { ...record, ...lost, ...anchor.range, score: anchor.score, status: 'uncertain' }
    default:
      return { ...record, ...lost, score: null, status: 'orphan' }
  }
}
