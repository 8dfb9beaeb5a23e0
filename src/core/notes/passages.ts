// A note's stored state as passages: running text with the references in it, and the stretches where a link may still be set.
import type { NoteReference } from '../../contract/note-model.ts'
import { titlePattern } from './words.ts'

/** Words that stand in one block of a note. Offsets are UTF-16 code units of `text`. */
export interface Passage {
  text: string
  references: (NoteReference & { start: number; end: number })[]
  /** Plain words, each a single run of letters in one look: neither code nor part of a link. */
  free: { start: number; end: number }[]
}

type Json = Record<string, unknown>

/** Lexical's bit for inline code in a text's format. */
const CODE = 16
/** What stands within one of these is never linked. */
const CLOSED = new Set(['link', 'autolink', 'code'])
const INLINE = new Set(['text', 'tab', 'code-highlight', 'linebreak', 'link', 'autolink', 'reference', 'tag', 'image'])
const KINDS = new Set<unknown>(['note', 'article', 'entity', 'highlight'])

/**
 * The passages of a note in their order.
 * @param state a serialised Lexical state that was saved, and so was checked
 * @returns one a block that has words
 */
export function passagesOf(state: string): Passage[] {
  const passages: Passage[] = []
  collect(rootOf(state), passages)
  return passages.filter(({ text }) => text.trim() !== '')
}

function rootOf(state: string): Json {
  return (JSON.parse(state) as { root: Json }).root
}

function childrenOf(node: Json): Json[] {
  return Array.isArray(node['children']) ? (node['children'] as Json[]) : []
}

function isInline(node: Json): boolean {
  return INLINE.has(String(node['type'])) || (node['type'] === 'math' && node['display'] !== true)
}

function collect(node: Json, passages: Passage[]): void {
  if (node['type'] === 'highlight-quote') {
    passages.push(quotePassage(node))
    return
  }
  const children = childrenOf(node)
  if (children.some(isInline)) {
    const passage: Passage = { text: '', references: [], free: [] }
    for (const child of children) if (isInline(child)) addInline(child, passage, CLOSED.has(String(node['type'])))
    passages.push(passage)
  }
  for (const child of children) if (!isInline(child)) collect(child, passages)
}

function quotePassage(node: Json): Passage {
  const text = wordsIn(node, 'text')
  const place = { start: 0, end: text.length }
  const references = (
    [
      { kind: 'highlight', id: wordsIn(node, 'highlightId') },
      { kind: 'article', id: wordsIn(node, 'articleId') },
    ] as const
  ).map((reference) => ({ ...reference, ...place }))
  return { text: text || '…', references, free: [] }
}

function addInline(node: Json, passage: Passage, closed: boolean): void {
  const start = passage.text.length
  const type = String(node['type'])
  if (type === 'linebreak') passage.text += '\n'
  else if (type === 'reference') {
    passage.text += wordsIn(node, 'label')
    if (KINDS.has(node['kind'])) {
      const kind = node['kind'] as NoteReference['kind']
      passage.references.push({ kind, id: wordsIn(node, 'id'), start, end: passage.text.length })
    }
  } else if (type === 'tag') passage.text += `#${wordsIn(node, 'name')}`
  else if (type === 'image') passage.text += wordsIn(node, 'alt')
  else if (type === 'math') passage.text += wordsIn(node, 'tex')
  else if (CLOSED.has(type)) for (const child of childrenOf(node)) addInline(child, passage, true)
  else {
    passage.text += wordsIn(node, 'text')
    if (!closed && isLinkable(node)) passage.free.push({ start, end: passage.text.length })
  }
}

function isLinkable(node: Json): boolean {
  return node['type'] === 'text' && (Number(node['format'] ?? 0) & CODE) === 0
}

function wordsIn(node: Json, name: string): string {
  const value = node[name]
  return typeof value === 'string' ? value : ''
}

/**
 * Makes the first place where a note says a title a link.
 * @param state a serialised Lexical state that was saved
 * @param title the words to look for, as whole words
 * @param reference what the link leads to
 * @returns the new state, or null when those words stand nowhere where a link can be set
 */
export function linkFirst(state: string, title: string, reference: NoteReference): string | null {
  const parsed = JSON.parse(state) as { root: Json }
  return linkIn(parsed.root, titlePattern(title), reference) ? JSON.stringify(parsed) : null
}

function linkIn(node: Json, pattern: RegExp, reference: NoteReference): boolean {
  if (CLOSED.has(String(node['type']))) return false
  const children = childrenOf(node)
  for (const [index, child] of children.entries()) {
    const words = isLinkable(child) ? wordsIn(child, 'text') : ''
    const match = pattern.exec(words)
    if (match === null) {
      if (linkIn(child, pattern, reference)) return true
      continue
    }
    const before = words.slice(0, match.index)
    const after = words.slice(match.index + match[0].length)
    const link = { type: 'reference', version: 1, ...reference, label: match[0] }
    const pieces = [
      ...(before === '' ? [] : [{ ...child, text: before }]),
      link,
      ...(after === '' ? [] : [{ ...child, text: after }]),
    ]
    children.splice(index, 1, ...pieces)
    return true
  }
  return false
}
