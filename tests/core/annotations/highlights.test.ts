import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Failure } from '../../../src/contract/failure.ts'
import type { FailureCode } from '../../../src/contract/failure.ts'
import type { ChangeEvent, HighlightColour } from '../../../src/contract/model.ts'
import { Highlight } from '../../../src/contract/model.ts'
import { createHighlights } from '../../../src/core/annotations/highlights.ts'
import type { Highlights } from '../../../src/core/annotations/highlights.ts'
import { createArticles } from '../../../src/core/library/articles.ts'
import { openDatabase } from '../../../src/core/library/open-database.ts'
import { migrations } from '../../../src/core/migrations.ts'
import { below, pick, seeded } from '../../text/random-html.ts'
import { newArticle } from '../temporary-library.ts'

const ARTICLE = '01890000-0000-7000-8000-000000000001'
const OTHER = '01890000-0000-7000-8000-000000000002'
const UNKNOWN = '01890000-0000-7000-8000-00000000ffff'
const COLOURS: HighlightColour[] = ['yellow', 'green', 'blue', 'pink', 'purple']
const TEXT =
  'The harbour master kept two ledgers.\n\nOne was for ships, the other for weather, and on foggy days she could not tell ' +
  'which of them she had open.\n\nHer successor kept neither.'

let folder: string
let db: Database
let clock: number
let events: ChangeEvent[]
let highlights: Highlights
let joined: { from: readonly string[]; into: string }[]

function open(): Highlights {
  db = new Sqlite(join(folder, 'library.sqlite'))
  db.pragma('foreign_keys = ON')
  let ids = 0
  const textOf = db.prepare<[string], string>('SELECT text FROM article WHERE id = ?').pluck()
  return createHighlights(db, {
    now: () => (clock += 1),
    newId: () => `01890000-0000-7000-9000-${String((ids += 1)).padStart(12, '0')}`,
    device: 'desk',
    articleText: (id) => textOf.get(id),
    noteText: (id) => `note on ${id.slice(-1)}`,
    joinNotes: (from, into) => joined.push({ from, into }),
    changed: (event) => events.push(event),
  })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highlights-'))
  db = openDatabase(folder, migrations, 1_000)
  const given = [OTHER, ARTICLE]
  const articles = createArticles(db, {
    now: () => 1_000,
    newId: () => given.pop() ?? UNKNOWN,
    device: 'desk',
    changed: () => undefined,
    highlightCounts: () => new Map(),
    highlightsIn: () => 0,
  })
  for (const [title, text] of [
    ['Ledgers', TEXT],
    ['Another', 'Another article.'],
  ] as const) {
    articles.insert(newArticle({ title, text }))
  }
  db.close()
  joined = []
  clock = 1_000
  events = []
  highlights = open()
})

afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const range = (words: string, text = TEXT): { start: number; end: number } => {
  const start = text.indexOf(words)
  expect(start).toBeGreaterThanOrEqual(0)
  return { start, end: start + words.length }
}
const mark = (words: string, colour: HighlightColour = 'yellow') =>
  highlights.create({ articleId: ARTICLE, range: range(words), colour })
