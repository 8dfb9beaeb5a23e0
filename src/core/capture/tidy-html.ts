// Brings an extracted body into the few shapes that articles are made of here, before it is sanitised.
import { isCaption, isContributorLine, isRule, startsCaption } from './plain-lines.ts'
import { oneLine, webAddress } from './metadata.ts'

const REMOVED =
  'script, style, template, link, meta, title, iframe, object, embed, audio, video, canvas, svg, button, input, select, textarea, noscript, dialog, progress, meter, map, .katex-html, .MathJax_Preview, [hidden]:not(math *)'
const CONTAINERS =
  'article, main, section, header, footer, aside, nav, center, hgroup, address, fieldset, form, menu, dir, search, body'
const PHRASING = new Set(
  'a abbr b bdi bdo br cite code del dfn em font i img ins kbd mark math q rp rt ruby s samp small span strong sub sup time tt u var wbr big nobr label'.split(
    ' ',
  ),
)
const MEANINGFUL = 'img, hr, br, math, table, td, th, col, colgroup, wbr'
const BLOCKS = 'p, div, h1, h2, h3, h4, h5, h6, blockquote, ul, ol, dl, pre, figure, table, hr, section, details'
const MAX_SLUG = 100
const ELEMENT = 1
const TEXT = 3

/**
 * Tidies a body in place: containers become divs or go, first headings that repeat the title go, links and fragments
 * are made to work from outside the page, code keeps its lines and its language, captions are figures.
 *
 * @param root the body
 * @param context the article's title and the page's address, if known
 */
export function tidyHtml(root: Element, context: { title: string | null; baseUrl: string | null }): void {
  for (const element of root.querySelectorAll(REMOVED)) element.remove()
  tidyCode(root)
  renameContainers(root)
  dropTitle(root, context.title)
  for (const heading of root.querySelectorAll('h1')) rename(heading, 'h2')
  tidyFigures(root)
  tidyLinks(root, context.baseUrl)
  dropEmpty(root)
  flatten(root)
  markLines(root)
}

function rename(element: Element, name: string): Element {
  const renamed = element.ownerDocument.createElement(name)
  for (const attribute of ['id', 'class', 'lang', 'dir']) {
    const value = element.getAttribute(attribute)
    if (value !== null) renamed.setAttribute(attribute, value)
  }
  moveChildren(element, renamed)
  element.replaceWith(renamed)
  return renamed
}

/** One by one: a body may have more children than a call takes arguments. */
function moveChildren(from: Element, to: ParentNode): void {
  while (from.firstChild) to.append(from.firstChild)
}

function unwrap(element: Element): void {
  const children = element.ownerDocument.createDocumentFragment()
  moveChildren(element, children)
  element.replaceWith(children)
}

/** Highlighters wrap lines in blocks and set numbers beside them: only the code and its lines are kept. */
function tidyCode(root: Element): void {
  for (const pre of root.querySelectorAll('pre')) {
    const language = languageOf(pre)
    for (const gutter of pre.querySelectorAll('.gutter, .lineno, .linenos, .line-numbers-rows, .hljs-ln-numbers, .lnt'))
      gutter.remove()
    for (const lineBreak of pre.querySelectorAll('br')) lineBreak.replaceWith('\n')
    for (const line of pre.querySelectorAll('div, p, li, tr')) if (!line.textContent.endsWith('\n')) line.append('\n')
    const code = pre.ownerDocument.createElement('code')
    code.textContent = pre.textContent
    if (language) code.className = `language-${language}`
    pre.replaceChildren(code)
  }
}

