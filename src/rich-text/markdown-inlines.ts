// What stands within a line of Markdown, as inline nodes of a note. What a note has no form for stays as its words.
import type { Definition, Image, Link, Parents, PhrasingContent } from 'mdast'
import type {} from 'mdast-util-math'
import { readLibraryAddress, safeAddress } from './links.ts'
import type { WikiLink } from './markdown-syntax.ts'
import { FORMAT, joinLines } from './note-blocks.ts'
import type { NoteInline, NoteReference, NoteText } from './note-blocks.ts'
import { textOfInlines } from './note-state.ts'
import type { Reference } from './nodes/reference-node.ts'

/** A link as Markdown has it, for those who know where it leads. */
export interface MarkdownLink {
  /** What is linked to: of `[[target|label]]` the target, of `[label](address)` the address. */
  target: string
  /** The words of the link; null where it has none of its own. */
  label: string | null
  /** Whether it is written `[[…]]`. */
  wiki: boolean
  /** Whether it is written `![[…]]`. */
  embed: boolean
}

/** Where a link leads in the library; without a label it is called as the link is. */
export type ResolvedLink = Pick<Reference, 'kind' | 'id'> & { label?: string; articleId?: string }

export interface ReadingOptions {
  /** Finds what a link leads to in the library; null where it leads elsewhere. */
  resolve?: (link: MarkdownLink) => ResolvedLink | null
  /** The path in the library, `assets/…`, of a picture that is written with this address; null where it is not there. */
  image?: (address: string) => string | null
}

/** What is known of the whole text while a part of it is read. */
export interface Reading {
  source: string
  options: ReadingOptions
  definitions: ReadonlyMap<string, Definition>
  /** Of a highlight that a link leads to: its article, where the link says so. */
  articleOf: Map<string, string>
}

const ASSET = /^assets\/[\da-f]{2}\/[\w-]+\.\w{1,5}$/

/**
 * Reads phrasing content.
 * @param nodes of mdast, in their order
 * @param reading the text that they are part of
 * @returns inline nodes; adjacent words with the same marks are one
 */
export function readInlines(nodes: readonly PhrasingContent[], reading: Reading): NoteInline[] {
  return tidyLines(nodes.flatMap((node) => readInline(node, { format: 0, inLink: false, reading })))
}

interface Place {
  format: number
  inLink: boolean
  reading: Reading
}

function readInline(node: PhrasingContent, place: Place): NoteInline[] {
  switch (node.type) {
    case 'text':
      return plainInlines(node.value, place.format)
    case 'break':
      return [{ type: 'linebreak' }]
    case 'strong':
      return readChildren(node, { ...place, format: place.format | FORMAT.bold })
    case 'emphasis':
      return readChildren(node, { ...place, format: place.format | FORMAT.italic })
    case 'delete':
      return readChildren(node, { ...place, format: place.format | FORMAT.strikethrough })
    case 'inlineCode':
      return plainInlines(node.value, place.format | FORMAT.code)
    case 'html':
      return /^<br\s*\/?>$/i.test(node.value) ? [{ type: 'linebreak' }] : plainInlines(node.value, place.format)
    case 'inlineMath':
      return [{ type: 'math', tex: node.value.trim(), display: false }]
    case 'hashTag':
      return place.inLink ? plainInlines(`#${node.name}`, place.format) : [{ type: 'tag', name: node.name }]
    case 'wikiLink':
      return readWikiLink(node, place)
    case 'footnoteReference':
      return plainInlines(`[^${node.label ?? node.identifier}]`, place.format)
    default:
      return readAddressed(node, place)
  }
}

function readAddressed(
  node: Extract<PhrasingContent, { type: 'link' | 'linkReference' | 'image' | 'imageReference' }>,
  place: Place,
): NoteInline[] {
  if (node.type === 'link') return readLink(node, place)
  if (node.type === 'image') return readImage(node, place)
  const { url = '', title = null } = place.reading.definitions.get(node.identifier) ?? {}
  return node.type === 'linkReference'
    ? readLink({ type: 'link', url, title, children: node.children }, place)
    : readImage({ type: 'image', url, title, alt: node.alt ?? '' }, place)
}

