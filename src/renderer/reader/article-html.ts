// Readies an article's sanitised html for the page: links, pictures, wide tables, ids. Its text stays as it is.

/** Ids of an article stand behind this in the page, so that none can be taken for one of the app's or shadow a global. */
export const ID_PREFIX = 'article:'

const OPENABLE = /^(?:https?|mailto):/i
/** Pictures live in the library or in the html itself; nothing is ever fetched from elsewhere. */
const OWN_PICTURE = /^(?:assets\/|data:image\/)/i

/** Parses sanitised html, outside the page so that nothing loads early, and returns what is to be put into it. */
export function articleFragment(html: string): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  const body = parsed.body
  for (const element of body.querySelectorAll('[id], [name]')) prefixNames(element)
  for (const link of body.querySelectorAll('a')) readyLink(link)
  for (const picture of body.querySelectorAll('img')) readyPicture(picture)
  for (const table of body.querySelectorAll('table')) if (!table.parentElement?.closest('table')) wrapTable(table)
  for (const code of body.querySelectorAll('pre')) if (!code.parentElement?.closest('pre')) readyCode(code)
  for (const math of body.querySelectorAll('math[display="block"]')) wrapFormula(math)
  nameInTurn(body.querySelectorAll<HTMLElement>('.code-block > pre'), 'Code')
  nameInTurn(body.querySelectorAll<HTMLElement>('.table-scroll'), 'Table')
  nameInTurn(body.querySelectorAll<HTMLElement>('.math-scroll'), 'Formula')
  for (const details of body.querySelectorAll('details')) details.open = true
  const fragment = document.createDocumentFragment()
  fragment.append(...body.childNodes)
  return fragment
}

/** The element of the article that a link such as `#note-1` means. */
export function fragmentTarget(body: Element, href: string): Element | null {
  const id = decodeFragment(href.slice(1))
  return id === '' ? null : body.querySelector(`#${CSS.escape(ID_PREFIX + id)}`)
}

/** Puts a quiet box with the picture's description in the place of one that cannot be shown. */
export function replaceBrokenPicture(picture: HTMLImageElement): void {
  picture.replaceWith(missingPicture(picture.ownerDocument, picture.alt))
}

/** Whether the body shows the lead image by itself, or opens with a picture that would stand right below it. */
export function showsLeadImage(html: string, leadImage: string): boolean {
  const body = new DOMParser().parseFromString(html, 'text/html').body
  const pictures = [...body.querySelectorAll('img')]
  if (pictures.some((picture) => picture.getAttribute('src') === leadImage)) return true
  const firstText = body.querySelector('p')
  return pictures.some(
    (picture) =>
      firstText === null || (picture.compareDocumentPosition(firstText) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  )
}

function prefixNames(element: Element): void {
  const name = element.localName === 'a' ? element.getAttribute('name') : null
  element.removeAttribute('name')
  const id = element.id || name
  if (id) element.id = ID_PREFIX + id
}

function readyLink(link: HTMLAnchorElement): void {
  const href = link.getAttribute('href')?.trim() ?? ''
  if (href.startsWith('#')) return
  if (!OPENABLE.test(href)) {
    link.removeAttribute('href')
    return
  }
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
}

function readyPicture(picture: HTMLImageElement): void {
  picture.removeAttribute('srcset')
  if (!OWN_PICTURE.test(picture.getAttribute('src') ?? '')) {
    picture.replaceWith(missingPicture(picture.ownerDocument, picture.alt))
    return
  }
  picture.setAttribute('decoding', 'async')
  // Without a size nothing can be reserved for it, and the text would jump when it comes.
  const sized = picture.hasAttribute('width') && picture.hasAttribute('height')
  picture.setAttribute('loading', sized ? 'lazy' : 'eager')
  // What makes a picture lower makes it narrower too, and not a box with empty sides.
  const [width, height] = ['width', 'height'].map((name) => Number(picture.getAttribute(name)))
  if (width && height) picture.style.setProperty('--picture-ratio', String(width / height))
}

/** The description is drawn by the style sheet from an attribute: text nodes would shift every offset after them. */
function missingPicture(owner: Document, alt: string): HTMLElement {
  const box = owner.createElement('span')
  box.className = 'missing-picture'
  box.setAttribute('role', 'img')
  box.setAttribute('aria-label', alt === '' ? 'Picture that could not be kept' : alt)
  return box
}

function wrapTable(table: HTMLTableElement): void {
  const region = table.ownerDocument.createElement('div')
  region.className = 'table-scroll'
  const caption = table.caption?.textContent.trim()
  if (caption) region.dataset['label'] = caption
  table.replaceWith(region)
  region.append(table)
}

/** A span, which may stand in a paragraph and parts no words in the canonical text. */
function wrapFormula(math: Element): void {
  const region = math.ownerDocument.createElement('span')
  region.className = 'math-scroll'
  math.replaceWith(region)
  region.append(math)
}

/** A button beside the code copies it; its words are drawn by the style sheet, as they are no part of the article. */
function readyCode(code: HTMLElement): void {
  code.setAttribute('translate', 'no')
  const owner = code.ownerDocument
  const block = owner.createElement('div')
  block.className = 'code-block'
  const copy = owner.createElement('button')
  copy.type = 'button'
  copy.className = 'code-copy'
  code.replaceWith(block)
  block.append(code, copy)
}

/** Whoever hears the names alone can tell several of a kind apart. */
function nameInTurn(regions: NodeListOf<HTMLElement>, kind: string): void {
  for (const [index, region] of regions.entries()) {
    const name = regions.length === 1 ? kind : `${kind} ${String(index + 1)} of ${String(regions.length)}`
    const caption = region.dataset['label']
    region.dataset['label'] = caption === undefined ? name : regions.length === 1 ? caption : `${name}: ${caption}`
    region.parentElement
      ?.querySelector(':scope > .code-copy')
      ?.setAttribute('aria-label', `Copy ${name.charAt(0).toLowerCase()}${name.slice(1)}`)
  }
}

function decodeFragment(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
