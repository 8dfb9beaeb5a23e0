// The blocks of Markdown as blocks of a note. What a note cannot nest is put into lines, and no word is lost.
import type { BlockContent, Blockquote, DefinitionContent, List, ListItem, Paragraph, RootContent, Table } from 'mdast'
import type {} from 'mdast-util-math'
import { readInlines } from './markdown-inlines.ts'
import type { Reading } from './markdown-inlines.ts'
import { joinLines, linesOfBlock } from './note-blocks.ts'
import type { NoteBlock, NoteInline, NoteItem, NoteList, NoteRow } from './note-blocks.ts'
import { textOfInlines } from './note-state.ts'

/** What the link below the words of a quoted highlight is called. */
export const HIGHLIGHT_MARK = '↗'

type Block = BlockContent | DefinitionContent

/**
 * Reads blocks.
 * @param nodes of mdast, in their order
 * @param reading the text that they are part of
 * @returns blocks of a note; one without words has none
 */
export function readBlocks(nodes: readonly RootContent[], reading: Reading): NoteBlock[] {
  const blocks: NoteBlock[] = []
  for (const node of nodes) {
    for (const block of readBlock(node as Block, reading)) {
      const mark = block.type === 'paragraph' ? markOf(block.children) : null
      const before = blocks.at(-1)
      // The link may stand below the quote as well as in it.
      if (mark && mark.words.length === 0 && before?.type === 'quote') {
        blocks[blocks.length - 1] = highlightQuote(mark.id, before.children, reading)
      } else blocks.push(block)
    }
  }
  return blocks
}

function readBlock(node: Block, reading: Reading): NoteBlock[] {
  switch (node.type) {
    case 'paragraph':
      return readParagraph(node, reading)
    case 'heading':
      return some({ type: 'heading', level: node.depth, children: readInlines(node.children, reading) })
    case 'blockquote':
      return readQuote(node, reading)
    case 'list':
      return readList(node, reading)
    case 'code':
      return [{ type: 'code', language: node.lang ?? null, children: [{ type: 'text', text: node.value, format: 0 }] }]
    case 'table':
      return readTable(node, reading)
    case 'thematicBreak':
      return [{ type: 'horizontalrule' }]
    case 'math':
      return node.value.trim() === '' ? [] : [{ type: 'math', tex: node.value.trim(), display: true }]
    case 'html':
      return some({ type: 'paragraph', children: readInlines([{ type: 'html', value: node.value }], reading) })
    case 'footnoteDefinition':
      return readFootnote(node.label ?? node.identifier, node.children, reading)
    case 'definition':
      return readDefinition(node.identifier, node.label ?? node.identifier, node.url, reading)
  }
}

function some(block: Extract<NoteBlock, { children: NoteInline[] }>): NoteBlock[] {
  return block.children.some(({ type }) => type !== 'linebreak') ? [block] : []
}

function readParagraph(paragraph: Paragraph, reading: Reading): NoteBlock[] {
  const [only, ...others] = paragraph.children
  if (only?.type === 'inlineMath' && others.length === 0) {
    const start = only.position?.start.offset ?? 0
    const display = reading.source.startsWith('$$', start)
    if (display) return only.value.trim() === '' ? [] : [{ type: 'math', tex: only.value.trim(), display: true }]
  }
  return some({ type: 'paragraph', children: readInlines(paragraph.children, reading) })
}

/** A quote holds lines; an empty one parts its paragraphs. What has no lines of its own follows the words before it. */
function readQuote(quote: Blockquote, reading: Reading): NoteBlock[] {
  const blocks: NoteBlock[] = []
  let paragraphs: NoteInline[][] = []
  const end = () => {
    if (paragraphs.length > 0) blocks.push(quoteOf(partParagraphs(paragraphs), reading))
    paragraphs = []
  }
  for (const block of readBlocks(quote.children, reading)) {
    if (block.type === 'table' || block.type === 'math' || block.type === 'highlight-quote') {
      end()
      blocks.push(block)
    } else if (block.type !== 'horizontalrule') paragraphs.push(joinLines(linesOfBlock(block)))
  }
  end()
  return blocks
}

/**
 * Puts paragraphs under each other where there are only lines: an empty line parts them.
 * @param paragraphs the inline nodes of each
 */
