// Gives the formats of one file what they need from the other rooms: which articles, under which name, and the library; and
// gives the library's own file its way back.
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Database } from 'better-sqlite3'
import { fail } from '../contract/failure.ts'
import { ExportFilter, ExportOptions } from '../contract/export-model.ts'
import type { ExportFileEvent, ExportFileInput, ExportFormat, LibraryFileEvent } from '../contract/export-model.ts'
import type { ChangeEvent } from '../contract/model.ts'
import { createHighlightRecords } from './annotations/highlight-records.ts'
import type { Highlights } from './annotations/highlights.ts'
import { createEntityRecords } from './entities/entity-records.ts'
import { exportFile } from './exporters/export-file.ts'
import { fileNameOf } from './exporters/file-name.ts'
import { FORMATS } from './exporters/formats.ts'
import type { Format } from './exporters/formats.ts'
import { libraryWriter } from './exporters/library-json.ts'
import type { LibraryRecords } from './exporters/library-json.ts'
import type { LibraryToExport } from './exporters/library-to-export.ts'
import { importLibraryFile } from './importers/library-json.ts'
import { createArticleRecords } from './library/article-records.ts'
import type { Articles } from './library/articles.ts'
import { ASSET_PATH } from './library/assets.ts'
import type { Assets } from './library/assets.ts'
import type { SettingsStore } from './library/settings.ts'
import { createNoteRecords } from './notes/note-records.ts'
import type { Notes } from './notes/notes.ts'
import type { Search } from './search/search.ts'

export interface FileExportDeps {
  db: Database
  /** The library's folder. */
  folder: string
  articles: Articles
  highlights: Highlights
  notes: Notes
  /** The articles that a filter lets through; throws when that is none. */
  articlesIn: (filter: ExportFilter) => string[]
  settings: SettingsStore
  now: () => number
  newId: () => string
  device: string
  /** The version of the app. */
  version: string
}

/** The settings that belong to a library rather than to a window or a computer. */
const OF_WINDOW = new Set(['libraryPane', 'companionPane', 'exportFolder'])
/** So many hits of a search are looked at. */
const MOST_HITS = 50_000

/** The records of a library: what its own file is written from and read into. */
export function libraryRecords(
  deps: Omit<FileExportDeps, 'articles' | 'highlights' | 'notes' | 'articlesIn'>,
): LibraryRecords {
  const { db } = deps
  return {
    articles: createArticleRecords(db, deps),
    highlights: createHighlightRecords(db, deps),
    notes: createNoteRecords(db, deps),
    entities: createEntityRecords(db, deps),
    settings: () => Object.fromEntries(Object.entries(deps.settings.get()).filter(([name]) => !OF_WINDOW.has(name))),
    app: deps.version,
  }
}

/**
 * Export into one file, over the rooms of an open library.
 * @param deps the rooms, clock and ids
 * @returns what `export.file` of the contract answers; see `exportFile` for what it throws, and BAD_INPUT when the filter
 *   lets nothing through
 */
export function createFileExport(
  deps: FileExportDeps,
): (input: ExportFileInput, signal?: AbortSignal) => AsyncGenerator<ExportFileEvent, void> {
  const { articles, highlights, notes } = deps
  const library: LibraryToExport = {
    article: articles.get,
    highlights: highlights.list,
    note: notes.get,
    async asset(path) {
      if (!ASSET_PATH.test(path)) return null
      return readFile(join(deps.folder, path)).catch(() => null)
    },
  }
  const own: Format = {
    extension: 'json',
    mediaType: 'application/json',
    write: libraryWriter(libraryRecords(deps)),
  }
  const formatOf = (format: ExportFormat): Format => (format === 'json' ? own : FORMATS[format])

  return async function* (input, signal) {
    const format = formatOf(input.format)
    const filter = ExportFilter.parse(input.filter ?? {})
    const whole = Object.values(filter).every((one) => one === undefined)
    const articleIds = whole ? articles.ids() : deps.articlesIn(filter)
    if (articleIds.length === 0 && input.format !== 'json') {
      fail('BAD_INPUT', 'There is nothing to export yet: the library has no articles.')
    }
    const now = deps.now()
    yield* exportFile({
      format,
      library,
      selection: { articleIds, whole, options: ExportOptions.parse(input.options ?? {}), now },
      name: `${nameOf(articleIds, articles, now)}.${format.extension}`,
      path: input.path,
      replace: input.replace ?? false,
      signal,
    })
  }
}

