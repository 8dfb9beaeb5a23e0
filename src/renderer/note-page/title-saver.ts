// Takes the titles of a note to the library as they are typed: one on its way, the newest behind it.
import type { Note } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { queries, queryClient } from '../queries.ts'

export interface TitleSaver {
  push(title: string): void
  retry(): void
  /** The window goes away: sends what is typed without waiting for what is on its way. */
  leave(): void
  /** Whether all that was typed is in the library. */
  settled(): boolean
  /** Whether a note as it was read is older than what the library answered here: late answers come out of order. */
  isBehind(note: Pick<Note, 'updatedAt'>): boolean
  /** The sentence of what the last save was refused with; null while all is well. */
  failure(): string | null
  subscribe(listener: () => void): () => void
}

/** How soon a title that could not be saved is tried again, ms. */
const RETRY = 3_000

/**
 * The saver of one note's title, for as long as its field is there.
 * @param id of a note that stands alone
 * @param rename writes a title
 */
export function createTitleSaver(
  id: string,
  rename: (title: string) => Promise<Note> = (title) => client.note.rename({ id, title }),
): TitleSaver {
  let queued: string | null = null
  let sending = false
  let failure: string | null = null
  let answeredAt = 0
  const listeners = new Set<() => void>()

  async function send(): Promise<void> {
    if (sending || queued === null) return
    const title = queued
    queued = null
    sending = true
    try {
      const note = await rename(title)
      failure = null
      answeredAt = Math.max(answeredAt, note.updatedAt)
      remember(note)
    } catch (error) {
      queued ??= title
      failure = sentenceOf(error)
      setTimeout(() => void send(), RETRY)
    }
    sending = false
    for (const listener of listeners) listener()
    if (failure === null) void send()
  }

  return {
    push(title) {
      queued = title
      void send()
    },
    retry: () => void send(),
    leave() {
      if (queued !== null) rename(queued).catch(() => undefined)
    },
    isBehind: ({ updatedAt }) => updatedAt < answeredAt,
    settled: () => !sending && queued === null,
    failure: () => failure,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Only the title: the words may be newer here than what the library answered with. */
function remember({ id, title, updatedAt }: Note): void {
  queryClient.setQueryData(queries.note('note', id).queryKey, (known) => known && { ...known, title, updatedAt })
  void queryClient.invalidateQueries({ queryKey: ['notes', 'list'] })
}
