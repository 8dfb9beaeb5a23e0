// The tables of imports: what each was and made, for its report and for undoing it, and under which names things came in.
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import type {
  ImportCounts,
  ImportEntry,
  ImportFormatName,
  ImportReport,
  ImportReportInput,
  ImportRun,
  ImportStatus,
} from '../../contract/import-model.ts'

/** What an import did to something, in the order in which it did it. */
export interface Made {
  kind: 'article' | 'highlight' | 'note' | 'note-words' | 'tags' | 'favourite' | 'text'
  targetId: string
  before: string | null
  after: string | null
}

export interface ImportRuns {
  begin(format: ImportFormatName, fileName: string): string
  /** Writes down how far it is, or how it ended. */
  set(id: string, status: ImportStatus, counts: ImportCounts): void
  /** Throws Failure NOT_FOUND. */
  get(id: string): ImportRun
  /** Newest first. */
  list(limit: number): ImportRun[]
  report(input: ImportReportInput): ImportReport
  addMade(runId: string, made: Made): void
  addEntry(runId: string, entry: ImportEntry): void
  /** What a run made, the last first. */
  made(runId: string): Made[]
  /** Whether a run, or any when null, made it. */
  isMade(runId: string | null, targetId: string): boolean
  /** Whether a run made this article. */
  madeArticle(runId: string, articleId: string): boolean
  /** What a run left of something that it made, by which a change since is seen. */
  mark(runId: string, targetId: string): string | null | undefined
  /** The marks that imports left on an article, to be written anew after its text was fetched. */
  restamp(articleId: string, from: string, to: string): void
  known(name: string): string | undefined
  /** Remembers a name; the last meaning holds. */
  remember(runId: string, name: string, targetId: string): void
  /** Forgets what a run made and the names that it remembered: it is undone. */
  forget(runId: string): void
}

interface RunRow {
  id: string
  format: string
  format_name: string
  file_name: string
  started_at: number
  status: ImportStatus
  counts: string
}

export const NO_COUNTS: ImportCounts = {
  items: 0,
  added: 0,
  merged: 0,
  known: 0,
  trashed: 0,
  broken: 0,
  linksOnly: 0,
  notes: 0,
  placed: 0,
  uncertain: 0,
  lost: 0,
  waiting: 0,
}

/** Of so many imports the rows are kept. */
const REPORTS_KEPT = 10

const SHOWN: Record<NonNullable<ImportReportInput['show']>, string> = {
  all: 'true',
  highlights: 'placed + uncertain + lost + waiting > 0',
  problems: "(outcome = 'broken' OR problem IS NOT NULL OR uncertain + lost > 0)",
}

/**
 * The imports of a library.
 * @param db a database with the tables of `importSchema`
 * @param deps clock, ids and this device's id
 */
