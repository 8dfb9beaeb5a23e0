// An html page into a draft: metadata from the whole page, the body by Readability, tidied.
import { Readability } from '@mozilla/readability'
import { JSDOM, VirtualConsole } from 'jsdom'
import type { ArticleDraft } from './article-draft.ts'
import { liftImages } from './lift-images.ts'
import { liftMath, typesetsMath } from './math.ts'
import { dropOpeningByline } from './opening-byline.ts'
import { readMetadata, webAddress } from './metadata.ts'
import { tidyHtml } from './tidy-html.ts'
import { takeTrailing } from './trailing-blocks.ts'
import { trimSource } from './trim-source.ts'

/** Readability's time grows faster than a page's size; a page this heavy is a text of its own, not an article amid a site. */
const MAX_READABILITY_WEIGHT = 600_000
const SITE_FRAME =
  'nav, header, footer, aside, [role="navigation"], [role="banner"], [role="contentinfo"], [role="search"]'
const FOOTNOTES = 'section.footnotes, div.footnotes, ol.footnotes, [role="doc-endnotes"]'

/** A draft of a page, and the images that stood in the page as data. */
export interface HtmlDraft {
  draft: ArticleDraft
  /** `https://inline.invalid/N` in the draft names the Nth. */
  inlineImages: string[]
}

/**
 * Reads an html page. Nothing of it runs and nothing is loaded.
 *
 * @param html the decoded page
 * @param url the page's address, if known
 * @param whole whether it is an article's body alone, of which everything is kept
 * @returns what was found; the html is tidied but not yet sanitised
 * @throws Failure TOO_LARGE when it has too many elements
 */
export function extractHtml(html: string, url: string | null, whole = false): HtmlDraft {
  const source = trimSource(html)
  const document = parsePage(source.html, url)
  const baseUrl = webAddress(document.querySelector('base[href]')?.getAttribute('href'), url) ?? url
  const metadata = readMetadata(document, baseUrl)
  const light = !whole && source.weight <= MAX_READABILITY_WEIGHT
  const delimiters = typesetsMath(html)
  // Before Readability, which takes the MathML that pages hide from the eye for hidden content.
  liftMath(document, delimiters)
  const found = light ? readable(document, baseUrl) : null
  // Readability takes the page apart, so that where it finds nothing the page is read again.
  const root = found?.root ?? wholePage(light ? againWithMath(source.html, url, delimiters) : document, baseUrl)
  const title = metadata.title ?? found?.title ?? null
  tidyHtml(root, { title, baseUrl: url ?? baseUrl })
  const byline = metadata.byline ?? found?.byline ?? null
  dropOpeningByline(root, byline)
  const siteName = metadata.siteName
  const setAside = whole ? [] : takeTrailing(root, siteName)
  const draft: ArticleDraft = {
    ...metadata,
    title,
    byline,
    tags: [],
    html: root.innerHTML,
    setAside,
  }
  return { draft, inlineImages: source.inlineImages }
}

function parsePage(html: string, url: string | null): Document {
  return new JSDOM(html, { ...(url ? { url } : {}), virtualConsole: new VirtualConsole() }).window.document
}

function againWithMath(html: string, url: string | null, delimiters: boolean): Document {
  const document = parsePage(html, url)
  liftMath(document, delimiters)
  return document
}

function readable(
  document: Document,
  baseUrl: string | null,
): { root: Element; title: string | null; byline: string | null } | null {
  liftImages(document, baseUrl)
  // Notes are mostly links, which Readability takes for navigation.
  const footnotes = [...document.querySelectorAll(FOOTNOTES)].filter((one) => !one.parentElement?.closest(FOOTNOTES))
  for (const element of footnotes) element.remove()
  const article = new Readability<Node>(document, {
    keepClasses: true,
    disableJSONLD: true,
    serializer: (node) => node,
  }).parse()
  const content = article?.content as Element | null | undefined
  if (!article || !content || (content.textContent.trim() === '' && !content.querySelector('img'))) return null
  content.append(...footnotes.map((element) => asNotes(element)))
  const byline = article.byline?.replace(/\s+/g, ' ').trim() ?? null
  return {
    root: content,
    title: article.title ?? null,
    byline: byline && byline.length <= 100 && !/\d{4}|https?:/.test(byline) ? byline.replace(/^by\s+/i, '') : null,
  }
}

/** A page without an article in it: all of its text, or without the site's frame when anything else is there. */
function wholePage(document: Document, baseUrl: string | null): Element {
  liftImages(document, baseUrl)
  const body = document.body
  const bare = body.cloneNode(true) as Element
  for (const element of bare.querySelectorAll(SITE_FRAME)) element.remove()
  return bare.textContent.trim() === '' ? body : bare
}

function asNotes(element: Element): Element {
  const section = element.ownerDocument.createElement('section')
  section.className = 'footnotes'
  section.append(...(element.localName === 'ol' ? [element] : element.childNodes))
  return section
}
