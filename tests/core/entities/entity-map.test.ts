import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { EntityKind } from '../../../src/contract/model.ts'
import type { EntityMap } from '../../../src/contract/map-model.ts'
import { createEntityMaps } from '../../../src/core/entities/entity-map.ts'
import { createArticles } from '../../../src/core/library/articles.ts'
import { newArticle, temporaryLibrary } from '../temporary-library.ts'

const NAMES = {
  Ada: 'person',
  Babbage: 'person',
  London: 'place',
  Paris: 'place',
  'Royal Society': 'organisation',
} as const
type Name = keyof typeof NAMES

/** A library in which every one of NAMES that a text holds is a mention. */
function setUp(texts: readonly string[], tags: readonly string[][] = []) {
  const library = temporaryLibrary()
  const { db, common } = library
  const articles = createArticles(db, { ...common, highlightCounts: () => new Map(), highlightsIn: () => 0 })
  const ids = Object.fromEntries(Object.keys(NAMES).map((name) => [name, common.newId()])) as Record<Name, string>
  for (const [name, kind] of Object.entries(NAMES)) addEntity(db, ids[name as Name], name, kind)
  const articleIds = texts.map((text, index) => {
    const { id } = articles.insert(newArticle({ text, title: `Article ${String(index)}`, tags: tags[index] ?? [] }))
    db.prepare('INSERT INTO article_analysis VALUES (?, 1, ?, 0)').run(id, 'hash')
    for (const name of Object.keys(NAMES) as Name[]) {
      for (const { index: start } of text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))) {
        db.prepare('INSERT INTO mention (article_id, start, "end", entity_id, confidence) VALUES (?, ?, ?, ?, 1)').run(
          id,
          start,
          start + name.length,
          ids[name],
        )
      }
    }
    return id
  })
  return { ...library, articles, articleIds, ids, maps: createEntityMaps(db) }
}

function addEntity(db: Database, id: string, name: string, kind: EntityKind): void {
  db.prepare(
    `INSERT INTO entity (id, engine_name, engine_kind, name, kind, root_id, created_at, updated_at, device)
    VALUES (@id, @name, @kind, @name, @kind, @id, 0, 0, 'test')`,
  ).run({ id, name, kind })
}

function tieOf(map: EntityMap, one: string, other: string) {
  return map.ties.find(({ a, b }) => (a === one && b === other) || (a === other && b === one))
}

const names = (map: EntityMap) => map.nodes.map(({ name }) => name)
const LIBRARY = { kind: 'library' } as const
const filler = 'Nothing of note was said here for a good while. '.repeat(8)

const TEXTS = [
  `Ada met Babbage in spring. ${filler}London was quiet. ${filler}Paris was not.`,
  `Babbage wrote to Ada again. ${filler}The Royal Society met. ${filler}London was loud.`,
  `In London the Royal Society sat. ${filler}Paris was far away.`,
]

test('those named in one sentence are tied more than those of one article, and counts are right', () => {
  const { maps, ids } = setUp(TEXTS)
  const map = maps.map({ scope: LIBRARY })
  expect(names(map)).toEqual(['London', 'Ada', 'Babbage', 'Paris', 'Royal Society'])
  expect(map).toMatchObject({ total: 5, articleCount: 3, pendingCount: 0 })
  expect(map.nodes.find(({ name }) => name === 'London')).toMatchObject({ mentionCount: 3, articleCount: 3 })
  expect(tieOf(map, ids.Ada, ids.Babbage)).toMatchObject({ weight: 1, near: 2, articleCount: 2 })
  expect(tieOf(map, ids.London, ids['Royal Society'])).toMatchObject({ near: 1, articleCount: 2 })
  const apart = tieOf(map, ids.Ada, ids.London)
  expect(apart?.near ?? 0).toBe(0)
  expect(apart?.weight ?? 0).toBeLessThan(0.5)
  expect(maps.map({ scope: LIBRARY })).toEqual(map)
})

test('an article, a tag and the library are maps of their own; the trash is left out', () => {
  const { maps, articles, articleIds } = setUp(TEXTS, [[], [], ['Cities']])
  const ofArticle = maps.map({ scope: { kind: 'article', id: articleIds[0]! } })
  expect(names(ofArticle)).toEqual(['Ada', 'Babbage', 'London', 'Paris'])
  expect(ofArticle.articleCount).toBe(1)
  const ofTag = maps.map({ scope: { kind: 'tag', tag: 'cities' } })
  expect(names(ofTag)).toEqual(['London', 'Paris', 'Royal Society'])
  expect(ofTag.nodes.every(({ articleCount }) => articleCount === 1)).toBe(true)
  articles.trash(articleIds[2]!)
  expect(maps.map({ scope: { kind: 'tag', tag: 'cities' } }).nodes).toEqual([])
  expect(maps.map({ scope: LIBRARY })).toMatchObject({ articleCount: 2 })
  expect(maps.map({ scope: LIBRARY }).nodes.find(({ name }) => name === 'London')).toMatchObject({ articleCount: 2 })
  expect(names(maps.map({ scope: { kind: 'article', id: articleIds[2]! } }))).toContain('London')
})

test('kinds, the number of entities and the least strength are obeyed', () => {
  const { maps } = setUp(TEXTS)
  const people = maps.map({ scope: LIBRARY, kinds: ['person'] })
  expect(names(people)).toEqual(['Ada', 'Babbage'])
  const two = maps.map({ scope: LIBRARY, limit: 2 })
  expect(two.nodes).toHaveLength(2)
  expect(two.total).toBe(5)
  expect(
    two.ties.every(({ a, b }) => two.nodes.some(({ id }) => id === a) && two.nodes.some(({ id }) => id === b)),
  ).toBe(true)
  const strong = maps.map({ scope: LIBRARY, minimum: 0.99 })
  expect(strong.ties).toHaveLength(1)
  expect(strong.nodes).toHaveLength(5)
})

