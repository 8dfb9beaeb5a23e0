// A row of `article` and the models made of it.
import type {
  Appearance,
  Article,
  ArticleSource,
  ArticleState,
  ArticleSummary,
  SetAsideBlock,
} from '../../contract/model.ts'

/** The columns of a list's line; html and text, which are long, are left out. */
export const SUMMARY_COLUMNS = `id, url, title, byline, site_name, published_at, lang, excerpt, lead_image, word_count, state,
  favourite, source, added_at, updated_at, opened_at, trashed_at, position, fraction`

export interface SummaryRow {
  id: string
  url: string | null
  title: string
  byline: string | null
  site_name: string | null
  published_at: number | null
  lang: string | null
  excerpt: string
  lead_image: string | null
  word_count: number
  state: ArticleState
  favourite: number
  source: ArticleSource
  added_at: number
  updated_at: number
  opened_at: number | null
  trashed_at: number | null
  position: number
  fraction: number
}

export interface ArticleRow extends SummaryRow {
  html: string
  text: string
  dir: 'ltr' | 'rtl'
  set_aside: string
  body_html_length: number | null
  body_text_length: number | null
  missing_images: string
  appearance: string | null
  edited: string
}

/** The line of a list for a row, with what other tables know of it. */
export function summaryOf(row: SummaryRow, tags: string[], highlightCount: number): ArticleSummary {
  return {
    id: row.id,
    url: row.url,
    title: row.title,
    byline: row.byline,
    siteName: row.site_name,
    publishedAt: row.published_at,
    lang: row.lang,
    excerpt: row.excerpt,
    leadImage: row.lead_image,
    wordCount: row.word_count,
    state: row.state,
    favourite: row.favourite === 1,
    source: row.source,
    tags,
    addedAt: row.added_at,
    updatedAt: row.updated_at,
    openedAt: row.opened_at,
    trashedAt: row.trashed_at,
    progress: { position: row.position, fraction: row.fraction },
    highlightCount,
  }
}

/** The whole article for a row. */
export function articleOf(row: ArticleRow, tags: string[], highlightCount: number): Article {
  return {
    ...summaryOf(row, tags, highlightCount),
    html: row.html,
    text: row.text,
    dir: row.dir,
    setAside: JSON.parse(row.set_aside) as SetAsideBlock[],
    setAsideRestored: row.body_html_length !== null,
    missingImages: JSON.parse(row.missing_images) as string[],
    appearance: row.appearance === null ? null : (JSON.parse(row.appearance) as Appearance),
  }
}
