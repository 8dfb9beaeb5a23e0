// Decisions, undos and new analyses in random order over a small library: what holds is always what the log says, nothing is
// lost on the way, and undoing everything leaves what the engine and the linker say by themselves.
import { expect, test } from 'vitest'
import { Failure } from '../../../src/contract/failure.ts'
import { smallLibrary } from './small-library.ts'

const TEXTS = [
  'The chancellor [Jane Doe] raised the tax on steel. [Doe|p=Jane Doe] spoke of tariffs beside [Ann Poe] in [Oslo|l].',
  'The goalkeeper [John Doe] saved a penalty. [Doe|p=John Doe] thanked the trainer [Max Roe] after the match in [Lima|l].',
  '[Ann Poe] asked whether [Doe] would raise the tax on steel again. The tariffs worry [Oslo|l], and [Doe] knows it.',
  'A letter from [Doe] arrived. The [World Grain Council|o] read it, and the [Council|o=World Grain Council] kept it.',
]

/** Numbers that look random and are the same on every machine (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

type Library = ReturnType<typeof smallLibrary>

/** Which mentions of the library are one, under which name and of which kind; whatever the entities' ids are. */
function partition({ db, views }: Library, ids: readonly string[]): string[] {
  const groups = new Map<string, string[]>()
  ids.forEach((id, article) => {
    const { mentions, entities } = views.ofArticle(id)
    for (const { entityId, start, unsure } of mentions) {
      const { name, kind } = entities.find((entity) => entity.id === entityId)!
      const key = `${entityId} ${name} ${kind}`
      groups.set(key, [...(groups.get(key) ?? []), `${String(article)}:${String(start)}${unsure ? '?' : ''}`])
    }
  })
  expect(db.pragma('foreign_key_check')).toEqual([])
  return [...groups].map(([key, places]) => `${key.slice(37)}: ${places.join(' ')}`).sort()
}

interface Base {
  start: number
  cluster: number
  words: string
  entity: string | null
}

/** What the log of decisions says of the mentions of an article, told in another way than the core does. */
function expected({ db }: Library, articleId: string): Map<number, string> {
  const base = db
    .prepare(
      `SELECT m.start, m.cluster, c.entity_id AS entity, lower(substr(a.text, m.start + 1, m."end" - m.start)) AS words
    FROM article_cluster c JOIN article a ON a.id = c.article_id JOIN (
      SELECT article_id, start, "end", cluster FROM mention UNION ALL SELECT article_id, start, "end", cluster FROM mention_aside) m
    ON m.article_id = c.article_id AND m.cluster = c.cluster WHERE c.article_id = ? ORDER BY m.start`,
    )
    .all(articleId) as Base[]
  const log = db.prepare(`SELECT value, places, reach FROM entity_decision WHERE article_id = ? AND places IS NOT NULL
    AND undone_at IS NULL ORDER BY key`)
  for (const { value, places, reach } of log.all(articleId) as {
    value: string | null
    places: string
    reach: string
  }[]) {
    const starts = new Set((JSON.parse(places) as { start: number }[]).map(({ start }) => start))
    const named = base.filter(({ start }) => starts.has(start))
    const alike = (one: Base) =>
      named.some(
        (other) =>
          other.cluster === one.cluster &&
          other.entity === one.entity &&
          (reach === 'cluster' || (reach === 'form' && other.words === one.words)),
      )
    for (const one of base.filter((mention) => named.includes(mention) || alike(mention))) one.entity = value
  }
  return new Map(base.flatMap(({ start, entity }) => (entity === null ? [] : [[start, entity]])))
}

function actual({ db }: Library, articleId: string): Map<number, string> {
  const rows = db.prepare('SELECT start, entity_id FROM mention WHERE article_id = ? ORDER BY start').all(articleId)
  return new Map((rows as { start: number; entity_id: string }[]).map((row) => [row.start, row.entity_id]))
}

function step(library: Library, ids: readonly string[], below: (n: number) => number, held: string[]): void {
  const { decisions, views, analyse } = library
  const at = below(ids.length)
  const articleId = ids[at]!
  const { entities, mentions } = views.ofArticle(articleId)
  const one = entities[below(entities.length)]
  const other = views.find({ query: '', limit: 20 })
  const target = other[below(other.length)]
  const mention = mentions[below(mentions.length)]
  if (!one || !target || !mention) {
    analyse(articleId, TEXTS[at]!)
    return
  }
  const range = { start: mention.start, end: mention.end }
  const acts = [
    () => decisions.rename(one.id, `Name ${String(below(9))}`),
    () => decisions.setKind(one.id, (['person', 'place', 'organisation'] as const)[below(3)]!),
    () => decisions.merge(one.id, target.id),
    () => decisions.reject(one.id, below(2) === 0 ? articleId : null),
    () => decisions.reject(mention.entityId, articleId, mention.start),
    () => decisions.addAlias(one.id, ['Doe', 'Council', 'Duchess'][below(3)]!),
    () => decisions.removeAlias(one.id, ['Doe', 'Council'][below(2)]!),
    () => decisions.assign({ articleId, entityId: mention.entityId, which: { kind: 'places', ranges: [range] }, to: { kind: 'new', name: 'Sam Hill' } }),
    () => decisions.assign({ articleId, entityId: one.id, which: { kind: 'all' }, to: { kind: 'known', id: target.id } }),
    () => decisions.assign({ articleId, entityId: one.id, which: { kind: 'form', form: 'Doe' }, to: { kind: 'known', id: target.id } }),
  ] // prettier-ignore
  const choice = below(acts.length + 6)
  if (choice < acts.length) {
    try {
      held.push(acts[choice]!().id)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  } else if (choice < acts.length + 3 && held.length > 0) decisions.undo(held.splice(below(held.length), 1)[0]!)
  else analyse(articleId, TEXTS[at]!)
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('whatever is decided, undone and analysed again, run %i', (seed) => {
  const library = smallLibrary()
  const ids = TEXTS.map((text) => library.add(text))
  const all = () => {
    for (const [index, id] of ids.entries()) library.analyse(id, TEXTS[index]!)
  }
  const before = partition(library, ids)
  const held: string[] = []
  const below = numbers(seed)
  for (let count = 0; count < 40; count++) {
    step(library, ids, below, held)
    for (const id of ids) {
      expect(actual(library, id)).toEqual(expected(library, id))
    }
    const log = library.db.prepare('SELECT count(*) FROM entity_decision WHERE undone_at IS NULL').pluck().get()
    expect(log).toBe(held.length)
  }
  // Analysing everything again loses none of the decisions.
  const shown = ids.map((id) => actual(library, id).size)
  all()
  expect(ids.map((id) => actual(library, id).size)).toEqual(shown)
  while (held.length > 0) library.decisions.undo(held.splice(below(held.length), 1)[0]!)
  all()
  all()
  expect(partition(library, ids)).toEqual(before)
})
