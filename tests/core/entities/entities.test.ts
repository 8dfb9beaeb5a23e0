import { expect, onTestFinished, test } from 'vitest'
import { createEntities } from '../../../src/core/entities/entities.ts'
import { createArticles } from '../../../src/core/library/articles.ts'
import type { Highlight } from '../../../src/contract/model.ts'
import { newArticle, temporaryLibrary } from '../temporary-library.ts'

const FIRST = `Ada Lovelace met Charles Babbage in London in 1833. Lovelace later wrote notes on his engine.

Babbage never finished it. The Royal Society kept his papers, and London kept the parts.`
const SECOND = `Charles Babbage was born in London. Babbage taught at the University of Cambridge, and the Royal Society gave him money.`

async function setUp(texts: string[] = [FIRST, SECOND]) {
  const library = temporaryLibrary()
  const articles = createArticles(library.db, {
    ...library.common,
    highlightCounts: () => new Map(),
    highlightsIn: () => 0,
  })
  const highlights = new Map<string, Highlight[]>()
  const open = () =>
    createEntities(library.db, {
      ...library.common,
      article: (id) => (articles.text(id) === undefined ? undefined : articles.get(id)),
      highlights: (id) => highlights.get(id) ?? [],
    })
  const entities = open()
  onTestFinished(() => entities.close())
  const ids = texts.map(
    (text, index) => articles.insert(newArticle({ title: `Article ${String(index + 1)}`, text })).id,
  )
  entities.analysePending()
  await entities.settled()
  const named = (articleId: string, name: string) => {
    const found = entities.ofArticle(articleId).entities.find((entity) => entity.name === name)
    if (!found)
      throw new Error(
        `${name} is not among ${entities
          .ofArticle(articleId)
          .entities.map((e) => e.name)
          .join(', ')}`,
      )
    return found
  }
  return { ...library, articles, entities, highlights, ids: ids as [string, string], named, open }
}

test('mentions are in order, inside the text, and one entity holds the full name and the surname', async () => {
  const { entities, ids, named } = await setUp()
  const found = entities.ofArticle(ids[0])
  expect(found.status).toBe('ready')
  const babbage = named(ids[0], 'Charles Babbage')
  expect(babbage).toMatchObject({ kind: 'person', mentionCount: 2, forms: ['Charles Babbage', 'Babbage'] })
  const starts = found.mentions.map(({ start }) => start)
  expect(starts).toEqual(starts.toSorted((a, b) => a - b))
  const words = found.mentions.filter((m) => m.entityId === babbage.id).map((m) => FIRST.slice(m.start, m.end))
  expect(words).toEqual(['Charles Babbage', 'Babbage'])
})

test('the same people and places of two articles are linked', async () => {
  const { entities, ids, named } = await setUp()
  for (const name of ['Charles Babbage', 'London', 'Royal Society']) {
    const here = named(ids[0], name)
    expect(named(ids[1], name).id).toBe(here.id)
    expect(here.otherArticles).toMatchObject([{ articleId: ids[1], title: 'Article 2' }])
  }
  expect(entities.get(named(ids[0], 'London').id)).toMatchObject({ articleCount: 2, mentionCount: 3 })
})

test('an article in the trash no longer counts', async () => {
  const { articles, entities, ids, named } = await setUp()
  articles.trash(ids[1])
  expect(named(ids[0], 'London').otherArticles).toEqual([])
  expect(entities.get(named(ids[0], 'London').id).articleCount).toBe(1)
})

test('an article whose text changes is analysed again, also after a kill, and names nothing beyond its text', async () => {
  const { articles, entities, open } = await setUp()
  const aside = {
    html: '<p>Grace Hopper lived in Arlington.</p>',
    text: 'Grace Hopper lived in Arlington.',
    reason: 'about' as const,
  }
  const { id } = articles.insert(newArticle({ text: SECOND, setAside: [aside] }))
  const toggle = (show: boolean) => {
    articles.showSetAside(id, show, () => {
      entities.textChanges(id)
    })
  }
  toggle(true)
  expect(entities.ofArticle(id).status).toBe('pending')
  // As after a kill: another start finds what is left to do.
  const next = open()
  onTestFinished(() => next.close())
  next.analysePending()
  await next.settled()
  expect(next.ofArticle(id).entities.map(({ name }) => name)).toContain('Grace Hopper')
  toggle(false)
  const { mentions } = next.ofArticle(id)
  expect(mentions.length).toBeGreaterThan(0)
  expect(mentions.every(({ end }) => end <= SECOND.length)).toBe(true)
  expect(() =>
    articles.showSetAside(id, true, () => {
      throw new Error('killed')
    }),
  ).toThrow('killed')
  expect(articles.get(id).text).toBe(SECOND)
})

