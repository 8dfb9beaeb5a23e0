// Which part of the library is shown, and in which order; it outlives the pane.
import { useSyncExternalStore } from 'react'
import type { ArticleSummary } from '../../contract/model.ts'
import type { Client } from '../client.ts'

type ListInput = Parameters<Client['article']['list']>[0]
export type View = ListInput['view']
export type Sort = NonNullable<ListInput['sort']>

export interface LibraryView {
  view: View
  tag: string | null
  sort: Sort
}

export const VIEW_NAMES: Record<View, string> = {
  inbox: 'Inbox',
  later: 'Later',
  archive: 'Archive',
  favourites: 'Favourites',
  all: 'All articles',
  trash: 'Trash',
}

export const SORT_NAMES: Record<Sort, string> = {
  added: 'Newest added',
  published: 'Newest published',
  opened: 'Last read',
  title: 'Title',
}

let current: LibraryView = { view: 'inbox', tag: null, sort: 'added' }
const listeners = new Set<() => void>()

/** Shows another part of the library, or another order. */
export function showView(change: Partial<LibraryView>): void {
  current = { ...current, ...change }
  for (const listener of listeners) listener()
}

/** What is shown. */
export function useLibraryView(): LibraryView {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
}

/** Whether nothing of it has been read yet. */
export function isUnread(article: Pick<ArticleSummary, 'openedAt'>): boolean {
  return article.openedAt === null
}

/** From here on an article counts as read to its end. */
export const READ_FRACTION = 0.97
