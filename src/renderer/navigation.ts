// Where the window is, in the address's fragment, so that back, forward, reload and links to passages work in both shells.
import { useSyncExternalStore } from 'react'
import type { TextRange } from '../contract/model.ts'

/** What stands in the second pane: another article, perhaps at a passage, the note on the first, or a note that stands alone. */
export type Beside =
  { kind: 'article'; articleId: string; range: TextRange | null } | { kind: 'note' } | { kind: 'page'; noteId: string }

export interface Route {
  articleId: string | null
  /** The passage to show, when the address names one. */
  range: TextRange | null
  /** What is read beside it; null for the article alone. */
  beside: Beside | null
}

const NOWHERE: Route = { articleId: null, range: null, beside: null }

/**
 * Reads `#/article/<id>?at=<start>-<end>&beside=article:<id>@<start>-<end>`, where everything after the id may be left out
 * and `beside` may also be `note`, or `note:<id>` for a note that stands alone; anything else is the library with no article open.
 */
export function parseRoute(hash: string): Route {
  const match = /^#\/article\/([0-9a-f-]{36})(?:\?(.+))?$/.exec(hash)
  if (match?.[1] === undefined) return NOWHERE
  const route: Route = { ...NOWHERE, articleId: match[1] }
  for (const part of match[2]?.split('&') ?? []) {
    const [name, value = ''] = part.split('=', 2)
    if (name === 'at') route.range = rangeOf(value)
    else if (name === 'beside') route.beside = besideOf(value)
    if (name === 'at' ? route.range === null : name !== 'beside' || route.beside === null) return NOWHERE
  }
  return route
}

function rangeOf(words: string | undefined): TextRange | null {
  const match = /^(\d+)-(\d+)$/.exec(words ?? '')
  return match === null ? null : { start: Number(match[1]), end: Number(match[2]) }
}

function besideOf(words: string): Beside | null {
  if (words === 'note') return { kind: 'note' }
  const [, noteId] = /^note:([0-9a-f-]{36})$/.exec(words) ?? []
  if (noteId !== undefined) return { kind: 'page', noteId }
  const [, articleId, at] = /^article:([0-9a-f-]{36})(?:@(\d+-\d+))?$/.exec(words) ?? []
  return articleId === undefined ? null : { kind: 'article', articleId, range: rangeOf(at) }
}

/** The fragment for a route. */
export function formatRoute(route: { articleId: string; range?: TextRange | null; beside?: Beside | null }): string {
  const { articleId, range, beside } = route
  const words = (at: TextRange) => `${String(at.start)}-${String(at.end)}`
  const parts = range ? [`at=${words(range)}`] : []
  if (beside?.kind === 'note') parts.push('beside=note')
  if (beside?.kind === 'page') parts.push(`beside=note:${beside.noteId}`)
  if (beside?.kind === 'article') {
    parts.push(`beside=article:${beside.articleId}${beside.range ? `@${words(beside.range)}` : ''}`)
  }
  return `#/article/${articleId}${parts.length > 0 ? `?${parts.join('&')}` : ''}`
}

/** The article that the address names for a pane; null when it names none. */
export function articleIn(pane: 'main' | 'beside'): string | null {
  const { articleId, beside } = parseRoute(location.hash)
  if (pane === 'main') return articleId
  return beside?.kind === 'article' ? beside.articleId : null
}

/** Goes to a route. To the same one again scrolls to its passages again. */
export function goTo(route: Parameters<typeof formatRoute>[0]): void {
  const hash = formatRoute(route)
  if (location.hash === hash) window.dispatchEvent(new HashChangeEvent('hashchange'))
  else location.hash = hash
}

/** The route when one article is closed: what was beside it, or it beside, is left alone; the same route where it is not open. */
export function routeWithout(route: Route, articleId: string): Route {
  const { beside } = route
  const other = beside?.kind === 'article' && beside.articleId !== articleId ? beside : null
  if (route.articleId === articleId) return { articleId: other?.articleId ?? null, range: null, beside: null }
  return beside?.kind === 'article' && other === null ? { ...route, range: null, beside: null } : route
}

/** Which of two panes an article is opened in; the split view says so while it is there. */
let paneToOpenIn: () => 'main' | 'beside' = () => 'main'

/** Asks this before an article is opened while another is beside it; returns the way to stop. */
export function openIn(pane: () => 'main' | 'beside'): () => void {
  paneToOpenIn = pane
  return () => {
    if (paneToOpenIn === pane) paneToOpenIn = () => 'main'
  }
}