export function partParagraphs(paragraphs: readonly NoteInline[][]): NoteInline[] {
  return joinLines(paragraphs.flatMap((words, index) => (index === 0 ? [words] : [[], words])))
}

function quoteOf(children: NoteInline[], reading: Reading): NoteBlock {
  const mark = markOf(children)
  return mark ? highlightQuote(mark.id, mark.words, reading) : { type: 'quote', children }
}

/** Whether some words end with the link of a quoted highlight. */
function markOf(children: readonly NoteInline[]): { id: string; words: NoteInline[] } | null {
  const last = children.at(-1)
  if (last?.type !== 'reference' || last.kind !== 'highlight' || last.label !== HIGHLIGHT_MARK) return null
  return { id: last.id, words: children.slice(0, -1) }
}

function highlightQuote(highlightId: string, words: readonly NoteInline[], { articleOf }: Reading): NoteBlock {
  const text = textOfInlines(words).trim()
  return { type: 'highlight-quote', highlightId, articleId: articleOf.get(highlightId) ?? '', text }
}

/** Check items among others are a list of their own, as a note's list has either boxes or none. */
function readList(list: List, reading: Reading): NoteList[] {
  const lists: NoteList[] = []
  let number = list.start ?? 1
  for (const item of list.children) {
    const check = typeof item.checked === 'boolean'
    const last = lists.at(-1)
    const goesOn = last !== undefined && last.items.every(({ checked }) => (checked !== null) === check)
    const holder: NoteList = goesOn
      ? last
      : {
          type: 'list',
          ordered: list.ordered === true && !check,
          start: check || !list.ordered ? 1 : number,
          items: [],
        }
    if (!goesOn) lists.push(holder)
    holder.items.push(...readItem(item, reading))
    number += 1
  }
  return lists
}

function readItem({ children, checked = null }: ListItem, reading: Reading): NoteItem[] {
  const items: NoteItem[] = []
  let paragraphs: NoteInline[][] = []
  const end = () => {
    if (paragraphs.length > 0 || items.length === 0) {
      items.push({ checked: checked ?? null, children: partParagraphs(paragraphs) })
    }
    paragraphs = []
  }
  for (const block of readBlocks(children, reading)) {
    if (block.type === 'list') {
      end()
      items.push({ checked: checked === null ? null : false, children: [block] })
    } else if (block.type !== 'horizontalrule') paragraphs.push(joinLines(linesOfBlock(block)))
  }
  if (paragraphs.length > 0 || items.length === 0) end()
  return items
}

/** A header row without words is there only because Markdown wants one. */
function readTable(table: Table, reading: Reading): NoteBlock[] {
  const columns = Math.max(...table.children.map((row) => row.children.length))
  const rows = table.children.map((row, index): NoteRow => {
    const cells = row.children.map((cell) => readInlines(cell.children, reading))
    return { header: index === 0, cells: [...cells, ...Array.from({ length: columns - cells.length }, () => [])] }
  })
  const shown = rows[0]?.cells.every((cell) => cell.length === 0) && rows.length > 1 ? rows.slice(1) : rows
  return [{ type: 'table', rows: shown }]
}

function readFootnote(label: string, children: readonly RootContent[], reading: Reading): NoteBlock[] {
  const mark: NoteInline = { type: 'text', text: `[^${label}]: `, format: 0 }
  const [first, ...others] = readBlocks(children, reading)
  if (first?.type !== 'paragraph') {
    return [{ type: 'paragraph', children: [mark] }, ...(first ? [first, ...others] : others)]
  }
  return [{ type: 'paragraph', children: [mark, ...first.children] }, ...others]
}

/** What no link of the text refers to would else be gone. */
function readDefinition(identifier: string, label: string, url: string, reading: Reading): NoteBlock[] {
  const { source, definitions } = reading
  const used = new RegExp(`\\]\\s?\\[${escaped(label)}\\]|\\[${escaped(label)}\\](?!:)`, 'i').test(source)
  if (used && definitions.has(identifier)) return []
  const mark: NoteInline = { type: 'text', text: `[${label}]: `, format: 0 }
  return [{ type: 'paragraph', children: [mark, ...readInlines([{ type: 'link', url, children: [] }], reading)] }]
}

function escaped(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
