// A piece of a web page or of a word processor's document as blocks of a note: its structure and its words, and none of its looks.
import { partParagraphs } from './markdown-blocks.ts'
import { mergeWords } from './markdown-inlines.ts'
import { readLibraryAddress, safeAddress } from './links.ts'
import { FORMAT, joinLines, linesOfBlock } from './note-blocks.ts'
import type { NoteBlock, NoteHeading, NoteInline, NoteItem, NoteList } from './note-blocks.ts'
import { textOfInlines } from './note-state.ts'
import { depthOfWordItem, isWordMarker, wordItemIsOrdered } from './word-lists.ts'

export interface HtmlOptions {
  /** The path in the library of a picture that was kept for this; null where it is not there, and it becomes a link. */
  image?: (address: string) => string | null
}

const IGNORED = new Set(
  'script style template head title meta link noscript svg button input select textarea iframe object video audio canvas'.split(
    ' ',
  ),
)
const BLOCKS = new Set(
  'address article aside body center dd details div dl dt fieldset figcaption figure footer form header html main nav p section summary'.split(
    ' ',
  ),
)
const MARKS: Record<string, number> = {
  strong: FORMAT.bold,
  b: FORMAT.bold,
  em: FORMAT.italic,
  i: FORMAT.italic,
  cite: FORMAT.italic,
  s: FORMAT.strikethrough,
  del: FORMAT.strikethrough,
  strike: FORMAT.strikethrough,
  code: FORMAT.code,
  kbd: FORMAT.code,
  samp: FORMAT.code,
  tt: FORMAT.code,
}

/**
 * Reads HTML.
 * @param root the nodes that were pasted, in a document of their own that runs nothing and loads nothing
 * @param options which pictures are in the library
 * @returns blocks of a note in the order of the page
 */
export function blocksOfHtml(root: Node, options: HtmlOptions = {}): NoteBlock[] {
  const reader: Reader = { blocks: [], line: [], options }
  readChildren(root, reader, { format: 0, inLink: false })
  endLine(reader)
  return reader.blocks
}

interface Reader {
  blocks: NoteBlock[]
  line: NoteInline[]
  options: HtmlOptions
}

interface Look {
  format: number
  inLink: boolean
}

function readChildren(node: Node, reader: Reader, look: Look): void {
  for (const child of node.childNodes) readNode(child, reader, look)
}

function readNode(node: Node, reader: Reader, look: Look): void {
  if (node.nodeType === 3) {
    addWords(node.nodeValue ?? '', reader, look)
    return
  }
  if (node.nodeType !== 1) return
  const element = node as Element
  const name = element.localName
  if (IGNORED.has(name) || isHidden(element) || isWordMarker(element)) return
  if (readBlock(element, name, reader)) return
  if (name === 'br') reader.line.push({ type: 'linebreak' })
  else if (name === 'img') addPicture(element, reader, look)
  else if (name === 'math') addFormula(element, reader, look)
  else if (name === 'a' && !look.inLink) addLink(element, reader, look)
  else if (BLOCKS.has(name)) {
    endLine(reader)
    readChildren(element, reader, look)
    endLine(reader)
  } else readChildren(element, reader, { ...look, format: formatOf(element, look.format) })
}

