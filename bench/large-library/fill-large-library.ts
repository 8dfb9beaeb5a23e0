// A large library to measure on: articles recombined from the sentences of our own samples, with names of seeded people.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { openApp } from '../../src/core/app.ts'
import { createArticles } from '../../src/core/library/articles.ts'
import { openDatabase } from '../../src/core/library/open-database.ts'
import { migrations } from '../../src/core/migrations.ts'
import { below, pick, seeded } from '../anchoring/random.ts'
import type { Random } from '../anchoring/random.ts'
import { inventNames } from './invented-names.ts'
import type { Names } from './invented-names.ts'

/** A sentence of a sample with gaps where it names someone: `kind` and which of its people, so that they stay apart. */
type Pattern = (string | { kind: keyof Names; who: number })[]

const DAY = 86_400_000
const NOW = Date.UTC(2026, 0, 1)

/** The sentences of the samples, their names taken out. Uses a library of its own in a folder that may go afterwards. */
async function patterns(folder: string): Promise<Pattern[]> {
  const seeds = join(import.meta.dirname, '../../seeds')
  const app = await openApp({ folder, shell: 'test', seeds })
  await app.settled()
  await app.close()
  const db = openDatabase(folder, migrations, NOW)
  const mentions = db.prepare<[string], { start: number; end: number; kind: string; entity_id: string }>(
    'SELECT m.start, m."end", e.kind, m.entity_id FROM mention m JOIN entity e ON e.id = m.entity_id WHERE article_id = ? ORDER BY start',
  )
  const found: Pattern[] = []
  for (const { id, text } of db
    .prepare<[], { id: string; text: string }>("SELECT id, text FROM article WHERE lang LIKE 'en%' ORDER BY title")
    .all()) {
    const named = mentions.all(id)
    for (const { index, 0: sentence } of text.matchAll(/[A-Z][^.!?\n]{40,300}[.!?](?=\s|$)/g)) {
      const inside = named.filter(({ start, end }) => start >= index && end <= index + sentence.length)
      const people = [...new Set(inside.map((one) => one.entity_id))]
      const pattern: Pattern = []
      let at = 0
      for (const { start, end, kind, entity_id: who } of inside) {
        if (kind !== 'person' && kind !== 'place' && kind !== 'organisation') continue
        pattern.push(sentence.slice(at, start - index), { kind, who: people.indexOf(who) })
        at = end - index
      }
      pattern.push(sentence.slice(at))
      found.push(pattern)
    }
  }
  db.close()
  return found
}

/** Few are named everywhere and most hardly anywhere. */
const byRank = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(items.length * random() ** 4)] as Item

function writeArticle(random: Random, sentences: readonly Pattern[], names: Names): { title: string; text: string } {
  const cast: Record<keyof Names, string[]> = { person: [], place: [], organisation: [] }
  for (const kind of ['person', 'place', 'organisation'] as const) {
    for (let n = 0; n < 4 + below(random, 4); n += 1) cast[kind].push(byRank(random, names[kind]))
  }
  const met = new Set<string>()
  const say = (pattern: Pattern): string =>
    pattern
      .map((part) => {
        if (typeof part === 'string') return part
        const name = cast[part.kind][part.who % cast[part.kind].length]!
        // After the first time by the surname, as articles do.
        const short = part.kind === 'person' && met.has(name) ? name.split(' ').at(-1)! : name
        met.add(name)
        return short
      })
      .join('')
  const paragraphs = Array.from({ length: 6 + below(random, 10) }, () =>
    Array.from({ length: 3 + below(random, 4) }, () => say(pick(random, sentences))).join(' '),
  )
  return { title: `${cast.organisation[0]!} and ${cast.person[0]!}`, text: paragraphs.join('\n\n') }
}

/**
 * Fills a folder with a library of articles that were not analysed yet.
 * @param folder an empty folder
 * @param sampleFolder another one, for the samples
 * @param count how many articles
 * @returns how much text they have, UTF-16 code units
 */
export async function fillLargeLibrary(
  folder: string,
  sampleFolder: string,
  count: number,
  seed: number,
): Promise<number> {
  const random = seeded(seed)
  const sentences = await patterns(sampleFolder)
  const names = inventNames(random, { person: 6_000, place: 400, organisation: 2_000 })
  const db = openDatabase(folder, migrations, NOW)
  const articles = createArticles(db, {
    now: () => NOW,
    newId: () => uuidv7(),
    device: 'bench',
    changed: () => undefined,
    highlightCounts: () => new Map(),
    highlightsIn: () => 0,
  })
  let length = 0
  const insert = db.transaction((from: number, to: number) => {
    for (let n = from; n < to; n += 1) {
      const { title, text } = writeArticle(random, sentences, names)
      length += text.length
      const html = text
        .split('\n\n')
        .map((paragraph) => `<p>${paragraph.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
        .join('')
      articles.insert({
        url: null,
        canonicalUrl: null,
        contentHash: createHash('sha256').update(text).digest('base64url'),
        title,
        byline: null,
        siteName: 'Bench',
        publishedAt: NOW - below(random, 3_000) * DAY,
        lang: 'en',
        dir: 'ltr',
        excerpt: text.slice(0, 200),
        leadImage: null,
        html,
        text,
        wordCount: text.split(/\s+/).length,
        setAside: [],
        missingImages: [],
        tags: [],
        source: 'text',
        state: 'archive',
        addedAt: NOW - (count - n) * 60_000,
      })
    }
  })
  for (let n = 0; n < count; n += 500) insert(n, Math.min(count, n + 500))
  db.close()
  return length
}
