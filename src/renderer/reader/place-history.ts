// Back and forward within an article: a jump leaves the place one jumped from in the window's own history, so that the
// browser's back and forward, and ours, go through places and articles alike.
import { useSyncExternalStore } from 'react'

/** A place in the text, as it stands on the screen. */
export interface Place {
  /** The first character in view, UTF-16 code units. */
  offset: number
  /** How far its line is below the top of the pane, px; less than 0 above it. */
  below: number
}

/** Notes in the current entry of the history where in the text one is. */
export function keepPlace(place: Place): void {
  const kept = placeOf(history.state)
  if (kept?.offset === place.offset && kept.below === place.below) return
  history.replaceState({ place }, '')
}

/** A jump begins here: the place is kept, and what follows is a new entry. */
export function leaveFrom(place: Place): void {
  keepPlace(place)
  history.pushState(null, '')
  tell()
}

/** Calls back with the place of an entry that is gone back or forward to; returns the way to stop. */
export function onReturn(go: (place: Place) => void): () => void {
  const listener = ({ state }: PopStateEvent) => {
    const place = placeOf(state)
    if (place !== null) go(place)
  }
  window.addEventListener('popstate', listener)
  return () => {
    window.removeEventListener('popstate', listener)
  }
}

function placeOf(state: unknown): Place | null {
  if (!isRecord(state) || !isRecord(state['place'])) return null
  const { offset, below } = state['place']
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
