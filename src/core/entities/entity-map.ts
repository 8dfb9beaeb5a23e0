// The map: the entities of an article, a tag or the library, and the ties between them. Mentions count for the entity at
// the end of a chain of merges; what was rejected is left out, and so are articles in the trash.
import type { Database } from 'better-sqlite3'
import type { EntityMap, EntityMapInput, EntityTie, EntityTieInput, MapScope } from '../../contract/map-model.ts'
import type { EntityKind, EntitySummary } from '../../contract/model.ts'
import { countPairs } from './co-occurrence.ts'
import type { NamedInOrder } from './co-occurrence.ts'
import { createTieReader } from './entity-tie.ts'
import { IN_SCOPE, REJECTED_IN_ARTICLE, scopeValue } from './map-scope.ts'
import type { RejectedRow } from './map-scope.ts'

export interface EntityMaps {
  map(input: EntityMapInput): EntityMap
  /** Throws Failure NOT_FOUND where one of the two is gone, BAD_INPUT where they are one. */
  tie(input: EntityTieInput): EntityTie
}

/** One entity of the engine: in how many articles it is named, how often, and where. */
type NamedRow = [entityId: string, articleCount: number, mentionCount: number, places: string]

interface Counted extends EntitySummary {
  /** Where it is named, as `placesIn` reads it: a list for each entity that was merged into it. */
  places: string[]
}

/**
 * Maps over the tables of schema.ts.
 * @param db an open library
 */
export function createEntityMaps(db: Database): EntityMaps {
  const named = prepareByScope<NamedRow>(db, namedIn)
  const articles = prepareByScope<[articles: number, pending: number]>(
    db,
    (where) => `SELECT count(*), count(*) FILTER (WHERE n.article_id IS NULL)
      FROM (SELECT id AS article_id FROM article) LEFT JOIN article_analysis n USING (article_id) WHERE ${where}`,
  )
  const entities = db
    .prepare<[], [string, string, string, EntityKind, number]>(
      'SELECT e.id, r.id, r.name, r.kind, r.rejected FROM entity e JOIN entity r ON r.id = e.root_id',
    )
    .raw()
  const rejectedHere = db.prepare<[], RejectedRow>(REJECTED_IN_ARTICLE).raw()

  /** All entities that the scope names, the most important first. */
  function count(scope: MapScope, kinds: readonly EntityKind[] | undefined): Counted[] {
    const rejectedIn = Map.groupBy(rejectedHere.all(), ([rootId]) => rootId)
    const roots = new Map<string, Counted | null>()
    const found = new Map<string, Counted>()
    for (const [id, rootId, name, kind, isRejected] of entities.all()) {
      if (isRejected === 1 || (kinds && !kinds.includes(kind))) continue
      const root = found.get(rootId) ?? { id: rootId, name, kind, mentionCount: 0, articleCount: 0, places: [] }
      found.set(rootId, root)
      roots.set(id, root)
    }
    for (const [id, articleCount, mentionCount, places] of named[scope.kind].all({ scope: scopeValue(scope) })) {
      const root = roots.get(id)
      if (!root) continue
      root.articleCount += articleCount
      root.mentionCount += mentionCount
      root.places.push(places)
    }
    for (const entity of found.values()) {
      if (entity.places.length > 1 || rejectedIn.has(entity.id)) countAgain(entity, rejectedIn.get(entity.id))
    }
    return [...found.values()].filter((entity) => entity.mentionCount > 0).sort(byImportance)
  }

  return {
    map({ scope, kinds, minimum = 0, limit = 300 }) {
      const all = count(scope, kinds)
      const nodes = all.slice(0, limit)
      const pairs = countPairs(nodes.length)
      for (const article of inOrder(nodes)) pairs.add(article)
      const [articleCount, pendingCount] = articles[scope.kind].get({ scope: scopeValue(scope) }) ?? [0, 0]
      return {
        nodes: nodes.map(({ places: _, ...node }) => node),
        ties: pairs.ties(minimum).map(({ a, b, ...tie }) => ({ a: nodes[a]!.id, b: nodes[b]!.id, ...tie })),
        total: all.length,
        articleCount,
        pendingCount,
      }
    },
    tie: createTieReader(db),
  }
}

