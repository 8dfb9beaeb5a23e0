// An article as a page that is read elsewhere: its heading, its text with the marks, and the notes below. For HTML and EPUB.
import type { Highlight, Note } from '../../contract/model.ts'
import type { Annotated } from './library-to-export.ts'
import { markedArticle, noteHtml } from './marked-article.ts'

export interface ArticlePage {
  /** What stands in `<article>`: html as browsers write it, or well-formed XHTML. */
  markup: string
  title: string
  lang: string | null
  dir: 'ltr' | 'rtl'
  /** Paths of its pictures, as they were before `place`. */
  pictures: string[]
  hasMath: boolean
}

export interface PageOptions {
  /** Begins every id. */
  prefix: string
  annotations: boolean
  /** What a picture's `src` becomes; null leaves only its words. */
  place(path: string): string | null
  /** Elements and attributes as XHTML knows them, written by XML's rules. */
  xhtml: boolean
}

/** Lays out an article. */
export function articlePage(one: Annotated, options: PageOptions): ArticlePage {
  const { article } = one
  const marked = markedArticle(one, options.prefix, options.annotations)
  try {
    const { document, body } = marked
    const page = document.createElement('article')
    page.id = `${options.prefix}article`
    page.lang = article.lang ?? ''
    if (article.lang === null) page.removeAttribute('lang')
    page.dir = article.dir
    prefixIds(body, options.prefix)
    page.append(heading(document, one))
    if (options.annotations && one.articleNote) page.append(ownNote(document, one.articleNote, options))
    const text = document.createElement('div')
    text.className = 'text'
    text.append(...body.childNodes)
    page.append(text)
    placePictures(text, options)
    if (marked.footnotes.length + marked.elsewhere.length > 0) page.append(notes(document, marked, options))
    if (options.xhtml) toXhtml(page)
    return {
      markup: options.xhtml ? xmlOf(document, page) : page.outerHTML,
      title: article.title,
      lang: article.lang,
      dir: article.dir,
      pictures: marked.pictures,
      hasMath: page.querySelector('math') !== null,
    }
  } finally {
    marked.close()
  }
}

function heading(document: Document, { article }: Annotated): Element {
  const header = document.createElement('header')
  const title = header.appendChild(document.createElement('h1'))
  title.textContent = article.title
  const line = header.appendChild(document.createElement('p'))
  line.className = 'byline'
  const date = article.publishedAt === null ? null : new Date(article.publishedAt)
  const day = date && new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date)
  const known = [article.byline, article.siteName, day].filter((part) => part !== null && part !== '')
  line.append(known.join(' · '))
  if (article.url !== null && /^https?:/i.test(article.url)) {
    if (known.length > 0) line.append(' · ')
    const link = line.appendChild(document.createElement('a'))
    link.href = article.url
    link.textContent = 'Original'
  }
  if (line.childNodes.length === 0) line.remove()
  return header
}

function ownNote(document: Document, note: Note, options: PageOptions): Element {
  const section = document.createElement('section')
  section.className = 'own-note'
  section.setAttribute('aria-label', 'Note on this article')
  section.innerHTML = noteHtml(note, 2)
  placePictures(section, options)
  return section
}

function notes(document: Document, marked: ReturnType<typeof markedArticle>, options: PageOptions): Element {
  const { footnotes, elsewhere } = marked
  const section = document.createElement('section')
  section.className = 'notes'
  if (footnotes.length > 0) {
    section.append(subheading(document, 'Notes'))
    const list = section.appendChild(document.createElement('ol'))
    for (const { number, note, highlight } of footnotes) {
      const item = list.appendChild(document.createElement('li'))
      item.id = `${options.prefix}note-${String(number)}`
      item.setAttribute('role', 'doc-footnote')
      item.innerHTML = noteHtml(note, 2)
      addTags(item, highlight)
      item.append(backLink(document, number, options.prefix))
    }
  }
  if (elsewhere.length > 0) {
    section.append(subheading(document, 'Highlights whose words are not in this text any more'))
    const list = section.appendChild(document.createElement('ul'))
    for (const { highlight, note } of elsewhere) {
      const item = list.appendChild(document.createElement('li'))
      const words = item.appendChild(document.createElement('p'))
      const marks = words.appendChild(document.createElement('mark'))
      marks.className = `hl-${highlight.colour}`
      marks.textContent = highlight.quote.exact
      if (note) item.insertAdjacentHTML('beforeend', noteHtml(note, 2))
      addTags(item, highlight)
    }
  }
  placePictures(section, options)
  return section
}

