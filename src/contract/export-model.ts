// What the contract says of exports into one file: formats, what goes in, where it goes, and what came of it.
import { z } from 'zod'
import { ArticleState, Id } from './model.ts'

/** Formats of one file; Markdown files in a folder are an export of their own. */
export const ExportFormat = z.enum([
  'json',
  'html',
  'epub',
  'w3c',
  'hypothesis',
  'readwise',
  'csv',
  'bibtex',
  'csl-json',
])
export type ExportFormat = z.infer<typeof ExportFormat>

/** Which articles; every one outside the trash when nothing is said. All that is said has to hold. */
export const ExportFilter = z.object({
  articleIds: z.array(Id).optional(),
  tag: z.string().min(1).optional(),
  state: ArticleState.optional(),
  favourite: z.boolean().optional(),
  /** Only those with a highlight or a note. */
  annotated: z.boolean().optional(),
  /** Words as the search takes them, in articles, highlights and notes. */
  query: z.string().optional(),
})
export type ExportFilter = z.infer<typeof ExportFilter>

/** What some formats let the user choose; the others pay no attention. */
export const ExportOptions = z.object({
  /** HTML, EPUB, JSON: with the pictures. */
  pictures: z.boolean().default(true),
  /** HTML, EPUB: with the highlights and notes. */
  annotations: z.boolean().default(true),
  /** JSON: with the texts that articles had before. */
  versions: z.boolean().default(true),
  /** CSV: begins with a byte order mark, by which Excel knows the text for UTF-8. */
  bom: z.boolean().default(false),
})
export type ExportOptions = z.infer<typeof ExportOptions>

export const ExportFileInput = z.object({
  format: ExportFormat,
  filter: ExportFilter.default({}),
  options: ExportOptions.partial().default({}),
  /** The file to write, or a folder for it; `~/` is the user's home. Null: the bytes come as events, for a download. */
  path: z.string().nullable(),
  /** Whether a file that is there is written over; refused (CONFLICT) otherwise. */
  replace: z.boolean().default(false),
})
/** What a caller gives: what has a default may be left out. */
export type ExportFileInput = z.input<typeof ExportFileInput>

export const ExportFileReport = z.object({
  /** Where it was written; null for a download. */
  path: z.string().nullable(),
  /** The name of the file, with its ending. */
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.int(),
  articles: z.int(),
  highlights: z.int(),
  notes: z.int(),
})
export type ExportFileReport = z.infer<typeof ExportFileReport>

export const ExportFileEvent = z.discriminatedUnion('type', [
  /** So many articles of all. */
  z.object({ type: z.literal('progress'), done: z.int(), total: z.int() }),
  /** Of a download: the next bytes. */
  z.object({ type: z.literal('bytes'), base64: z.string() }),
  ExportFileReport.extend({ type: z.literal('done') }),
])
export type ExportFileEvent = z.infer<typeof ExportFileEvent>

/** What came in from a library file, and what did not. */
export const LibraryFileReport = z.object({
  /** Articles that were not there, and those that were and got something. */
  articles: z.object({ added: z.int(), merged: z.int() }),
  highlights: z.int(),
  /** Notes that were put in, and those that were set below another on the same thing. */
  notes: z.object({ added: z.int(), joined: z.int() }),
  entities: z.int(),
  decisions: z.int(),
  pictures: z.int(),
  /** Records that were left out, the first of them: where they stand, and what is wrong. */
  broken: z.array(z.object({ at: z.string(), problem: z.string() })),
  brokenCount: z.int(),
})
export type LibraryFileReport = z.infer<typeof LibraryFileReport>

export const LibraryFileEvent = z.discriminatedUnion('type', [
  /** So many records. */
  z.object({ type: z.literal('progress'), done: z.int() }),
  z.object({ type: z.literal('done'), report: LibraryFileReport }),
])
export type LibraryFileEvent = z.infer<typeof LibraryFileEvent>
