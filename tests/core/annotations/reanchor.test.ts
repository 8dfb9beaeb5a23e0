// What becomes of highlights when their text changes, again and again; and the libraries from before there were proposals.
import { expect, test } from 'vitest'
import { Failure } from '../../../src/contract/failure.ts'
import { createHighlights } from '../../../src/core/annotations/highlights.ts'
import { createArticles } from '../../../src/core/library/articles.ts'
import { openDatabase } from '../../../src/core/library/open-database.ts'
import { migrations } from '../../../src/core/migrations.ts'
import { newArticle, temporaryFolder, temporaryLibrary } from '../temporary-library.ts'

const TEXT =
  'The ferry crossed the sound twice a day until the bridge was built.\n\n' +
  'Old Ferryman Hale rowed the last passengers over in the rain, and would take no money for it.\n\n' +
  'The landing stage was sold for firewood.'

function setUp(text = TEXT) {
  const { db, common } = temporaryLibrary()
  const articles = createArticles(db, { ...common, highlightCounts: () => new Map(), highlightsIn: () => 0 })
  const highlights = createHighlights(db, {
    ...common,
    articleText: articles.text,
    noteText: () => '',
    joinNotes: () => undefined,
  })
  const { id } = articles.insert(newArticle({ text }))
  return {
    db,
    id,
    highlights,
    mark(words: string) {
      const now = articles.text(id)!
      const start = now.indexOf(words)
      return highlights.create({ articleId: id, range: { start, end: start + words.length }, colour: 'green' })
    },
    rewrite(next: string) {
      const report = highlights.reanchor(id, next)
      db.prepare('UPDATE article SET text = ? WHERE id = ?').run(next, id)
      return report
    },
  }
}

/** More than half of the highlighted words are others, and what stands around them too. */
const REWRITTEN = TEXT.replace(
  'rowed the last passengers over in the rain, and would take no money for it.',
  'rowed some of the last people to cross home that wet night, and asked for nothing. He took no money.',
)

test('a place that is likely is proposed, with what stood around the words, and is nobody’s until the user has looked', () => {
  const { id, highlights, mark, rewrite } = setUp()
  const made = mark('rowed the last passengers over in the rain, and would take no money')
  expect(rewrite(REWRITTEN)).toEqual({ kept: 0, moved: 0, uncertain: 1, orphaned: 0 })
  const unsure = highlights.find(made.id)!
  expect(unsure).toMatchObject({
    status: 'uncertain',
    quote: made.quote,
    review: { lastRange: made.range, settled: false },
  })
  expect(unsure.review!.score).toBeGreaterThan(0)
  expect(unsure.review!.before + unsure.quote.exact + unsure.review!.after).toBe(TEXT)
  expect(highlights.library({ review: 'open' }).toReview).toBe(1)
  // Exactly those words are still free to be highlighted, and merging leaves it alone.
  const other = highlights.create({ articleId: id, range: unsure.range, colour: 'pink' })
  expect(other.id).not.toBe(made.id)
  highlights.remove(other.id)
  expect(() => highlights.split(made.id, unsure.range.start + 5)).toThrow(Failure)

  const accepted = highlights.update({ id: made.id, range: unsure.range })
  expect(accepted).toMatchObject({
    status: 'anchored',
    quote: { exact: REWRITTEN.slice(unsure.range.start, unsure.range.end) },
  })
  expect(accepted.review).toBeUndefined()
  const { range, quote, status, review } = unsure
  expect(highlights.setAnchor({ id: made.id, range, quote, status, review })).toEqual({
    ...unsure,
    updatedAt: expect.any(Number) as number,
  })
})

test('a proposal goes along with its words, and gives way to the words themselves when they come back', () => {
  const { highlights, mark, rewrite } = setUp()
  const made = mark('rowed the last passengers over in the rain, and would take no money')
  rewrite(REWRITTEN)
  const first = highlights.find(made.id)!
  const shifted = `A note by the editor, long after.\n\n${REWRITTEN}`
  expect(rewrite(shifted)).toMatchObject({ uncertain: 1 })
  const second = highlights.find(made.id)!
  expect(shifted.slice(second.range.start, second.range.end)).toBe(REWRITTEN.slice(first.range.start, first.range.end))
  expect(second.review).toEqual(first.review)
  expect(rewrite(`A note by the editor, long after.\n\n${TEXT}`)).toMatchObject({ moved: 1 })
  const back = highlights.find(made.id)!
  expect(back).toMatchObject({ status: 'anchored', quote: { exact: made.quote.exact } })
  expect(back.review).toBeUndefined()
})

