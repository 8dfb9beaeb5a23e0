// The table `article` with its tags: everything that is done to an article, each in one transaction.
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import type {
  Appearance,
  Article,
  ArticleList,
  ArticleListInput,
  ArticleSource,
  ArticleState,
  ArticleSummary,
  ArticleView,
  ChangeEvent,
  Progress,
  SetAsideBlock,
} from '../../contract/model.ts'
import { articleOf, summaryOf, SUMMARY_COLUMNS } from './article-row.ts'
import type { ArticleRow, SummaryRow } from './article-row.ts'
import { createTags } from './tags.ts'

/** What is needed to keep a new article. Html is sanitised, text is its canonical text. */
export interface NewArticle {
  url: string | null
  canonicalUrl: string | null
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
  missingImages: string[]
  tags: string[]
  source: ArticleSource
  state?: ArticleState
  favourite?: boolean
  addedAt?: number
}

export type ArticleChange = Partial<{
  title: string | undefined
  byline: string | null | undefined
  state: ArticleState | undefined
  favourite: boolean | undefined
  tags: string[] | undefined
}>

export interface Articles {
  list(input: ArticleListInput): ArticleList
  /** Throws Failure NOT_FOUND. */
  get(id: string): Article
  summary(id: string): ArticleSummary
  /** The canonical text; undefined when there is no such article. */
  text(id: string): string | undefined
  /** Ids of all articles that are not in the trash, oldest first. */
  ids(): string[]
  /** An article with this canonical address or content, in the trash or not. */
  findDuplicate(key: { canonicalUrl: string | null; contentHash?: string }): string | undefined
  /** Inserts and runs `also` in the same transaction. */
  insert(article: NewArticle, also?: (id: string) => void): ArticleSummary
  update(id: string, change: ArticleChange): ArticleSummary
  setProgress(id: string, progress: Progress): void
  setAppearance(id: string, appearance: Appearance | null): void
  trash(id: string): void
  untrash(id: string): void
  /**
   * Appends the set-aside blocks to the body, or takes them out again, and runs `also` in the same transaction when the
   * text changed. Returns whether it did.
   */
  showSetAside(id: string, show: boolean, also?: () => void): boolean
}

export interface ArticlesDeps {
  now: () => number
  newId: () => string
  device: string
  changed: (event: ChangeEvent) => void
  /** Live highlights by article id; an article without any may be missing. */
  highlightCounts: () => ReadonlyMap<string, number>
  /** How many live highlights reach into a range: those would lose their words if it went. */
  highlightsIn: (articleId: string, range: { start: number; end: number }) => number
}

const VIEWS: Record<ArticleView, string> = {
  inbox: "trashed_at IS NULL AND state = 'inbox'",
  later: "trashed_at IS NULL AND state = 'later'",
  archive: "trashed_at IS NULL AND state = 'archive'",
  favourites: 'trashed_at IS NULL AND favourite = 1',
  all: 'trashed_at IS NULL',
  trash: 'trashed_at IS NOT NULL',
}
const SORTS: Record<'added' | 'published' | 'title' | 'opened', string> = {
  added: 'added_at DESC, key DESC',
  published: 'published_at DESC NULLS LAST, key DESC',
  // A title that begins with a quotation stands under its first letter.
  title: `ltrim(title, ' "“”„‘’«»‹›(¿¡…') COLLATE NOCASE, key`,
  opened: 'opened_at DESC NULLS LAST, key DESC',
}

/**
 * Articles of a library.
 * @param db an open library
 * @param deps clock, ids, and what the rooms above know about an article's highlights
 */
