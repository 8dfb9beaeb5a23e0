// Tags, merging, splitting and the list over the whole library, through the calls that a window makes.
import { onTestFinished, expect, describe, test } from 'vitest'
import { createRouterClient } from '@orpc/server'
import type { Highlight, HighlightColour } from '../../../src/contract/model.ts'
import { openApp } from '../../../src/core/app.ts'
import { temporaryFolder } from '../temporary-library.ts'

const TEXT =
  'The harbour master kept two ledgers. One was for ships, the other for weather.\n\nHer successor kept neither, and said so.'

async function library() {
  const app = await openApp({ folder: temporaryFolder(), shell: 'test' })
  onTestFinished(() => app.close())
  const client = createRouterClient(app.router)
  const add = async (text: string) => {
    for await (const event of await client.capture.add({ kind: 'text', text, format: 'plain' })) {
      if (event.type === 'done') return client.article.get({ id: event.article.id })
    }
    throw new Error('The capture ended without an article')
  }
  const mark = (article: { id: string; text: string }, words: string, colour: HighlightColour = 'yellow') => {
    const start = article.text.indexOf(words)
    expect(start).toBeGreaterThanOrEqual(0)
    return client.highlight.create({ articleId: article.id, range: { start, end: start + words.length }, colour })
  }
  const note = (id: string, words: string) => {
    const text = { type: 'text', text: words, format: 0, version: 1, detail: 0, mode: 'normal', style: '' }
    const paragraph = { type: 'paragraph', version: 1, children: [text], direction: null, format: '', indent: 0 }
    const root = { type: 'root', version: 1, children: [paragraph], direction: null, format: '', indent: 0 }
    return client.note.save({ target: { kind: 'highlight', id }, state: JSON.stringify({ root }), text: words })
  }
  const article = await add(TEXT)
  return { client, add, mark, note, article, list: () => client.highlight.list({ articleId: article.id }) }
}
const quotes = (highlights: readonly Highlight[]) => highlights.map(({ quote }) => quote.exact)
const code = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: unknown) => (error as { code?: string }).code,
  )

describe('tags', () => {
  test('are kept by name, spelt as they were first, and found by searching', async () => {
    const { client, mark, article } = await library()
    const made = await mark(article, 'two ledgers')
    const other = await mark(article, 'for weather')
    expect((await client.highlight.update({ id: made.id, tags: [' Book keeping ', 'sea', 'Sea'] })).tags).toEqual([
      'Book keeping',
      'sea',
    ])
    expect((await client.highlight.update({ id: other.id, tags: ['SEA'] })).tags).toEqual(['sea'])
    const found = await client.search.query({ query: 'keeping' })
    expect(found.hits.find(({ kind }) => kind === 'highlight')?.id).toBe(made.id)
    await client.highlight.update({ id: made.id, tags: [] })
    expect((await client.search.query({ query: 'keeping' })).hits).toEqual([])
  })

  test('come back with a highlight that is restored', async () => {
    const { client, mark, article } = await library()
    const made = await mark(article, 'two ledgers')
    await client.highlight.update({ id: made.id, tags: ['sea'] })
    await client.highlight.remove({ id: made.id })
    expect((await client.search.query({ query: 'sea' })).hits).toEqual([])
    expect((await client.highlight.restore({ id: made.id })).tags).toEqual(['sea'])
    expect((await client.search.query({ query: 'sea' })).hits.map(({ id }) => id)).toEqual([made.id])
  })
})

describe('merging', () => {
  test('makes one of those that overlap or touch, with all tags and notes, and goes back', async () => {
    const { client, mark, note, article, list } = await library()
    const first = await mark(article, 'kept two ledgers.', 'pink')
    const second = await mark(article, 'ledgers. One was', 'blue')
    const third = await mark(article, 'for ships')
    await client.highlight.update({ id: first.id, tags: ['a'] })
    await client.highlight.update({ id: third.id, tags: ['b'] })
    await note(first.id, 'Before.')
    await note(third.id, 'After.')
    const merged = await client.highlight.merge({ ids: [third.id, first.id, second.id] })
    expect(merged).toMatchObject({
      colour: 'pink',
      tags: ['a', 'b'],
      noteText: 'Before.\n\nAfter.',
      quote: { exact: 'kept two ledgers. One was for ships' },
    })
    expect(quotes(await list())).toEqual(['kept two ledgers. One was for ships'])
    const back = await client.highlight.exchange({ remove: [merged.id], restore: [first.id, second.id, third.id] })
    expect(back.map(({ noteText }) => noteText)).toEqual(['Before.', '', 'After.'])
    expect(await list()).toHaveLength(3)
    await client.highlight.exchange({ remove: [first.id, second.id, third.id], restore: [merged.id] })
    expect((await list())[0]?.noteText).toBe('Before.\n\nAfter.')
  })

  test('is refused over words that lie between, and changes nothing then', async () => {
    const { client, mark, article, list } = await library()
    const ids = [(await mark(article, 'harbour')).id, (await mark(article, 'ledgers')).id]
    expect(await code(client.highlight.merge({ ids }))).toBe('CONFLICT')
    expect(quotes(await list())).toEqual(['harbour', 'ledgers'])
  })

  test('joins across a paragraph', async () => {
    const { client, mark, article } = await library()
    const ids = [(await mark(article, 'for weather.')).id, (await mark(article, 'Her successor')).id]
    expect((await client.highlight.merge({ ids })).quote.exact).toBe('for weather.\n\nHer successor')
  })
})