test('words that stood elsewhere all along are not taken for lost ones, not even after the next change', () => {
  const twice = `${TEXT}\n\nYears later a painter drew it: the last passengers, a lantern, the rain.`
  const { highlights, mark, rewrite } = setUp(twice)
  const made = mark('the last passengers')
  const without = twice.replace(
    'Old Ferryman Hale rowed the last passengers over in the rain, and would take no money for it.\n\n',
    '',
  )
  rewrite(without)
  expect(highlights.find(made.id)?.status).not.toBe('anchored')
  rewrite(without.replace('sold', 'broken up and sold'))
  expect(highlights.find(made.id)?.status).not.toBe('anchored')
  expect(highlights.find(made.id)?.quote).toEqual(made.quote)
})

test('an orphan that the user keeps is not asked about again, but comes back with its words', () => {
  const { highlights, mark, rewrite } = setUp()
  const made = mark('The landing stage was sold for firewood')
  const without = TEXT.slice(0, TEXT.lastIndexOf('\n\n'))
  rewrite(without)
  const { range, quote, status, review } = highlights.find(made.id)!
  expect(status).toBe('orphan')
  highlights.setAnchor({ id: made.id, range, quote, status, review: { ...review!, settled: true } })
  expect(highlights.library({ review: 'open' })).toMatchObject({ total: 0, toReview: 0 })
  expect(highlights.library({ review: 'all' }).total).toBe(1)
  expect(rewrite(without.replace('twice', 'three times'))).toEqual({ kept: 0, moved: 0, uncertain: 0, orphaned: 0 })
  expect(highlights.find(made.id)?.review?.settled).toBe(true)
  expect(rewrite(TEXT)).toMatchObject({ moved: 1 })
  expect(highlights.find(made.id)).toMatchObject({ status: 'anchored', range: made.range })
})

test('what a window says of a place is written only when it can be', () => {
  const { highlights, mark } = setUp()
  const made = mark('twice a day')
  const elsewhere = { start: 0, end: 5 }
  const review = { score: 0.5, lastRange: made.range, before: '', after: '', settled: false }
  const refused = (write: () => unknown) => expect(write).toThrow(/changed since/)
  refused(() => highlights.setAnchor({ id: made.id, range: elsewhere, quote: made.quote, status: 'anchored' }))
  refused(() =>
    highlights.setAnchor({
      id: made.id,
      range: { start: 5, end: 9_999 },
      quote: made.quote,
      status: 'uncertain',
      review,
    }),
  )
  expect(highlights.find(made.id)).toEqual(made)
})

test('a library from before keeps its orphans, their tags and their place in the index', () => {
  const folder = temporaryFolder()
  const old = openDatabase(folder, migrations.slice(0, 3), 1)
  old.exec(`INSERT INTO article (id, content_hash, title, dir, excerpt, html, text, word_count, source, added_at, updated_at, device)
      VALUES ('a', 'h', 'Ferries', 'ltr', '', '<p>The ferry</p>', 'The ferry', 2, 'text', 1, 1, 'd');
    INSERT INTO highlight (id, article_id, start, "end", exact, prefix, suffix, colour, status, created_at, updated_at, device)
      VALUES ('h1', 'a', 4, 9, 'ferry', 'The ', '', 'yellow', 'anchored', 1, 1, 'd'),
        ('h2', 'a', 2, 9, 'gone', 'be', 'af', 'blue', 'orphan', 1, 1, 'd');
    INSERT INTO highlight_tag (highlight_id, name) VALUES ('h2', 'boats')`)
  old.close()
  const db = openDatabase(folder, migrations, 2)
  const common = { now: () => 3, newId: () => 'n', device: 'd', changed: () => undefined }
  const highlights = createHighlights(db, {
    ...common,
    articleText: () => 'The ferry',
    noteText: () => '',
    joinNotes: () => undefined,
  })
  expect(highlights.list('a').map(({ id, status, tags, review }) => ({ id, status, tags, review }))).toEqual([
    {
      id: 'h2',
      status: 'orphan',
      tags: ['boats'],
      review: { score: null, lastRange: { start: 2, end: 9 }, before: 'be', after: 'af', settled: false },
    },
    { id: 'h1', status: 'anchored', tags: [], review: undefined },
  ])
  expect(
    db
      .prepare(
        "SELECT id FROM search_item_fts JOIN search_item ON key = search_item_fts.rowid WHERE search_item_fts MATCH 'boats'",
      )
      .pluck()
      .all(),
  ).toEqual(['h2'])
  highlights.update({ id: 'h1', tags: ['sea'] })
  expect(db.prepare("SELECT body FROM search_item WHERE id = 'h1'").pluck().get()).toBe('ferry\n#sea')
  expect(db.pragma('foreign_key_check')).toEqual([])
  db.close()
})
