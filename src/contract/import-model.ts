// What both sides say to each other about bringing other apps' exports in: preview, progress, report, undo.
import { z } from 'zod'
import { ArticleState, Id } from './model.ts'

/** A file to import: one on the core's own disk, or what was handed over piece by piece. */
export const ImportSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string().min(1) }),
  z.object({ kind: z.literal('upload'), uploadId: Id }),
])
export type ImportSource = z.infer<typeof ImportSource>

/** A format that can be read: as `--format` takes it, and as people know it. */
export const ImportFormatName = z.object({ id: z.string(), name: z.string() })
export type ImportFormatName = z.infer<typeof ImportFormatName>

/** A row of the file that could not be read. */
export const ImportBroken = z.object({ at: z.string(), problem: z.string() })
export type ImportBroken = z.infer<typeof ImportBroken>

/** What an import would do, without having done any of it. */
export const ImportPreview = z.object({
  format: ImportFormatName,
  fileName: z.string(),
  /** Articles in the file; those that are new, those in the library already, and of these those in the trash. */
  items: z.int(),
  fresh: z.int(),
  known: z.int(),
  trashed: z.int(),
  highlights: z.int(),
  notes: z.int(),
  tags: z.int(),
  /** How many articles come with their text, and how many new ones are addresses only. */
  withText: z.int(),
  linksOnly: z.int(),
  brokenCount: z.int(),
  /** The first of them. */
  broken: z.array(ImportBroken),
  /** The first articles, to recognise them by. */
  first: z.array(
    z.object({
      at: z.string(),
      title: z.string(),
      url: z.string().nullable(),
      state: ArticleState.nullable(),
      tags: z.array(z.string()),
      highlights: z.int(),
      known: z.boolean(),
    }),
  ),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const ImportOptions = z.object({
  /** Where articles go whose state the export does not say. */
  state: ArticleState.default('inbox'),
  /** A tag that every article of this import gets. */
  tag: z.string().trim().max(100).nullable().default(null),
})
export type ImportOptions = z.input<typeof ImportOptions>

/** What an import came to. Counts of articles, then of highlights. */
export const ImportCounts = z.object({
  /** Read so far. */
  items: z.int(),
  added: z.int(),
  /** In the library before, and given what was new. */
  merged: z.int(),
  /** In the library before, with nothing new. */
  known: z.int(),
  /** In the trash, and left there. */
  trashed: z.int(),
  broken: z.int(),
  /** Articles that came without their text. */
  linksOnly: z.int(),
  notes: z.int(),
  /** Highlights: found for sure, likely, not found in the text, and those whose article has no text yet. */
  placed: z.int(),
  uncertain: z.int(),
  lost: z.int(),
  waiting: z.int(),
})
export type ImportCounts = z.infer<typeof ImportCounts>

/** `stopped`: by the user or an end of the app; what had come in is complete. `undoing`: an undo that has not ended. */
export const ImportStatus = z.enum(['running', 'done', 'stopped', 'undoing', 'undone'])
export type ImportStatus = z.infer<typeof ImportStatus>

export const ImportRun = z.object({
  id: Id,
  format: ImportFormatName,
  fileName: z.string(),
  startedAt: z.number(),
  status: ImportStatus,
  counts: ImportCounts,
})
export type ImportRun = z.infer<typeof ImportRun>

/** What became of one article or row of the file; those with nothing new are only counted. */
export const ImportEntry = z.object({
  at: z.string(),
  articleId: Id.nullable(),
  title: z.string(),
  outcome: z.enum(['added', 'merged', 'trashed', 'broken']),
  /** Of a broken row, or of a text that could not be read: what is wrong. */
  problem: z.string().nullable(),
  placed: z.int(),
  uncertain: z.int(),
  lost: z.int(),
  waiting: z.int(),
})
export type ImportEntry = z.infer<typeof ImportEntry>

/** `problems`: broken rows and articles with highlights that are not placed for sure. `highlights`: all with highlights. */
export const ImportReportInput = z.object({
  runId: Id,
  show: z.enum(['all', 'highlights', 'problems']).default('all'),
  limit: z.int().min(1).max(1000).default(100),
  offset: z.int().nonnegative().default(0),
})
export type ImportReportInput = z.input<typeof ImportReportInput>

export const ImportReport = z.object({
  run: ImportRun,
  entries: z.array(ImportEntry),
  /** How many there are in all three views. */
  totals: z.object({ all: z.int(), highlights: z.int(), problems: z.int() }),
})
export type ImportReport = z.infer<typeof ImportReport>

export const ImportPreviewEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), items: z.int() }),
  z.object({ type: z.literal('done'), preview: ImportPreview }),
])
export type ImportPreviewEvent = z.infer<typeof ImportPreviewEvent>

export const ImportEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begun'), runId: Id }),
  z.object({ type: z.literal('progress'), counts: ImportCounts }),
  z.object({ type: z.literal('done'), run: ImportRun }),
])
export type ImportEvent = z.infer<typeof ImportEvent>

/** What an undo took out and what it left alone, as the user had changed it since. */
export const ImportUndone = z.object({
  run: ImportRun,
  articles: z.int(),
  highlights: z.int(),
  notes: z.int(),
  kept: z.array(z.object({ articleId: Id, title: z.string(), why: z.string() })),
  keptCount: z.int(),
})
export type ImportUndone = z.infer<typeof ImportUndone>

export const ImportUndoEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), done: z.int(), total: z.int() }),
  z.object({ type: z.literal('done'), undone: ImportUndone }),
])
export type ImportUndoEvent = z.infer<typeof ImportUndoEvent>

/** How far fetching the texts of articles is that have none yet. */
export const FetchTextsEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    done: z.int(),
    failed: z.int(),
    total: z.int(),
    /** What is being fetched. */
    title: z.string().nullable(),
  }),
  z.object({
    type: z.literal('done'),
    done: z.int(),
    failures: z.array(z.object({ articleId: Id, title: z.string(), problem: z.string() })),
    failed: z.int(),
    total: z.int(),
  }),
])
export type FetchTextsEvent = z.infer<typeof FetchTextsEvent>