export function createImportRuns(
  db: Database,
  deps: { now: () => number; newId: () => string; device: string },
): ImportRuns {
  const add =
    db.prepare(`INSERT INTO import_run (id, format, format_name, file_name, started_at, status, counts, device)
    VALUES (?, ?, ?, ?, ?, 'running', ?, ?)`)
  const prune = db.prepare(`DELETE FROM import_entry WHERE run_id NOT IN
    (SELECT id FROM import_run ORDER BY started_at DESC, id DESC LIMIT ${String(REPORTS_KEPT)})`)
  const set = db.prepare('UPDATE import_run SET status = ?, counts = ? WHERE id = ?')
  const byId = db.prepare<[string], RunRow>('SELECT * FROM import_run WHERE id = ?')
  const newest = db.prepare<[number], RunRow>('SELECT * FROM import_run ORDER BY started_at DESC, id DESC LIMIT ?')
  const addMade = db.prepare('INSERT INTO import_made (run_id, kind, target_id, before, after) VALUES (?, ?, ?, ?, ?)')
  const madeBy = db.prepare<[string], Made>(
    'SELECT kind, target_id AS targetId, before, after FROM import_made WHERE run_id = ? ORDER BY key DESC',
  )
  const isMade = db
    .prepare<[{ targetId: string; runId: string | null }], number>(
      `SELECT 1 FROM import_made WHERE target_id = @targetId AND (@runId IS NULL OR run_id = @runId)
       AND kind IN ('article', 'highlight', 'note') LIMIT 1`,
    )
    .pluck()
  const madeArticle = db
    .prepare<[string, string], number>(
      "SELECT 1 FROM import_made WHERE target_id = ? AND run_id = ? AND kind = 'article' LIMIT 1",
    )
    .pluck()
  const mark = db
    .prepare<[string, string], string | null>(
      'SELECT after FROM import_made WHERE target_id = ? AND run_id = ? ORDER BY key DESC LIMIT 1',
    )
    .pluck()
  const restamp = db.prepare("UPDATE import_made SET after = ? WHERE target_id = ? AND kind = 'article' AND after = ?")
  const addEntry = db.prepare(`INSERT INTO import_entry
    (run_id, at, article_id, title, outcome, problem, placed, uncertain, lost, waiting)
    VALUES (@runId, @at, @articleId, @title, @outcome, @problem, @placed, @uncertain, @lost, @waiting)`)
  const totals = db.prepare<[string], ImportReport['totals']>(
    `SELECT count(*) AS "all", count(*) FILTER (WHERE ${SHOWN.highlights}) AS highlights,
     count(*) FILTER (WHERE ${SHOWN.problems}) AS problems FROM import_entry WHERE run_id = ?`,
  )
  const known = db.prepare<[string], string>('SELECT target_id FROM import_known WHERE name = ?').pluck()
  const remember = db.prepare('INSERT OR REPLACE INTO import_known (name, run_id, target_id) VALUES (?, ?, ?)')
  const forgetMade = db.prepare('DELETE FROM import_made WHERE run_id = ?')
  const forgetKnown = db.prepare('DELETE FROM import_known WHERE run_id = ?')

  const get = (id: string): ImportRun =>
    runOf(byId.get(id) ?? fail('NOT_FOUND', 'That import is not in the library any more.'))

  return {
    begin(format, fileName) {
      const id = deps.newId()
      add.run(id, format.id, format.name, fileName, deps.now(), JSON.stringify(NO_COUNTS), deps.device)
      prune.run()
      return id
    },
    set(id, status, counts) {
      set.run(status, JSON.stringify(counts), id)
    },
    get,
    list: (limit) => newest.all(limit).map(runOf),
    report({ runId, show = 'all', limit = 100, offset = 0 }) {
      const entries = db
        .prepare<[string, number, number], ImportEntry>(
          `SELECT at, iif(EXISTS (SELECT 1 FROM article WHERE id = article_id), article_id, NULL) AS articleId, title, outcome,
           problem, placed, uncertain, lost, waiting FROM import_entry
           WHERE run_id = ? AND ${SHOWN[show]} ORDER BY key LIMIT ? OFFSET ?`,
        )
        .all(runId, limit, offset)
      return { run: get(runId), entries, totals: totals.get(runId)! }
    },
    addMade(runId, { kind, targetId, before, after }) {
      addMade.run(runId, kind, targetId, before, after)
    },
    addEntry(runId, entry) {
      addEntry.run({ ...entry, runId })
    },
    made: (runId) => madeBy.all(runId),
    isMade: (runId, targetId) => isMade.get({ runId, targetId }) === 1,
    madeArticle: (runId, articleId) => madeArticle.get(articleId, runId) === 1,
    mark: (runId, targetId) => mark.get(targetId, runId),
    restamp(articleId, from, to) {
      restamp.run(to, articleId, from)
    },
    known: (name) => known.get(name),
    remember(runId, name, targetId) {
      remember.run(name, runId, targetId)
    },
    forget(runId) {
      forgetMade.run(runId)
      forgetKnown.run(runId)
    },
  }
}

function runOf(row: RunRow): ImportRun {
  return {
    id: row.id,
    format: { id: row.format, name: row.format_name },
    fileName: row.file_name,
    startedAt: row.started_at,
    status: row.status,
    counts: { ...NO_COUNTS, ...(JSON.parse(row.counts) as Partial<ImportCounts>) },
  }
}
