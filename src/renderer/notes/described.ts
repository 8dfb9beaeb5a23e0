// What the things that a note refers to are called now: asked for together, one call for all that a note shows.
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { NamedReference, NoteReference } from '../../contract/note-model.ts'
import { client } from '../client.ts'
import { queryClient } from '../queries.ts'

/** No more are asked for with one call. */
const MOST_AT_ONCE = 500

interface Waiting {
  reference: NoteReference
  resolve: (named: NamedReference | null) => void
  reject: (error: unknown) => void
}
const waiting: Waiting[] = []

function describe(reference: NoteReference): Promise<NamedReference | null> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) setTimeout(ask)
    waiting.push({ reference, resolve, reject })
  })
}

function ask(): void {
  const asked = waiting.splice(0, MOST_AT_ONCE)
  if (waiting.length > 0) setTimeout(ask)
  client.note
    .describe({ references: asked.map(({ reference: { kind, id } }) => ({ kind, id })) })
    .then((named) => {
      asked.forEach(({ resolve }, index) => {
        resolve(named[index] ?? null)
      })
    })
    .catch((error: unknown) => {
      for (const { reject } of asked) reject(error)
    })
}

/** The topic of the changes that may give it another name. */
const TOPICS = { note: 'notes', article: 'articles', entity: 'entities', highlight: 'highlights' } as const

function describedQuery({ kind, id }: NoteReference) {
  return queryOptions({ queryKey: [TOPICS[kind], 'described', kind, id], queryFn: () => describe({ kind, id }) })
}

/** What something is called now: undefined while that is not known, null when it is not in the library any more. */
export function useDescribed(reference: NoteReference): NamedReference | null | undefined {
  return useQuery(describedQuery(reference)).data
}

/** Remembers what is known already, so that it need not be asked for. */
export function learnDescribed(named: NamedReference): void {
  queryClient.setQueryData(describedQuery(named).queryKey, named)
}

/** What is known of it without asking; undefined for nothing. */
export function knownDescribed(reference: NoteReference): NamedReference | null | undefined {
  return queryClient.getQueryData(describedQuery(reference).queryKey)
}
