// Articles as records that leave nothing out, for the library's own file: read whole, and put into a library as they were.
import type { Database } from 'better-sqlite3'
import { createTableRows } from './table-rows.ts'
import type { TableRecord } from './table-rows.ts'

export interface ArticleRecords {
  /** Ids of all articles, those in the trash too, in the order in which they came. */
  ids(): string[]
  /** One article with `tags`, `pictures` (paths) and, when asked for, `versions`; undefined when it is not there. */
  read(id: string, withVersions: boolean): TableRecord | undefined
  /** Puts in an article that is not there, with its tags and versions. Call it inside a transaction. */
  insert(record: TableRecord & { id: string }): boolean
  /** Adds tags to those that an article has. Returns how many were new. */
  addTags(id: string, names: readonly string[]): number
  /** Puts in the versions of an article that are not there yet. */
  addVersions(id: string, versions: readonly TableRecord[]): void
  /** The paths of the pictures of some articles, each once; of all when null. */
  pictures(articleIds: readonly string[] | null): string[]
  /** Records that pictures are used, by something other than an article. */
  keep(pictures: readonly { path: string; byteLength: number }[]): void
  /** Records that an article has pictures; the files have to be there. */
  attach(id: string, pictures: readonly { path: string; byteLength: number }[]): void
}

/**
 * Article records over the tables of this folder.
 * @param db an open library
 * @param deps.now UTC ms
 * @param deps.device who writes
 */
export function createArticleRecords(db: Database, deps: { now: () => number; device: string }): ArticleRecords {
  const { device } = deps
  const articles = createTableRows(db, device, {
    table: 'article',
    order: '"key"',
    json: ['set_aside', 'missing_images', 'appearance', 'edited'],
    flags: ['favourite'],
  })
  const versions = createTableRows(db, device, {
    table: 'article_version',
    order: '"key"',
    json: ['content', 'anchors'],
  })
  const tags = createTableRows(db, device, { table: 'article_tag', order: 'name' })
  const allPaths = db.prepare<[], string>('SELECT DISTINCT path FROM article_asset ORDER BY path').pluck()
  const pathsOf = db
    .prepare<[string], string>(
      'SELECT DISTINCT path FROM article_asset WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY path',
    )
    .pluck()
  const pictures = createTableRows(db, device, { table: 'article_asset', order: 'path' })
  const files = createTableRows(db, device, { table: 'asset', order: 'path' })
  const ids = db.prepare<[], string>('SELECT id FROM article ORDER BY "key"').pluck()

  const addTags = (id: string, names: readonly string[]) =>
    names.filter((name) => tags.insert({ articleId: id, name })).length
  const keep = (list: readonly { path: string; byteLength: number }[]) => {
    for (const { path, byteLength } of list) files.insert({ path, byteLength, createdAt: deps.now() })
  }
  const addVersions = (id: string, list: readonly TableRecord[]) => {
    for (const version of list) versions.insert({ ...version, articleId: id })
  }

  return {
    ids: () => ids.all(),
    read(id, withVersions) {
      const [article] = articles.read('id = ?', id)
      if (article === undefined) return undefined
      return {
        ...article,
        tags: tags.read('article_id = ?', id).map(({ name }) => name),
        pictures: pictures.read('article_id = ?', id).map(({ path }) => path),
        ...(withVersions && {
          versions: versions.read('article_id = ?', id).map(({ articleId: _, ...version }) => version),
        }),
      }
    },
    insert(record) {
      if (!articles.insert(record)) return false
      addTags(record.id, (record['tags'] as string[] | undefined) ?? [])
      addVersions(record.id, (record['versions'] as TableRecord[] | undefined) ?? [])
      return true
    },
    addTags,
    addVersions,
    pictures: (articleIds) => (articleIds === null ? allPaths.all() : pathsOf.all(JSON.stringify(articleIds))),
    keep,
    attach(id, list) {
      keep(list)
      for (const { path } of list) pictures.insert({ articleId: id, path })
    },
  }
}
