// The last word on an article's html: a strict allow-list, applied to the final string by DOMPurify on a spec parser.
import createDOMPurify from 'dompurify'
import { JSDOM } from 'jsdom'

const HTML_TAGS =
  'p h1 h2 h3 h4 h5 h6 blockquote q ul ol li dl dt dd pre code kbd samp var a em strong b i u s del ins sub sup small mark cite ' +
  'abbr dfn time br hr wbr figure figcaption img table caption thead tbody tfoot tr th td colgroup col div section span ' +
  'details summary ruby rt rp rb bdi bdo'
const MATH_TAGS =
  'math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts ' +
  'mtable mtr mtd menclose mpadded mphantom mstyle semantics'
const MATH_TAG_SET = new Set(MATH_TAGS.split(' '))
/** Elements whose text is not meant for the reader: they go with what is in them. */
const FORBIDDEN_WITH_CONTENT =
  'script style template noscript iframe noembed noframes plaintext xmp svg title head object embed audio video canvas ' +
  'textarea select option datalist annotation annotation-xml foreignobject desc'

/** Attributes by element; `*` for every one. */
const ATTRIBUTES: Record<string, Set<string>> = {
  '*': new Set(['id', 'class', 'lang', 'dir']),
  a: new Set(['href']),
  img: new Set(['src', 'alt', 'width', 'height']),
  ol: new Set(['start', 'reversed', 'type']),
  li: new Set(['value']),
  td: new Set(['colspan', 'rowspan', 'align']),
  th: new Set(['colspan', 'rowspan', 'align', 'scope']),
  col: new Set(['span']),
  time: new Set(['datetime']),
  abbr: new Set(['title']),
  dfn: new Set(['title']),
}
const MATH_ATTRIBUTES = new Set(
  'display displaystyle mathvariant stretchy fence separator accent accentunder linethickness columnalign rowalign columnspan rowspan width height depth lspace rspace notation largeop movablelimits form symmetric minsize maxsize scriptlevel alttext'.split(
    ' ',
  ),
)
const ALL_ATTRIBUTES = [...new Set([...Object.values(ATTRIBUTES).flatMap((set) => [...set]), ...MATH_ATTRIBUTES])]

const CLASSES =
  /^(?:footnotes?|footnote-ref|footnote-back|caption|missing-image|contributor|task-list|language-[\w+#.-]{1,30})$/
/** Ids are those that capture made for the targets of fragment links, so that a page cannot take one of the app's. */
const ID = /^ref-[\w-]{1,120}$/
const LINK = /^(?:https?:\/\/|mailto:|#ref-[\w-]{1,120}$)/i
const STORED_IMAGE = /^assets\/[0-9a-f]{2}\/[0-9a-f]{62}\.(?:png|jpg|gif|webp|avif|svg)$/
const REMOTE_IMAGE = /^https?:\/\//i

/** Which images may stay: those in the library only, or also those still to be fetched. */
export type ImagePolicy = 'stored' | 'remote'

type Purifier = ReturnType<typeof createDOMPurify>
const purifiers = new Map<ImagePolicy, Purifier>()

/**
 * Sanitises html. Nothing that runs, loads or styles survives; links lead to http, https, mailto or into the article.
 *
 * @param html any html, from anywhere
 * @param images which images may stay
 * @returns the body of an inert document that holds what may stay
 */
export function sanitise(html: string, images: ImagePolicy): HTMLElement {
  const body = purifierFor(images).sanitize(html, {
    ALLOWED_TAGS: [...HTML_TAGS.split(' '), ...MATH_TAG_SET],
    ALLOWED_ATTR: ALL_ATTRIBUTES,
    ADD_URI_SAFE_ATTR: ALL_ATTRIBUTES.filter((name) => name !== 'href' && name !== 'src'),
    ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:|#ref-|assets\/)/i,
    FORBID_CONTENTS: FORBIDDEN_WITH_CONTENT.split(' '),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOW_UNKNOWN_PROTOCOLS: false,
    RETURN_DOM: true,
  })
  return body as HTMLElement
}

function purifierFor(images: ImagePolicy): Purifier {
  const known = purifiers.get(images)
  if (known) return known
  const purifier = createDOMPurify(new JSDOM('').window)
  purifier.addHook('uponSanitizeAttribute', (element, data) => {
    if (!isAllowed(element, data.attrName, data.attrValue, images)) data.keepAttr = false
    else if (data.attrName === 'class') data.attrValue = keptClasses(data.attrValue)
  })
  purifier.addHook('afterSanitizeAttributes', (element) => {
    if (element.localName === 'a' && REMOTE_IMAGE.test(element.getAttribute('href') ?? '')) {
      element.setAttribute('rel', 'noopener noreferrer nofollow')
    }
    if (element.localName === 'img' && !element.hasAttribute('src')) element.remove()
  })
  purifiers.set(images, purifier)
  return purifier
}

function isAllowed(element: Element, name: string, value: string, images: ImagePolicy): boolean {
  const tag = element.localName
  if (MATH_TAG_SET.has(tag)) return MATH_ATTRIBUTES.has(name)
  if (!ATTRIBUTES['*']?.has(name) && !ATTRIBUTES[tag]?.has(name)) return false
  switch (name) {
    case 'href':
      return LINK.test(value)
    case 'src':
      return STORED_IMAGE.test(value) || (images === 'remote' && REMOTE_IMAGE.test(value))
    case 'id':
      return ID.test(value)
    case 'class':
      return keptClasses(value) !== ''
    case 'dir':
      return /^(?:ltr|rtl|auto)$/.test(value)
    case 'lang':
      return /^[A-Za-z0-9-]{2,35}$/.test(value)
    case 'width':
    case 'height':
    case 'colspan':
    case 'rowspan':
    case 'span':
    case 'start':
    case 'value':
      return /^-?\d{1,5}$/.test(value)
    default:
      return true
  }
}

function keptClasses(value: string): string {
  return value
    .split(/\s+/)
    .filter((name) => CLASSES.test(name))
    .join(' ')
}
