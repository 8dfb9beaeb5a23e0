// What ties two entities: the sentences that name both, article by article.
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import type { EntityTie, EntityTieInput, TieArticle, TieSentence } from '../../contract/map-model.ts'
import type { EntityKind, TextRange } from '../../contract/model.ts'
import { NEAR } from './co-occurrence.ts'
import { IN_SCOPE, REJECTED_IN_ARTICLE, scopeValue } from './map-scope.ts'
import type { RejectedRow } from './map-scope.ts'
import { sentenceAround } from './sentences.ts'

/** No sentence that is shown is so long, in UTF-16 code units: what is further apart is not looked at. */
const LONGEST_SENTENCE = 2_000
/** So many sentences of an article are shown; one may name the two a hundred times. */
const SENTENCES_AN_ARTICLE = 5

interface Place extends TextRange {
  names: 'a' | 'b'
}

interface ArticleRow {
  title: string
  siteName: string | null
  publishedAt: number | null
  addedAt: number
  text: string
}

/**
 * Reads ties from the tables of schema.ts.
 * @param db an open library
 * @returns what `entity.tie` answers; throws Failure NOT_FOUND where one of the two is gone, BAD_INPUT where they are one
 */
export function createTieReader(db: Database): (input: EntityTieInput) => EntityTie {
  const entity = db.prepare<[string], { id: string; name: string; kind: EntityKind; rejected: number }>(
    'SELECT r.id, r.name, r.kind, r.rejected FROM entity e JOIN entity r ON r.id = e.root_id WHERE e.id = ?',
  )
  const rejectedHere = db.prepare<[], RejectedRow>(REJECTED_IN_ARTICLE).raw()
  const article = db.prepare<[string], ArticleRow>(
    `SELECT title, site_name AS siteName, published_at AS publishedAt, added_at AS addedAt, text FROM article WHERE id = ?`,
  )
  const prepare = (where: string) =>
    db
      .prepare<[{ scope: string | null; a: string; b: string }], [string, number, number, string]>(
        `SELECT m.article_id, m.start, m."end", e.root_id FROM entity e JOIN mention m ON m.entity_id = e.id
        WHERE e.root_id IN (@a, @b) AND ${where} ORDER BY m.article_id, m.start`,
      )
      .raw()
  const places = { article: prepare(IN_SCOPE.article), tag: prepare(IN_SCOPE.tag), library: prepare(IN_SCOPE.library) }
  const dates = db
    .prepare<[string], [string, number]>(
      `SELECT id, coalesce(published_at, added_at) FROM article WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .raw()

  function known(id: string): { id: string; name: string; kind: EntityKind } {
    const found = entity.get(id)
    if (!found || found.rejected === 1) return fail('NOT_FOUND', 'That entity is not in the library any more.')
    return { id: found.id, name: found.name, kind: found.kind }
  }

  /** Where each article of the scope that names both names which. */
  function namingBoth(a: string, b: string, scope: EntityTieInput['scope']): Map<string, Place[]> {
    const rejected = new Set(rejectedHere.all().map((pair) => pair.join(' ')))
    const found = new Map<string, Place[]>()
    for (const [articleId, start, end, rootId] of places[scope.kind].all({ a, b, scope: scopeValue(scope) })) {
      if (rejected.has(`${rootId} ${articleId}`)) continue
      const place: Place = { start, end, names: rootId === a ? 'a' : 'b' }
      const known = found.get(articleId)
      if (known) known.push(place)
      else found.set(articleId, [place])
    }
    for (const [articleId, named] of found) {
      if (!named.some(({ names }) => names === 'a') || !named.some(({ names }) => names === 'b'))
        found.delete(articleId)
    }
    return found
  }

  return ({ a: askedA, b: askedB, scope, limit = 20, offset = 0 }) => {
    const a = known(askedA)
    const b = known(askedB)
    if (a.id === b.id) return fail('BAD_INPUT', `Both are ${a.name}: they were made one.`)
    const found = namingBoth(a.id, b.id, scope)
    const newest = new Map(dates.all(JSON.stringify([...found.keys()])))
    const isFar = (articleId: string) => (nearest(found.get(articleId) ?? []).distance <= NEAR ? 0 : 1)
    const order = [...found.keys()]
      .map((id) => ({ id, far: isFar(id), date: newest.get(id) ?? 0 }))
      .sort((one, other) => one.far - other.far || other.date - one.date || (one.id < other.id ? -1 : 1))
    const articles = order.slice(offset, offset + limit).flatMap(({ id }): TieArticle[] => {
      const row = article.get(id)
      if (!row) return []
      const { title, siteName, publishedAt, text } = row
      return [{ articleId: id, title, siteName, publishedAt, ...sentencesOf(id, text, found.get(id) ?? []) }]
    })
    return { a, b, articles, total: order.length }
  }
}

/** The two places, of one entity each, that are the least apart. */
function nearest(places: readonly Place[]): { pair: [Place, Place] | null; distance: number } {
  let best: { pair: [Place, Place] | null; distance: number } = { pair: null, distance: Infinity }
  for (let i = 1; i < places.length; i++) {
    const [one, other] = [places[i - 1]!, places[i]!]
    const distance = other.start - one.start
    if (one.names !== other.names && distance < best.distance) best = { pair: [one, other], distance }
  }
  return best
}

/** The sentences of an article that name both or, where none does, those in which the two stand nearest to each other. */
function sentencesOf(
  articleId: string,
  text: string,
  all: readonly Place[],
): Pick<TieArticle, 'together' | 'sentences' | 'more'> {
  // Between a change of the text and its new analysis, mentions may reach beyond what is left of it.
  const places = all.filter(({ end }) => end <= text.length)
  const both: TieSentence[] = []
  let reach = -1
  for (const [i, place] of places.entries()) {
    const next = places[i + 1]
    if (place.start < reach || !next || next.names === place.names || next.end - place.start > LONGEST_SENTENCE)
      continue
    const range = sentenceAround(text, place)
    if (next.end > range.end) continue
    both.push(sentence(articleId, text, range, places))
    reach = range.end
  }
  if (both.length > 0) {
    return {
      together: true,
      sentences: both.slice(0, SENTENCES_AN_ARTICLE),
      more: Math.max(0, both.length - SENTENCES_AN_ARTICLE),
    }
  }
  const apart = nearest(places).pair ?? []
  return {
    together: false,
    sentences: apart.map((place) => sentence(articleId, text, sentenceAround(text, place), places)),
    more: 0,
  }
}

function sentence(articleId: string, text: string, range: TextRange, places: readonly Place[]): TieSentence {
  const { start, end } = range
  const marks = places
    .filter((place) => place.start >= start && place.end <= end)
    .map((place) => ({ start: place.start - start, end: place.end - start, names: place.names }))
  return { articleId, text: text.slice(start, end), start, marks }
}
