// What the map asks for. The library may be read for names meanwhile: the map follows now and then, not with every article.
import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { MapScope } from '../../contract/map-model.ts'
import type { EntityKind } from '../../contract/model.ts'
import { client } from '../client.ts'

export interface MapChoice {
  /** All when null. */
  kinds: readonly EntityKind[] | null
  limit: number
}

/** A map of a large library costs a moment: it is asked for no more often than this, ms. */
const CALM = 4_000

function mapQuery(scope: MapScope, { kinds, limit }: MapChoice) {
  return queryOptions({
    // Not under `entities`: what changes there is listened to below.
    queryKey: ['map', scope, kinds, limit],
    queryFn: ({ signal }) => client.entity.map({ scope, limit, ...(kinds ? { kinds: [...kinds] } : {}) }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** The map, asked for again when entities have changed, after a while of calm. */
export function useEntityMap(scope: MapScope, choice: MapChoice) {
  const query = useQuery(mapQuery(scope, choice))
  // Asks nobody: what invalidates `entities` makes it another.
  const changes = useQuery({
    queryKey: ['entities', 'changes'],
    queryFn: () => ({ at: performance.now() }),
    staleTime: Infinity,
  })
  const seen = useRef<number | null>(null)
  const refetch = useEffectEvent(() => void query.refetch())
  const at = changes.data?.at ?? null
  useEffect(() => {
    const isFirst = seen.current === null
    seen.current = at
    if (isFirst || at === null) return
    const timer = setTimeout(refetch, CALM)
    return () => {
      clearTimeout(timer)
    }
  }, [at])
  return query
}

const ARTICLES = 20

/** The sentences of a tie, page by page. */
export function useTie(a: string, b: string, scope: MapScope) {
  return useInfiniteQuery({
    queryKey: ['entities', 'tie', a, b, scope],
    queryFn: ({ pageParam, signal }) =>
      client.entity.tie({ a, b, scope, limit: ARTICLES, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.articles.length, 0)
      return last.articles.length > 0 && loaded < last.total ? loaded : undefined
    },
  })
}
