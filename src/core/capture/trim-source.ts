// Cuts a page down before a DOM is made of it: code, styles and huge data out, nesting and number of elements limited.
import { Failure } from '../../contract/failure.ts'

/** A page that a DOM can be made of in reasonable time. */
export interface TrimmedSource {
  html: string
  /** The `data:` images of the page; its html names them `https://inline.invalid/0`, `…/1` and so on. */
  inlineImages: string[]
  /** How costly the page is: the sum of the depths of its elements. */
  weight: number
}

/** Where inline images seem to live: a name that can never resolve (RFC 2606). */
export const INLINE_IMAGE_ORIGIN = 'https://inline.invalid/'

// Time grows with depth times size in every step that follows; written pages nest to 60 or so.
const MAX_DEPTH = 100
const MAX_ELEMENTS = 150_000
/** More on one element are an attack: parsers compare each with each. */
const MAX_ATTRIBUTES = 100
/** Shorter data is a spacer that stands in until the real image is loaded. */
const SHORTEST_IMAGE = 256

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
const DROPPED = new Set(
  'script style iframe textarea svg noembed noframes xmp object audio video canvas select'.split(' '),
)
const CLOSES_PARAGRAPH = new Set(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section summary table ul'.split(
    ' ',
  ),
)
const SCOPE = new Set(['table', 'td', 'th', 'caption', 'button', 'template', 'html', 'body'])
/** Start tags that end an open element of the second list, up to one of the third. */
const IMPLIED_ENDS: Record<string, [string[], string[]]> = {
  li: [['li'], ['ul', 'ol', 'menu']],
  dt: [['dt', 'dd'], ['dl']],
  dd: [['dt', 'dd'], ['dl']],
  tr: [['tr'], ['table']],
  td: [
    ['td', 'th'],
    ['tr', 'table'],
  ],
  th: [
    ['td', 'th'],
    ['tr', 'table'],
  ],
  tbody: [['thead', 'tbody', 'tfoot'], ['table']],
  tfoot: [['thead', 'tbody', 'tfoot'], ['table']],
  option: [['option'], ['select']],
}

/**
 * Trims the source of a page. It need not be well-formed; nothing here decides about safety.
 *
 * @param html the decoded page
 * @returns html without scripts (but JSON-LD and TeX), styles, comments, drawings and players
 * @throws Failure TOO_LARGE when it has more than 150,000 elements
 */
export function trimSource(html: string): TrimmedSource {
  const trimmer = new Trimmer(html)
  return trimmer.run()
}

interface Tag {
  name: string
  end: number
  /** Where the value of each attribute that holds data begins and ends. */
  data: [number, number][]
  attributes: number
  selfClosing: boolean
}

class Trimmer {
  readonly #html: string
  readonly #out: string[] = []
  readonly #images: string[] = []
  readonly #open: string[] = []
  readonly #tooDeep = new Map<string, number>()
  #elements = 0
  #weight = 0

  constructor(html: string) {
    this.#html = html
  }

  run(): TrimmedSource {
    const html = this.#html
    let at = 0
    while (at < html.length) {
      const next = html.indexOf('<', at)
      if (next < 0) break
      this.#out.push(html.slice(at, next))
      at = this.#take(next)
    }
    this.#out.push(html.slice(at))
    return { html: this.#out.join(''), inlineImages: this.#images, weight: this.#weight }
  }

  /** Takes what begins with `<` at a place; returns where to go on. */
  #take(at: number): number {
    const html = this.#html
    if (html.startsWith('<!--', at)) return after(html, '-->', at + 2)
    const second = html[at + 1] ?? ''
    if (second === '!' || second === '?') {
      const end = after(html, '>', at)
      if (/^<!doctype/i.test(html.slice(at, at + 9))) this.#out.push(html.slice(at, end))
      return end
    }
    const isEnd = second === '/'
    const letter = isEnd ? (html[at + 2] ?? '') : second
    if (!/[a-z]/i.test(letter)) {
      this.#out.push('<')
      return at + 1
    }
    const tag = readTag(html, isEnd ? at + 2 : at + 1)
    if (isEnd) this.#endTag(tag, at)
    else return this.#startTag(tag, at)
    return tag.end
  }

