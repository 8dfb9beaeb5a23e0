// What the reader of each format makes of a source; finish-article.ts turns it into an extracted article.
import type { SetAsideReason } from '../../contract/model.ts'

/** An article with html that is not yet sanitised. What the source does not say is null. */
export interface ArticleDraft {
  title: string | null
  byline: string | null
  siteName: string | null
  publishedAt: number | null
  lang: string | null
  excerpt: string | null
  canonicalUrl: string | null
  leadImage: string | null
  tags: string[]
  html: string
  setAside: { html: string; reason: SetAsideReason }[]
}