describe('splitting', () => {
  test('makes two of one at an offset, the note on the first, and goes back', async () => {
    const { client, mark, note, article, list } = await library()
    const made = await mark(article, 'kept two ledgers', 'green')
    await client.highlight.update({ id: made.id, tags: ['a'] })
    await note(made.id, 'Why two?')
    const at = article.text.indexOf(' two')
    const halves = await client.highlight.split({ id: made.id, at })
    expect(quotes(halves)).toEqual(['kept', 'two ledgers'])
    expect(halves.map(({ colour, tags, noteText }) => [colour, tags, noteText])).toEqual([
      ['green', ['a'], 'Why two?'],
      ['green', ['a'], ''],
    ])
    await client.highlight.exchange({ remove: halves.map(({ id }) => id), restore: [made.id] })
    expect(await list()).toMatchObject([{ id: made.id, noteText: 'Why two?', tags: ['a'] }])
  })

  test('needs words on both sides', async () => {
    const { client, mark, article, list } = await library()
    const made = await mark(article, 'two ledgers.')
    for (const at of [made.range.start, made.range.end - 1, made.range.end, 0]) {
      expect(await code(client.highlight.split({ id: made.id, at }))).toBe('BAD_INPUT')
    }
    expect(await list()).toHaveLength(1)
  })
})

test('several changes are made together or, when one is refused, not at all', async () => {
  const { client, mark, article, list } = await library()
  const one = await mark(article, 'harbour')
  const two = await mark(article, 'ledgers')
  const changed = await client.highlight.updateMany({
    changes: [
      { id: one.id, colour: 'blue' },
      { id: two.id, tags: ['x'] },
    ],
  })
  expect(changed).toMatchObject([{ colour: 'blue' }, { tags: ['x'] }])
  const refused = client.highlight.updateMany({
    changes: [
      { id: one.id, colour: 'pink' },
      { id: two.id, range: { start: 0, end: 100_000 } },
    ],
  })
  expect(await code(refused)).toBe('BAD_INPUT')
  expect((await list())[0]?.colour).toBe('blue')
})

describe('the highlights of the whole library', () => {
  test('are filtered by colour, tag, note, article and words, and leave the trash out', async () => {
    const { client, add, mark, note, article } = await library()
    const other = await add(
      'A café on the quay.\n\nIt closes at dusk, and so did the harbour office before it was sold.',
    )
    const ledgers = await mark(article, 'two ledgers', 'pink')
    const cafe = await mark(other, 'A café on the quay', 'blue')
    await mark(other, 'closes at dusk')
    await note(ledgers.id, 'Double entry?')
    await client.highlight.update({ id: cafe.id, tags: ['places'] })
    const found = async (filter: Parameters<typeof client.highlight.library>[0]) =>
      quotes((await client.highlight.library(filter)).items).sort()
    expect(await found({ colours: ['pink', 'blue'] })).toEqual(['A café on the quay', 'two ledgers'])
    expect(await found({ tag: 'PLACES' })).toEqual(['A café on the quay'])
    expect(await found({ hasNote: true })).toEqual(['two ledgers'])
    expect(await found({ hasNote: false })).toEqual(['A café on the quay', 'closes at dusk'])
    expect(await found({ articleId: article.id })).toEqual(['two ledgers'])
    for (const text of ['LEDGÉRS entry', 'ENTRY', 'places cafe']) expect(await found({ text }), text).toHaveLength(1)
    expect(await found({ text: '100% sure' })).toEqual([])
    const all = await client.highlight.library({})
    expect(all).toMatchObject({ total: 3, all: 3, tags: [{ name: 'places', count: 1 }] })
    expect(all.articles.map(({ count }) => count).sort()).toEqual([1, 2])
    await client.article.trash({ id: other.id })
    expect(await client.highlight.library({})).toMatchObject({ total: 1, all: 1, tags: [] })
  })

  test('come in pages, in the order asked for', async () => {
    const { client, mark, article } = await library()
    const words = ['harbour', 'master', 'two', 'ledgers', 'ships']
    const colours: HighlightColour[] = ['pink', 'yellow', 'blue', 'yellow', 'green']
    for (const [index, word] of words.entries()) {
      const { id } = await mark(article, word, colours[index])
      if (index % 2 === 0) await client.highlight.update({ id, tags: [`tag ${String(9 - index)}`] })
    }
    const inOrder = async (order: 'article' | 'date' | 'colour' | 'tag') =>
      quotes((await client.highlight.library({ order })).items)
    expect(await inOrder('article')).toEqual(words)
    expect(await inOrder('date')).toEqual(words.toReversed())
    expect(await inOrder('colour')).toEqual(['master', 'ledgers', 'ships', 'two', 'harbour'])
    expect(await inOrder('tag')).toEqual(['ships', 'two', 'harbour', 'master', 'ledgers'])
    const page = await client.highlight.library({ limit: 2, offset: 2 })
    expect([quotes(page.items), page.total]).toEqual([['two', 'ledgers'], 5])
  })
})
