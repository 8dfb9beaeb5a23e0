// What a page says about itself: JSON-LD, OpenGraph and other meta elements, <time>, <title>.
import { parseMachineDate } from './dates.ts'
import { readJsonLd } from './json-ld.ts'
import { languageTag } from './language.ts'

/** A page's own account of its article. What it does not say is null. */
export interface PageMetadata {
  title: string | null
  byline: string | null
  siteName: string | null
  publishedAt: number | null
  lang: string | null
  excerpt: string | null
  canonicalUrl: string | null
  leadImage: string | null
}

const TITLE_SEPARATOR = /\s+[|–—·»:\\/<>-]\s+|\s*[|»·]\s*/

/**
 * Reads a page's metadata.
 *
 * @param document the parsed page, unchanged
 * @param baseUrl the page's address, if known: relative addresses are resolved against it
 * @returns each field from the most trustworthy place that has it
 */
export function readMetadata(document: Document, baseUrl: string | null): PageMetadata {
  const meta = metaValues(document)
  const first = (...names: string[]): string | null =>
    names.map((name) => meta.get(name)).find((value) => value) ?? null
  const data = readJsonLd(document)
  const siteName = cleanSite(
    first('og:site_name') ??
      data.siteName ??
      first('application-name', 'apple-mobile-web-app-title', 'dc.publisher', 'citation_journal_title'),
  )
  const published =
    data.published ??
    first(
      'article:published_time',
      'og:article:published_time',
      'parsely-pub-date',
      'sailthru.date',
      'datepublished',
      'publishdate',
      'publish-date',
      'pubdate',
      'dc.date.issued',
      'dc.date',
      'dcterms.created',
      'dcterms.date',
      'citation_publication_date',
      'citation_date',
      'article.published',
      'date',
    )
  return {
    title: titleOf(
      document,
      [data.headline, first('og:title'), first('twitter:title', 'parsely-title', 'citation_title', 'dc.title')],
      siteName,
      baseUrl,
    ),
    byline: joinNames(data.authors) ?? joinNames(authorsInMeta(meta)) ?? bylineInPage(document),
    siteName,
    publishedAt: (published ? parseMachineDate(published) : null) ?? timeInPage(document),
    lang:
      languageTag(document.documentElement.getAttribute('lang') ?? document.documentElement.getAttribute('xml:lang')) ??
      languageTag(data.lang ?? first('content-language', 'language', 'dc.language', 'og:locale')),
    excerpt: first('og:description', 'description', 'twitter:description', 'dc.description') ?? data.description,
    canonicalUrl: webAddress(
      document.querySelector('link[rel~="canonical" i]')?.getAttribute('href') ?? first('og:url') ?? data.url,
      baseUrl,
    ),
    leadImage: webAddress(
      first('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src') ?? data.image,
      baseUrl,
    ),
  }
}

/** The values of meta elements by lower-case name; the first of each that is not empty counts. */
function metaValues(document: Document): Map<string, string> {
  const values = new Map<string, string>()
  for (const element of document.querySelectorAll('meta')) {
    const content = (element.getAttribute('content') ?? '').replace(/\s+/g, ' ').trim()
    const names = ['property', 'name', 'itemprop', 'http-equiv'].map((attribute) => element.getAttribute(attribute))
    for (const name of names.flatMap((value) => (value ?? '').toLowerCase().split(/\s+/))) {
      if (name === 'article:author' || name === 'citation_author') {
        values.set(name, [values.get(name), content].filter(Boolean).join('; '))
      } else if (name && content && !values.has(name)) values.set(name, content)
    }
  }
  return values
}

function titleOf(
  document: Document,
  stated: (string | null)[],
  siteName: string | null,
  baseUrl: string | null,
): string | null {
  const heading = oneLine(onlyHeading(document)?.textContent)
  const raw = oneLine(document.querySelector('head > title, title')?.textContent)
  const candidates = [...stated, raw].filter((title): title is string => !!title && title.trim() !== '')
  const names = [siteName, baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).hostname : null]
  for (const candidate of candidates) {
    const title = withoutSiteName(oneLine(candidate) ?? '', names, heading)
    if (title && !names.some((name) => name && sameName(title, name))) return title
  }
  return heading ?? candidates[0] ?? null
}

function onlyHeading(document: Document): Element | null {
  const headings = [...document.querySelectorAll('h1')].filter((heading) => oneLine(heading.textContent))
  return headings.length === 1 ? (headings[0] ?? null) : (document.querySelector('article h1, main h1') ?? null)
}

