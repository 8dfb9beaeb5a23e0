// What capture hands to the library: an article whose html is sanitised and whose text is the canonical text of it.
import type { SetAsideBlock } from '../../contract/model.ts'

/** What extraction finds in bytes or text alone, before any image is fetched. */
export interface ExtractedArticle {
  title: string
  byline: string | null
  siteName: string | null
  /** UTC milliseconds. */
  publishedAt: number | null
  /** A BCP 47 tag such as `en` or `pt-BR`. */
  lang: string | null
  dir: 'ltr' | 'rtl'
  excerpt: string
  /** The address the source gives for itself, as it stands there; null when it gives none. */
  canonicalUrl: string | null
  /** The address of the lead image (http, https or data); null when there is none. */
  leadImage: string | null
  tags: string[]
  /** Sanitised html. Images still have their http(s) addresses or hold their data. */
  html: string
  /** The canonical text of `html`. */
  text: string
  /** What was taken off the end of the body, in document order. */
  setAside: SetAsideBlock[]
}

/** A captured article: nothing in its html refers to anything outside the library but links. */
export interface CapturedArticle {
  /** Where it was fetched from, or the address given with the file or text. */
  url: string | null
  /** The address that stands for this article however it was reached; null without any address. */
  canonicalUrl: string | null
  title: string
  byline: string | null
  siteName: string | null
  /** UTC milliseconds. */
  publishedAt: number | null
  lang: string | null
  dir: 'ltr' | 'rtl'
  excerpt: string
  /** An `assets/…` path. */
  leadImage: string | null
  /** Sanitised and self-contained: images are `assets/…` paths. */
  html: string
  /** The canonical text: `textOf(parse(html)) === text`. */
  text: string
  setAside: SetAsideBlock[]
  /** The addresses of images that could not be stored. */
  missingImages: string[]
  wordCount: number
  tags: string[]
}

/** The kinds of source that can be read. */
export type SourceFormat = 'html' | 'markdown' | 'plain'
