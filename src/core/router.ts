// The contract, answered. A shell serves this router over its transport and adds nothing.
import { implement, ORPCError } from '@orpc/server'
import { contract } from '../contract/contract.ts'
import type { ExportFilter } from '../contract/export-model.ts'
import { FAILURE_CODES } from '../contract/failure.ts'
import type { Failure } from '../contract/failure.ts'
import type { ChangeEvent, LibraryInfo } from '../contract/model.ts'
import type { Highlights } from './annotations/highlights.ts'
import type { createAddArticle } from './add-article.ts'
import type { ArticleText } from './article-text.ts'
import type { ChangeFeed } from './change-feed.ts'
import type { Entities } from './entities/entities.ts'
import type { createFileExport, createLibraryFileImport } from './file-export.ts'
import type { ImportLibrary } from './importers/import-library.ts'
import type { MarkdownExport } from './markdown-export.ts'
import type { createNotePictures } from './note-picture.ts'
import type { Articles } from './library/articles.ts'
import type { SettingsStore } from './library/settings.ts'
import { systemFailure } from './library/system-failure.ts'
import type { Notes } from './notes/notes.ts'
import { streamOf } from './progress-queue.ts'
import type { Search } from './search/search.ts'
import type { Vault } from './vault/vault.ts'

export interface Rooms {
  articles: Articles
  articleText: ArticleText
  highlights: Highlights
  notes: Notes
  entities: Entities
  search: Search
  settings: SettingsStore
  changes: ChangeFeed
  addArticle: ReturnType<typeof createAddArticle>
  markdown: MarkdownExport
  vault: Vault
  importing: ImportLibrary
  /** Throws Failure BAD_INPUT when a filter lets nothing through. */
  articlesIn: (filter: ExportFilter) => string[]
  exportFile: ReturnType<typeof createFileExport>
  putIn: ReturnType<typeof createLibraryFileImport>
  addPicture: ReturnType<typeof createNotePictures>
  info: () => LibraryInfo
}

/** The router type that shells serve; it needs no context. */
export type AppRouter = ReturnType<typeof createRouter>

/**
 * Implements every call of the contract.
 * @param rooms the open library's rooms
 * @returns an oRPC router; expected failures leave it as oRPC errors with the Failure's code and sentence
 */