export function createArticles(db: Database, deps: ArticlesDeps): Articles {
  const tags = createTags(db)
  const byId = db.prepare<[string], ArticleRow>('SELECT * FROM article WHERE id = ?')
  const summaryById = db.prepare<[string], SummaryRow>(`SELECT ${SUMMARY_COLUMNS} FROM article WHERE id = ?`)
  const textById = db.prepare<[string], string>('SELECT text FROM article WHERE id = ?').pluck()
  const allIds = db
    .prepare<[], string>('SELECT id FROM article WHERE trashed_at IS NULL ORDER BY added_at, key')
    .pluck()
  const byUrl = db.prepare<[string], string>('SELECT id FROM article WHERE canonical_url = ? LIMIT 1').pluck()
  const byHash = db.prepare<[string], string>('SELECT id FROM article WHERE content_hash = ? LIMIT 1').pluck()
  const counts = db.prepare<[], ArticleList['counts']>(`SELECT
    ${Object.entries(VIEWS)
      .map(([view, where]) => `count(*) FILTER (WHERE ${where}) AS "${view}"`)
      .join(', ')} FROM article`)
  const add = db.prepare(`INSERT INTO article
    (id, url, canonical_url, content_hash, title, byline, site_name, published_at, lang, dir, excerpt, lead_image, html, text,
     word_count, set_aside, missing_images, source, state, favourite, added_at, updated_at, device)
    VALUES (@id, @url, @canonicalUrl, @contentHash, @title, @byline, @siteName, @publishedAt, @lang, @dir, @excerpt, @leadImage,
     @html, @text, @wordCount, @setAside, @missingImages, @source, @state, @favourite, @addedAt, @updatedAt, @device)`)
  const setFields =
    db.prepare(`UPDATE article SET title = @title, byline = @byline, state = @state, favourite = @favourite,
    updated_at = @updatedAt, device = @device WHERE id = @id`)
  const setPosition = db.prepare(
    'UPDATE article SET position = ?, fraction = ?, opened_at = ?, updated_at = ?, device = ? WHERE id = ?',
  )
  const setAppearanceOf = db.prepare('UPDATE article SET appearance = ?, updated_at = ?, device = ? WHERE id = ?')
  // What the user wrote is not written over when the text is fetched again.
  const setEdited = db.prepare('UPDATE article SET edited = ? WHERE id = ?')
  const setTrashed = db.prepare('UPDATE article SET trashed_at = ?, updated_at = ?, device = ? WHERE id = ?')
  const setContent = db.prepare(`UPDATE article SET html = @html, text = @text,
    body_html_length = @bodyHtmlLength, body_text_length = @bodyTextLength, updated_at = @updatedAt, device = @device
    WHERE id = @id`)

  const row = (id: string): ArticleRow =>
    byId.get(id) ?? fail('NOT_FOUND', 'That article is not in the library any more.')

  function summary(id: string): ArticleSummary {
    const found = summaryById.get(id) ?? fail('NOT_FOUND', 'That article is not in the library any more.')
    return summaryOf(found, tags.of(id), deps.highlightCounts().get(id) ?? 0)
  }

  function list(input: ArticleListInput): ArticleList {
    const inTag = input.tag === undefined ? '' : 'AND id IN (SELECT article_id FROM article_tag WHERE name = @tag)'
    const where = `${VIEWS[input.view]} ${inTag}`
    const bound = { tag: input.tag ?? null, limit: input.limit ?? 200, offset: input.offset ?? 0 }
    const rows = db
      .prepare<[typeof bound], SummaryRow>(
        `SELECT ${SUMMARY_COLUMNS} FROM article WHERE ${where} ORDER BY ${SORTS[input.sort ?? 'added']} LIMIT @limit OFFSET @offset`,
      )
      .all(bound)
    const total = db.prepare<[typeof bound], number>(`SELECT count(*) FROM article WHERE ${where}`).pluck().get(bound)
    const highlightCounts = deps.highlightCounts()
    const tagsById = tags.ofMany(rows.map(({ id }) => id))
    return {
      items: rows.map((found) => summaryOf(found, tagsById.get(found.id) ?? [], highlightCounts.get(found.id) ?? 0)),
      total: total ?? 0,
      counts: counts.get()!,
      tags: tags.counts(),
    }
  }

  const insert = db.transaction((article: NewArticle, also?: (id: string) => void): ArticleSummary => {
    const id = deps.newId()
    const now = deps.now()
    const { tags: names, ...fields } = article
    add.run({
      ...fields,
      id,
      setAside: JSON.stringify(article.setAside),
      missingImages: JSON.stringify(article.missingImages),
      state: article.state ?? 'inbox',
      favourite: article.favourite ? 1 : 0,
      addedAt: article.addedAt ?? now,
      updatedAt: now,
      device: deps.device,
    })
    tags.set(id, names)
    also?.(id)
    return summary(id)
  })

  const update = db.transaction((id: string, change: ArticleChange): ArticleSummary => {
    const before = row(id)
    setFields.run({
      id,
      title: change.title?.trim() || before.title,
      byline: change.byline === undefined ? before.byline : change.byline,
      state: change.state ?? before.state,
      favourite: change.favourite === undefined ? before.favourite : Number(change.favourite),
      updatedAt: deps.now(),
      device: deps.device,
    })
    const facts = (['title', 'byline'] as const).filter(
      (fact) => change[fact] !== undefined && change[fact] !== before[fact],
    )
    if (facts.length > 0) {
      const known = JSON.parse(before.edited) as string[]
      setEdited.run(JSON.stringify([...new Set([...known, ...facts])]), id)
    }
    if (change.tags) tags.set(id, change.tags)
    return summary(id)
  })

  const showSetAside = db.transaction((id: string, show: boolean, also?: () => void): boolean => {
    const before = row(id)
    const blocks = JSON.parse(before.set_aside) as SetAsideBlock[]
    const shown = before.body_html_length !== null && before.body_text_length !== null
    if (blocks.length === 0 || shown === show) return false
    const common = { id, updatedAt: deps.now(), device: deps.device }
    if (show) {
      const html = `${before.html}<section class="set-aside">${blocks.map((block) => block.html).join('')}</section>`
      const text = [before.text, ...blocks.map((block) => block.text)].filter(Boolean).join('\n\n')
      setContent.run({ ...common, html, text, bodyHtmlLength: before.html.length, bodyTextLength: before.text.length })
      also?.()
      return true
    }
    const inside = deps.highlightsIn(id, { start: before.body_text_length ?? 0, end: before.text.length })
    if (inside > 0) {
      const them = inside === 1 ? 'A highlight is' : `${String(inside)} highlights are`
      fail('CONFLICT', `${them} in these paragraphs, so they stay. Delete it first to set them aside again.`)
    }
    setContent.run({
      ...common,
      html: before.html.slice(0, before.body_html_length ?? undefined),
      text: before.text.slice(0, before.body_text_length ?? undefined),
      bodyHtmlLength: null,
      bodyTextLength: null,
    })
    also?.()
    return true
  })

  const changed = (articleId: string | null) => {
    deps.changed({ topic: 'articles', articleId })
  }
  return {
    list,
    summary,
    get: (id) => articleOf(row(id), tags.of(id), deps.highlightCounts().get(id) ?? 0),
    text: (id) => textById.get(id),
    ids: () => allIds.all(),
    findDuplicate({ canonicalUrl, contentHash }) {
      const sameAddress = canonicalUrl === null ? undefined : byUrl.get(canonicalUrl)
      return sameAddress ?? (contentHash === undefined ? undefined : byHash.get(contentHash))
    },
    insert(article, also) {
      const made = insert.immediate(article, also)
      changed(made.id)
      return made
    },
    update(id, change) {
      const made = update.immediate(id, change)
      changed(id)
      return made
    },
    setProgress(id, { position, fraction }) {
      const now = deps.now()
      if (setPosition.run(position, fraction, now, now, deps.device, id).changes === 0) row(id)
      deps.changed({ topic: 'progress', articleId: id })
    },
    setAppearance(id, appearance) {
      const json = appearance === null ? null : JSON.stringify(appearance)
      if (setAppearanceOf.run(json, deps.now(), deps.device, id).changes === 0) row(id)
      deps.changed({ topic: 'appearance', articleId: id })
    },
    trash(id) {
      const now = deps.now()
      if (setTrashed.run(now, now, deps.device, id).changes === 0) row(id)
      changed(id)
    },
    untrash(id) {
      if (setTrashed.run(null, deps.now(), deps.device, id).changes === 0) row(id)
      changed(id)
    },
    showSetAside(id, show, also) {
      const done = showSetAside.immediate(id, show, also)
      if (done) changed(id)
      return done
    },
  }
}
