// A real library in a temporary folder, with a clock that ticks, for tests of the core.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import { onTestFinished } from 'vitest'
import type { ChangeEvent } from '../../src/contract/model.ts'
import type { NewArticle } from '../../src/core/library/articles.ts'
import { openDatabase } from '../../src/core/library/open-database.ts'
import { migrations } from '../../src/core/migrations.ts'

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** An open, migrated database in a temporary folder, and what every room is given. */
export function temporaryLibrary() {
  const folder = temporaryFolder()
  const db: Database = openDatabase(folder, migrations, 1_700_000_000_000)
  onTestFinished(() => {
    db.close()
  })
  let time = 1_700_000_000_000
  const events: ChangeEvent[] = []
  return {
    folder,
    db,
    events,
    common: {
      now: () => (time += 1_000),
      newId: () => uuidv7(),
      device: 'test-device',
      changed: (event: ChangeEvent) => {
        events.push(event)
      },
    },
  }
}

/** An article to insert; `over` says what is different. */
export function newArticle(over: Partial<NewArticle> = {}): NewArticle {
  const text = over.text ?? 'A first paragraph.\n\nA second one.'
  return {
    url: null,
    canonicalUrl: null,
    contentHash: uuidv7(),
    title: 'A title',
    byline: null,
    siteName: null,
    publishedAt: null,
    lang: 'en',
    dir: 'ltr',
    excerpt: '',
    leadImage: null,
    html: text
      .split('\n\n')
      .map((paragraph) => `<p>${paragraph}</p>`)
      .join(''),
    text,
    wordCount: 5,
    setAside: [],
    missingImages: [],
    tags: [],
    source: 'text',
    ...over,
  }
}
