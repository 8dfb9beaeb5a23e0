// The server's state as queries: one key a call, and the changes stream that makes them ask again.
import { QueryClient, notifyManager, queryOptions } from '@tanstack/react-query'
import type { ChangeEvent, NoteTarget } from '../contract/model.ts'
import { client } from './client.ts'
import type { Client } from './client.ts'
import { withUnderWay } from './reader/highlights-under-way.ts'

// What is changed by a key is drawn in the frame that follows; a timer would miss it.
notifyManager.setScheduler(queueMicrotask)

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 60_000, refetchOnWindowFocus: false } },
})

type ListInput = Parameters<Client['article']['list']>[0]

/** Of the other articles that name an entity; more come with the entity itself. */
const OTHERS_LISTED = 5
/** With an entity itself; all of them are on its page. */
const ARTICLES_OF_ENTITY = 100
/** Of those who appear with an entity: more than are shown, as they come by sentences and articles together. */
const COMPANY = 20

/** Query options for useQuery, a function a call. The first key is the topic of the change event that invalidates it. */
export const queries = {
  info: () => queryOptions({ queryKey: ['info'], queryFn: () => client.library.info() }),
  articles: (input: ListInput) =>
    queryOptions({
      queryKey: ['articles', 'list', input],
      queryFn: ({ signal }) => client.article.list(input, { signal }),
      placeholderData: (previous) => previous,
    }),
  article: (id: string) =>
    queryOptions({
      queryKey: ['articles', 'one', id],
      queryFn: ({ signal }) => client.article.get({ id }, { signal }),
    }),
  versions: (id: string) =>
    queryOptions({ queryKey: ['articles', 'versions', id], queryFn: () => client.article.versions({ id }) }),
  highlights: (articleId: string) =>
    queryOptions({
      queryKey: ['highlights', articleId],
      queryFn: async () => withUnderWay(articleId, await client.highlight.list({ articleId })),
    }),
  /** The first page of the library's highlights, for the tags there are. */
  highlightLibrary: (input: Parameters<Client['highlight']['library']>[0]) =>
    queryOptions({
      queryKey: ['highlights', 'library', input],
      queryFn: ({ signal }) => client.highlight.library(input, { signal }),
    }),
  note: (kind: NoteTarget['kind'], id: string) =>
    queryOptions({ queryKey: ['notes', kind, id], queryFn: () => client.note.get({ kind, id }) }),
  articleEntities: (articleId: string) =>
    queryOptions({
      queryKey: ['entities', 'article', articleId],
      queryFn: () => client.entity.ofArticle({ articleId, others: OTHERS_LISTED }),
    }),
  entity: (id: string) =>
    queryOptions({
      queryKey: ['entities', 'one', id],
      queryFn: () => client.entity.get({ id, articles: ARTICLES_OF_ENTITY }),
    }),
  /** Takes a while where someone is named everywhere. */
  appearsWith: (id: string) =>
    queryOptions({
      queryKey: ['entities', 'company', id],
      queryFn: ({ signal }) => client.entity.related({ id, limit: COMPANY }, { signal }),
    }),
  /** What was kept of looking it up; nothing is asked of anyone by this. */
  lookedUp: (id: string) =>
    queryOptions({ queryKey: ['entities', 'look-up', id], queryFn: () => client.entity.lookedUp({ id }) }),
  analysisProgress: () => queryOptions({ queryKey: ['entities', 'progress'], queryFn: () => client.entity.progress() }),
  entityWhy: (articleId: string, entityId: string) =>
    queryOptions({
      queryKey: ['entities', 'why', articleId, entityId],
      queryFn: () => client.entity.why({ articleId, entityId }),
    }),
  findEntities: (query: string) =>
    queryOptions({
      queryKey: ['entities', 'find', query],
      queryFn: ({ signal }) => client.entity.find({ query }, { signal }),
      placeholderData: (previous) => previous,
    }),
  search: (query: string) =>
    queryOptions({
      queryKey: ['search', query],
      queryFn: ({ signal }) => client.search.query({ query }, { signal }),
      placeholderData: (previous) => previous,
    }),
  settings: () => queryOptions({ queryKey: ['settings'], queryFn: () => client.settings.get() }),
}