/** Blocks that are more than a paragraph; false for anything else. */
function readBlock(element: Element, name: string, reader: Reader): boolean {
  const within = () => blocksOfHtml(element, reader.options)
  const add = (...blocks: NoteBlock[]) => {
    endLine(reader)
    reader.blocks.push(...blocks)
    return true
  }
  if (/^h[1-6]$/.test(name)) {
    const children = joinLines(within().flatMap(linesOfBlock))
    const level = Number(name[1]) as NoteHeading['level']
    return children.length === 0 || add({ type: 'heading', level, children })
  }
  if (name === 'ul' || name === 'ol' || name === 'menu') return add(...readList(element, reader.options))
  if (name === 'table') return add(...readTable(element, reader.options))
  if (name === 'blockquote') {
    const paragraphs = within().map((block) => joinLines(linesOfBlock(block)))
    return paragraphs.length === 0 || add({ type: 'quote', children: partParagraphs(paragraphs) })
  }
  if (name === 'pre') {
    const text = (element.textContent ?? '').replace(/\r\n?/g, '\n').replace(/^\n|\n$/g, '')
    const language = /\blanguage-([\w+#.-]+)/.exec(`${element.className} ${element.firstElementChild?.className ?? ''}`)
    if (text === '') return true
    return add({ type: 'code', language: language?.[1] ?? null, children: [{ type: 'text', text, format: 0 }] })
  }
  if (name === 'hr') return add({ type: 'horizontalrule' })
  const depth = depthOfWordItem(element)
  if (depth === null) return false
  endLine(reader)
  const children = joinLines(blocksOfHtml(contentsOf(element), reader.options).flatMap(linesOfBlock))
  addWordItem(reader.blocks, { checked: null, children }, depth, wordItemIsOrdered(element))
  return true
}

/** What is in an element, without what the element itself says of it. */
function contentsOf(element: Element): Node {
  const fragment = element.ownerDocument.createDocumentFragment()
  fragment.append(...[...element.childNodes].map((child) => child.cloneNode(true)))
  return fragment
}

/** Word writes items as paragraphs: each joins the list before it, as deep as it says. */
function addWordItem(blocks: NoteBlock[], item: NoteItem, depth: number, ordered: boolean): void {
  const before = blocks.at(-1)
  const fresh = (): NoteList => ({ type: 'list', ordered, start: 1, items: [] })
  let list = before?.type === 'list' ? before : null
  if (list === null || (depth === 1 && list.ordered !== ordered)) {
    list = fresh()
    blocks.push(list)
  }
  for (let level = 1; level < depth && list.items.length > 0; level += 1) {
    const nested: NoteItem['children'][number] | undefined = list.items.at(-1)?.children[0]
    if (nested?.type === 'list') list = nested
    else {
      const inner = fresh()
      list.items.push({ checked: null, children: [inner] })
      list = inner
    }
  }
  list.items.push(item)
}

function readList(element: Element, options: HtmlOptions): NoteBlock[] {
  const items: NoteItem[] = []
  for (const child of element.children) {
    // Some pages nest a list without an item around it.
    const blocks = child.localName === 'li' ? blocksOfHtml(child, options) : blocksOfHtml(contentsIn(child), options)
    const box = child.localName === 'li' ? boxOf(child) : null
    const words = blocks.filter((block) => block.type !== 'list').map((block) => joinLines(linesOfBlock(block)))
    if (words.length > 0) items.push({ checked: box, children: partParagraphs(words) })
    for (const block of blocks) {
      if (block.type === 'list') items.push({ checked: box === null ? null : false, children: [block] })
    }
  }
  if (items.length === 0) return []
  const check = items.some(({ checked }) => checked !== null)
  const start = Number(element.getAttribute('start') ?? 1)
  return [
    {
      type: 'list',
      ordered: element.localName === 'ol' && !check,
      start: Number.isInteger(start) && start >= 0 ? start : 1,
      items: check ? items.map((item) => ({ ...item, checked: item.checked === true })) : items,
    },
  ]
}

function contentsIn(element: Element): Node {
  const fragment = element.ownerDocument.createDocumentFragment()
  fragment.append(element.cloneNode(true))
  return fragment
}

function boxOf(item: Element): boolean | null {
  const state = item.getAttribute('aria-checked') ?? item.getAttribute('data-checked')
  if (state !== null) return state === 'true'
  const box = item.querySelector(':scope > input[type=checkbox], :scope > p > input[type=checkbox]')
  return box === null ? null : box.hasAttribute('checked')
}

/** A table of one cell, or of one column, is there for the looks: what is in it is read as if it were not. */
function readTable(element: Element, options: HtmlOptions): NoteBlock[] {
  const rows = [...element.querySelectorAll('tr')].filter((row) => row.closest('table') === element)
  const cells = rows.map((row) => [...row.children].filter(({ localName }) => localName === 'td' || localName === 'th'))
  if (Math.max(0, ...cells.map(({ length }) => length)) < 2) {
    return cells.flat().flatMap((cell) => blocksOfHtml(cell, options))
  }
  const read = cells.map((row) => ({
    header: row.length > 0 && row.every(({ localName }) => localName === 'th'),
    cells: row.flatMap((cell): NoteInline[][] => {
      const span = Math.min(100, Math.max(1, Number(cell.getAttribute('colspan')) || 1))
      const words = joinLines(blocksOfHtml(cell, options).flatMap(linesOfBlock))
      return [words, ...Array.from({ length: span - 1 }, () => [])]
    }),
  }))
  const columns = Math.max(...read.map((row) => row.cells.length))
  const full = read.map(({ header, cells: row }) => ({
    header,
    cells: [...row, ...Array.from({ length: columns - row.length }, () => [])],
  }))
  return [{ type: 'table', rows: full }]
}

function isHidden(element: Element): boolean {
  return /display\s*:\s*none/i.test(element.getAttribute('style') ?? '') || element.hasAttribute('hidden')
}

/** Word processors mark words by styles rather than by elements. */
function formatOf(element: Element, format: number): number {
  const style = element.getAttribute('style') ?? ''
  const weight = /font-weight\s*:\s*(\w+)/i.exec(style)?.[1]?.toLowerCase()
  let own = MARKS[element.localName] ?? 0
  if (weight !== undefined) own = weight === 'bold' || Number(weight) >= 600 ? own | FORMAT.bold : own & ~FORMAT.bold
  if (/font-style\s*:\s*italic/i.test(style)) own |= FORMAT.italic
  if (/text-decoration[\w-]*\s*:[^;]*line-through/i.test(style)) own |= FORMAT.strikethrough
  return format | own
}

function addWords(words: string, reader: Reader, { format }: Look): void {
  const text = words.replace(/[ \t\n\r\f]+/g, ' ')
  const before = reader.line.at(-1)
  const open = before === undefined || before.type === 'linebreak' || /\s$/.test(textOfInlines([before]))
  const kept = open ? text.replace(/^ /, '') : text
  if (kept !== '') reader.line.push({ type: 'text', text: kept, format })
}

function addPicture(element: Element, reader: Reader, look: Look): void {
  const address = element.getAttribute('src') ?? ''
  const alt = (element.getAttribute('alt') ?? '').replace(/\s+/g, ' ').trim()
  const src = reader.options.image?.(address) ?? null
  if (src !== null) reader.line.push({ type: 'image', src, alt })
  else if (!look.inLink && /^https?:/i.test(address)) {
    const words = alt === '' ? address : alt
    reader.line.push({ type: 'link', url: address, title: null, children: [{ type: 'text', text: words, format: 0 }] })
  } else addWords(alt, reader, look)
}

function addFormula(element: Element, reader: Reader, look: Look): void {
  const annotation = element.querySelector('annotation[encoding="application/x-tex"]')
  const tex = (annotation?.textContent ?? element.getAttribute('alttext') ?? '').trim()
  if (tex !== '') reader.line.push({ type: 'math', tex, display: false })
  else readChildren(element, reader, look)
}

function addLink(element: Element, reader: Reader, look: Look): void {
  const url = element.getAttribute('href') ?? ''
  const inner: Reader = { blocks: [], line: [], options: reader.options }
  readChildren(element, inner, { ...look, inLink: true })
  endLine(inner)
  const words = joinLines(inner.blocks.flatMap(linesOfBlock))
  if (words.length === 0) return
  const place = readLibraryAddress(url)
  if (place) {
    reader.line.push({ type: 'reference', kind: place.kind, id: place.id, label: textOfInlines(words).trim() })
  } else if (safeAddress(url) !== null && /^[a-z]+:/i.test(url)) {
    reader.line.push({ type: 'link', url, title: null, children: words })
  } else reader.line.push(...words)
}

/** The words so far become a paragraph, without space at their ends. */
function endLine(reader: Reader): void {
  const line = mergeWords(reader.line)
  reader.line = []
  const isBlank = (inline: NoteInline | undefined) =>
    inline !== undefined && (inline.type === 'linebreak' || (inline.type === 'text' && inline.text.trim() === ''))
  while (isBlank(line[0])) line.shift()
  while (isBlank(line.at(-1))) line.pop()
  const last = line.at(-1)
  if (last?.type === 'text') line[line.length - 1] = { ...last, text: last.text.replace(/[ \t]+$/, '') }
  if (line.length > 0) reader.blocks.push({ type: 'paragraph', children: line })
}
