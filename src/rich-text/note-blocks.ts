// The blocks that a note is read into: what Markdown, lists and the reading view see of it.
import type { QuotedHighlight } from './nodes/highlight-quote-node.ts'
import type { Picture } from './nodes/image-node.ts'
import type { Reference } from './nodes/reference-node.ts'

/** Bits of a text node's `format` that a note keeps; the numbers are Lexical's. */
export const FORMAT = { bold: 1, italic: 2, strikethrough: 4, code: 16 } as const

export interface NoteText {
  type: 'text' | 'tab' | 'code-highlight'
  text: string
  format: number
}
export interface NoteBreak {
  type: 'linebreak'
}
export interface NoteLink {
  type: 'link'
  url: string
  title: string | null
  children: NoteInline[]
}
export interface NoteReference extends Reference {
  type: 'reference'
}
export interface NoteTag {
  type: 'tag'
  /** Without the `#`. */
  name: string
}
export interface NoteMath {
  type: 'math'
  tex: string
  display: boolean
}
export interface NoteImage extends Picture {
  type: 'image'
}
export type NoteInline = NoteText | NoteBreak | NoteLink | NoteReference | NoteTag | NoteMath | NoteImage

export interface NoteParagraph {
  type: 'paragraph' | 'quote'
  children: NoteInline[]
}
export interface NoteHeading {
  type: 'heading'
  level: 1 | 2 | 3 | 4 | 5 | 6
  children: NoteInline[]
}
export interface NoteCode {
  type: 'code'
  language: string | null
  children: NoteInline[]
}
/** An item holds words, or, as Lexical nests lists, one further list and no words. */
export interface NoteItem {
  /** Null in a list that is no check list. */
  checked: boolean | null
  children: (NoteInline | NoteList)[]
}
export interface NoteList {
  type: 'list'
  ordered: boolean
  start: number
  items: NoteItem[]
}
export interface NoteHighlightQuote extends QuotedHighlight {
  type: 'highlight-quote'
}
/** A cell holds words; blocks within it are its lines. */
export interface NoteRow {
  header: boolean
  cells: NoteInline[][]
}
export interface NoteTable {
  type: 'table'
  rows: NoteRow[]
}
export interface NoteRule {
  type: 'horizontalrule'
}
export type NoteBlock =
  NoteParagraph | NoteHeading | NoteCode | NoteList | NoteHighlightQuote | NoteTable | NoteMath | NoteRule

/**
 * Puts lines under each other.
 * @param lines the inline nodes of each
 * @returns the nodes of all, with a line break between two
 */
export function joinLines(lines: readonly (readonly NoteInline[])[]): NoteInline[] {
  return lines.flatMap((line, index): NoteInline[] => (index === 0 ? [...line] : [{ type: 'linebreak' }, ...line]))
}

/**
 * A block as lines of words, for places that hold no blocks.
 * @param block any block of a note
 * @returns the inline nodes of each of its lines; none for a rule
 */
export function linesOfBlock(block: NoteBlock): NoteInline[][] {
  switch (block.type) {
    case 'list':
      return linesOfList(block)
    case 'table':
      return block.rows.map(({ cells }) =>
        cells.flatMap((cell, index) => (index === 0 ? cell : [plainText(' | '), ...cell])),
      )
    case 'highlight-quote':
      return [[{ type: 'reference', kind: 'highlight', id: block.highlightId, label: oneLine(block.text) || '↗' }]]
    case 'math':
      return [[{ ...block, display: false }]]
    case 'horizontalrule':
      return []
    case 'code':
      return [block.children.map((child) => (child.type === 'linebreak' ? child : codeText(child)))]
    default:
      return [block.children]
  }
}

function linesOfList(list: NoteList): NoteInline[][] {
  let number = list.start
  return list.items.flatMap(({ checked, children }) => {
    const words = children.filter((child) => child.type !== 'list')
    const nested = children.flatMap((child) => (child.type === 'list' ? linesOfList(child) : []))
    if (words.length === 0 && nested.length > 0) return nested
    const mark = checked === null ? (list.ordered ? `${String(number++)}. ` : '• ') : checked ? '☑ ' : '☐ '
    return [[plainText(mark), ...words], ...nested]
  })
}

function plainText(text: string): NoteText {
  return { type: 'text', text, format: 0 }
}

function codeText(inline: NoteInline): NoteInline {
  return 'text' in inline ? { type: 'text', text: inline.text, format: FORMAT.code } : inline
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
