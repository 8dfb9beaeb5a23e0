// Opens a library and puts the rooms together. Everything a shell needs is on App.
import { readFileSync } from 'node:fs'
import { v7 as uuidv7 } from 'uuid'
import type { ChangeEvent, LibraryInfo } from '../contract/model.ts'
import { joinNotes } from '../rich-text/join-notes.ts'
import { createAddArticle } from './add-article.ts'
import { createArticleText } from './article-text.ts'
import { createHighlights } from './annotations/highlights.ts'
import { closeExtractor } from './capture/extract-pool.ts'
import { createChangeFeed } from './change-feed.ts'
import { createEntities } from './entities/entities.ts'
import type { LookUpSources } from './entities/look-up/look-up.ts'
import { createArticleContents } from './library/article-content.ts'
import { createArticles } from './library/articles.ts'
import { createAssets } from './library/assets.ts'
import { suggestedExportFolder } from './library/folder.ts'
import { createImportLibrary } from './importers/import-library.ts'
import { createImportedArticles } from './library/imported-articles.ts'
import { createImportedHighlights } from './annotations/imported-highlights.ts'
import { createNothingToRead } from './entities/nothing-to-read.ts'
import { createNoteRemoval } from './notes/imported-notes.ts'
import { createLookUpFetch } from './look-up-fetch.ts'
import { openDatabase } from './library/open-database.ts'
import { createSettings } from './library/settings.ts'
import { createArticleChoice, createFileExport, createLibraryFileImport } from './file-export.ts'
import { createMarkdownExport } from './markdown-export.ts'
import { createNotePictures } from './note-picture.ts'
import { migrations } from './migrations.ts'
import { createNotes } from './notes/notes.ts'
import { createRouter } from './router.ts'
import type { AppRouter } from './router.ts'
import { addSampleLibrary } from './sample-library.ts'
import { createPlaces } from './places.ts'
import { createSearch } from './search/search.ts'
import { createVault } from './vault/vault.ts'
import { createVaultSource } from './vault-source.ts'

export interface OpenOptions {
  /** The library's folder; made when missing. */
  folder: string
  shell: LibraryInfo['shell']
  /** Folder of the sample articles to fill a new library with; null for an empty one. */
  seeds?: string | null
  now?: () => number
  /** Where names are looked up; Wikipedia and Wikidata when left out. */
  lookUpSources?: LookUpSources
}

export interface App {
  readonly router: AppRouter
  readonly folder: string
  /** Sends an event to every window, such as `focus`. */
  notify(event: ChangeEvent): void
  /** Resolves when the sample articles are in and every article is analysed. */
  settled(): Promise<void>
  /** Waits for what is being written, and closes the library. */
  close(): Promise<void>
}

/**
 * Opens a library.
 * @param options where, for whom, and with which sample articles
 * @throws Failure NO_ACCESS, DISK_FULL, CORRUPT or NEWER_VERSION; the library is left as it was
 */