test('renaming, changing the kind and rejecting survive re-analysis, and can be undone', async () => {
  const { entities, ids, named } = await setUp()
  const babbage = named(ids[0], 'Charles Babbage')
  const society = named(ids[0], 'Royal Society')
  const london = named(ids[0], 'London')
  const rename = entities.rename(babbage.id, 'Charles Babbage FRS')
  const kind = entities.setKind(society.id, 'place')
  const reject = entities.reject(london.id, null)

  expect(await entities.reanalyse()).toBe(2)
  expect(named(ids[1], 'Charles Babbage FRS').id).toBe(babbage.id)
  expect(named(ids[1], 'Royal Society').kind).toBe('place')
  expect(() => named(ids[0], 'London')).toThrow()
  expect(entities.find({ query: 'lond' })).toEqual([])

  for (const { id } of [rename, kind, reject]) entities.undo(id)
  expect(named(ids[0], 'Charles Babbage').id).toBe(babbage.id)
  expect(named(ids[0], 'Royal Society').kind).toBe('organisation')
  expect(named(ids[0], 'London').id).toBe(london.id)
})

test('rejecting in one article leaves the others alone', async () => {
  const { entities, ids, named } = await setUp()
  const { id } = named(ids[0], 'London')
  entities.reject(id, ids[0])
  await entities.reanalyse()
  expect(() => named(ids[0], 'London')).toThrow()
  expect(named(ids[1], 'London').id).toBe(id)
})

test('merging moves every mention, also of later articles, and undoing brings them back', async () => {
  const { articles, entities, ids, named } = await setUp()
  const lovelace = named(ids[0], 'Ada Lovelace')
  const babbage = named(ids[0], 'Charles Babbage')
  const { id: decision, description } = entities.merge(lovelace.id, babbage.id)
  expect(description).toBe('“Ada Lovelace” is “Charles Babbage”')
  expect(named(ids[0], 'Charles Babbage').mentionCount).toBe(4)
  expect(entities.get(lovelace.id).name).toBe('Charles Babbage')
  const later = articles.insert(
    newArticle({ text: 'In 1843 Ada Lovelace published her notes. Ada Lovelace signed them A.A.L.' }),
  )
  entities.analysePending()
  await entities.settled()
  expect(named(later.id, 'Charles Babbage').id).toBe(babbage.id)
  entities.undo(decision)
  expect(named(later.id, 'Ada Lovelace').id).toBe(lovelace.id)
  expect(named(ids[0], 'Charles Babbage').mentionCount).toBe(2)
})

test('merges chain, and a merge with itself is refused', async () => {
  const { entities, ids, named } = await setUp()
  const [ada, babbage, society] = ['Ada Lovelace', 'Charles Babbage', 'Royal Society'].map(
    (name) => named(ids[0], name).id,
  )
  entities.merge(ada!, babbage!)
  entities.merge(babbage!, society!)
  expect(entities.get(ada!).id).toBe(society)
  expect(() => entities.merge(society!, ada!)).toThrow(/one already/)
})

test('decisions are listed, newest first, and undoing twice does nothing', async () => {
  const { entities, ids, named } = await setUp()
  const { id } = named(ids[0], 'London')
  const first = entities.rename(id, 'London Town')
  const second = entities.rename(id, 'Londinium')
  expect(entities.get(id).decisions.map((decision) => decision.id)).toEqual([second.id, first.id])
  entities.undo(second.id)
  entities.undo(second.id)
  expect(entities.get(id)).toMatchObject({ name: 'London Town' })
  expect(() => {
    entities.undo('01890000-0000-7000-8000-000000000000')
  }).toThrow(/not in the library/)
})

test('a name without letters is refused and changes nothing', async () => {
  const { entities, ids, named } = await setUp()
  const { id } = named(ids[0], 'London')
  expect(() => entities.rename(id, ' … ')).toThrow(/letter or digit/)
  expect(entities.get(id)).toMatchObject({ name: 'London', decisions: [] })
})

test('highlights that contain a mention are listed with the entity', async () => {
  const { entities, highlights, ids, named } = await setUp()
  const start = FIRST.indexOf('Babbage never')
  const highlight = {
    id: '01890000-0000-7000-8000-00000000000a',
    articleId: ids[0],
    range: { start, end: start + 24 },
    quote: { exact: FIRST.slice(start, start + 24), prefix: '', suffix: '' },
    colour: 'yellow',
    createdAt: 0,
    updatedAt: 0,
    noteText: '',
    status: 'anchored',
    tags: [],
  } satisfies Highlight
  highlights.set(ids[0], [highlight])
  const babbage = named(ids[0], 'Charles Babbage')
  expect(babbage.highlightIds).toEqual([highlight.id])
  expect(named(ids[0], 'London').highlightIds).toEqual([])
  expect(entities.get(babbage.id).highlights).toEqual([highlight])
})

test('entities are found by any part of a name, however it is written', async () => {
  const { entities } = await setUp()
  expect(entities.find({ query: 'BABB' }).map(({ name }) => name)).toEqual(['Charles Babbage'])
  expect(entities.find({ query: '%' }).length).toBe(entities.find({ query: '' }).length)
  expect(entities.find({ query: '', kind: 'place' }).map(({ name }) => name)).toContain('London')
})

test('a name that is only a sign in a formula or a word of code is nobody', async () => {
  const { articles, entities } = await setUp()
  const { id } = articles.insert(
    newArticle({
      html: '<p>Ada Lovelace went to London with <code>Charles Babbage</code>.</p>',
      text: 'Ada Lovelace went to London with Charles Babbage.',
    }),
  )
  entities.analysePending()
  await entities.settled()
  const names = entities.ofArticle(id).entities.map(({ name }) => name)
  expect(names.toSorted()).toEqual(['Ada Lovelace', 'London'])
})
