// What the notes that stand alone ask the core for. Every key begins with the topic that makes it stale; what follows an
// edit only a moment later is under `list`, `links` and `versions`.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { NoteListInput, NoteReference } from '../../contract/note-model.ts'
import { client } from '../client.ts'

export const noteQueries = {
  list: (input: NoteListInput) =>
    queryOptions({
      queryKey: ['notes', 'list', input],
      queryFn: ({ signal }) => client.note.list(input, { signal }),
      placeholderData: keepPreviousData,
    }),
  /** How many notes there are. */
  count: () =>
    queryOptions({
      queryKey: ['notes', 'list', 'count'],
      queryFn: async () => (await client.note.list({ limit: 1 })).counts.notes,
    }),
  templates: () =>
    queryOptions({
      queryKey: ['notes', 'list', 'templates'],
      queryFn: async () => (await client.note.list({ view: 'templates', sort: 'title' })).items,
    }),
  backlinks: (reference: NoteReference) =>
    queryOptions({
      queryKey: ['notes', 'links', 'to', reference],
      queryFn: ({ signal }) => client.note.backlinks(reference, { signal }),
    }),
  unlinked: (id: string) =>
    queryOptions({
      queryKey: ['notes', 'links', 'unlinked', id],
      queryFn: ({ signal }) => client.note.unlinked({ id }, { signal }),
    }),
  versions: (id: string) =>
    queryOptions({ queryKey: ['notes', 'versions', id], queryFn: () => client.note.versions({ id }) }),
  /** A former state never changes. */
  version: (noteId: string, versionId: string) =>
    queryOptions({
      queryKey: ['note-version', noteId, versionId],
      queryFn: () => client.note.version({ noteId, versionId }),
      staleTime: Infinity,
    }),
}
