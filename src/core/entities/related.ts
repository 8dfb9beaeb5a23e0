// Who stands beside an entity: in the same sentences, or at least in the same articles.
import type { Database } from 'better-sqlite3'
import type { EntitySentence, RelatedEntity } from '../../contract/entity-model.ts'
import type { EntityKind, TextRange } from '../../contract/model.ts'
import { MENTION_OF_ROOT } from './live-mentions.ts'
import { sentenceAround } from './sentences.ts'

export interface Relations {
  /** The closest first. Works in small steps, so that others are answered meanwhile. */
  related(rootId: string, limit: number): Promise<RelatedEntity[]>
  /** Sentences that name both, those of the newest articles first. */
  ties(rootId: string, otherRootId: string, limit: number): EntitySentence[]
}

/** Of somebody who is named everywhere the newest articles tell enough. */
const MOST_ARTICLES = 1_500
/** How long it works at a stretch before it lets others in, ms. */
const STRETCH = 12

interface NamedRow extends TextRange {
  rootId: string
}

interface Count {
  sentences: number
  articles: number
}

/**
 * The relations of a library's entities. A shared sentence counts twice as much as a shared article.
 * @param db an open library
 */
export function createRelations(db: Database): Relations {
  const articles = db
    .prepare<[{ root: string; most: number }], string>(
      `WITH named AS (SELECT DISTINCT m.article_id FROM ${MENTION_OF_ROOT})
      SELECT a.id FROM named JOIN article a ON a.id = named.article_id AND a.trashed_at IS NULL
      ORDER BY coalesce(a.published_at, a.added_at) DESC, a.id LIMIT @most`,
    )
    .pluck()
  const shared = db
    .prepare<[{ root: string; other: string }], string>(
      `WITH named AS (SELECT DISTINCT m.article_id FROM ${MENTION_OF_ROOT})
      SELECT a.id FROM named JOIN article a ON a.id = named.article_id AND a.trashed_at IS NULL
      WHERE EXISTS (SELECT 1 FROM entity o JOIN mention om ON om.entity_id = o.id AND om.article_id = a.id
        WHERE o.root_id = @other)
      ORDER BY coalesce(a.published_at, a.added_at) DESC, a.id`,
    )
    .pluck()
  const text = db.prepare<[string], string>('SELECT text FROM article WHERE id = ?').pluck()
  const named = db.prepare<[string], NamedRow>(`SELECT m.start, m."end", e.root_id AS rootId
    FROM mention m JOIN entity e ON e.id = m.entity_id WHERE m.article_id = ? ORDER BY m.start`)
  const rejectedHere = db
    .prepare<[string], string>(
      `SELECT e.root_id || d.article_id FROM entity_decision d JOIN entity e ON e.id = d.entity_id
      WHERE d.action = 'reject' AND d.article_id = ? AND d.undone_at IS NULL`,
    )
    .pluck()
  const known = db.prepare<[string], { id: string; name: string; kind: EntityKind }>(
    'SELECT id, name, kind FROM entity WHERE id IN (SELECT value FROM json_each(?)) AND rejected = 0',
  )

  /** Everyone that an article names, without those rejected there. */
  function namesIn(articleId: string): NamedRow[] {
    const rejected = new Set(rejectedHere.all(articleId))
    const rows = named.all(articleId)
    return rejected.size === 0 ? rows : rows.filter(({ rootId }) => !rejected.has(rootId + articleId))
  }

  /** Adds to the counts what one article tells. */
  function countIn(articleId: string, rootId: string, counts: Map<string, Count>): void {
    const names = namesIn(articleId)
    const words = text.get(articleId) ?? ''
    const inSentence = new Map<string, number>()
    for (const { names: others } of sentencesOf(words, names, rootId)) {
      for (const other of new Set(others.map((row) => row.rootId))) {
        inSentence.set(other, (inSentence.get(other) ?? 0) + 1)
      }
    }
    for (const other of new Set(names.map((row) => row.rootId))) {
      if (other === rootId) continue
      const count = counts.get(other) ?? { sentences: 0, articles: 0 }
      count.sentences += inSentence.get(other) ?? 0
      count.articles += 1
      counts.set(other, count)
    }
  }

  return {
    async related(root, limit) {
      const counts = new Map<string, Count>()
      let began = performance.now()
      for (const articleId of articles.all({ root, most: MOST_ARTICLES })) {
        countIn(articleId, root, counts)
        if (performance.now() - began < STRETCH) continue
        await new Promise((resolve) => setImmediate(resolve))
        if (!db.open) return []
        began = performance.now()
      }
      const weight = ({ sentences, articles: inArticles }: Count) => 2 * sentences + inArticles
      // More than are wanted, as the rejected ones among them are not known yet.
      const closest = [...counts]
        .sort((a, b) => weight(b[1]) - weight(a[1]) || (a[0] < b[0] ? -1 : 1))
        .slice(0, 2 * limit + 20)
      const byId = new Map(known.all(JSON.stringify(closest.map(([id]) => id))).map((row) => [row.id, row]))
      return closest
        .flatMap(([id, { sentences, articles: inArticles }]): RelatedEntity[] => {
          const row = byId.get(id)
          return row ? [{ ...row, sentenceCount: sentences, articleCount: inArticles }] : []
        })
        .slice(0, limit)
    },
    ties(root, other, limit) {
      const found: EntitySentence[] = []
      for (const articleId of shared.all({ root, other })) {
        const words = text.get(articleId) ?? ''
        const names = namesIn(articleId).filter(({ rootId }) => rootId === root || rootId === other)
        for (const { range, names: both } of sentencesOf(words, names, root)) {
          if (!both.some(({ rootId }) => rootId === other)) continue
          const marks = both.map(({ start, end }) => ({ start: start - range.start, end: end - range.start }))
          found.push({ articleId, text: words.slice(range.start, range.end), start: range.start, marks })
          if (found.length === limit) return found
        }
      }
      return found
    },
  }
}

/**
 * The sentences of a text that name an entity, each once, with everyone that they name.
 * @param names by start
 */
function sentencesOf(
  text: string,
  names: readonly NamedRow[],
  rootId: string,
): { range: TextRange; names: NamedRow[] }[] {
  const sentences: { range: TextRange; names: NamedRow[] }[] = []
  for (const own of names) {
    const last = sentences.at(-1)
    if (own.rootId !== rootId || own.end > text.length || (last && own.end <= last.range.end)) continue
    const range = sentenceAround(text, own)
    sentences.push({ range, names: names.filter(({ start, end }) => start >= range.start && end <= range.end) })
  }
  return sentences
}
