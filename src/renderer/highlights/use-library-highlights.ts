// The highlights of the library, page by page, by a filter that outlives the view.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { HighlightFilter, HighlightOrder, LibraryHighlight } from '../../contract/model.ts'
import { client } from '../client.ts'

const PAGE = 500

export interface Shown extends HighlightFilter {
  order: HighlightOrder
}

/** What is undefined is no longer filtered by. */
export type ShownChange = { [Key in keyof Shown]?: Shown[Key] | undefined }

/** What was shown last: coming back from a passage finds the list as it was left. */
let remembered: Shown = { order: 'article' }

export function useShown(): [Shown, (change: ShownChange) => void] {
  const [shown, setShown] = useState(remembered)
  return [
    shown,
    (change) => {
      const entries = Object.entries({ ...remembered, ...change }).filter(([, value]) => value !== undefined)
      remembered = { order: 'article', ...Object.fromEntries(entries) }
      setShown(remembered)
    },
  ]
}

/** Whether anything is filtered out. */
export function isFiltered({ order: _, ...filter }: Shown): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== '' && !isEmptyList(value))
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

export function useLibraryHighlights(shown: Shown) {
  const query = useInfiniteQuery({
    queryKey: ['highlights', 'library', 'pages', shown],
    queryFn: ({ pageParam, signal }) =>
      client.highlight.library({ ...shown, limit: PAGE, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.items.length, 0)
      return last.items.length > 0 && loaded < last.total ? loaded : undefined
    },
    placeholderData: keepPreviousData,
  })
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  /** Every highlight that the filter lets through, loaded or not. */
  const loadAll = async (): Promise<LibraryHighlight[]> => {
    let all = query
    while (all.hasNextPage) all = (await query.fetchNextPage()) as typeof query
    return all.data?.pages.flatMap((page) => page.items) ?? []
  }
  return { query, items, loadAll, facets: query.data?.pages[0] }
}