function prepareByScope<Row extends unknown[]>(db: Database, sql: (where: string, kind: MapScope['kind']) => string) {
  const prepare = (kind: MapScope['kind']) =>
    db.prepare<[{ scope: string | null }], Row>(sql(IN_SCOPE[kind], kind)).raw()
  return { article: prepare('article'), tag: prepare('tag'), library: prepare('library') }
}

/** One row an entity: a row an article of it would take twice as long to hand over. */
function namedIn(where: string, kind: MapScope['kind']): string {
  // The whole library is read in the order of its index, and each article asked about once; a part of it by its articles.
  const [where1, having] = kind === 'library' ? ['', `HAVING ${where}`] : [`WHERE ${where}`, '']
  const group = kind === 'library' ? 'entity_id, article_id' : '+entity_id, +article_id'
  return `SELECT entity_id, count(*), sum(mention_count), group_concat(places, '') FROM (
      SELECT entity_id, count(*) AS mention_count, article_id || group_concat(start) || ';' AS places
      FROM mention ${where1} GROUP BY ${group} ${having})
    GROUP BY entity_id`
}

/** Counts an entity by its places: what was merged may be named in the same articles, and some may be rejected. */
function countAgain(entity: Counted, rejected: readonly RejectedRow[] = []): void {
  const without = new Set(rejected.map(([, articleId]) => articleId))
  const articles = new Set<string>()
  const places: string[] = []
  entity.mentionCount = 0
  for (const { articleId, list } of entity.places.flatMap((lists) => [...placesIn(lists)])) {
    if (without.has(articleId)) continue
    articles.add(articleId)
    entity.mentionCount += offsets(list).length
    places.push(`${articleId}${list};`)
  }
  entity.articleCount = articles.size
  entity.places = [places.join('')]
}

/** Takes apart `<article id><offset>,<offset>;<article id>…`. */
function* placesIn(lists: string): Generator<{ articleId: string; list: string }> {
  for (let at = 0; at < lists.length;) {
    const end = lists.indexOf(';', at)
    yield { articleId: lists.slice(at, at + ID_LENGTH), list: lists.slice(at + ID_LENGTH, end) }
    at = end + 1
  }
}

/** Characters of a UUID. */
const ID_LENGTH = 36

function byImportance(one: EntitySummary, other: EntitySummary): number {
  return (
    other.articleCount - one.articleCount ||
    other.mentionCount - one.mentionCount ||
    (one.name < other.name ? -1 : one.name > other.name ? 1 : 0) ||
    (one.id < other.id ? -1 : 1)
  )
}

/** Numbers of entities fit into so many; an offset and a number are then one number that can be sorted. */
const NUMBERS = 2 ** 11

/**
 * What each article names of some entities, numbered as they are given, in the order of its text.
 */
function* inOrder(nodes: readonly Counted[]): Generator<NamedInOrder> {
  const numbers = new Map<string, number>()
  const articles: number[][] = []
  for (const [entity, { places }] of nodes.entries()) {
    for (const { articleId, list } of places.flatMap((lists) => [...placesIn(lists)])) {
      const number = numbers.get(articleId) ?? numbers.size
      if (number === numbers.size) numbers.set(articleId, number)
      const here = (articles[number] ??= [])
      for (const start of offsets(list)) here.push(start * NUMBERS + entity)
    }
  }
  for (const here of articles) {
    const places = Float64Array.from(here).sort()
    yield {
      entities: places.map((place) => place % NUMBERS),
      starts: places.map((place) => Math.floor(place / NUMBERS)),
    }
  }
}

/** The numbers of a list that SQLite joined by commas. */
function offsets(list: string): number[] {
  const found: number[] = []
  let value = 0
  for (let i = 0; i < list.length; i++) {
    const code = list.charCodeAt(i)
    if (code !== COMMA) value = value * 10 + code - ZERO
    else {
      found.push(value)
      value = 0
    }
  }
  found.push(value)
  return found
}

const COMMA = 44
const ZERO = 48