export function createRouter(rooms: Rooms) {
  const { articles, articleText, highlights, notes, entities, search, settings, changes } = rooms
  const os = implement(contract).use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw transportable(error)
    }
  })

  return os.router({
    library: {
      info: os.library.info.handler(() => rooms.info()),
      changes: os.library.changes.handler(({ signal }) => guarded<ChangeEvent>(changes.subscribe(signal))),
      putIn: os.library.putIn.handler(({ input, signal }) => guarded(rooms.putIn(input.path, signal))),
    },
    article: {
      list: os.article.list.handler(({ input }) => articles.list(input)),
      get: os.article.get.handler(({ input }) => articles.get(input.id)),
      update: os.article.update.handler(({ input: { id, ...change } }) => articles.update(id, change)),
      setProgress: os.article.setProgress.handler(({ input }) => {
        articles.setProgress(input.id, input.progress)
      }),
      setAppearance: os.article.setAppearance.handler(({ input }) => {
        articles.setAppearance(input.id, input.appearance)
      }),
      trash: os.article.trash.handler(({ input }) => {
        articles.trash(input.id)
      }),
      untrash: os.article.untrash.handler(({ input }) => {
        articles.untrash(input.id)
        entities.analysePending(input.id)
      }),
      showSetAside: os.article.showSetAside.handler(({ input }) => {
        // The text grows or shrinks at its end only, so ranges stay true; what is new in it has entities of its own.
        const forget = () => {
          entities.textChanges(input.id)
        }
        if (articles.showSetAside(input.id, input.show, forget)) entities.analysePending(input.id)
        return articles.get(input.id)
      }),
      updateText: os.article.updateText.handler(({ input: { id, source }, signal }) =>
        guarded(
          streamOf(async (onProgress, ends) => {
            const change = await articleText.update(id, source, { onProgress, signal: ends })
            return { type: 'done' as const, ...change }
          }, signal),
        ),
      ),
      correct: os.article.correct.handler(({ input }) => articleText.correct(input)),
      versions: os.article.versions.handler(({ input }) => articleText.versions(input.id)),
      goToVersion: os.article.goToVersion.handler(({ input }) =>
        articleText.goTo(input.id, input.versionId, input.undo),
      ),
    },
    capture: {
      add: os.capture.add.handler(({ input, signal }) =>
        guarded(
          streamOf(async (onProgress, ends) => {
            const added = await rooms.addArticle(input, { onProgress, signal: ends })
            return { type: 'done' as const, ...added }
          }, signal),
        ),
      ),
    },
    highlight: {
      list: os.highlight.list.handler(({ input }) => highlights.list(input.articleId)),
      create: os.highlight.create.handler(({ input }) => highlights.create(input)),
      update: os.highlight.update.handler(({ input }) => highlights.update(input)),
      updateMany: os.highlight.updateMany.handler(({ input }) => highlights.updateMany(input.changes)),
      merge: os.highlight.merge.handler(({ input }) => highlights.merge(input.ids)),
      split: os.highlight.split.handler(({ input }) => highlights.split(input.id, input.at)),
      exchange: os.highlight.exchange.handler(({ input }) => highlights.exchange(input)),
      library: os.highlight.library.handler(({ input }) => highlights.library(input)),
      setAnchor: os.highlight.setAnchor.handler(({ input }) => highlights.setAnchor(input)),
      remove: os.highlight.remove.handler(({ input }) => {
        highlights.remove(input.id)
      }),
      restore: os.highlight.restore.handler(({ input }) => highlights.restore(input.id)),
    },
    note: {
      get: os.note.get.handler(({ input }) => notes.get(input)),
      save: os.note.save.handler(({ input }) => notes.save(input)),
      create: os.note.create.handler(({ input }) => notes.create(input)),
      rename: os.note.rename.handler(({ input }) => notes.rename(input.id, input.title)),
      list: os.note.list.handler(({ input }) => notes.list(input)),
      trash: os.note.trash.handler(({ input }) => {
        notes.trash(input.id)
      }),
      untrash: os.note.untrash.handler(({ input }) => {
        notes.untrash(input.id)
      }),
      setTemplate: os.note.setTemplate.handler(({ input }) => notes.setTemplate(input.id, input.template)),
      daily: os.note.daily.handler(({ input }) => notes.daily(input.date)),
      find: os.note.find.handler(({ input }) => notes.find(input)),
      describe: os.note.describe.handler(({ input }) => notes.describe(input.references)),
      addImage: os.note.addImage.handler(({ input }) => rooms.addPicture(input.base64)),
      backlinks: os.note.backlinks.handler(({ input }) => notes.backlinks(input)),
      unlinked: os.note.unlinked.handler(({ input }) => notes.unlinked(input.id)),
      link: os.note.link.handler(({ input }) => notes.link(input)),
      versions: os.note.versions.handler(({ input }) => notes.versions(input.id)),
      version: os.note.version.handler(({ input }) => notes.version(input.noteId, input.versionId)),
      restore: os.note.restore.handler(({ input }) => notes.restore(input.noteId, input.versionId)),
    },
    entity: {
      ofArticle: os.entity.ofArticle.handler(({ input }) => {
        entities.first(input.articleId)
        return entities.ofArticle(input.articleId, input.others)
      }),
      get: os.entity.get.handler(({ input }) => entities.get(input.id, input.articles)),
      find: os.entity.find.handler(({ input }) => entities.find(input)),
      rename: os.entity.rename.handler(({ input }) => entities.rename(input.id, input.name, input.from)),
      setKind: os.entity.setKind.handler(({ input }) => entities.setKind(input.id, input.kind, input.from)),
      merge: os.entity.merge.handler(({ input }) => entities.merge(input.id, input.into, input.from)),
      addAlias: os.entity.addAlias.handler(({ input }) => entities.addAlias(input.id, input.alias, input.from)),
      removeAlias: os.entity.removeAlias.handler(({ input }) =>
        entities.removeAlias(input.id, input.alias, input.from),
      ),
      reject: os.entity.reject.handler(({ input }) =>
        entities.reject(input.id, input.articleId ?? null, input.start, input.from),
      ),
      assign: os.entity.assign.handler(({ input }) => entities.assign(input)),
      why: os.entity.why.handler(({ input }) => entities.why(input)),
      undo: os.entity.undo.handler(({ input }) => {
        entities.undo(input.decisionId)
      }),
      page: os.entity.page.handler(({ input }) => entities.page(input.id)),
      visit: os.entity.visit.handler(({ input }) => {
        entities.visit(input.id)
      }),
      sentences: os.entity.sentences.handler(({ input }) => entities.sentences(input.id, input.articleIds)),
      roleSentences: os.entity.roleSentences.handler(({ input }) => entities.roleSentences(input.sources)),
      related: os.entity.related.handler(({ input }) => entities.related(input.id, input.limit)),
      ties: os.entity.ties.handler(({ input }) => entities.ties(input.id, input.otherId, input.limit)),
      unlinked: os.entity.unlinked.handler(({ input }) => entities.unlinked(input.id, input.after)),
      map: os.entity.map.handler(({ input }) => entities.map(input)),
      tie: os.entity.tie.handler(({ input }) => entities.tie(input)),
      reanalyse: os.entity.reanalyse.handler(async ({ input }) => ({
        articles: await entities.reanalyse(input.articleId),
      })),
      lookUp: os.entity.lookUp.handler(({ input, signal }) =>
        entities.lookUp(input.id, { articleId: input.articleId, item: input.item, signal }),
      ),
      lookedUp: os.entity.lookedUp.handler(({ input }) => entities.lookedUp(input.id)),
      forgetLookUp: os.entity.forgetLookUp.handler(({ input }) => {
        entities.forgetLookUp(input.id)
      }),
      progress: os.entity.progress.handler(() => entities.progress()),
    },
    search: { query: os.search.query.handler(({ input }) => search.query(input)) },
    export: {
      markdown: os.export.markdown.handler(({ input: { filter, ...input }, signal }) => {
        const articleIds = filter === undefined ? input.articleIds : rooms.articlesIn(filter)
        return guarded(rooms.markdown.toFolder({ ...input, articleIds }, signal))
      }),
      copy: os.export.copy.handler(({ input }) => ({ markdown: rooms.markdown.ofArticle(input.articleId) })),
      file: os.export.file.handler(({ input, signal }) => guarded(rooms.exportFile(input, signal))),
    },
    import: {
      formats: os.import.formats.handler(() => rooms.importing.formats()),
      beginUpload: os.import.beginUpload.handler(({ input }) => ({
        uploadId: rooms.importing.beginUpload(input.name),
      })),
      upload: os.import.upload.handler(({ input }) => {
        rooms.importing.upload(input.uploadId, input.base64)
      }),
      preview: os.import.preview.handler(({ input, signal }) => guarded(rooms.importing.preview(input, signal))),
      run: os.import.run.handler(({ input, signal }) => guarded(rooms.importing.run(input, signal))),
      runs: os.import.runs.handler(() => rooms.importing.runs()),
      report: os.import.report.handler(({ input }) => rooms.importing.report(input)),
      undo: os.import.undo.handler(({ input, signal }) => guarded(rooms.importing.undo(input.runId, signal))),
      ownFile: os.import.ownFile.handler(({ input, signal }) =>
        guarded(rooms.putIn(rooms.importing.pathOf(input.source), signal)),
      ),
      textless: os.import.textless.handler(() => ({ count: rooms.importing.textless() })),
      fetchTexts: os.import.fetchTexts.handler(({ input, signal }) =>
        guarded(rooms.importing.fetchTexts(input.runId, signal)),
      ),
    },
    vault: {
      status: os.vault.status.handler(() => rooms.vault.status()),
      set: os.vault.set.handler(({ input }) => rooms.vault.set(input.options)),
      sync: os.vault.sync.handler(({ input, signal }) => guarded(rooms.vault.sync(input, signal))),
      preview: os.vault.preview.handler(({ input }) => rooms.vault.preview(input)),
    },
    settings: {
      get: os.settings.get.handler(() => settings.get()),
      set: os.settings.set.handler(({ input }) => {
        const set = settings.set(input)
        if (input.findNames === true) entities.analysePending()
        return set
      }),
    },
  })
}

/** Expected failures, as errors that keep their code and sentence over every transport; bugs as they are. */
function transportable(error: unknown): unknown {
  const failure: Failure | undefined = systemFailure(error)
  if (failure) {
    return new ORPCError(failure.code, { status: FAILURE_CODES[failure.code], message: failure.message, cause: error })
  }
  if (!(error instanceof ORPCError)) console.error(error)
  return error
}

async function* guarded<Item>(stream: AsyncIterable<Item>): AsyncGenerator<Item, void> {
  try {
    yield* stream
  } catch (error) {
    throw transportable(error)
  }
}
