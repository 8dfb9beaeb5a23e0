// What an article holds of its source, read and written whole, and the versions that were replaced.
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import type { ArticleVersion, SetAsideBlock, VersionReason } from '../../contract/model.ts'

/** The facts of an article that the user can write. */
export type Fact = 'title' | 'byline' | 'siteName'

/** Everything that replacing an article's text may change. Offsets and lengths in UTF-16 code units. */
export interface ArticleContent {
  contentHash: string
  title: string
  byline: string | null
  siteName: string | null
  publishedAt: number | null
  lang: string | null
  dir: 'ltr' | 'rtl'
  excerpt: string
  leadImage: string | null
  html: string
  text: string
  wordCount: number
  setAside: SetAsideBlock[]
  /** Lengths of html and text without the set-aside blocks while those are shown; else null. */
  bodyHtmlLength: number | null
  bodyTextLength: number | null
  missingImages: string[]
  /** The reading position in this text. */
  position: number
  fraction: number
  /** What the user wrote, which no update writes over. */
  edited: Fact[]
}

/** A version that was kept, with what the caller kept beside it. */
export interface KeptVersion {
  content: ArticleContent
  anchors: string
}

export interface ArticleContents {
  /** Runs `work` in one transaction. */
  atOnce<Result>(work: () => Result): Result
  /** Throws Failure NOT_FOUND. */
  read(id: string): ArticleContent
  /** Replaces all of it. Call it inside `atOnce`. */
  write(id: string, content: ArticleContent): void
  /** The address that the article is fetched from again; null when it has none. Throws Failure NOT_FOUND. */
  address(id: string): string | null
  /** The paths of every picture that a version of the article has or had. */
  pictures(id: string): string[]
  /** Keeps a version; returns its id. */
  keep(articleId: string, version: KeptVersion & { reason: VersionReason }): string
  /** Newest first. */
  versions(articleId: string): ArticleVersion[]
  /** Throws Failure NOT_FOUND. */
  version(articleId: string, versionId: string): KeptVersion
  /** Forgets a version: it is the article's content again. */
  forget(versionId: string): void
  /** Forgets the oldest versions of an article beyond `MOST_VERSIONS`. */
  prune(articleId: string): void
}

/** How many former contents of one article are kept. */
export const MOST_VERSIONS = 20

interface ContentRow extends Omit<ArticleContent, 'setAside' | 'missingImages' | 'edited'> {
  setAside: string
  missingImages: string
  edited: string
}

const COLUMNS: Record<keyof ArticleContent, string> = {
  contentHash: 'content_hash',
  title: 'title',
  byline: 'byline',
  siteName: 'site_name',
  publishedAt: 'published_at',
  lang: 'lang',
  dir: 'dir',
  excerpt: 'excerpt',
  leadImage: 'lead_image',
  html: 'html',
  text: 'text',
  wordCount: 'word_count',
  setAside: 'set_aside',
  bodyHtmlLength: 'body_html_length',
  bodyTextLength: 'body_text_length',
  missingImages: 'missing_images',
  position: 'position',
  fraction: 'fraction',
  edited: 'edited',
}

/**
 * The contents of a library's articles.
 * @param db an open library
 * @param deps clock, ids and this device's id
 */
export function createArticleContents(
  db: Database,
  deps: { now: () => number; newId: () => string; device: string },
): ArticleContents {
  const columns = Object.entries(COLUMNS)
  const select = db.prepare<[string], ContentRow>(
    `SELECT ${columns.map(([name, column]) => `${column} AS ${name}`).join(', ')} FROM article WHERE id = ?`,
  )
  const update = db.prepare(
    `UPDATE article SET ${columns.map(([name, column]) => `${column} = @${name}`).join(', ')},
     updated_at = @updatedAt, device = @device WHERE id = @id`,
  )
  const url = db.prepare<[string], { url: string | null }>('SELECT url FROM article WHERE id = ?')
  const pictures = db.prepare<[string], string>('SELECT path FROM article_asset WHERE article_id = ?').pluck()
  const add = db.prepare(`INSERT INTO article_version (id, article_id, reason, content, anchors, kept_at, device)
    VALUES (@id, @articleId, @reason, @content, @anchors, @keptAt, @device)`)
  const list = db.prepare<[string], ArticleVersion>(`SELECT id, content ->> 'title' AS title,
    content ->> 'wordCount' AS wordCount, kept_at AS keptAt, reason FROM article_version WHERE article_id = ?
    ORDER BY key DESC`)
  const byId = db.prepare<[string, string], { content: string; anchors: string }>(
    'SELECT content, anchors FROM article_version WHERE article_id = ? AND id = ?',
  )
  const remove = db.prepare('DELETE FROM article_version WHERE id = ?')
  const prune = db.prepare(`DELETE FROM article_version WHERE article_id = @articleId AND key <= (SELECT key
    FROM article_version WHERE article_id = @articleId ORDER BY key DESC LIMIT 1 OFFSET @most)`)
  const gone = () => fail('NOT_FOUND', 'That article is not in the library any more.')

  return {
    atOnce: (work) => db.transaction(work).immediate(),
    read(id) {
      const row = select.get(id) ?? gone()
      return {
        ...row,
        setAside: JSON.parse(row.setAside) as SetAsideBlock[],
        missingImages: JSON.parse(row.missingImages) as string[],
        edited: JSON.parse(row.edited) as Fact[],
      }
    },
    write(id, content) {
      const { changes } = update.run({
        ...content,
        setAside: JSON.stringify(content.setAside),
        missingImages: JSON.stringify(content.missingImages),
        edited: JSON.stringify(content.edited),
        id,
        updatedAt: deps.now(),
        device: deps.device,
      })
      if (changes === 0) gone()
    },
    address: (id) => (url.get(id) ?? gone()).url,
    pictures: (id) => pictures.all(id),
    keep(articleId, { content, anchors, reason }) {
      const id = deps.newId()
      const { now, device } = deps
      add.run({ id, articleId, reason, content: JSON.stringify(content), anchors, keptAt: now(), device })
      return id
    },
    versions: (articleId) => list.all(articleId),
    version(articleId, versionId) {
      const row =
        byId.get(articleId, versionId) ??
        fail('NOT_FOUND', 'That version of the article is not kept any more. Nothing was changed.')
      return { content: JSON.parse(row.content) as ArticleContent, anchors: row.anchors }
    },
    forget(versionId) {
      remove.run(versionId)
    },
    prune(articleId) {
      prune.run({ articleId, most: MOST_VERSIONS })
    },
  }
}

/** The content with its set-aside blocks at the end of the body, as `showSetAside` puts them there. */
export function withSetAside(content: ArticleContent): ArticleContent {
  const { html, text, setAside } = content
  if (setAside.length === 0) return content
  return {
    ...content,
    html: `${html}<section class="set-aside">${setAside.map((block) => block.html).join('')}</section>`,
    text: [text, ...setAside.map((block) => block.text)].filter(Boolean).join('\n\n'),
    bodyHtmlLength: html.length,
    bodyTextLength: text.length,
  }
}