/**
 * Opens an article, at a passage if given: in the active pane when two are beside each other. Opening the same passage
 * again scrolls to it again.
 */
export function openArticle(articleId: string, range?: TextRange | null): void {
  const now = parseRoute(location.hash)
  if (now.articleId !== null && now.beside?.kind === 'article' && paneToOpenIn() === 'beside') {
    goTo({ articleId: now.articleId, beside: { kind: 'article', articleId, range: range ?? null } })
  } else goTo({ articleId, range: range ?? null, beside: stays(now.beside) })
}

/** What stays beside: where it is, not at the passage that it was opened at. */
function stays(beside: Beside | null): Beside | null {
  return beside?.kind === 'article' ? { ...beside, range: null } : beside
}

/** The address of the list of the library's highlights. */
export const HIGHLIGHTS_HASH = '#/highlights'

/** Goes to the list of the library's highlights. */
export function openHighlights(): void {
  location.hash = HIGHLIGHTS_HASH
}

/** Goes to the highlights whose place is not sure: those of one article, or of the whole library. */
export function openReview(articleId: string | null = null): void {
  location.hash = articleId === null ? '#/review' : `#/review/${articleId}`
}

/** Goes to where the text of an article is corrected. */
export function openCorrection(articleId: string): void {
  location.hash = `#/correct/${articleId}`
}

/** Reads `#/review`, `#/review/<article id>` and `#/correct/<article id>`; null for anything else. */
export function parseWorkplace(hash: string): { place: 'review' | 'correct'; articleId: string | null } | null {
  const [, place, articleId = null] = /^#\/(review|correct)(?:\/([0-9a-f-]{36}))?$/.exec(hash) ?? []
  if (place !== 'review' && (place !== 'correct' || articleId === null)) return null
  return { place, articleId }
}

/** The address of an entity's page. */
export function entityHash(id: string): string {
  return `#/entity/${id}`
}

/** Goes to the page of an entity. */
export function openEntity(id: string): void {
  location.hash = entityHash(id)
}

/** The entity whose page an address names; null for any other address. */
export function parseEntity(hash: string): string | null {
  return /^#\/entity\/([0-9a-f-]{36})$/.exec(hash)?.[1] ?? null
}

/** The address of the list of the notes that stand alone. */
export const NOTES_HASH = '#/notes'

/** Goes to the list of the notes that stand alone. */
export function openNotes(): void {
  location.hash = NOTES_HASH
}

/** The address of a note that stands alone. */
export function noteHash(id: string): string {
  return `#/note/${id}`
}

/** Goes to a note that stands alone. */
export function openNotePage(id: string): void {
  location.hash = noteHash(id)
}

/** The note that an address names; null for any other address. */
export function parseNote(hash: string): string | null {
  return /^#\/note\/([0-9a-f-]{36})$/.exec(hash)?.[1] ?? null
}

/** The entry of the window's history that shows the article one was at before this place; null when there is none. */
export function lastArticle(): NavigationHistoryEntry | null {
  const here = navigation.currentEntry?.index ?? 0
  return (
    navigation
      .entries()
      .findLast(({ index, url }) => index < here && url !== null && parseRoute(new URL(url).hash).articleId !== null) ??
    null
  )
}

/** Goes back to the article where one was before an entity's page, at its place; else to the library. */
export function closeEntity(): void {
  const entry = lastArticle()
  if (entry === null) closeArticle()
  else navigation.traverseTo(entry.key)
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

/** The review or the correction that the address names. */
export function useWorkplace(): ReturnType<typeof parseWorkplace> {
  return parseWorkplace(useSyncExternalStore(subscribe, snapshot).hash)
}

/** The entity whose page the address names. */
export function useEntityPage(): string | null {
  return parseEntity(useSyncExternalStore(subscribe, snapshot).hash)
}

/** Whether the list of notes is what the address names. */
export function useShowsNotes(): boolean {
  return useSyncExternalStore(subscribe, snapshot).hash === NOTES_HASH
}

/** The note whose page the address names. */
export function useNotePage(): string | null {
  return parseNote(useSyncExternalStore(subscribe, snapshot).hash)
}

/** The current route; `visit` grows with every navigation, also to the same place. */
export function useRoute(): Route & { visit: number } {
  const { route, visit } = useSyncExternalStore(subscribe, snapshot)
  return { ...route, visit }
}
