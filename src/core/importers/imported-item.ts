// What a reader of another app's export gives: one bookmark, article or note with everything that belonged to it there.
import type { ArticleState, HighlightColour } from '../../contract/model.ts'

/** A highlight as another app knew it: its words, where they stood if it said so, and what the user put on it. */
export interface ImportedHighlight {
  /** The words themselves. */
  exact: string
  /** What stood before and after them; empty when the export does not say. */
  prefix: string
  suffix: string
  /** UTF-16 offset in the text as the other app saw it, a hint only; null when it does not say. */
  start: number | null
  colour: HighlightColour | null
  /** The note on it, as Markdown; empty for none. */
  note: string
  tags: string[]
  /** UTC ms; null when unknown. */
  createdAt: number | null
  /** Its id in the other app, by which a second import knows it again; null when it has none. */
  foreignId: string | null
}

/** The text of an article, where the export holds it. */
export type ImportedContent =
  { kind: 'html'; html: string } | { kind: 'markdown'; markdown: string } | { kind: 'text'; text: string }

export interface ImportedItem {
  /** Where it stands in the export, for the report: `line 12`, `bookmarks[3]`, `content/a-slug.html`. */
  at: string
  /** Its id in the other app; null when it has none. */
  foreignId: string | null
  url: string | null
  title: string | null
  byline: string | null
  siteName: string | null
  excerpt: string | null
  lang: string | null
  /** UTC ms; null when unknown. */
  publishedAt: number | null
  addedAt: number | null
  state: ArticleState | null
  favourite: boolean
  /** How much was read, 0 to 1; null when unknown. */
  progress: number | null
  tags: string[]
  /** The note on the whole, as Markdown; empty for none. */
  note: string
  highlights: ImportedHighlight[]
  /** Null where the export has only the address. */
  content: ImportedContent | null
}

/** A row that cannot be read; the rest comes in. */
export interface BrokenRow {
  at: string
  /** A sentence: what is wrong and what to do. */
  problem: string
}

/** A reader of one format. It streams, so that a large export never lies in memory twice. */
export interface ImportFormat {
  /** As `--format` takes it: `pocket`, `readwise`. */
  id: string
  /** As the user knows it: `Pocket (CSV, zip or HTML)`. */
  name: string
  /** Whether this is that format, by its header or keys, never by the file's name alone; how sure, 0 to 1. */
  recognise(file: ImportFile): number | Promise<number>
  /** Its items in their order; throws Failure BAD_INPUT only when nothing of the file can be read. */
  read(file: ImportFile): AsyncIterable<ImportedItem | BrokenRow>
}

/** The file that the user chose. */
export interface ImportFile {
  name: string
  /** Bytes. */
  size: number
  /** All of it. */
  bytes(): Promise<Uint8Array>
}
