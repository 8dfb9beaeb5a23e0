// What a note refers to, and the tags in it.
import type { ReferenceKind } from './links.ts'
import { parseNoteState } from './note-state.ts'
import type { NoteBlock, NoteInline, NoteItem } from './note-blocks.ts'

type Part = NoteBlock | NoteInline | NoteItem

/**
 * What a note leads to, quoted highlights among it.
 * @param state a serialised Lexical state
 * @returns each once, in the order in which they first stand in the note
 * @throws Failure as parseNoteState does
 */
export function referencesOf(state: string): { kind: ReferenceKind; id: string }[] {
  const found = new Map<string, { kind: ReferenceKind; id: string }>()
  for (const part of partsOf(parseNoteState(state))) {
    const reference = referenceOf(part)
    const key = reference && `${reference.kind}:${reference.id}`
    if (reference && key && !found.has(key)) found.set(key, reference)
  }
  return [...found.values()]
}

function referenceOf(part: Part): { kind: ReferenceKind; id: string } | null {
  if (!('type' in part)) return null
  if (part.type === 'highlight-quote') return { kind: 'highlight', id: part.highlightId }
  return part.type === 'reference' ? { kind: part.kind, id: part.id } : null
}

/**
 * The tags in a note.
 * @param state a serialised Lexical state
 * @returns their names without `#`, each once whatever its case, as it is first written
 * @throws Failure as parseNoteState does
 */
export function tagsOf(state: string): string[] {
  const found = new Map<string, string>()
  for (const part of partsOf(parseNoteState(state))) {
    if (!('type' in part) || part.type !== 'tag') continue
    const key = part.name.toLowerCase()
    if (!found.has(key)) found.set(key, part.name)
  }
  return [...found.values()]
}

/** Every part of a note, those within others after them. */
function* partsOf(parts: readonly Part[]): Generator<Part> {
  for (const part of parts) {
    yield part
    if ('items' in part) yield* partsOf(part.items)
    else if ('rows' in part) for (const { cells } of part.rows) yield* partsOf(cells.flat())
    else if ('children' in part) yield* partsOf(part.children)
  }
}
