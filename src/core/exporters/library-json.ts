// Writes the library's own file: everything in it, so that a library can be made of it again without loss.
import { setImmediate } from 'node:timers/promises'
import { markdownOf } from '../../rich-text/note-markdown.ts'
import type { HighlightRecords } from '../annotations/highlight-records.ts'
import type { EntityRecords } from '../entities/entity-records.ts'
import type { ArticleRecords } from '../library/article-records.ts'
import type { NoteRecord, NoteRecords } from '../notes/note-records.ts'
import { LIBRARY_FILE_VERSION } from './library-file.ts'
import type { FormatWriter, Selection } from './library-to-export.ts'

/** The rooms, as the file has them. */
export interface LibraryRecords {
  articles: ArticleRecords
  highlights: HighlightRecords
  notes: NoteRecords
  entities: EntityRecords
  settings: () => Record<string, unknown>
  /** The version of the app. */
  app: string
}

const PICTURE = /assets\/[0-9a-f]{2}\/[0-9a-f]{62}\.[a-z0-9]{1,5}/g

/**
 * A writer of the library's own file: a record a line, pictures first, then entities, articles with their highlights, notes,
 * and decisions. Without a filter all of the library goes in, the trash too.
 */
export function libraryWriter(records: LibraryRecords): FormatWriter {
  return async function* (library, selection) {
    const { options, whole } = selection
    const articleIds = whole ? records.articles.ids() : [...selection.articleIds]
    const noteIds = notesOf(records, articleIds, whole)
    const named = whole ? null : articleIds
    yield head(records, selection)
    yield* list('assets', async function* () {
      for (const path of options.pictures ? picturesOf(records, named, noteIds) : []) {
        const bytes = await library.asset(path)
        if (bytes) yield { path, base64: Buffer.from(bytes).toString('base64') }
      }
    })
    const entityIds = records.entities.ids(named)
    yield* list('entities', () => each(entityIds, (id) => records.entities.read(id)))
    yield* list('articles', async function* () {
      for await (const id of each(articleIds, (one) => one)) {
        const article = records.articles.read(id, options.versions)
        const highlights = records.highlights.read(id)
        if (article) yield { ...article, highlights, analysis: records.entities.analysis(id) }
        selection.after({ articles: 1, highlights: highlights.length, notes: 0 })
      }
    })
    const note = (id: string) => {
      selection.after({ articles: 0, highlights: 0, notes: 1 })
      return withMarkdown(records.notes.read(id, options.versions))
    }
    yield* list('notes', () => each(noteIds, note))
    const decisions = records.entities.decisions(whole ? null : { entityIds, articleIds })
    yield* list('decisions', () => each(decisions, (one) => one))
    yield '\n}\n'
  }
}

function head(records: LibraryRecords, { now }: Selection): string {
  const facts = {
    format: 'commonplace',
    version: LIBRARY_FILE_VERSION,
    exportedAt: new Date(now).toISOString(),
    app: records.app,
    settings: records.settings(),
  }
  return JSON.stringify(facts).slice(0, -1)
}

async function* list(name: string, items: () => AsyncIterable<object>): AsyncGenerator<string> {
  yield `,\n"${name}":[`
  let before = '\n'
  for await (const item of items()) {
    yield `${before}${JSON.stringify(item)}`
    before = ',\n'
  }
  yield '\n]'
}

/** Now and then whoever else waits has a turn. */
async function* each<Item, Result>(
  items: Iterable<Item>,
  of: (item: Item) => Result | undefined,
): AsyncGenerator<Result> {
  let count = 0
  for (const item of items) {
    if ((count += 1) % 50 === 0) await setImmediate()
    const result = of(item)
    if (result !== undefined) yield result
  }
}

/** Of some articles only the notes on them and on their highlights. */
function notesOf(records: LibraryRecords, articleIds: readonly string[], whole: boolean): string[] {
  if (whole) return records.notes.ids()
  return articleIds.flatMap((articleId) => {
    const onHighlights = records.highlights.read(articleId).map(({ id }) => records.notes.on('highlight', String(id)))
    return [records.notes.on('article', articleId), ...onHighlights].flatMap((note) => note?.id ?? [])
  })
}

function picturesOf(
  records: LibraryRecords,
  articleIds: readonly string[] | null,
  noteIds: readonly string[],
): string[] {
  const inNotes = noteIds.flatMap((id) => records.notes.read(id, false)?.state.match(PICTURE) ?? [])
  return [...new Set([...records.articles.pictures(articleIds), ...inNotes])].sort()
}

function withMarkdown(note: NoteRecord | undefined): object | undefined {
  return note && { ...note, markdown: markdownOf(note.state) }
}