  #startTag(tag: Tag, at: number): number {
    const html = this.#html
    if (DROPPED.has(tag.name)) {
      const end = tag.selfClosing && tag.name === 'svg' ? tag.end : endOfElement(html, tag)
      if (tag.name === 'script' && /ld\+json|math\/tex/i.test(html.slice(at, tag.end)))
        this.#out.push(html.slice(at, end))
      return end
    }
    if (tag.name === 'plaintext') return tag.end
    if (tag.name === 'title') {
      const end = endOfElement(html, tag)
      this.#out.push(html.slice(at, end))
      return end
    }
    if (!VOID.has(tag.name)) {
      this.#endImplied(tag.name)
      if (this.#open.length >= MAX_DEPTH) {
        this.#tooDeep.set(tag.name, (this.#tooDeep.get(tag.name) ?? 0) + 1)
        this.#out.push(' ')
        return tag.end
      }
      this.#open.push(tag.name)
    }
    if (++this.#elements > MAX_ELEMENTS) {
      throw new Failure(
        'TOO_LARGE',
        'The page has more than 150,000 elements, which is more than can be read at once. Nothing was added: copy the part you need and paste it as text.',
      )
    }
    this.#weight += this.#open.length
    this.#writeTag(tag, at)
    return tag.end
  }

  #endTag(tag: Tag, at: number): void {
    const tooDeep = this.#tooDeep.get(tag.name) ?? 0
    if (tooDeep > 0) {
      this.#tooDeep.set(tag.name, tooDeep - 1)
      this.#out.push(' ')
      return
    }
    const open = this.#open.lastIndexOf(tag.name)
    if (open >= 0) this.#open.length = open
    this.#out.push(this.#html.slice(at, tag.end))
  }

  /** Many end tags may be left out: only what is really open counts as depth. */
  #endImplied(name: string): void {
    if (CLOSES_PARAGRAPH.has(name)) this.#closeUpTo(['p'], SCOPE)
    const implied = IMPLIED_ENDS[name]
    if (implied) this.#closeUpTo(implied[0], new Set(implied[1]))
  }

  #closeUpTo(names: string[], limits: Set<string>): void {
    for (let i = this.#open.length - 1; i >= 0; i--) {
      const name = this.#open[i] ?? ''
      if (names.includes(name)) {
        this.#open.length = i
        return
      }
      if (limits.has(name)) return
    }
  }

  #writeTag(tag: Tag, at: number): void {
    const html = this.#html
    if (tag.attributes > MAX_ATTRIBUTES) {
      this.#out.push(`<${tag.name}>`)
      return
    }
    let from = at
    for (const [start, end] of tag.data) {
      this.#out.push(html.slice(from, start), this.#imageName(html.slice(start, end)))
      from = end
    }
    this.#out.push(html.slice(from, tag.end))
  }

  #imageName(value: string): string {
    if (value.length < SHORTEST_IMAGE || !/^\s*data:image\//i.test(value)) return ''
    this.#images.push(value.trim())
    return `${INLINE_IMAGE_ORIGIN}${String(this.#images.length - 1)}`
  }
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from)
  return found < 0 ? html.length : found + mark.length
}

/** Reads a tag from its name on, as the standard's tokenizer delimits it: `>` inside a quoted value does not end it. */
function readTag(html: string, nameStart: number): Tag {
  const name = /[^\s/>]*/y
  name.lastIndex = nameStart
  const text = name.exec(html)?.[0] ?? ''
  const tag: Tag = { name: text.toLowerCase(), end: html.length, data: [], attributes: 0, selfClosing: false }
  let at = nameStart + text.length
  while (at < html.length) {
    const character = html[at]
    if (character === '>') {
      tag.end = at + 1
      tag.selfClosing = html[at - 1] === '/'
      break
    }
    if (isSpace(html.charCodeAt(at - 1)) && !isSpace(html.charCodeAt(at))) tag.attributes++
    at = character === '=' ? readValue(html, at + 1, tag) : at + 1
  }
  return tag
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d)
}

function readValue(html: string, from: number, tag: Tag): number {
  let start = from
  while (/\s/.test(html[start] ?? '')) start++
  const quote = html[start]
  let end: number
  if (quote === '"' || quote === "'") {
    start++
    const close = html.indexOf(quote, start)
    end = close < 0 ? html.length : close
  } else {
    end = start
    while (end < html.length && !/[\s>]/.test(html[end] ?? '')) end++
  }
  if (/^\s*data:/i.test(html.slice(start, start + 20))) tag.data.push([start, end])
  return quote === '"' || quote === "'" ? end + 1 : end
}

/** The end of an element whose content is dropped or raw. Drawings nest; the others hold raw text up to their end tag. */
function endOfElement(html: string, tag: Tag): number {
  if (VOID.has(tag.name)) return tag.end
  const pattern = new RegExp(tag.name === 'svg' ? String.raw`<(/?)svg(?=[\s/>])` : `<(/)${tag.name}(?=[\\s/>])`, 'gi')
  pattern.lastIndex = tag.end
  let depth = 1
  for (let match = pattern.exec(html); match; match = pattern.exec(html)) {
    const end = after(html, '>', match.index)
    if (match[1] === '/') depth--
    else if (html[end - 2] !== '/') depth++
    if (depth === 0) return end
  }
  // Never closed: a drawing or player is dropped alone; raw text runs to the end, as in a browser.
  return /^(?:svg|object|audio|video|canvas|select)$/.test(tag.name) ? tag.end : html.length
}

/**
 * The data of an inline image.
 *
 * @param src an image's address in an extracted article
 * @param inlineImages of the same extraction
 * @returns its `data:` address, or null when it is an ordinary address
 */
export function inlineImage(src: string, inlineImages: string[]): string | null {
  return src.startsWith(INLINE_IMAGE_ORIGIN)
    ? (inlineImages[Number(src.slice(INLINE_IMAGE_ORIGIN.length))] ?? null)
    : null
}