function readChildren(node: Extract<Parents, { children: PhrasingContent[] }>, place: Place): NoteInline[] {
  return node.children.flatMap((child) => readInline(child, place))
}

/** Words whose lines are lines of the note: most who write Markdown see them so. */
function plainInlines(words: string, format: number): NoteInline[] {
  return joinLines(words.split(/\r\n?|\n/).map((text) => (text === '' ? [] : [{ type: 'text', text, format }])))
}

function readLink(link: Link, place: Place): NoteInline[] {
  const children = readChildren(link, { ...place, inLink: true })
  const label = textOfInlines(children).replace(/\s+/g, ' ').trim()
  const target = place.inLink
    ? null
    : resolve({ target: link.url, label: label || null, wiki: false, embed: false }, place)
  if (target) return [target]
  const words = children.length > 0 ? children : plainInlines(link.url, place.format)
  if (place.inLink || link.url === '') return words
  return [{ type: 'link', url: pathOf(link.url), title: link.title || null, children: mergeWords(words) }]
}

/** A path that could be taken for a bare domain is kept from it. */
function pathOf(url: string): string {
  return !/^[a-z][a-z\d+.-]*:/i.test(url) && safeAddress(url) !== null ? `./${url}` : url
}

function readWikiLink(link: WikiLink, place: Place): NoteInline[] {
  const found = place.inLink ? null : resolve({ ...link, wiki: true }, place)
  return found ? [found] : plainInlines(link.source, place.format)
}

function resolve(link: MarkdownLink, { reading }: Place): NoteReference | null {
  const place: ResolvedLink | null =
    (link.wiki ? null : readLibraryAddress(link.target)) ??
    reading.options.resolve?.({ target: link.target, label: link.label, wiki: link.wiki, embed: link.embed }) ??
    null
  if (!place) return null
  if (place.kind === 'highlight' && place.articleId) reading.articleOf.set(place.id, place.articleId)
  return { type: 'reference', kind: place.kind, id: place.id, label: place.label ?? link.label ?? link.target }
}

/** A picture that is not in the library is not fetched: it becomes a link. */
function readImage(image: Image, place: Place): NoteInline[] {
  const alt = image.alt?.replace(/\s+/g, ' ').trim() ?? ''
  const src = ASSET.test(image.url) ? image.url : (place.reading.options.image?.(image.url) ?? null)
  if (src !== null) return [{ type: 'image', src, alt }]
  return readLink({ ...image, type: 'link', children: [{ type: 'text', value: alt || image.url }] }, place)
}

/** Puts words with the same marks together, and empties lines that hold nothing but the space that keeps them. */
function tidyLines(inlines: readonly NoteInline[]): NoteInline[] {
  const merged = mergeWords(inlines)
  const isBreak = (index: number) => (merged[index] ?? { type: 'linebreak' }).type === 'linebreak'
  return merged.filter((inline, index) => {
    const blank = inline.type === 'text' && inline.text === '\u00A0' && inline.format === 0
    return !(blank && isBreak(index - 1) && isBreak(index + 1))
  })
}

/**
 * Puts adjacent words with the same marks together.
 * @param inlines in their order
 */
export function mergeWords(inlines: readonly NoteInline[]): NoteInline[] {
  const merged: NoteInline[] = []
  for (const inline of inlines) {
    const last: NoteInline | undefined = merged.at(-1)
    if (isText(inline) && isText(last) && last.format === inline.format) {
      merged[merged.length - 1] = { ...last, text: last.text + inline.text }
    } else merged.push(inline)
  }
  return merged
}

function isText(inline: NoteInline | undefined): inline is NoteText {
  return inline?.type === 'text'
}
