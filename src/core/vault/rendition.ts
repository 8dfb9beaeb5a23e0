// What the library would write into one file: front matter, body with its places, and how to read its notes back.
import type { Note, NoteTarget } from '../../contract/model.ts'
import { markdownOf } from '../../rich-text/note-markdown.ts'
import { stateOfMarkdown } from '../../rich-text/read-markdown.ts'
import type { FileLinks } from './file-links.ts'
import type { MatterField } from './front-matter.ts'
import type { Marked } from './pieces.ts'

export interface NotePlace {
  target: NoteTarget
  /** How much deeper its headings stand in the file. */
  shift: number
}

export interface Rendition {
  matter: MatterField[]
  body: Marked
  /** By key. */
  notes: ReadonlyMap<string, NotePlace>
  /** The key of the note that the whole body is. */
  whole?: string
}

/**
 * A note as it stands in a file.
 * @param shift how much deeper its headings stand there
 * @param links of that file
 */
export function noteMarkdown(note: Pick<Note, 'state'> | null, shift: number, links: FileLinks): string {
  if (!note) return ''
  return markdownOf(note.state, { shiftHeadings: shift, reference: links.reference, image: links.image })
}

/**
 * What stands in a file as a note's state.
 * @param markdown without the block id
 * @returns a serialised Lexical state
 */
export function noteState(markdown: string, shift: number, links: FileLinks): string {
  const state = stateOfMarkdown(markdown, { resolve: links.resolve, image: links.pictureAt })
  return shift === 0 ? state : raiseHeadings(state, shift)
}

/** A note as the app would write it, so that two ways of writing the same are known as such. */
export function canonicalNote(markdown: string, shift: number, links: FileLinks): string {
  return markdown.trim() === '' ? '' : noteMarkdown({ state: noteState(markdown, shift, links) }, shift, links)
}

function raiseHeadings(state: string, by: number): string {
  const parsed = JSON.parse(state) as { root: { children: { type: string; tag?: string }[] } }
  for (const block of parsed.root.children) {
    if (block.type !== 'heading' || block.tag === undefined) continue
    block.tag = `h${String(Math.max(1, Number(block.tag.slice(1)) - by))}`
  }
  return JSON.stringify(parsed)
}
