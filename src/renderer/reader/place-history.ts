// Back and forward within an article: a jump leaves the place one jumped from in the window's own history, so that the
// browser's back and forward, and ours, go through places and articles alike.
import { useSyncExternalStore } from 'react'
import type { PaneName } from './reader-store.ts'

/** A place in the text, as it stands on the screen. */
export interface Place {
  /** The first character in view, UTF-16 code units. */
  offset: number
  /** How far its line is below the top of the pane, px; less than 0 above it. */
  below: number
}

/** Notes in the current entry of the history where in the text of a pane one is. */
export function keepPlace(pane: PaneName, place: Place): void {
  const kept = placeOf(history.state, pane)
  if (kept?.offset === place.offset && kept.below === place.below) return
  history.replaceState({ ...(isRecord(history.state) ? history.state : {}), [pane]: place }, '')
}

/** A jump begins here: the place is kept, and what follows is a new entry. */
export function leaveFrom(pane: PaneName, place: Place): void {
  keepPlace(pane, place)
  history.pushState(null, '')
  tell()
}

/** Calls back with the place in a pane of an entry that is gone back or forward to; returns the way to stop. */
export function onReturn(pane: PaneName, go: (place: Place) => void): () => void {
  const listener = ({ state }: PopStateEvent) => {
    const place = placeOf(state, pane)
    if (place !== null) go(place)
  }
  window.addEventListener('popstate', listener)
  return () => {
    window.removeEventListener('popstate', listener)
  }
}

function placeOf(state: unknown, pane: PaneName): Place | null {
  const place = isRecord(state) ? state[pane] : null
  if (!isRecord(place)) return null
  const { offset, below } = place
  return typeof offset === 'number' && typeof below === 'number' ? { offset, below } : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  window.addEventListener('hashchange', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
    window.removeEventListener('hashchange', listener)
  }
}

/** Whether there is anywhere to go back and forward to. */
export function useWays(): { back: boolean; forward: boolean } {
  const back = useSyncExternalStore(subscribe, () => navigation.canGoBack)
  const forward = useSyncExternalStore(subscribe, () => navigation.canGoForward)
  return { back, forward }
}