export async function openApp(options: OpenOptions): Promise<App> {
  const now = options.now ?? Date.now
  const newId = () => uuidv7()
  const db = openDatabase(options.folder, migrations, now())
  const changes = createChangeFeed(db)
  const changed = changes.publish
  const settings = createSettings(db, { now, changed })
  if (settings.fact('device') === undefined) {
    settings.setFact('device', newId())
    if (options.seeds) settings.setFact('samples', 'wanted')
  }
  const common = { now, newId, changed, device: settings.fact('device') ?? newId() }

  const articles = createArticles(db, {
    ...common,
    highlightCounts: () => highlights.countByArticle(),
    highlightsIn: (articleId, range) => highlights.intersects(articleId, range),
  })
  const highlights = createHighlights(db, {
    ...common,
    articleText: articles.text,
    noteText: (id) => notes.textOf({ kind: 'highlight', id }),
    joinNotes(from, into) {
      const written = from.flatMap((id) => notes.get({ kind: 'highlight', id }) ?? []).filter(({ text }) => text !== '')
      if (written.length === 0) return
      const state = joinNotes(written.map((note) => note.state))
      notes.save({ target: { kind: 'highlight', id: into }, state, text: '' })
    },
  })
  const notes = createNotes(db, {
    ...common,
    findEntities: (query, limit) => entities.find({ query, limit }),
    targetExists({ kind, id }) {
      if (kind === 'entity') return entities.named(id) !== null
      return kind === 'article' ? articles.text(id) !== undefined : highlights.find(id) !== null
    },
    articleOf({ kind, id }) {
      if (kind === 'entity') return null
      return kind === 'article' ? id : (highlights.find(id)?.articleId ?? null)
    },
  })
  const entities = createEntities(db, {
    ...common,
    article: (id) => (articles.text(id) === undefined ? undefined : articles.get(id)),
    highlights: highlights.list,
    highlighted: () => [...highlights.countByArticle().keys()],
    hasNote: (id) => notes.textOf({ kind: 'entity', id }) !== '',
    isPaused: () => !settings.get().findNames,
    lookUp: { fetchJson: createLookUpFetch({ version: appVersion() }), sources: options.lookUpSources },
  })
  const search = createSearch(db, { place: createPlaces({ articles, highlights, notes, entities }) })
  const assets = createAssets(db, options.folder, now)
  const addArticle = createAddArticle({ articles, assets, now, added: entities.analysePending })
  const contents = createArticleContents(db, common)
  const articleText = createArticleText({
    contents,
    assets,
    highlights,
    entities,
    article: articles.get,
    changed: (articleId) => {
      changed({ topic: 'articles', articleId })
    },
    now,
  })
  const fileExport = { db, folder: options.folder, settings, ...common, version: appVersion() }
  const articlesIn = createArticleChoice({ articles, highlights, notes, search })
  const exportFile = createFileExport({ ...fileExport, articles, highlights, notes, articlesIn })
  const putIn = createLibraryFileImport({ ...fileExport, articles, assets, analyse: entities.analysePending })
  const markdown = createMarkdownExport({ articles, highlights, notes, entities, settings })
  const importing = createImportLibrary(db, {
    ...common,
    ...{ articles, contents, highlights, notes, articleText },
    imported: createImportedArticles(db, common),
    placing: createImportedHighlights(db, common),
    removeNote: createNoteRemoval(db),
    nothingToRead: createNothingToRead(db, now),
    textReplaced: entities.textReplaced,
    goBack: (articleId, versionId) => {
      articleText.goTo(articleId, versionId, true)
    },
    batch: () => assets.batch(),
    quietly: changes.quietly,
    changed: () => {
      for (const topic of ['articles', 'highlights', 'notes'] as const) changed({ topic, articleId: null })
    },
    analyse: () => {
      entities.analysePending()
    },
  })
  const vault = createVault({
    source: createVaultSource(options.folder, { articles, highlights, notes, entities, settings }),
    now,
    fact: settings.fact,
    setFact: settings.setFact,
    changed,
    changes: options.shell === 'cli' ? null : changes.subscribe,
  })
  const info = (): LibraryInfo => ({
    folder: options.folder,
    appVersion: appVersion(),
    articleCount: articles.ids().length,
    shell: options.shell,
    suggestedExportFolder: settings.get().exportFolder ?? suggestedExportFolder(),
  })

  const fill = async () => {
    if (options.seeds && settings.fact('samples') === 'wanted') {
      await addSampleLibrary(options.seeds, { addArticle, now })
      settings.setFact('samples', 'added')
    }
  }
  const filled = fill().catch((error: unknown) => {
    // Closing in the middle is no fault: the rest comes with the next start.
    if (db.open) console.error('The sample articles could not be added:', error)
  })
  entities.analysePending()

  return {
    router: createRouter({
      articles,
      articleText,
      highlights,
      notes,
      entities,
      search,
      settings,
      changes,
      addArticle,
      markdown,
      vault,
      articlesIn,
      exportFile,
      putIn,
      importing,
      addPicture: createNotePictures(assets),
      info,
    }),
    folder: options.folder,
    notify: changed,
    async settled() {
      await filled
      await entities.settled()
    },
    async close() {
      await vault.close()
      await importing.close()
      changes.close()
      await Promise.all([entities.close(), closeExtractor()])
      if (db.open) db.close()
    },
  }
}

/** The version in package.json, which lies above both the sources and the build. */
function appVersion(): string {
  for (const above of ['../../package.json', '../package.json']) {
    try {
      const parsed = JSON.parse(readFileSync(new URL(above, import.meta.url), 'utf8')) as {
        name?: string
        version?: string
      }
      if (parsed.name === 'commonplace' && parsed.version) return parsed.version
    } catch {
      // Not this one.
    }
  }
  return '0'
}
