// Tells everyone who listens what changed in the library: by this process at once, by another one within a second.
import { EventPublisher } from '@orpc/server'
import type { Database } from 'better-sqlite3'
import type { ChangeEvent } from '../contract/model.ts'

export interface ChangeFeed {
  publish(event: ChangeEvent): void
  /** Runs `work` without telling anyone of what it changes: whoever does much at once tells of it himself. */
  quietly<Result>(work: () => Result): Result
  /** Changes from now on, until the signal aborts. */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<ChangeEvent>
  close(): void
}

/** How often another process's writes are looked for, ms. */
const POLL_INTERVAL = 1_000
const TOPICS = ['articles', 'highlights', 'notes', 'entities', 'settings'] as const

/**
 * The feed of one open library.
 * @param db its database; `PRAGMA data_version` tells of other processes' commits (https://www.sqlite.org/pragma.html#pragma_data_version)
 */
export function createChangeFeed(db: Database): ChangeFeed {
  const publisher = new EventPublisher<{ change: ChangeEvent }>({ maxBufferedEvents: 1_000 })
  const closing = new AbortController()
  let quiet = false
  let version = dataVersion(db)
  const timer = setInterval(() => {
    if (!db.open) return
    const now = dataVersion(db)
    if (now === version) return
    version = now
    for (const topic of TOPICS) publisher.publish('change', { topic, articleId: null })
  }, POLL_INTERVAL)
  timer.unref()

  return {
    publish: (event) => {
      if (!quiet) publisher.publish('change', event)
    },
    quietly(work) {
      quiet = true
      try {
        return work()
      } finally {
        quiet = false
      }
    },
    async *subscribe(signal) {
      const ends = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal
      try {
        yield* publisher.subscribe('change', { signal: ends })
      } catch (error) {
        // Not listening any more is how this stream is meant to end.
        if (!ends.aborted) throw error
      }
    },
    close() {
      clearInterval(timer)
      closing.abort()
    },
  }
}

function dataVersion(db: Database): unknown {
  return db.pragma('data_version', { simple: true })
}