export interface LibraryFileImportDeps extends Omit<FileExportDeps, 'highlights' | 'notes' | 'articlesIn'> {
  assets: Assets
  changed: (event: ChangeEvent) => void
  /** What came in is to be read for names. */
  analyse: () => void
}

/**
 * Import of the library's own file, over the rooms of an open library.
 * @param deps the rooms, clock and ids
 * @returns what `library.putIn` of the contract answers; see `importLibraryFile` for what it throws, and NOT_FOUND or
 *   NO_ACCESS for the path
 */
export function createLibraryFileImport(
  deps: LibraryFileImportDeps,
): (path: string, signal?: AbortSignal) => AsyncGenerator<LibraryFileEvent, void> {
  const { db, articles } = deps
  const records = libraryRecords(deps)
  return async function* (path, signal) {
    const bytes = await bytesOf(path)
    yield* importLibraryFile(
      bytes,
      {
        records,
        atOnce: (work) => db.transaction(work).immediate(),
        findDuplicate: articles.findDuplicate,
        text: articles.text,
        batch: () => deps.assets.batch(),
        applySettings: (settings) => deps.settings.set(settings),
        changed() {
          for (const topic of ['articles', 'highlights', 'notes', 'entities'] as const) {
            deps.changed({ topic, articleId: null })
          }
          deps.analyse()
        },
      },
      signal,
    )
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(path.trim().replace(/^~(?=$|[/\\])/, homedir())))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return fail('NOT_FOUND', `There is no file ${path}. Nothing was imported.`)
    throw error
  }
}

/**
 * Prepares to choose articles.
 * @param deps the rooms that know what they are like
 * @returns the articles that a filter lets through, the one added first first; it throws Failure BAD_INPUT when that is none,
 *   and NOT_FOUND for an id that is no article's
 */
export function createArticleChoice(
  deps: Pick<FileExportDeps, 'articles' | 'highlights' | 'notes'> & { search: Search },
): (filter: ExportFilter) => string[] {
  return (filter) => {
    const found = chosen(filter, deps)
    return found.length > 0 ? found : fail('BAD_INPUT', 'No article is like that, so nothing was exported.')
  }
}

function chosen(
  filter: ExportFilter,
  { articles, highlights, notes, search }: Parameters<typeof createArticleChoice>[0],
): string[] {
  const { articleIds, tag, state, favourite, annotated, query } = filter
  if (articleIds !== undefined) for (const id of articleIds) articles.summary(id)
  const wanted = articleIds === undefined ? null : new Set(articleIds)
  const marked = annotated === true ? highlights.countByArticle() : null
  const found = query === undefined || query.trim() === '' ? null : articlesWith(query, search)
  const needsSummary = tag !== undefined || state !== undefined || favourite !== undefined
  const all = wanted === null ? articles.ids() : [...new Set([...articles.ids(), ...wanted])]
  return all.filter((id) => {
    if (wanted !== null && !wanted.has(id)) return false
    if (found !== null && !found.has(id)) return false
    if (marked !== null && !marked.has(id) && notes.textOf({ kind: 'article', id }).trim() === '') return false
    if (!needsSummary) return true
    const summary = articles.summary(id)
    if (state !== undefined && summary.state !== state) return false
    if (favourite !== undefined && summary.favourite !== favourite) return false
    return tag === undefined || summary.tags.some((name) => name.toLowerCase() === tag.toLowerCase())
  })
}

function articlesWith(query: string, search: Search): Set<string> {
  const { hits } = search.query({ query, limit: MOST_HITS })
  return new Set(hits.flatMap(({ kind, articleId }) => (kind === 'entity' ? [] : (articleId ?? []))))
}

function nameOf(articleIds: readonly string[], articles: Articles, now: number): string {
  const [only] = articleIds
  if (articleIds.length === 1 && only !== undefined) return fileNameOf(articles.summary(only).title)
  return `Commonplace ${new Date(now).toISOString().slice(0, 10)}`
}