const rewrite = (text: string) => {
  const report = highlights.reanchor(ARTICLE, text)
  db.prepare('UPDATE article SET text = ? WHERE id = ?').run(text, ARTICLE)
  return report
}
function refusal(act: () => unknown): FailureCode | undefined {
  try {
    act()
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
  return undefined
}

describe('a highlight', () => {
  test('holds its range, its quote and what the contract asks for', () => {
    const made = mark('two ledgers', 'blue')
    expect(Highlight.parse(made)).toEqual({
      id: made.id,
      articleId: ARTICLE,
      range: range('two ledgers'),
      quote: {
        exact: 'two ledgers',
        prefix: 'The harbour master kept ',
        suffix: '.\n\nOne was for ships, the other ',
      },
      colour: 'blue',
      createdAt: 1_001,
      updatedAt: 1_001,
      noteText: 'note on 1',
      status: 'anchored',
      tags: [],
    })
    expect(events).toEqual([{ topic: 'highlights', articleId: ARTICLE }])
  })

  test('is still there when the library is opened again', () => {
    const made = mark('two ledgers')
    db.close()
    highlights = open()
    expect(highlights.list(ARTICLE)).toEqual([made])
    expect(highlights.find(made.id)).toEqual(made)
  })

  test('leaves out the white space around its words, separators included', () => {
    const { start, end } = range(' two ledgers.\n\n')
    const made = highlights.create({ articleId: ARTICLE, range: { start, end }, colour: 'pink' })
    expect(made.quote.exact).toBe('two ledgers.')
    expect(made.range).toEqual(range('two ledgers.'))
  })

  test('made twice over the same words is one, in the new colour', () => {
    const first = mark('two ledgers', 'yellow')
    const again = mark(' two ledgers', 'green')
    expect(again).toEqual({ ...first, colour: 'green', updatedAt: again.updatedAt })
    expect(highlights.list(ARTICLE)).toHaveLength(1)
  })

  test('is called what the caller says, unless another highlight is', () => {
    const id = '01890000-0000-7000-8000-00000000abcd'
    const made = highlights.create({ id, articleId: ARTICLE, range: range('two ledgers'), colour: 'blue' })
    expect(made.id).toBe(id)
    const twice = () => highlights.create({ id, articleId: ARTICLE, range: range('One was'), colour: 'blue' })
    expect(refusal(twice)).toBe('CONFLICT')
    expect(highlights.list(ARTICLE)).toEqual([made])
  })

  test('may overlap others; the list is in document order', () => {
    mark('ships, the other for weather')
    mark('two ledgers.\n\nOne was')
    mark('One was for ships')
    mark('One was')
    const quotes = highlights.list(ARTICLE).map((each) => each.quote.exact)
    expect(quotes).toEqual(['two ledgers.\n\nOne was', 'One was', 'One was for ships', 'ships, the other for weather'])
  })

  test.each([
    ['empty', 5, 5],
    ['of white space only', TEXT.indexOf('\n'), TEXT.indexOf('\n') + 2],
    ['before the text', -1, 4],
    ['beyond the text', 10, TEXT.length + 1],
    ['the wrong way round', 9, 4],
    ['between code units', 1.5, 4],
  ])('with a range that is %s is refused, and nothing is written', (_name, start, end) => {
    expect(refusal(() => highlights.create({ articleId: ARTICLE, range: { start, end }, colour: 'blue' }))).toBe(
      'BAD_INPUT',
    )
    const made = mark('two ledgers')
    expect(refusal(() => highlights.update({ id: made.id, range: { start, end }, colour: 'pink' }))).toBe('BAD_INPUT')
    expect(highlights.list(ARTICLE)).toEqual([made])
  })

  test('of an unknown article or id is refused', () => {
    const input = { range: { start: 0, end: 3 }, colour: 'blue' as const }
    expect(refusal(() => highlights.create({ articleId: UNKNOWN, ...input }))).toBe('NOT_FOUND')
    expect(refusal(() => highlights.update({ id: UNKNOWN, colour: 'blue' }))).toBe('NOT_FOUND')
    expect(refusal(() => highlights.remove(UNKNOWN))).toBe('NOT_FOUND')
    expect(refusal(() => highlights.restore(UNKNOWN))).toBe('NOT_FOUND')
    expect(highlights.find(UNKNOWN)).toBeNull()
    expect(events).toEqual([])
  })

  test('takes a new colour or range', () => {
    const made = mark('two ledgers')
    const recoloured = highlights.update({ id: made.id, colour: 'purple' })
    expect(recoloured).toEqual({ ...made, colour: 'purple', updatedAt: recoloured.updatedAt })
    const grown = highlights.update({ id: made.id, range: range(' kept two ledgers.\n') })
    expect(grown.quote.exact).toBe('kept two ledgers.')
    expect(grown.createdAt).toBe(made.createdAt)
    expect(grown.colour).toBe('purple')
  })

  test('cannot take the range of another', () => {
    const first = mark('two ledgers')
    const second = mark('One was for ships')
    expect(refusal(() => highlights.update({ id: second.id, range: first.range }))).toBe('CONFLICT')
    expect(highlights.list(ARTICLE)).toEqual([first, second])
    expect(highlights.update({ id: first.id, range: first.range })).toEqual(first)
  })

  test('goes with its article', () => {
    mark('two ledgers')
    db.prepare('DELETE FROM article WHERE id = ?').run(ARTICLE)
    expect(highlights.all()).toEqual([])
  })
})

describe('a removed highlight', () => {
  test('is gone from every view until it is restored', () => {
    const made = mark('two ledgers')
    highlights.remove(made.id)
    expect(highlights.list(ARTICLE)).toEqual([])
    expect(highlights.find(made.id)).toBeNull()
    expect(highlights.all()).toEqual([])
    expect(highlights.countByArticle().get(ARTICLE)).toBeUndefined()
    expect(highlights.intersects(ARTICLE, { start: 0, end: TEXT.length })).toBe(0)
    expect(refusal(() => highlights.update({ id: made.id, colour: 'blue' }))).toBe('NOT_FOUND')
    const restored = highlights.restore(made.id)
    expect(restored).toEqual({ ...made, updatedAt: restored.updatedAt })
    expect(highlights.list(ARTICLE)).toEqual([restored])
  })

  test('can be removed and restored twice over', () => {
    const made = mark('two ledgers')
    highlights.remove(made.id)
    highlights.remove(made.id)
    highlights.restore(made.id)
    expect(highlights.restore(made.id).quote).toEqual(made.quote)
    expect(highlights.list(ARTICLE)).toHaveLength(1)
  })

  test('comes back to where its words are now', () => {
    const made = mark('on foggy days')
    highlights.remove(made.id)
    const text = `A note by the editor.\n\n${TEXT}`
    expect(rewrite(text)).toEqual({ kept: 0, moved: 0, uncertain: 0, orphaned: 0 })
    expect(highlights.restore(made.id).range).toEqual(range('on foggy days', text))
  })
})

test('counts are by article, and by characters shared with a range', () => {
  mark('two ledgers')
  mark('One was for ships')
  highlights.create({ articleId: OTHER, range: { start: 0, end: 7 }, colour: 'green' })
  expect([...highlights.countByArticle()]).toEqual([
    [ARTICLE, 2],
    [OTHER, 1],
  ])
  const { start, end } = range('two ledgers')
  expect(highlights.intersects(ARTICLE, { start: end - 1, end: end + 1 })).toBe(1)
  expect(highlights.intersects(ARTICLE, { start: end, end: end + 3 })).toBe(0)
  expect(highlights.intersects(ARTICLE, { start: 0, end: start })).toBe(0)
  expect(highlights.intersects(ARTICLE, { start: 0, end: TEXT.length })).toBe(2)
  expect(highlights.all().map((each) => each.articleId)).toEqual([ARTICLE, ARTICLE, OTHER])
})

describe('when the text of an article changes', () => {
  test('a highlight moves with its words', () => {
    const made = mark('on foggy days')
    const text = `${TEXT.slice(0, 38)}A paragraph that was missing.\n\n${TEXT.slice(38)}`
    expect(rewrite(text)).toEqual({ kept: 0, moved: 1, uncertain: 0, orphaned: 0 })
    expect(highlights.find(made.id)).toMatchObject({ range: range('on foggy days', text), status: 'anchored' })
  })

  test('text added at the end moves nothing', () => {
    const made = mark('two ledgers')
    events = []
    expect(rewrite(`${TEXT}\n\nComments`)).toEqual({ kept: 1, moved: 0, uncertain: 0, orphaned: 0 })
    expect(highlights.find(made.id)).toEqual(made)
    expect(events).toEqual([])
  })

  test('a highlight survives a typo corrected in it, and quotes the words as they are', () => {
    const made = mark('the other for weather, and on foggy days')
    const text = TEXT.replace('weather, and', 'the wether and')
    rewrite(text)
    const after = highlights.find(made.id)
    expect(after?.status).toBe('anchored')
    expect(after?.quote.exact).toBe('the other for the wether and on foggy days')
  })

  test('words that are gone leave an orphan with its quote, which comes back with them', () => {
    const made = mark('One was for ships, the other for weather')
    const without = TEXT.replace(/\n\nOne was[^]*open\./u, '')
    expect(rewrite(without)).toEqual({ kept: 0, moved: 0, uncertain: 0, orphaned: 1 })
    const orphan = highlights.find(made.id)
    expect(orphan).toEqual({
      ...made,
      status: 'orphan',
      updatedAt: orphan?.updatedAt,
      review: {
        score: null,
        lastRange: made.range,
        before: TEXT.slice(0, made.range.start),
        after: TEXT.slice(made.range.end),
        settled: false,
      },
    })
    expect(highlights.intersects(ARTICLE, { start: 0, end: without.length })).toBe(0)
    expect(highlights.countByArticle().get(ARTICLE)).toBe(1)
    expect(rewrite(TEXT)).toEqual({ kept: 0, moved: 1, uncertain: 0, orphaned: 0 })
    expect(highlights.find(made.id)).toMatchObject({ range: made.range, quote: made.quote, status: 'anchored' })
  })

  test('the same short word at the same place in another text is not taken for the highlight', () => {
    const made = mark('One')
    const elsewhere = `${'x '.repeat(19)}One${' y'.repeat(20)}`
    expect(elsewhere.slice(made.range.start, made.range.end)).toBe('One')
    rewrite(elsewhere)
    expect(highlights.find(made.id)?.status).toBe('uncertain')
  })

  test('the user can give an orphan a new place', () => {
    const made = mark('two ledgers')
    const text = 'Quite another text: it has nothing of the old one.'
    rewrite(text)
    expect(highlights.find(made.id)?.status).toBe('orphan')
    const placed = highlights.update({ id: made.id, range: range('nothing', text) })
    expect(placed).toMatchObject({ status: 'anchored', quote: { exact: 'nothing' } })
  })

  test('nothing changes when the caller’s transaction fails', () => {
    const made = mark('two ledgers')
    const failing = db.transaction(() => {
      highlights.reanchor(ARTICLE, 'Nothing left.')
      throw new Error('disk')
    })
    expect(failing).toThrow('disk')
    expect(highlights.find(made.id)).toEqual(made)
  })
})

test('whatever is done, anchored highlights quote their range and none is lost', () => {
  const words = TEXT.split(' ')
  for (let seed = 1; seed <= 25; seed += 1) {
    const random = seeded(seed)
    db.exec('DELETE FROM highlight')
    let text = TEXT
    rewrite(text)
    const removed = new Set<string>()
    const made = new Set<string>()
    for (let step = 0; step < 40; step += 1) {
      const ids = highlights.list(ARTICLE).map((each) => each.id)
      const act = random()
      const start = below(random, text.length - 1)
      const somewhere = { start, end: start + 1 + below(random, Math.min(60, text.length - start)) }
      if (act < 0.45) {
        const refused = refusal(() => {
          made.add(highlights.create({ articleId: ARTICLE, range: somewhere, colour: pick(random, COLOURS) }).id)
        })
        expect([undefined, 'BAD_INPUT']).toContain(refused)
      } else if (act < 0.6 && ids.length > 0) {
        const refused = refusal(() => highlights.update({ id: pick(random, ids), range: somewhere }))
        expect([undefined, 'BAD_INPUT', 'CONFLICT']).toContain(refused)
      } else if (act < 0.75 && ids.length > 0) {
        const id = pick(random, ids)
        highlights.remove(id)
        removed.add(id)
      } else if (act < 0.85 && removed.size > 0) {
        const id = pick(random, [...removed])
        highlights.restore(id)
        removed.delete(id)
      } else if (act >= 0.85) {
        const at = below(random, text.length)
        text = text.slice(0, at) + pick(random, ['', ` ${pick(random, words)}`]) + text.slice(at + below(random, 12))
        rewrite(text)
      }
      const live = highlights.list(ARTICLE)
      expect(live.length + removed.size, `seed ${seed}`).toBe(made.size)
      for (const { status, quote, range } of live) {
        if (status === 'anchored') expect(text.slice(range.start, range.end), `seed ${seed}`).toBe(quote.exact)
      }
    }
  }
})
