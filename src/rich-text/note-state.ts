// A note as it is stored: a serialised Lexical editor state, checked before anything else reads it.
import { fail } from '../contract/failure.ts'
import { REFERENCE_KINDS } from './links.ts'
import { joinLines, linesOfBlock } from './note-blocks.ts'
import type { NoteBlock, NoteHeading, NoteInline, NoteItem, NoteList, NoteMath, NoteRow } from './note-blocks.ts'

/** A state larger than this is refused: bytes of UTF-8. */
export const MAX_STATE_BYTES = 2 * 1024 * 1024

const MAX_DEPTH = 100

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
 * @returns blocks separated by an empty line; list items, rows of a table and line breaks by a newline, cells by a tab; ''
 *   for an empty note
 * @throws Failure as parseNoteState does
 */
export function textOfState(state: string): string {
  return parseNoteState(state)
    .map(textOfBlock)
    .filter((text) => text !== '')
    .join('\n\n')
}

/**
 * The words of a block.
 * @param block of a note
 * @returns as textOfState does
 */
export function textOfBlock(block: NoteBlock): string {
  switch (block.type) {
    case 'list':
      return textOfList(block)
    case 'table':
      return block.rows.map(({ cells }) => cells.map(textOfInlines).join('\t')).join('\n')
    case 'highlight-quote':
      return block.text
    case 'math':
      return block.tex
    case 'horizontalrule':
      return ''
    default:
      return textOfInlines(block.children)
  }
}

function textOfList(list: NoteList): string {
  return list.items
    .map((item) =>
      item.children.map((child) => (child.type === 'list' ? textOfList(child) : textOfInline(child))).join(''),
    )
    .join('\n')
}

/**
 * The words of some inline nodes.
 * @param inlines in their order
 * @returns the words; a line break is a newline, a tag has its `#`, a picture is what it shows in words
 */
export function textOfInlines(inlines: readonly NoteInline[]): string {
  return inlines.map(textOfInline).join('')
}

function textOfInline(inline: NoteInline): string {
  switch (inline.type) {
    case 'linebreak':
      return '\n'
    case 'link':
      return textOfInlines(inline.children)
    case 'reference':
      return inline.label
    case 'tag':
      return `#${inline.name}`
    case 'math':
      return inline.tex
    case 'image':
      return inline.alt
    default:
      return inline.text
  }
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
    case 'table':
      return { type: 'table', rows: children(json, depth).map((row) => readRow(row, depth + 1)) }
    case 'highlight-quote':
      return {
        type: 'highlight-quote',
        highlightId: words(json, 'highlightId', 'a quoted highlight'),
        articleId: words(json, 'articleId', 'a quoted highlight'),
        text: words(json, 'text', 'a quoted highlight'),
      }
    case 'math':
      return readMath(json)
    case 'horizontalrule':
      return { type: 'horizontalrule' }
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

function readRow(json: Json, depth: number): NoteRow {
  if (json['type'] !== 'tablerow') return unreadable('a table holds something other than rows')
  const cells = children(json, depth)
  return {
    header:
      cells.length > 0 && cells.every(({ headerState }) => typeof headerState === 'number' && headerState % 2 > 0),
    cells: cells.flatMap((cell) => readCell(cell, depth + 1)),
  }
}

/** A cell that spans columns is followed by empty ones in their place, so that the columns after it keep theirs. */
function readCell(json: Json, depth: number): NoteInline[][] {
  if (json['type'] !== 'tablecell') return unreadable('a row of a table holds something other than cells')
  const span = json['colSpan']
  const columns = typeof span === 'number' && Number.isInteger(span) && span > 1 ? Math.min(span, 1000) : 1
  const blocks = children(json, depth).map((child) => readBlock(child, depth + 1))
  const cell = joinLines(blocks.flatMap(linesOfBlock))
  return [cell, ...Array.from({ length: columns - 1 }, () => [])]
}

function readInlines(json: Json, depth: number): NoteInline[] {
  return children(json, depth).map((child) => readInline(child, depth + 1))
}

function readInline(json: Json, depth: number): NoteInline {
  switch (json['type']) {
    case 'text':
    case 'tab':
    case 'code-highlight': {
      const { format } = json
      const text = words(json, 'text', 'a piece of text')
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
    case 'reference': {
      const kind = REFERENCE_KINDS.find((known) => known === json['kind'])
      if (!kind) return unreadable('a reference does not say to what')
      const id = words(json, 'id', 'a reference')
      return { type: 'reference', kind, id, label: words(json, 'label', 'a reference') }
    }
    case 'tag':
      return { type: 'tag', name: words(json, 'name', 'a tag') }
    case 'math':
      return { ...readMath(json), display: false }
    case 'image':
      return { type: 'image', src: words(json, 'src', 'a picture'), alt: words(json, 'alt', 'a picture') }
    default:
      return unreadable(`it holds “${String(json['type'])}”, which this version does not know`)
  }
}

function readMath(json: Json): NoteMath {
  return { type: 'math', tex: words(json, 'tex', 'a formula'), display: json['display'] === true }
}

function words(json: Json, field: string, holder: string): string {
  const value = json[field]
  return typeof value === 'string' ? value : unreadable(`${holder} has no ${field === 'text' ? 'words' : field}`)
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