/** Marks what a change made stale; queries on screen ask again at once. */
export function invalidate(event: ChangeEvent): void {
  // While someone reads this comes all the time: only the list shows it, and the article itself need not be fetched again.
  if (event.topic === 'progress') {
    void queryClient.invalidateQueries({ queryKey: ['articles', 'list'] })
    return
  }
  if (event.topic === 'reading') {
    void queryClient.invalidateQueries({ queryKey: queries.analysisProgress().queryKey })
    return
  }
  if (event.topic === 'appearance') {
    void queryClient.invalidateQueries({ queryKey: ['articles', 'one', event.articleId] })
    return
  }
  if (
    event.topic === 'notes' &&
    event.note !== undefined &&
    (event.articleId !== null || event.note.kind === 'entity' || event.note.kind === 'note')
  ) {
    void showNote(event.articleId, event.note)
    return
  }
  void queryClient.invalidateQueries({ queryKey: [event.topic] })
  if (event.topic !== 'settings') void queryClient.invalidateQueries({ queryKey: ['search'] })
  // Counts of highlights stand in the list of articles; an entity's card lists the user's highlights.
  if (event.topic === 'highlights') {
    void queryClient.invalidateQueries({ queryKey: ['articles', 'list'] })
    void queryClient.invalidateQueries({ queryKey: ['entities'] })
  }
  if (event.topic === 'notes') void queryClient.invalidateQueries({ queryKey: ['highlights'] })
  if (event.topic === 'articles') void queryClient.invalidateQueries({ queryKey: ['entities'] })
}

/** A list of notes, and which notes refer to what, is asked for once a burst of letters is over, and every so often within one. */
const NOTES_SOON = 400
let notesAsked: ReturnType<typeof setTimeout> | undefined
function askForNotesSoon(): void {
  notesAsked ??= setTimeout(() => {
    notesAsked = undefined
    for (const what of ['list', 'links', 'versions', 'described'])
      void queryClient.invalidateQueries({ queryKey: ['notes', what] })
  }, NOTES_SOON)
}

/** A note is written letter by letter: its own words are asked for again, and not all highlights of its article with it. */
async function showNote(articleId: string | null, { kind, id }: NoteTarget): Promise<void> {
  const note = queries.note(kind, id)
  void queryClient.invalidateQueries({ queryKey: ['search'] })
  askForNotesSoon()
  if (articleId === null) {
    await queryClient.invalidateQueries({ queryKey: note.queryKey })
    return
  }
  const { queryKey } = queries.highlights(articleId)
  void queryClient.invalidateQueries({ queryKey: ['highlights', 'library'] })
  if (kind === 'article' || queryClient.getQueryData(queryKey) === undefined) {
    await queryClient.invalidateQueries({ queryKey: note.queryKey })
    return
  }
  try {
    // Not by the query: an answer that it waits for may have been given before the note was written.
    const written = await client.note.get({ kind, id })
    const known = queryClient.getQueryData(note.queryKey)
    if (written === null || (known?.revision ?? 0) > written.revision) return
    await queryClient.cancelQueries({ queryKey: note.queryKey })
    queryClient.setQueryData(note.queryKey, written)
    // So may the list that is being read.
    if (queryClient.isFetching({ queryKey }) > 0) throw new Error('The list is being read')
    queryClient.setQueryData(queryKey, (list) =>
      list?.map((highlight) => (highlight.id === id ? { ...highlight, noteText: written.text } : highlight)),
    )
  } catch {
    await queryClient.invalidateQueries({ queryKey })
  }
}

/** Listens for changes for as long as the window lives, and reconnects when the stream breaks. */
export async function followChanges(onEvent: (event: ChangeEvent) => void): Promise<never> {
  let missed = false
  for (;;) {
    try {
      const events = await client.library.changes()
      // What changed between that and the breaking of the stream before it was told to nobody.
      if (missed) void queryClient.invalidateQueries()
      missed = false
      for await (const event of events) {
        invalidate(event)
        onEvent(event)
      }
    } catch {
      // The core went away or the stream was cut: ask everything again once it answers.
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      void queryClient.invalidateQueries()
      missed = true
    }
  }
}
