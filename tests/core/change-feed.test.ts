import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createChangeFeed } from '../../src/core/change-feed.ts'
import { temporaryLibrary } from './temporary-library.ts'

test('listeners get what is published, until they leave or the library closes', async () => {
  const { db } = temporaryLibrary()
  const feed = createChangeFeed(db)
  const stream = feed.subscribe(undefined)
  const first = stream.next()
  feed.publish({ topic: 'notes', articleId: null })
  expect(await first).toEqual({ done: false, value: { topic: 'notes', articleId: null } })
  const last = stream.next()
  feed.close()
  expect(await last).toMatchObject({ done: true })
})

test('what another process writes is told too', async () => {
  const { db, folder } = temporaryLibrary()
  const feed = createChangeFeed(db)
  const stream = feed.subscribe(undefined)
  const first = stream.next()
  const other = new Sqlite(join(folder, 'library.sqlite'))
  other.exec("INSERT INTO setting VALUES ('theme', '\"dark\"', 0)")
  other.close()
  expect((await first).value).toEqual({ topic: 'articles', articleId: null })
  feed.close()
})
