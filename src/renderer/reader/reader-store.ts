// What the panes beside the text need to know about the article on screen: its map, what is in view, how to go somewhere.
// There may be two texts side by side, each with a store of its own; whoever stands outside of both means the active one.
import { createContext, use, useSyncExternalStore } from 'react'
import type { TextRange } from '../../contract/model.ts'
import type { TextMap } from '../../text/canonical-text.ts'
import type { Viewport } from './viewport.ts'

export interface ReaderHandle {
  articleId: string
  /** The element that holds the article's html; never changed by anyone after it is filled. */
  body: HTMLElement
  map: TextMap
  /** What is in view, and the way to bring something there. */
  viewport: Viewport
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
  /** Whether notes stand in the margin of this text: wanted, and with room for them. */
  notesInMargin: boolean
  /** The highlight whose note is being written in the margin. */
  marginNoteId: string | null
}

/** The two places for a text: `beside` is the second, while there is one. */
export type PaneName = 'main' | 'beside'

export interface ReaderStore {
  readonly pane: PaneName
  /** The state at this moment. */
  get(): ReaderState
  /** Changes part of the state and tells those who watch. */
  set(change: Partial<ReaderState>): void
}

/** What the state is while no article is on screen. */
export const NO_READER: ReaderState = {
  reader: null,
  visible: null,
  activeHighlightId: null,
  activeEntityId: null,
  notesInMargin: false,
  marginNoteId: null,
}

const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

/** Calls back after every change of any pane's state; returns the way to stop. */
export function subscribeReader(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function createStore(pane: PaneName): ReaderStore {
  let state = NO_READER
  return {
    pane,
    get: () => state,
    set(change) {
      const differs = (Object.keys(change) as (keyof ReaderState)[]).some((key) => state[key] !== change[key])
      if (!differs) return
      state = { ...state, ...change }
      tell()
    },
  }
}

/** The store of each pane. */
export const readerStores: Readonly<Record<PaneName, ReaderStore>> = {
  main: createStore('main'),
  beside: createStore('beside'),
}
let active: PaneName = 'main'

/** Makes a pane the one that toolbar, companion and shortcuts speak of. */
export function activatePane(pane: PaneName): void {
  if (active === pane) return
  active = pane
  tell()
}

/** The pane that was focused or pressed last. */
export function activePane(): PaneName {
  return active
}

/** Watches which pane is active. */
export function useActivePane(): PaneName {
  return useSyncExternalStore(subscribeReader, activePane)
}

/** Within a pane: its store. */
export const PaneStore = createContext<ReaderStore | null>(null)

/** The store of the pane that this component is in; outside of any, the active one's. */
export function useReaderStore(): ReaderStore {
  const own = use(PaneStore)
  return useSyncExternalStore(subscribeReader, () => own ?? readerStores[active])
}

/** Changes part of the active pane's state and tells those who watch. */
export function setReaderState(change: Partial<ReaderState>): void {
  readerStores[active].set(change)
}

/** The active pane's state at this moment, for event handlers. */
export function readerState(): ReaderState {
  return readerStores[active].get()
}

/** Watches one part of the state of the pane that this component is in; outside of any, of the active one's. */
export function useReaderState<Key extends keyof ReaderState>(key: Key): ReaderState[Key] {
  const own = use(PaneStore)
  return useSyncExternalStore(subscribeReader, () => (own ?? readerStores[active]).get()[key])
}

/** Watches a value made of the state; told only when the value is another. */
export function useReaderValue<Value extends string | number | boolean | null>(
  select: (state: ReaderState) => Value,
): Value {
  const own = use(PaneStore)
  return useSyncExternalStore(subscribeReader, () => select((own ?? readerStores[active]).get()))
}
