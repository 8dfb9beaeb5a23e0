import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChangeEvent, NoteTarget } from '../../../src/contract/model.ts'
import { openDatabase } from '../../../src/core/library/open-database.ts'
import { migrations } from '../../../src/core/migrations.ts'
import { createNotes } from '../../../src/core/notes/notes.ts'
import type { Notes } from '../../../src/core/notes/notes.ts'
import { stateOfMarkdown } from '../../../src/rich-text/read-markdown.ts'

const ARTICLE = '0197a000-0000-7000-8000-000000000001'
const OTHER = '0197a000-0000-7000-8000-000000000002'
const highlights: Record<string, string> = {
  '0197a000-0000-7000-8000-0000000000a1': ARTICLE,
  '0197a000-0000-7000-8000-0000000000a2': ARTICLE,
  '0197a000-0000-7000-8000-0000000000b1': OTHER,
}
const onArticle: NoteTarget = { kind: 'article', id: ARTICLE }
const onHighlight = (id: string): NoteTarget => ({ kind: 'highlight', id })

let folder: string
let db: Database
let notes: Notes
let events: ChangeEvent[]
let clock: number

function open(): void {
  db = openDatabase(folder, migrations, 1_700_000_000_000)
  let ids = db.prepare<[], number>('SELECT 100 * count(*) FROM note').pluck().get()!
  notes = createNotes(db, {
    now: () => (clock += 1000),
    newId: () => `0197a000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`,
    device: 'test-device',
    targetExists: ({ kind, id }) => (kind === 'article' ? [ARTICLE, OTHER].includes(id) : id in highlights),
    changed: (event) => events.push(event),
    articleOf: ({ kind, id }) => (kind === 'article' ? id : (highlights[id] ?? null)),
  })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-notes-'))
  events = []
  clock = 0
  open()
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const save = (target: NoteTarget, markdown: string) =>
  notes.save({ target, state: stateOfMarkdown(markdown), text: '' })

test('a note is there after the library is opened again, with its words read from its state', () => {
  const state = stateOfMarkdown('# Why\n\nBecause **it is so**.')
  const saved = notes.save({ target: onArticle, state, text: 'something else' })
  expect(saved).toMatchObject({ target: onArticle, state, text: 'Why\n\nBecause it is so.', revision: 1 })
  db.close()
  open()
  expect(notes.get(onArticle)).toEqual(saved)
  expect(notes.byId(saved.id)).toEqual(saved)
  expect(notes.textOf(onArticle)).toBe('Why\n\nBecause it is so.')
})

test('every save grows the revision and keeps the id and the day it was begun', () => {
  const first = save(onArticle, 'a')
  const second = save(onArticle, 'ab')
  expect(second).toEqual({ ...first, state: second.state, text: 'ab', revision: 2, updatedAt: first.updatedAt + 1000 })
  expect(events).toEqual(Array(2).fill({ topic: 'notes', articleId: ARTICLE, note: onArticle }))
})

test('an emptied note stays, empty', () => {
  save(onArticle, 'a')
  expect(save(onArticle, '')).toMatchObject({ text: '', revision: 2 })
  expect(notes.get(onArticle)).not.toBeNull()
})

test('nothing written yet is null, and no words', () => {
  expect(notes.get(onArticle)).toBeNull()
  expect(notes.byId(ARTICLE)).toBeNull()
  expect(notes.textOf(onArticle)).toBe('')
})

test('a note on something that is not there is refused, and nothing is written or told', () => {
  const gone = onHighlight('0197a000-0000-7000-8000-0000000000ff')
  expect(() => save(gone, 'a')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  expect(notes.all()).toEqual([])
  expect(events).toEqual([])
})

test('a state that is no note’s is refused, and what was saved before is kept', () => {
  const before = save(onArticle, 'kept')
  const attempt = (state: string) => () => notes.save({ target: onArticle, state, text: '' })
  expect(attempt('{"root":')).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
  expect(attempt('{"root":{"type":"root","children":[{"type":"script"}]}}')).toThrow(/script/)
  expect(attempt(`{"x":"${'x'.repeat(2 * 1024 * 1024)}"}`)).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }))
  expect(notes.get(onArticle)).toEqual(before)
})

test('the notes of an article are its own and those on its highlights', () => {
  const [first, second, elsewhere] = Object.keys(highlights).map(onHighlight)
  save(second!, 'on the second')
  save(elsewhere!, 'on another article')
  save(onArticle, 'on the article')
  save(first!, 'on the first')
  expect(notes.forArticle(ARTICLE).map((note) => note.text)).toEqual([
    'on the second',
    'on the article',
    'on the first',
  ])
  expect(notes.all()).toHaveLength(4)
})
