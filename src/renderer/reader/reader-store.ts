// What the panes beside the text need to know about the article on screen: its map, what is in view, how to go somewhere.
import { useSyncExternalStore } from 'react'
import type { TextRange } from '../../contract/model.ts'
import type { TextMap } from '../../text/canonical-text.ts'

export interface ReaderHandle {
  articleId: string
  /** The element that holds the article's html; never changed by anyone after it is filled. */
  body: HTMLElement
  map: TextMap
  /**
   * Brings a range into view; with `flash` the passage is shown for a moment. Moves no focus. A `step`, as from one match
   * to the next, is no jump that one would want to go back from.
   */
  scrollTo(range: TextRange, options?: { flash?: boolean; step?: boolean }): void
}

/** Id of the place in the toolbar for the buttons that the reader itself brings along. */
export const READER_TOOLS = 'reader-tools'

export interface ReaderState {
  /** Null while no article is on screen. */
  reader: ReaderHandle | null
  /** The part of the canonical text that is in view, by whole blocks. */
  visible: TextRange | null
  /** The highlight and the entity whose card or row is to be shown, if any. */
  activeHighlightId: string | null
  activeEntityId: string | null
}

let state: ReaderState = { reader: null, visible: null, activeHighlightId: null, activeEntityId: null }
const listeners = new Set<() => void>()

/** Changes part of the state and tells those who watch. */
export function setReaderState(change: Partial<ReaderState>): void {
  const differs = (Object.keys(change) as (keyof ReaderState)[]).some((key) => state[key] !== change[key])
  if (!differs) return
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

/** The state at this moment, for event handlers. */
export function readerState(): ReaderState {
  return state
}

/** Watches one part of the state. */
export function useReaderState<Key extends keyof ReaderState>(key: Key): ReaderState[Key] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state[key],
  )
}
