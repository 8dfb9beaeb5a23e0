// How one moves through an article: down one long page or page by page. What is in view, and how to bring something there.
import type { Progress, TextRange } from '../../contract/model.ts'
import type { Place } from './place-history.ts'

/** What is wider than a column of text and is scrolled where it stands. */
export const SCROLLS_SIDEWAYS = '.table-scroll, .math-scroll, pre'

export interface Viewport {
  readonly layout: 'scrolled' | 'paged'
  /** Takes hold of the pane, which is laid out so already; returns the way to let go of it. */
  open(): () => void
  /** Whether the pane is still laid out so: nothing can be measured when it is not. */
  isOpen(): boolean
  /** What is in view: by whole blocks where the text is scrolled, to the letter on a page. Null when nothing is. */
  visible(): TextRange | null
  /** How much has been read, 0..1: 1 when the last line has come into view. */
  fraction(): Progress['fraction']
  /** Where one is, to go back to. */
  place(): Place
  goBackTo(place: Place): void
  /** Puts what holds an offset at the top, or its page on the screen. */
  goTo(offset: number): void
  /** Whether any of a range is on the screen. */
  shows(range: TextRange): boolean
  /** Moves the least that brings a range onto the screen, or its beginning when it is too long. */
  reveal(range: TextRange): void
  /** A screen on or back. Returns whether there was one. */
  turn(step: 1 | -1): boolean
  /** Which page it is; null where there are none. */
  page(): PageNumber | null
  /** To the beginning or the end. */
  goToEnd(end: 'first' | 'last'): void
  /** To be called when the text is set otherwise: the words on the screen stay there. */
  setAnew(): void
  /** Calls back, often, after anything that may have moved; returns the way to stop. */
  readonly watch: (listener: () => void) => () => void
}

export interface PageNumber {
  /** From 1. */
  number: number
  count: number
}
