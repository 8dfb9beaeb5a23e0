// Where the window is, in the address's fragment, so that back, forward, reload and links to passages work in both shells.
import { useSyncExternalStore } from 'react'
import type { TextRange } from '../contract/model.ts'

export interface Route {
  articleId: string | null
  /** The passage to show, when the address names one. */
  range: TextRange | null
}

/** Reads `#/article/<id>?at=<start>-<end>`; anything else is the library with no article open. */
export function parseRoute(hash: string): Route {
  const match = /^#\/article\/([0-9a-f-]{36})(?:\?at=(\d+)-(\d+))?$/.exec(hash)
  if (!match) return { articleId: null, range: null }
  const [, articleId = null, start, end] = match
  return { articleId, range: start && end ? { start: Number(start), end: Number(end) } : null }
}

/** The fragment for a route. */
export function formatRoute(route: { articleId: string; range?: TextRange | null }): string {
  const at = route.range ? `?at=${String(route.range.start)}-${String(route.range.end)}` : ''
  return `#/article/${route.articleId}${at}`
}

/** Opens an article, at a passage if given. Opening the same passage again scrolls to it again. */
export function openArticle(articleId: string, range?: TextRange | null): void {
  const hash = formatRoute({ articleId, range: range ?? null })
  if (location.hash === hash) window.dispatchEvent(new HashChangeEvent('hashchange'))
  else location.hash = hash
}

/** The address of the list of the library's highlights. */
export const HIGHLIGHTS_HASH = '#/highlights'

/** Goes to the list of the library's highlights. */
export function openHighlights(): void {
  location.hash = HIGHLIGHTS_HASH
}

/** Goes to the library with no article open. */
export function closeArticle(): void {
  location.hash = '#/'
}

let current = { hash: '', visit: 0, route: parseRoute('') }
const listeners = new Set<() => void>()
let listening = false

function readAddress(): void {
  current = { hash: location.hash, visit: current.visit + 1, route: parseRoute(location.hash) }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  if (!listening) {
    window.addEventListener('hashchange', readAddress)
    listening = true
  }
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function snapshot() {
  if (current.hash !== location.hash) current = { ...current, hash: location.hash, route: parseRoute(location.hash) }
  return current
}

/** Whether the list of the library's highlights is what the address names. */
export function useShowsHighlights(): boolean {
  return useSyncExternalStore(subscribe, snapshot).hash === HIGHLIGHTS_HASH
}

/** The current route; `visit` grows with every navigation, also to the same place. */
export function useRoute(): Route & { visit: number } {
  const { route, visit } = useSyncExternalStore(subscribe, snapshot)
  return { ...route, visit }
}
