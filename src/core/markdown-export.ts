// Gives the exporters what they need from the other rooms.
import type { ExportEvent } from '../contract/model.ts'
import type { Highlights } from './annotations/highlights.ts'
import type { Entities } from './entities/entities.ts'
import { articleMarkdown } from './exporters/markdown.ts'
import { exportMarkdown, gather } from './exporters/vault.ts'
import type { ExportSource } from './exporters/vault.ts'
import type { Articles } from './library/articles.ts'
import type { SettingsStore } from './library/settings.ts'
import type { Notes } from './notes/notes.ts'

export interface MarkdownExport {
  /** Writes the articles named, or all outside the trash, into a folder, and remembers that folder. */
  toFolder(
    input: { folder: string; articleIds?: string[] | undefined },
    signal?: AbortSignal,
  ): AsyncGenerator<ExportEvent>
  /** The Markdown of one article, without links between files. Throws Failure NOT_FOUND. */
  ofArticle(articleId: string): string
}

/** Export over the rooms of one open library. */
export function createMarkdownExport(rooms: {
  articles: Articles
  highlights: Highlights
  notes: Notes
  entities: Entities
  settings: SettingsStore
}): MarkdownExport {
  const source: ExportSource = {
    articleIds: rooms.articles.ids,
    article: rooms.articles.get,
    highlights: rooms.highlights.list,
    note: rooms.notes.get,
    entities: (articleId) => rooms.entities.ofArticle(articleId),
    colourNames: () => rooms.settings.get().colourNames,
  }
  return {
    async *toFolder(input, signal) {
      for await (const event of exportMarkdown({ ...input, signal }, source)) {
        if (event.type === 'done') rooms.settings.set({ exportFolder: event.report.folder })
        yield event
      }
    },
    ofArticle: (articleId) => articleMarkdown(gather(source, articleId)),
  }
}
