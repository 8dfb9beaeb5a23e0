import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ExportReport } from '../../../src/contract/model.ts'
import { MANIFEST_PATH } from '../../../src/core/exporters/manifest.ts'
import { exportMarkdown } from '../../../src/core/exporters/vault.ts'
import type { ExportInput } from '../../../src/core/exporters/vault.ts'
import { articleOf, highlightOf, idOf, noteOf, shelfOf } from './a-library.ts'
import type { Shelf } from './a-library.ts'

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-export-'))
  folder = join(root, 'notes', 'reading')
})
afterEach(() => {
  chmodSync(root, 0o755)
  rmSync(root, { recursive: true })
})

async function run(shelf: Shelf, change: Partial<ExportInput> = {}): Promise<ExportReport> {
  for await (const event of exportMarkdown({ folder, ...change }, shelf)) if (event.type === 'done') return event.report
  throw new Error('no report')
}
const files = () =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const edit = (name: string) => {
  writeFileSync(join(folder, name), `${read(name)}\nMy own line.\n`)
}
const report = (change: Partial<ExportReport>): ExportReport => ({
  folder,
  written: [],
  unchanged: 0,
  kept: [],
  removed: [],
  ...change,
})

describe('an export', () => {
  test('makes the folder and writes a file an article, with progress', async () => {
    const shelf = shelfOf(articleOf(1, 'One'), articleOf(2, 'Two'))
    const events = []
    for await (const event of exportMarkdown({ folder }, shelf)) events.push(event)
    expect(events).toEqual([
      { type: 'progress', done: 0, total: 2 },
      { type: 'progress', done: 1, total: 2 },
      { type: 'progress', done: 2, total: 2 },
      { type: 'done', report: report({ written: ['One.md', 'Two.md'] }) },
    ])
    expect(files()).toEqual(['One.md', 'Two.md'])
    expect(readdirSync(join(folder, '.commonplace'))).toEqual(['export.json'])
  })

  test('done again writes nothing, byte for byte', async () => {
    const shelf = shelfOf(articleOf(1, 'One'), articleOf(2, 'Two'))
    await run(shelf)
    const before = [...files(), MANIFEST_PATH].map((name) => [read(name), statSync(join(folder, name)).mtimeMs])
    expect(await run(shelf)).toEqual(report({ unchanged: 2 }))
    expect([...files(), MANIFEST_PATH].map((name) => [read(name), statSync(join(folder, name)).mtimeMs])).toEqual(
      before,
    )
  })

  test('rewrites only what changed, and a file keeps its name when its title changes', async () => {
    const shelf = shelfOf(articleOf(1, 'One'), articleOf(2, 'Two'))
    await run(shelf)
    shelf.articles[0] = articleOf(1, 'Another title')
    shelf.marks.push(highlightOf(1, idOf(1), 'words'))
    expect(await run(shelf)).toEqual(report({ written: ['One.md'], unchanged: 1 }))
    expect(read('One.md')).toContain('# Another title')
    expect(read('One.md')).toContain('> words')
  })

  test('gives articles of one title different names, and the same ones each time', async () => {
    const shelf = shelfOf(articleOf(1, 'Same'), articleOf(2, 'same'), articleOf(3, 'Same'))
    await run(shelf)
    const names = files()
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3)
    shelf.articles.reverse()
    expect(await run(shelf)).toEqual(report({ unchanged: 3 }))
    expect(files()).toEqual(names)
  })

  test('links files to each other, and every link leads to a file', async () => {
    const shelf = shelfOf(articleOf(1, 'First: (one) #1'), articleOf(2, 'Zweite Ü'))
    const entity = (other: number, title: string) => ({
      status: 'ready' as const,
      mentions: [],
      entities: [
        {
          id: idOf(9),
          name: 'NATO',
          kind: 'organisation' as const,
          role: null,
          forms: ['NATO'],
          mentionCount: 1,
          otherArticles: [
            { articleId: idOf(other), title, siteName: null, publishedAt: null, mentionCount: 1, firstMention: 0 },
          ],
          otherArticleCount: 1,
          highlightIds: [],
        },
      ],
    })
    shelf.named.set(idOf(1), entity(2, 'Zweite Ü'))
    shelf.named.set(idOf(2), entity(1, 'First: (one) #1'))
    await run(shelf)
    const targets = files().flatMap((name) =>
      [...read(name).matchAll(/\]\(([^)]+)\)/g)].map((match) => decodeURIComponent(match[1]!)),
    )
    expect(targets.sort()).toEqual(files())
  })

  test('of some articles writes those, and removes nothing', async () => {
    const shelf = shelfOf(articleOf(1, 'One'), articleOf(2, 'Two'))
    await run(shelf)
    shelf.articles.shift()
    shelf.notes.push(noteOf({ kind: 'article', id: idOf(2) }, 'A note'))
    expect(await run(shelf, { articleIds: [idOf(2)] })).toEqual(report({ written: ['Two.md'] }))
    expect(files()).toEqual(['One.md', 'Two.md'])
  })
})