function languageOf(pre: Element): string | null {
  const places = [pre.querySelector('code'), pre, pre.parentElement, pre.parentElement?.parentElement]
  for (const place of places) {
    const stated = place?.getAttribute('data-lang') ?? place?.getAttribute('data-language')
    const classes = place?.getAttribute('class') ?? ''
    const match =
      /(?:^|\s)(?:language-|lang-|highlight-source-|brush:\s*|sourceCode\s+)([\w+#.-]{1,30})/i.exec(classes) ??
      // highlight.js puts its own name before the language, or after it.
      /^(?:.*\s)?hljs\s+([\w+#-]{1,30})$|^([\w+#-]{1,30})\s+hljs$/.exec(classes)
    const name = stated ?? match?.[1] ?? match?.[2]
    if (name && /^[\w+#.-]{1,30}$/.test(name) && name !== 'none') return name.toLowerCase()
  }
  return null
}

function renameContainers(root: Element): void {
  for (const element of root.querySelectorAll(CONTAINERS)) {
    const isNotes = element.localName === 'section' && element.classList.contains('footnotes')
    if (!isNotes) rename(element, 'div')
  }
}

function dropTitle(root: Element, title: string | null): void {
  const heading = root.querySelector('h1, h2')
  if (!heading || !title) return
  const [a, b] = [heading.textContent, title].map((text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
  const before = root.ownerDocument.createRange()
  before.setStart(root, 0)
  before.setEndBefore(heading)
  if (a === b && before.toString().trim().length < 200) heading.remove()
}

function tidyFigures(root: Element): void {
  for (const box of root.querySelectorAll('.wp-caption, .image-caption-wrapper')) {
    const words = box.querySelector('.wp-caption-text, .image-caption')
    if (words && box.localName !== 'figure' && box.querySelector('img')) {
      rename(words, 'figcaption')
      rename(box, 'figure')
    }
  }
  for (const figure of root.querySelectorAll('figure')) {
    // A figure around text alone is a wrapper for a table, code or a quote.
    if (!figure.querySelector('img, figcaption, pre, table, math')) rename(figure, 'div')
  }
}

function tidyLinks(root: Element, baseUrl: string | null): void {
  const targets = new Map<string, Element>()
  for (const element of root.querySelectorAll('[id], a[name]')) {
    const name = element.getAttribute('id') ?? element.getAttribute('name') ?? ''
    if (name !== '' && !targets.has(name)) targets.set(name, element)
    element.removeAttribute('id')
  }
  const slugs = new Map<Element, string>()
  for (const link of root.querySelectorAll('a')) {
    const href = (link.getAttribute('href') ?? '').trim()
    const fragment = fragmentOf(href, baseUrl)
    const target = fragment === null ? undefined : targets.get(fragment)
    if (target) {
      const slug =
        slugs.get(target) ??
        `ref-${String(slugs.size + 1)}-${(fragment ?? '').replace(/[^\w-]+/g, '-').slice(0, MAX_SLUG)}`
      slugs.set(target, slug)
      target.setAttribute('id', slug)
      link.setAttribute('href', `#${slug}`)
      continue
    }
    const address = fragment !== null && href.startsWith('#') ? null : webAddress(href, baseUrl)
    if (address !== null) link.setAttribute('href', address)
    else if (/^mailto:/i.test(href)) continue
    else link.removeAttribute('href')
  }
  // What is left of a link without an address is its words.
  for (const link of root.querySelectorAll('a:not([href]):not([id])')) unwrap(link)
}

/** The fragment of a link into its own page. */
function fragmentOf(href: string, baseUrl: string | null): string | null {
  const hash = href.indexOf('#')
  if (hash < 0 || hash === href.length - 1) return null
  const page = href.slice(0, hash)
  const isHere = page === '' || (baseUrl !== null && webAddress(page, baseUrl) === baseUrl.replace(/#.*$/, ''))
  if (!isHere) return null
  const raw = href.slice(hash + 1)
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}

function dropEmpty(root: Element): void {
  const kept = new Set(root.querySelectorAll('pre *, math *'))
  // Deepest first, so that what held only empty elements goes too.
  for (const element of [...root.querySelectorAll('*')].reverse()) {
    if (kept.has(element) || element.matches(MEANINGFUL) || element.hasAttribute('id')) continue
    if (![...element.childNodes].every(isBlank)) continue
    if (element.textContent !== '' && PHRASING.has(element.localName)) element.replaceWith(' ')
    else element.remove()
  }
}

function isBlank(node: Node): boolean {
  if (node.nodeType === ELEMENT) return (node as Element).localName === 'br' || (node as Element).localName === 'wbr'
  return node.nodeType !== TEXT || (node.textContent ?? '').trim() === ''
}

function isPhrasing(node: Node): boolean {
  if (node.nodeType !== ELEMENT) return node.nodeType === TEXT
  const element = node as Element
  return PHRASING.has(element.localName) && (element.localName === 'math' || element.querySelector(BLOCKS) === null)
}

/** Divs that say nothing go; those that hold a line of text are paragraphs. */
function flatten(root: Element): void {
  for (const element of root.querySelectorAll('span, font, label, big, tt, nobr')) {
    if (!element.hasAttribute('lang') && !element.hasAttribute('dir') && !element.hasAttribute('id')) unwrap(element)
  }
  for (const div of [...root.querySelectorAll('div')].reverse()) {
    if (div.closest('pre')) continue
    const children = [...div.childNodes].filter(
      (node) => node.nodeType === ELEMENT || (node.textContent ?? '').trim() !== '',
    )
    if (children.length > 0 && children.every(isPhrasing) && !div.closest('p')) rename(div, 'p')
    else if (
      !div.hasAttribute('id') &&
      !div.hasAttribute('lang') &&
      !div.hasAttribute('dir') &&
      children.every((node) => node.nodeType === ELEMENT && !isPhrasing(node))
    )
      unwrap(div)
  }
  wrapLooseText(root)
}

/** Text directly in the body is a paragraph too; two line breaks end one. */
function wrapLooseText(root: Element): void {
  let run: ChildNode[] = []
  const close = (before: ChildNode | null): void => {
    const words = run.some((node) => (node.textContent ?? '').trim() !== '' || node.nodeName === 'IMG')
    if (words) {
      const paragraph = root.ownerDocument.createElement('p')
      root.insertBefore(paragraph, before)
      for (const part of run) paragraph.append(part)
    }
    run = []
  }
  for (const node of [...root.childNodes]) {
    if (node.nodeType === 8) continue
    const endsParagraph = node.nodeName === 'BR' && run.at(-1)?.nodeName === 'BR'
    if (isPhrasing(node) && !endsParagraph) run.push(node)
    else {
      if (endsParagraph) run.pop()?.remove()
      close(node)
      if (endsParagraph) node.remove()
    }
  }
  close(null)
}

/** Wire copy in html has its captions and contributor lines in plain paragraphs, as in plain text. */
function markLines(root: Element): void {
  const paragraphs = [...root.querySelectorAll('p')]
  paragraphs.forEach((paragraph, index) => {
    const text = oneLine(paragraph.textContent)
    if (!text || paragraph.closest('figure, blockquote, li, td, th, figcaption')) return
    if (isRule(text)) paragraph.replaceWith(paragraph.ownerDocument.createElement('hr'))
    else if (isContributorLine(text) && index >= paragraphs.length / 2) paragraph.className = 'contributor'
    else if (startsCaption(text) && isCaption(text)) {
      const figure = paragraph.ownerDocument.createElement('figure')
      figure.className = 'caption'
      paragraph.replaceWith(figure)
      figure.append(rename(figure.appendChild(paragraph), 'figcaption'))
    }
  })
}
