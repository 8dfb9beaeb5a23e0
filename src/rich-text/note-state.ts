// A note as it is stored: a serialised Lexical editor state, checked before anything else reads it.
import { fail } from '../contract/failure.ts'

/** Bits of a text node's `format` that a note keeps; the numbers are Lexical's. */
export const FORMAT = { bold: 1, italic: 2, strikethrough: 4, code: 16 } as const

/** A state larger than this is refused: bytes of UTF-8. */
export const MAX_STATE_BYTES = 2 * 1024 * 1024

const MAX_DEPTH = 100

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
export type NoteInline = NoteText | NoteBreak | NoteLink

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
  checked: boolean | null
  children: (NoteInline | NoteList)[]
}
export interface NoteList {
  type: 'list'
  ordered: boolean
  start: number
  items: NoteItem[]
}
export type NoteBlock = NoteParagraph | NoteHeading | NoteCode | NoteList

/**
 * Reads a serialised Lexical state into plain blocks.
 * @param state JSON text as Lexical's `JSON.stringify(editor.getEditorState())` gives it
 * @returns the blocks of the note in order; empty for an empty note
 * @throws Failure BAD_INPUT when it is no such state or holds something that a note cannot, TOO_LARGE over MAX_STATE_BYTES
 */
export function parseNoteState(state: string): NoteBlock[] {
  if (new TextEncoder().encode(state).length > MAX_STATE_BYTES) {
    fail('TOO_LARGE', 'This note is over 2 MB and was not saved. What was saved before is kept: split the note in two.')
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(state)
  } catch {
    return unreadable('it is not JSON')
  }
  const root = record(record(parsed)['root'])
  if (root['type'] !== 'root') return unreadable('it has no root')
  return children(root, 0).map((child) => readBlock(child, 1))
}

/**
 * The words of a note without its formatting, for search, lists and counts.
 * @param state a serialised Lexical state
 * @returns blocks separated by an empty line, list items and line breaks by a newline; '' for an empty note
 * @throws Failure as parseNoteState does
 */
export function textOfState(state: string): string {
  return parseNoteState(state)
    .map(textOfBlock)
    .filter((text) => text !== '')
    .join('\n\n')
}

function textOfBlock(block: NoteBlock): string {
  return block.type === 'list' ? textOfList(block) : textOfInlines(block.children)
}

function textOfList(list: NoteList): string {
  return list.items
    .map((item) =>
      item.children.map((child) => (child.type === 'list' ? textOfList(child) : textOfInline(child))).join(''),
    )
    .join('\n')
}

/** The words of some inline nodes; a line break is a newline. */
export function textOfInlines(inlines: readonly NoteInline[]): string {
  return inlines.map(textOfInline).join('')
}

function textOfInline(inline: NoteInline): string {
  if (inline.type === 'linebreak') return '\n'
  return inline.type === 'link' ? textOfInlines(inline.children) : inline.text
}

type Json = Readonly<Record<string, unknown>>

function readBlock(json: Json, depth: number): NoteBlock {
  switch (json['type']) {
    case 'paragraph':
    case 'quote':
      return { type: json['type'], children: readInlines(json, depth) }
    case 'heading':
      return { type: 'heading', level: headingLevel(json['tag']), children: readInlines(json, depth) }
    case 'code': {
      const language = json['language']
      return {
        type: 'code',
        language: typeof language === 'string' ? language : null,
        children: readInlines(json, depth),
      }
    }
    case 'list':
      return readList(json, depth)
    default:
      return unreadable(`it holds “${String(json['type'])}”, which this version does not know`)
  }
}

function headingLevel(tag: unknown): NoteHeading['level'] {
  const level = ([1, 2, 3, 4, 5, 6] as const).find((candidate) => tag === `h${String(candidate)}`)
  return level ?? unreadable('a heading has no level')
}

function readList(json: Json, depth: number): NoteList {
  const listType = json['listType']
  if (listType !== 'bullet' && listType !== 'number' && listType !== 'check') return unreadable('a list has no kind')
  const start = json['start']
  return {
    type: 'list',
    ordered: listType === 'number',
    start: typeof start === 'number' && Number.isInteger(start) && start >= 0 ? start : 1,
    items: children(json, depth).map((item) => readItem(item, depth + 1, listType === 'check')),
  }
}

function readItem(json: Json, depth: number, check: boolean): NoteItem {
  if (json['type'] !== 'listitem') return unreadable('a list holds something other than items')
  return {
    checked: check ? json['checked'] === true : null,
    children: children(json, depth).map((child) =>
      child['type'] === 'list' ? readList(child, depth + 1) : readInline(child, depth + 1),
    ),
  }
}

function readInlines(json: Json, depth: number): NoteInline[] {
  return children(json, depth).map((child) => readInline(child, depth + 1))
}

function readInline(json: Json, depth: number): NoteInline {
  switch (json['type']) {
    case 'text':
    case 'tab':
    case 'code-highlight': {
      const { text, format } = json
      if (typeof text !== 'string') return unreadable('a piece of text has no words')
      return { type: json['type'], text, format: typeof format === 'number' ? format : 0 }
    }
    case 'linebreak':
      return { type: 'linebreak' }
    case 'link': {
      const { url, title } = json
      if (typeof url !== 'string') return unreadable('a link has no address')
      return {
        type: 'link',
        url,
        title: typeof title === 'string' && title ? title : null,
        children: readInlines(json, depth),
      }
    }
    default:
      return unreadable(`it holds “${String(json['type'])}”, which this version does not know`)
  }
}

function children(json: Json, depth: number): Json[] {
  if (depth > MAX_DEPTH) return unreadable('it is nested too deeply')
  const list = json['children']
  if (!Array.isArray(list)) return unreadable('a part of it has no content')
  return list.map(record)
}

function record(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return unreadable('a part of it is missing')
  return value as Json
}

function unreadable(why: string): never {
  return fail('BAD_INPUT', `This is not a note that can be saved: ${why}. What was saved before is kept.`)
}