test('what was merged counts once, and what was rejected does not count', () => {
  const { db, maps, ids, articleIds } = setUp(TEXTS)
  db.prepare('UPDATE entity SET merged_into = @into, root_id = @into WHERE id = @id').run({
    id: ids.Ada,
    into: ids.Babbage,
  })
  db.prepare('UPDATE entity SET rejected = 1 WHERE id = ?').run(ids.Paris)
  const reject =
    db.prepare(`INSERT INTO entity_decision (id, entity_id, action, article_id, description, created_at, device)
    VALUES (@id, @entity, 'reject', @article, '', 0, 'test')`)
  reject.run({ id: 'one', entity: ids.London, article: articleIds[0]! })
  const map = maps.map({ scope: LIBRARY })
  expect(names(map)).toEqual(['Babbage', 'London', 'Royal Society'])
  expect(map.nodes[0]).toMatchObject({ articleCount: 2, mentionCount: 4 })
  expect(map.nodes[1]).toMatchObject({ articleCount: 2, mentionCount: 2 })
  expect(maps.tie({ a: ids.Ada, b: ids.London, scope: LIBRARY }).articles.map(({ title }) => title)).toEqual([
    'Article 1',
  ])
  expect(() => maps.tie({ a: ids.Ada, b: ids.Babbage, scope: LIBRARY })).toThrow(/made one/)
  expect(() => maps.tie({ a: ids.Paris, b: ids.London, scope: LIBRARY })).toThrow(/not in the library/)
})

test('one who is named everywhere is not tied to everyone', () => {
  const cast = ['Ada', 'Paris', 'Royal Society'] as const
  const texts = Array.from({ length: 30 }, (_, i) => {
    const pair = i % 3 === 0 ? 'Ada saw Babbage' : `${cast[i % 3]!} stood alone`
    return `London woke. ${filler}${pair}. ${filler}Then it was over.`
  })
  const { maps, ids } = setUp(texts)
  const map = maps.map({ scope: LIBRARY })
  expect(map.ties[0]).toMatchObject({ weight: 1, near: 10 })
  expect([map.ties[0]!.a, map.ties[0]!.b].sort()).toEqual([ids.Ada, ids.Babbage].sort())
  expect(tieOf(map, ids.London, ids.Ada)?.weight ?? 0).toBeLessThan(0.5)
})

test('a tie opens its sentences, article by article, and says who is named where', () => {
  const { maps, ids, articleIds } = setUp([
    TEXTS[0]!,
    `${filler}Ada, Babbage and Ada again. ${filler}\n\nBabbage thanked Ada.`,
    `Ada spoke. ${filler}${filler}Babbage was silent.`,
  ])
  const tie = maps.tie({ a: ids.Ada, b: ids.Babbage, scope: LIBRARY })
  expect(tie).toMatchObject({ a: { name: 'Ada', kind: 'person' }, b: { name: 'Babbage' }, total: 3 })
  expect(tie.articles.map(({ articleId }) => articleId)).toEqual([articleIds[1], articleIds[0], articleIds[2]])
  const [second, first, third] = tie.articles
  expect(second!.together).toBe(true)
  expect(second!.sentences.map(({ text }) => text)).toEqual(['Ada, Babbage and Ada again.', 'Babbage thanked Ada.'])
  const marked = second!.sentences[0]!.marks.map(({ start, end, names: who }) => [
    who,
    second!.sentences[0]!.text.slice(start, end),
  ])
  expect(marked).toEqual([
    ['a', 'Ada'],
    ['b', 'Babbage'],
    ['a', 'Ada'],
  ])
  expect(first!.sentences).toMatchObject([{ text: 'Ada met Babbage in spring.', start: 0 }])
  expect(third).toMatchObject({ together: false, more: 0 })
  expect(third!.sentences.map(({ text }) => text)).toEqual(['Ada spoke.', 'Babbage was silent.'])
  const page = maps.tie({ a: ids.Babbage, b: ids.Ada, scope: LIBRARY, limit: 1, offset: 1 })
  expect(page.articles.map(({ title }) => title)).toEqual(['Article 0'])
  expect(page.total).toBe(3)
  expect(page.articles[0]!.sentences[0]!.marks.map(({ names: who }) => who)).toEqual(['b', 'a'])
})

test('what reaches beyond a text that became shorter is left out, and nothing is made of nothing', () => {
  const { db, maps, ids, articleIds } = setUp([`Ada met Babbage. ${filler}Ada left Babbage.`])
  db.prepare('UPDATE article SET text = ? WHERE id = ?').run('Ada met Babbage.', articleIds[0]!)
  const tie = maps.tie({ a: ids.Ada, b: ids.Babbage, scope: LIBRARY })
  expect(tie.articles[0]!.sentences.map(({ text }) => text)).toEqual(['Ada met Babbage.'])
  const empty = setUp([])
  expect(empty.maps.map({ scope: LIBRARY })).toEqual({
    nodes: [],
    ties: [],
    total: 0,
    articleCount: 0,
    pendingCount: 0,
  })
})

test('articles that were not read for names yet are counted', () => {
  const { maps, articles } = setUp(TEXTS)
  articles.insert(newArticle({ text: 'Ada came back.' }))
  expect(maps.map({ scope: LIBRARY })).toMatchObject({ articleCount: 4, pendingCount: 1 })
})