function subheading(document: Document, words: string): Element {
  const element = document.createElement('h2')
  element.textContent = words
  return element
}

function addTags(item: Element, { tags }: Highlight): void {
  if (tags.length === 0) return
  const line = item.ownerDocument.createElement('p')
  line.className = 'tags'
  line.textContent = tags.map((tag) => `#${tag}`).join(' ')
  item.append(line)
}

function backLink(document: Document, number: number, prefix: string): Element {
  const line = document.createElement('p')
  const link = line.appendChild(document.createElement('a'))
  link.href = `#${prefix}note-ref-${String(number)}`
  link.setAttribute('role', 'doc-backlink')
  link.setAttribute('aria-label', `Back to the words of note ${String(number)}`)
  link.textContent = '↩'
  return line
}

/** Ids of the article itself, and the links to them: those of another article may be the same. */
function prefixIds(body: Element, prefix: string): void {
  for (const element of body.querySelectorAll('[id^="ref-"]')) element.id = `${prefix}${element.id}`
  for (const link of body.querySelectorAll('a[href^="#ref-"]')) {
    link.setAttribute('href', `#${prefix}${(link.getAttribute('href') ?? '').slice(1)}`)
  }
}

function placePictures(within: Element, { place }: PageOptions): void {
  // Links that lead into the library lead nowhere from here.
  for (const link of within.querySelectorAll('a[href=""]')) {
    link.replaceWith(link.textContent === '↗' ? '' : link.textContent)
  }
  for (const image of within.querySelectorAll('img')) {
    const path = image.getAttribute('src') ?? ''
    const source = path.startsWith('assets/') ? place(path) : null
    if (source !== null) image.setAttribute('src', source)
    else {
      // Nothing is fetched when the file is opened.
      const words = image.getAttribute('alt')?.trim() ?? ''
      image.replaceWith(words === '' ? '' : `[${words}]`)
    }
    if (!image.hasAttribute('alt')) image.setAttribute('alt', '')
  }
}

/** What old html allows and XHTML of an EPUB does not. */
function toXhtml(page: Element): void {
  for (const element of page.querySelectorAll('rb')) element.replaceWith(...element.childNodes)
  for (const element of page.querySelectorAll('td[align], th[align]')) {
    element.setAttribute('style', `text-align: ${element.getAttribute('align') ?? 'start'}`)
    element.removeAttribute('align')
  }
  for (const element of page.querySelectorAll('[role="doc-noteref"]')) element.setAttribute('epub:type', 'noteref')
  for (const element of page.querySelectorAll('[role="doc-footnote"]')) element.setAttribute('epub:type', 'footnote')
  for (const element of page.querySelectorAll('[lang]')) {
    element.setAttribute('xml:lang', element.getAttribute('lang') ?? '')
  }
}

/** By XML's rules; characters that XML does not know are left out. */
function xmlOf(document: Document, page: Element): string {
  const view = document.defaultView
  if (!view) throw new Error('The document has no window to serialise with')
  const walker = document.createTreeWalker(page, view.NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { data } = node as Text
    const clean = xmlText(data)
    if (clean !== data) (node as Text).data = clean
  }
  return new view.XMLSerializer().serializeToString(page)
}

/**
 * Text without the characters that no XML file may hold (https://www.w3.org/TR/xml/#charsets).
 * @param text any text
 */
export function xmlText(text: string): string {
  return text.toWellFormed().replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '')
}