/** "Title | Site", "Site: Title", "Title - Section - Site": the part that the page shows as its heading, or all but the site. */
function withoutSiteName(title: string, names: (string | null)[], heading: string | null): string {
  if (
    heading &&
    heading.length >= 8 &&
    heading.length < title.length &&
    title.toLowerCase().includes(heading.toLowerCase())
  )
    return heading
  const parts = title.split(TITLE_SEPARATOR)
  if (parts.length < 2) return title
  const isSite = (part: string): boolean => names.some((name) => name !== null && sameName(part, name))
  const last = parts.at(-1) ?? ''
  if (isSite(last)) return title.slice(0, title.lastIndexOf(last)).replace(/[\s|–—·»:\\/<>-]+$/, '')
  const first = parts[0] ?? ''
  if (isSite(first)) return title.slice(title.indexOf(first) + first.length).replace(/^[\s|–—·»:\\/<>-]+/, '')
  return title
}

/** Whether two spellings name the same site: "The Example Times", "example-times.com", "Example Times". */
function sameName(a: string, b: string): boolean {
  const [one, other] = [bareName(a), bareName(b)]
  return one.length > 1 && (one === other || (other.length > 4 && one.includes(other) && one.length < other.length + 6))
}

function bareName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.|the )/, '')
    .replace(/\.(?:com|org|net|co\.uk|co|io|de|fr|ua|gov|edu|info)$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function cleanSite(name: string | null): string | null {
  const cleaned = name?.replace(/^@/, '').trim()
  return cleaned && cleaned.length <= 80 && !/^https?:/i.test(cleaned) ? cleaned : null
}

function authorsInMeta(meta: Map<string, string>): string[] {
  const names = [
    'author',
    'byl',
    'parsely-author',
    'sailthru.author',
    'citation_author',
    'dc.creator',
    'dc.author',
    'article:author',
    'twitter:creator',
  ]
  for (const name of names) {
    const people = (meta.get(name) ?? '')
      .split(/;\s*/)
      .map(cleanName)
      .filter((person) => person !== null)
    if (people.length > 0) return people
  }
  return []
}

function bylineInPage(document: Document): string | null {
  const places =
    '[rel~="author" i], [itemprop~="author" i] [itemprop="name"], [itemprop~="author" i], .byline, .p-author, .author-name, .byline-name'
  for (const element of document.querySelectorAll(places)) {
    const text = oneLine(spacedText(element))
    const name = text && text.length <= 100 ? cleanName(text.replace(/\s*[|·•].*$/, '')) : null
    if (name) return name
  }
  return null
}

/** Text of an element with a space between its parts: a name and an office beside it stand in boxes of their own. */
function spacedText(element: Element): string {
  const parts = [...element.childNodes].map((node) =>
    node.nodeType === 1 ? spacedText(node as Element) : (node.textContent ?? ''),
  )
  return parts.join(element.childElementCount > 0 ? ' ' : '')
}

/** A name as it may stand under a title; null for addresses, times and anything else that is none. */
function cleanName(raw: string): string | null {
  const name = raw
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:(?:written |posted |words )?by|von|par|por)[:\s]+/i, '')
    .replace(/[,;|–—-]+$/, '')
    .trim()
  if (name.length < 2 || name.length > 100 || !/\p{L}{2}/u.test(name)) return null
  return /https?:|www\.|@|\d{1,2}:\d{2}|\b(?:19|20)\d{2}\b|^(?:admin|staff|editor|unknown|null|undefined|author)$/i.test(
    name,
  )
    ? null
    : name
}

function joinNames(names: string[]): string | null {
  const clean = [...new Set(names.map(cleanName).filter((name) => name !== null))]
  return clean.length > 0 ? clean.join(', ') : null
}

function timeInPage(document: Document): number | null {
  const places =
    'time[pubdate], [itemprop~="datePublished" i], article time[datetime], main time[datetime], header time[datetime], time[datetime], .dt-published, .published, .entry-date, .post-date'
  for (const element of document.querySelectorAll(places)) {
    const stated = element.getAttribute('datetime') ?? element.getAttribute('content') ?? element.textContent
    const time = parseMachineDate(stated)
    if (time !== null) return time
  }
  return null
}

/**
 * Resolves an address.
 *
 * @param value as it stands in the page
 * @param baseUrl what it is relative to
 * @returns an absolute http(s) address, or null
 */
export function webAddress(value: string | null | undefined, baseUrl: string | null): string | null {
  const trimmed = (value ?? '').trim()
  if (trimmed === '' || !URL.canParse(trimmed, baseUrl ?? undefined)) return null
  const url = new URL(trimmed, baseUrl ?? undefined)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

/**
 * Text in one line.
 *
 * @param text with any white space
 * @returns null when nothing is left
 */
export function oneLine(text: string | null | undefined): string | null {
  const line = (text ?? '').replace(/\s+/g, ' ').trim()
  return line === '' ? null : line
}
