// The headings of a note, and the way to each in its editor.
import { parseNoteState } from '../../rich-text/note-state.ts'
import { textOfInlines } from '../../rich-text/note-state.ts'

export interface OutlineHeading {
  /** Which of the note's headings it is, from 0. */
  index: number
  level: number
  text: string
}

/** The headings that have words, in their order. */
export function outlineOf(state: string): OutlineHeading[] {
  try {
    return parseNoteState(state)
      .filter((block) => block.type === 'heading')
      .map(({ level, children }, index) => ({ index, level, text: textOfInlines(children).trim() }))
      .filter(({ text }) => text !== '')
  } catch {
    // Written by a newer version: its editor says so.
    return []
  }
}

/** Shows a heading, with the caret at its beginning. */
export function goToHeading(page: HTMLElement | null, index: number): void {
  const text = page?.querySelector<HTMLElement>('.note-text[contenteditable="true"]')
  const heading = text?.querySelectorAll(':scope > :is(h1, h2, h3, h4, h5, h6)')[index]
  if (!text || !heading) return
  text.focus({ preventScroll: true })
  getSelection()?.collapse(heading, 0)
  heading.scrollIntoView({ block: 'start' })
}
