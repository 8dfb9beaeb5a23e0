// What the page of an entity asks the core for. Every key begins with the topic that makes it stale.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { EntityRole } from '../../contract/entity-model.ts'
import { client } from '../client.ts'

/** So many related entities are shown. */
const RELATED = 24

export const pageQueries = {
  page: (id: string) =>
    queryOptions({
      queryKey: ['entities', 'page', id],
      queryFn: ({ signal }) => client.entity.page({ id }, { signal }),
      // Reading an article changes what it tells, and says so to nobody.
      staleTime: 0,
    }),
  sentences: (id: string, articleIds: string[]) =>
    queryOptions({
      queryKey: ['entities', 'sentences', id, articleIds],
      queryFn: ({ signal }) => client.entity.sentences({ id, articleIds }, { signal }),
      placeholderData: keepPreviousData,
    }),
  roleSentences: (sources: EntityRole['sources']) =>
    queryOptions({
      queryKey: ['entities', 'role', sources],
      queryFn: ({ signal }) => client.entity.roleSentences({ sources }, { signal }),
    }),
  related: (id: string) =>
    queryOptions({
      queryKey: ['entities', 'related', id],
      queryFn: ({ signal }) => client.entity.related({ id, limit: RELATED }, { signal }),
      placeholderData: keepPreviousData,
    }),
  ties: (id: string, otherId: string) =>
    queryOptions({
      queryKey: ['entities', 'ties', id, otherId],
      queryFn: ({ signal }) => client.entity.ties({ id, otherId }, { signal }),
    }),
  unlinked: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['entities', 'unlinked', id],
      queryFn: ({ pageParam, signal }) => client.entity.unlinked({ id, after: pageParam }, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.next ?? undefined,
      placeholderData: keepPreviousData,
    }),
}
