// The statements of the table `highlight`, prepared once.
import type { Database } from 'better-sqlite3'
import type { Highlight, HighlightColour, TextQuoteSelector, TextRange } from '../../contract/model.ts'

export interface HighlightRow {
  id: string
  article_id: string
  start: number
  end: number
  exact: string
  prefix: string
  suffix: string
  colour: HighlightColour
  status: Highlight['status']
  /** See `highlightReviewSchema`. */
  score: number | null
  last_start: number | null
  last_end: number | null
  old_before: string
  old_after: string
  settled: 0 | 1
  created_at: number
  updated_at: number
  removed_at: number | null
}

/** What a row holds of its place. */
export type AnchorState = Pick<
  HighlightRow,
  | 'id'
  | 'start'
  | 'end'
  | 'exact'
  | 'prefix'
  | 'suffix'
  | 'status'
  | 'score'
  | 'last_start'
  | 'last_end'
  | 'old_before'
  | 'old_after'
  | 'settled'
>

const COLUMNS = `id, article_id, start, "end", exact, prefix, suffix, colour, status, score, last_start, last_end, old_before,
  old_after, settled, created_at, updated_at, removed_at`
const ORDER = 'start, "end", created_at, id'

/** Prepares the statements; the table has to exist. Times are UTC ms. */
export function prepareHighlightRows(db: Database) {
  return {
    byId: db.prepare<[string], HighlightRow>(`SELECT ${COLUMNS} FROM highlight WHERE id = ?`),
    /** Removed ones too: they have to find their place again when they are restored. */
    ofArticle: db.prepare<[string], HighlightRow>(
      `SELECT ${COLUMNS} FROM highlight WHERE article_id = ? ORDER BY ${ORDER}`,
    ),
    liveOfArticle: db.prepare<[string], HighlightRow>(
      `SELECT ${COLUMNS} FROM highlight WHERE article_id = ? AND removed_at IS NULL ORDER BY ${ORDER}`,
    ),
    live: db.prepare<[], HighlightRow>(
      `SELECT ${COLUMNS} FROM highlight WHERE removed_at IS NULL ORDER BY article_id, ${ORDER}`,
    ),
    counts: db.prepare<[], { article_id: string; count: number }>(
      'SELECT article_id, count(*) AS count FROM highlight WHERE removed_at IS NULL GROUP BY article_id',
    ),
    at: db.prepare<[string, number, number], HighlightRow>(
      `SELECT ${COLUMNS} FROM highlight WHERE article_id = ? AND start = ? AND "end" = ?
       AND removed_at IS NULL AND status = 'anchored' ORDER BY ${ORDER} LIMIT 1`,
    ),
    countIn: db
      .prepare<[string, number, number], number>(
        `SELECT count(*) FROM highlight WHERE article_id = ? AND start < ? AND "end" > ?
         AND removed_at IS NULL AND status <> 'orphan'`,
      )
      .pluck(),
    insert: db.prepare<
      [
        { id: string; articleId: string; colour: HighlightColour; now: number; device: string } & TextRange &
          TextQuoteSelector,
      ]
    >(
      `INSERT INTO highlight (id, article_id, start, "end", exact, prefix, suffix, colour, created_at, updated_at, device)
       VALUES (@id, @articleId, @start, @end, @exact, @prefix, @suffix, @colour, @now, @now, @device)`,
    ),
    setColour: db.prepare<[HighlightColour, number, string, string]>(
      'UPDATE highlight SET colour = ?, updated_at = ?, device = ? WHERE id = ?',
    ),
    setAnchor: db.prepare<[AnchorState & { now: number; device: string }]>(
      `UPDATE highlight SET start = @start, "end" = @end, exact = @exact, prefix = @prefix, suffix = @suffix,
       status = @status, score = @score, last_start = @last_start, last_end = @last_end, old_before = @old_before,
       old_after = @old_after, settled = @settled, updated_at = @now, device = @device WHERE id = @id`,
    ),
    touch: db.prepare<[number, string, string]>('UPDATE highlight SET updated_at = ?, device = ? WHERE id = ?'),
    setRemoved: db.prepare<[number | null, number, string, string]>(
      'UPDATE highlight SET removed_at = ?, updated_at = ?, device = ? WHERE id = ?',
    ),
  }
}
