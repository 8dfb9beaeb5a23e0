// Articles that are brought in by the thousand: each in as few statements as can be, and out again when that is undone.
import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Progress } from '../../contract/model.ts'
import type { NewArticle } from './articles.ts'
import { createTags } from './tags.ts'

/** What has to be known of an article to bring more to it. */
export interface KnownArticle {
  id: string
  url: string | null
  title: string
  text: string
  favourite: boolean
  trashed: boolean
}

/** An article that has an address and no text yet. */
export interface TextlessArticle {
  id: string
  url: string
  title: string
  fraction: number
}

/** Call everything that writes inside a transaction; nothing of it tells anyone that something changed. */
export interface ImportedArticles {
  /** Undefined when it is not there. */
  find(id: string): KnownArticle | undefined
  insert(article: NewArticle, progress: Progress): string
  /** Returns those that the article did not have. */
  addTags(id: string, names: readonly string[]): string[]
  removeTags(id: string, names: readonly string[]): void
  setFavourite(id: string, favourite: boolean): void
  setPlace(id: string, progress: Progress): void
  /** A digest of what the user may change of it; null when it is gone. Reading it changes nothing. */
  stamp(id: string): string | null
  /** For good, with everything that hangs on it. */
  remove(id: string): void
  /** The ids of those outside the trash, by title in lower case. */
  byTitle(): Map<string, string[]>
  /** Those that wait for their text, the newest first. */
  textless(): TextlessArticle[]
  textlessCount(): number
}

/**
 * Articles of a library, for imports.
 * @param db an open library
 * @param deps clock, ids and this device's id
 */
export function createImportedArticles(
  db: Database,
  deps: { now: () => number; newId: () => string; device: string },
): ImportedArticles {
  const tags = createTags(db)
  const byId = db.prepare<[string], Omit<KnownArticle, 'favourite' | 'trashed'> & { favourite: 0 | 1; trashed: 0 | 1 }>(
    'SELECT id, url, title, text, favourite, trashed_at IS NOT NULL AS trashed FROM article WHERE id = ?',
  )
  const add = db.prepare(`INSERT INTO article
    (id, url, canonical_url, content_hash, title, byline, site_name, published_at, lang, dir, excerpt, lead_image, html, text,
     word_count, set_aside, missing_images, source, state, favourite, position, fraction, added_at, updated_at, device)
    VALUES (@id, @url, @canonicalUrl, @contentHash, @title, @byline, @siteName, @publishedAt, @lang, @dir, @excerpt, @leadImage,
     @html, @text, @wordCount, @setAside, @missingImages, @source, @state, @favourite, @position, @fraction, @addedAt,
     @updatedAt, @device)`)
  const state = db.prepare<[string], Record<string, unknown>>(
    'SELECT title, byline, site_name, state, favourite, content_hash, appearance, trashed_at FROM article WHERE id = ?',
  )
  const favourite = db.prepare('UPDATE article SET favourite = ?, updated_at = ?, device = ? WHERE id = ?')
  const place = db.prepare('UPDATE article SET position = ?, fraction = ? WHERE id = ?')
  const remove = db.prepare('DELETE FROM article WHERE id = ?')
  const titles = db.prepare<[], { id: string; title: string }>(
    'SELECT id, title FROM article WHERE trashed_at IS NULL ORDER BY added_at',
  )
  const waiting = "text = '' AND url IS NOT NULL AND trashed_at IS NULL"
  const textless = db.prepare<[], TextlessArticle>(
    `SELECT id, url, title, fraction FROM article WHERE ${waiting} ORDER BY added_at DESC`,
  )
  const textlessCount = db.prepare<[], number>(`SELECT count(*) FROM article WHERE ${waiting}`).pluck()

  return {
    find(id) {
      const row = byId.get(id)
      return row && { ...row, favourite: row.favourite === 1, trashed: row.trashed === 1 }
    },
    insert({ tags: names, ...article }, { position, fraction }) {
      const id = deps.newId()
      const now = deps.now()
      add.run({
        ...article,
        ...{ id, position, fraction, updatedAt: now, device: deps.device },
        setAside: JSON.stringify(article.setAside),
        missingImages: JSON.stringify(article.missingImages),
        state: article.state ?? 'inbox',
        favourite: article.favourite ? 1 : 0,
        addedAt: article.addedAt ?? now,
      })
      if (names.length > 0) tags.set(id, names)
      return id
    },
    addTags(id, names) {
      if (names.length === 0) return []
      const before = tags.of(id)
      tags.set(id, [...before, ...names])
      const had = new Set(before)
      return tags.of(id).filter((name) => !had.has(name))
    },
    removeTags(id, names) {
      const gone = new Set(names)
      tags.set(
        id,
        tags.of(id).filter((name) => !gone.has(name)),
      )
    },
    setFavourite(id, wanted) {
      favourite.run(wanted ? 1 : 0, deps.now(), deps.device, id)
    },
    setPlace(id, { position, fraction }) {
      place.run(position, fraction, id)
    },
    stamp(id) {
      const row = state.get(id)
      if (row === undefined) return null
      return createHash('sha1')
        .update(JSON.stringify([row, tags.of(id)]))
        .digest('base64url')
    },
    remove(id) {
      remove.run(id)
    },
    byTitle() {
      const found = new Map<string, string[]>()
      for (const { id, title } of titles.iterate()) {
        const key = title.toLowerCase()
        found.set(key, [...(found.get(key) ?? []), id])
      }
      return found
    },
    textless: () => textless.all(),
    textlessCount: () => textlessCount.get() ?? 0,
  }
}
