// What the formats of one file read from a library, and what a format is.
import { setImmediate } from 'node:timers/promises'
import type { ExportOptions } from '../../contract/export-model.ts'
import type { Article, Highlight, Note, NoteTarget } from '../../contract/model.ts'

/** The library as exporters see it. Everything is asked for when its turn comes, article by article. */
export interface LibraryToExport {
  article(id: string): Article
  /** In document order. */
  highlights(articleId: string): readonly Highlight[]
  note(target: NoteTarget): Note | null
  /** The bytes of `assets/…`; null when the file is missing. */
  asset(path: string): Promise<Uint8Array | null>
}

/** What goes into one file. */
export interface Selection {
  /** The articles, the one added first first. */
  articleIds: readonly string[]
  /** Whether no filter left anything out, so that what belongs to no article goes along too. */
  whole: boolean
  options: ExportOptions
  /** Told after each article; throws Failure CANCELLED when the export is to stop. */
  after(counts: { articles: number; highlights: number; notes: number }): void
  /** UTC ms, as the date of the export. */
  now: number
}

/** Writes a format: pieces of the file, in order. What it yields is text in UTF-8 or bytes. */
export type FormatWriter = (library: LibraryToExport, selection: Selection) => AsyncGenerator<string | Uint8Array>

/** An article with what the user put on it, gathered. */
export interface Annotated {
  article: Article
  highlights: readonly Highlight[]
  /** Null when there is none, or it has no words. */
  articleNote: Note | null
  /** By highlight id; without empty ones. */
  highlightNotes: ReadonlyMap<string, Note>
}

/**
 * Collects an article's highlights and notes.
 * @throws Failure NOT_FOUND when there is no such article
 */
export function annotated(library: LibraryToExport, articleId: string): Annotated {
  const highlights = library.highlights(articleId)
  const notes = highlights.flatMap(({ id, noteText }) => {
    const note = noteText === '' ? null : written(library.note({ kind: 'highlight', id }))
    return note ? [[id, note] as const] : []
  })
  return {
    article: library.article(articleId),
    highlights,
    articleNote: written(library.note({ kind: 'article', id: articleId })),
    highlightNotes: new Map(notes),
  }
}

/** After so many articles whoever else waits has a turn: most of the work is done without waiting for anything. */
const AT_ONCE = 20

/** Goes through the articles of a selection with what the user put on each, and tells of each when it is done. */
export async function* annotatedArticles(
  library: LibraryToExport,
  selection: Selection,
): AsyncGenerator<Annotated, void> {
  for (const [index, id] of selection.articleIds.entries()) {
    if (index % AT_ONCE === 0) await setImmediate()
    const one = annotated(library, id)
    yield one
    selection.after({ articles: 1, ...countsOf(one) })
  }
}

/** How many highlights and notes are on an article. */
export function countsOf({ highlights, highlightNotes, articleNote }: Annotated): {
  highlights: number
  notes: number
} {
  return { highlights: highlights.length, notes: highlightNotes.size + (articleNote === null ? 0 : 1) }
}

/** The paths of the pictures of an article and of the notes on it, each once. */
export function picturePaths({ article, highlightNotes, articleNote }: Annotated): string[] {
  const texts = [article.html, articleNote?.state ?? '', ...[...highlightNotes.values()].map(({ state }) => state)]
  const paths = texts.flatMap((text) => text.match(/assets\/[0-9a-f]{2}\/[0-9a-f]{62}\.[a-z0-9]{1,5}/g) ?? [])
  return [...new Set(paths)]
}

function written(note: Note | null): Note | null {
  return note === null || note.text.trim() === '' ? null : note
}