describe('a file that the user edited', () => {
  test('stays as it is, ours is written beside it and said', async () => {
    const shelf = shelfOf(articleOf(1, 'One'))
    await run(shelf)
    edit('One.md')
    const theirs = read('One.md')
    shelf.notes.push(noteOf({ kind: 'article', id: idOf(1) }, 'A note'))
    expect(await run(shelf)).toEqual(report({ kept: [{ file: 'One.md', writtenAs: 'One (from Commonplace).md' }] }))
    expect(read('One.md')).toBe(theirs)
    expect(read('One (from Commonplace).md')).toContain('A note')
    expect(await run(shelf)).toEqual(report({ unchanged: 1 }))
  })

  test('is left alone while nothing changes here', async () => {
    const shelf = shelfOf(articleOf(1, 'One'))
    await run(shelf)
    edit('One.md')
    expect(await run(shelf)).toEqual(report({ unchanged: 1 }))
    expect(files()).toEqual(['One.md'])
  })

  test('has one copy beside it, not one an export; a copy that was edited as well stays too', async () => {
    const shelf = shelfOf(articleOf(1, 'One'))
    await run(shelf)
    edit('One.md')
    shelf.articles[0] = articleOf(1, 'One', { wordCount: 1 })
    await run(shelf)
    shelf.articles[0] = articleOf(1, 'One', { wordCount: 2 })
    await run(shelf)
    expect(files()).toEqual(['One (from Commonplace).md', 'One.md'])
    edit('One (from Commonplace).md')
    shelf.articles[0] = articleOf(1, 'One', { wordCount: 3 })
    expect((await run(shelf)).kept).toEqual([{ file: 'One.md', writtenAs: 'One (from Commonplace 2).md' }])
    expect(read('One (from Commonplace).md')).toContain('My own line.')
  })

  test('is ours again once it is deleted or put back, and the untouched copy goes', async () => {
    const shelf = shelfOf(articleOf(1, 'One'))
    await run(shelf)
    edit('One.md')
    shelf.articles[0] = articleOf(1, 'One', { wordCount: 1 })
    await run(shelf)
    rmSync(join(folder, 'One.md'))
    expect(await run(shelf)).toEqual(report({ written: ['One.md'], removed: ['One (from Commonplace).md'] }))
    expect(files()).toEqual(['One.md'])
  })

  test('of another origin with the same name is not overwritten', async () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'one.md'), 'mine')
    await run(shelfOf(articleOf(1, 'One')))
    expect(read('one.md')).toBe('mine')
    expect(files()).toHaveLength(2)
  })

  test('is known as the article’s even without the manifest', async () => {
    const shelf = shelfOf(articleOf(1, 'One'), articleOf(2, 'Two'))
    await run(shelf)
    edit('Two.md')
    writeFileSync(join(folder, MANIFEST_PATH), '{"version":1,"files":[{"id":"x","path":"../../out.md","sha256":""}]}')
    const again = await run(shelf)
    expect(again).toEqual(report({ unchanged: 1, kept: [{ file: 'Two.md', writtenAs: 'Two (from Commonplace).md' }] }))
  })
})

describe('an article that is gone', () => {
  test('takes its file with it when that was not touched', async () => {
    const shelf = shelfOf(articleOf(1, 'One'), articleOf(2, 'Two'), articleOf(3, 'Three'))
    await run(shelf)
    edit('Two.md')
    shelf.articles = [articleOf(3, 'Three')]
    expect(await run(shelf)).toEqual(report({ unchanged: 1, removed: ['One.md'] }))
    expect(files()).toEqual(['Three.md', 'Two.md'])
  })
})

describe('what goes wrong', () => {
  test('stopping keeps what was written, and the next export goes on', async () => {
    const shelf = shelfOf(
      ...Array.from({ length: 5 }, (_, index) => articleOf(index + 1, `Title ${String(index + 1)}`)),
    )
    const stop = new AbortController()
    const stopped = (async () => {
      for await (const event of exportMarkdown({ folder, signal: stop.signal }, shelf)) {
        if (event.type === 'progress' && event.done === 2) stop.abort()
      }
    })()
    await expect(stopped).rejects.toMatchObject({
      code: 'CANCELLED',
      message: expect.stringContaining('2 of 5') as string,
    })
    expect(files()).toHaveLength(2)
    expect(await run(shelf)).toMatchObject({ unchanged: 2, written: ['Title 3.md', 'Title 4.md', 'Title 5.md'] })
  })

  test('a folder that is a file, or in one, is refused', async () => {
    writeFileSync(join(root, 'file'), '')
    const shelf = shelfOf(articleOf(1, 'One'))
    const refused = { code: 'BAD_INPUT', message: expect.stringContaining('Choose a folder') as string }
    await expect(run(shelf, { folder: join(root, 'file') })).rejects.toMatchObject(refused)
    await expect(run(shelf, { folder: join(root, 'file', 'deeper') })).rejects.toMatchObject(refused)
    await expect(run(shelf, { folder: '  ' })).rejects.toMatchObject(refused)
    expect(readFileSync(join(root, 'file'), 'utf8')).toBe('')
  })

  test('a folder that cannot be written is said, whoever runs the app', async () => {
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, 0o555)
    // The administrator may write anywhere: take on another user's rights for as long as it takes.
    const root = process.geteuid?.() === 0
    if (root) process.seteuid?.(65534)
    try {
      await expect(run(shelfOf(articleOf(1, 'One')))).rejects.toMatchObject({ code: 'NO_ACCESS' })
    } finally {
      if (root) process.seteuid?.(0)
      chmodSync(folder, 0o755)
    }
    expect(readdirSync(folder)).toEqual([])
  })

  test('a folder in the place of a file is said, and no half-written file stays', async () => {
    const shelf = shelfOf(articleOf(1, 'One'))
    await run(shelf)
    rmSync(join(folder, 'One.md'))
    mkdirSync(join(folder, 'One.md'))
    await expect(run(shelf)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(readdirSync(join(folder, '.commonplace'))).toEqual(['export.json'])
    expect(existsSync(join(folder, 'One.md'))).toBe(true)
  })

  test('an id that is no article’s is refused', async () => {
    await expect(run(shelfOf(), { articleIds: [idOf(1)] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
