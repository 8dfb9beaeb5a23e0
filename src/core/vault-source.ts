// Gives the vault what it needs from the other rooms, and lets it bring the user's edits back into them.
import { join } from 'node:path'
import type { Highlights } from './annotations/highlights.ts'
import type { Entities } from './entities/entities.ts'
import { gather } from './exporters/vault.ts'
import type { Articles } from './library/articles.ts'
import type { SettingsStore } from './library/settings.ts'
import type { Notes } from './notes/notes.ts'
import type { VaultSource } from './vault/vault-items.ts'

/** More than any library has. */
const ALL = 10_000_000

/**
 * The library as the vault sees it.
 * @param folder of the library, for its pictures
 * @param rooms of one open library
 */
export function createVaultSource(
  folder: string,
  rooms: { articles: Articles; highlights: Highlights; notes: Notes; entities: Entities; settings: SettingsStore },
): VaultSource {
  const { articles, highlights, notes, entities, settings } = rooms
  const exported = {
    articleIds: articles.ids,
    article: articles.get,
    highlights: highlights.list,
    note: notes.get,
    entities: (articleId: string) => entities.ofArticle(articleId),
    colourNames: () => settings.get().colourNames,
  }
  return {
    articles: () => articles.list({ view: 'all', limit: ALL }).items,
    articleParts: (id) => gather(exported, id),
    notes: () => notes.all().filter(({ trashedAt, template }) => trashedAt === null && template === undefined),
    note: notes.get,
    entities: () => entities.find({ query: '', limit: ALL }),
    entity: entities.page,
    articleOfHighlight: (id) => highlights.find(id)?.articleId ?? null,
    highlightIds: (articleId) => highlights.list(articleId).map(({ id }) => id),
    pictureFile: (src) => join(folder, ...src.split('/')),
    saveNote: (target, state) => {
      notes.save({ target, state, text: '' })
    },
    renameNote: (id, title) => {
      notes.rename(id, title)
    },
    updateArticle: articles.update,
  }
}
