// The page of an entity: every article that names it, what they say of it, and the sentences as they are asked for.
import type { Database } from 'better-sqlite3'
import type { EntityPage, EntityPageArticle, EntityRole, EntitySentence } from '../../contract/entity-model.ts'
import type { EntityDecision, TextRange } from '../../contract/model.ts'
import type { EntityViews } from './entity-views.ts'
import type { Facts } from './facts.ts'
import { MENTION_OF_ROOT } from './live-mentions.ts'
import { sentenceAround, sentencesWith } from './sentences.ts'

export interface EntityPages {
  /** The entity that stands for an id, also when no article names it; null for an id of none. */
  named(id: string): { id: string; name: string } | null
  /** Throws Failure NOT_FOUND. The id of a merged entity gives the page of the one it is part of. */
  page(id: string): EntityPage
  /** Remembers that its page was open. Throws Failure NOT_FOUND. */
  visit(id: string): void
  /** The sentences of some articles that name it, in the order of the ids and then of the text. */
  sentences(id: string, articleIds: readonly string[]): EntitySentence[]
  /** The sentence of each source, marked; a source that is not in its text any more is left out. */
  roleSentences(sources: EntityRole['sources']): EntitySentence[]
}

export interface EntityPageDeps {
  now: () => number
  views: Pick<EntityViews, 'summary' | 'aliases' | 'highlights'>
  decisions: (rootId: string) => EntityDecision[]
  facts: Facts
  /** Whether the user wrote a note on just this entity. */
  hasNote: (entityId: string) => boolean
}

/** An article that waits longer than this for its analysis is not what a reader misses, ms. */
const RECENT = 24 * 60 * 60 * 1_000

/**
 * The pages of a library's entities.
 * @param db an open library
 * @param deps clock, and what the rest of the room and the notes know of an entity
 */
export function createEntityPages(db: Database, deps: EntityPageDeps): EntityPages {
  const articles = db.prepare<[{ root: string }], EntityPageArticle>(`WITH named AS (
      SELECT m.article_id, count(*) AS mention_count, min(m.start) AS first_mention FROM ${MENTION_OF_ROOT}
      GROUP BY m.article_id)
    SELECT a.id AS articleId, a.title, a.site_name AS siteName, a.published_at AS publishedAt,
      mention_count AS mentionCount, first_mention AS firstMention, a.added_at AS addedAt, a.opened_at AS openedAt
    FROM named JOIN article a ON a.id = named.article_id AND a.trashed_at IS NULL
    ORDER BY a.published_at DESC NULLS LAST, a.added_at DESC`)
  const spans = db.prepare<[{ root: string; articleId: string }], TextRange>(
    `SELECT m.start, m."end" FROM ${MENTION_OF_ROOT} AND m.article_id = @articleId ORDER BY m.start`,
  )
  const text = db.prepare<[string], string>('SELECT text FROM article WHERE id = ?').pluck()
  const parts = db.prepare<[string, string], { id: string; name: string }>(
    'SELECT id, name FROM entity WHERE root_id = ? AND id <> ? ORDER BY name, id',
  )
  const named = db.prepare<[string], { id: string; name: string }>(
    'SELECT r.id, r.name FROM entity e JOIN entity r ON r.id = e.root_id WHERE e.id = ?',
  )
  const visited = db
    .prepare<[string], number | null>(
      'SELECT max(v.visited_at) FROM entity_visit v JOIN entity e ON e.id = v.entity_id WHERE e.root_id = ?',
    )
    .pluck()
  // What waits for its analysis cannot have been seen: the visit ends before it.
  const seenUntil = db
    .prepare<[{ now: number; recent: number }], number>(
      `SELECT min(@now, coalesce(min(a.added_at) - 1, @now)) FROM article a
      LEFT JOIN article_analysis s ON s.article_id = a.id
      WHERE s.article_id IS NULL AND a.trashed_at IS NULL AND a.added_at > @recent`,
    )
    .pluck()
  const remember = db.prepare(`INSERT INTO entity_visit (entity_id, visited_at) VALUES (?, ?)
    ON CONFLICT DO UPDATE SET visited_at = excluded.visited_at`)

  return {
    named: (id) => named.get(id) ?? null,
    page(id) {
      const entity = deps.views.summary(id)
      const roles = deps.facts.roles(entity.id)
      return {
        entity,
        role: roles[0] ?? null,
        articles: articles.all({ root: entity.id }),
        roles,
        aliases: deps.views.aliases(entity.id),
        decisions: deps.decisions(entity.id),
        highlights: deps.views.highlights(entity.id),
        noted: parts.all(entity.id, entity.id).filter((part) => deps.hasNote(part.id)),
        visitedAt: visited.get(entity.id) ?? null,
      }
    },
    visit(id) {
      const now = deps.now()
      remember.run(deps.views.summary(id).id, seenUntil.get({ now, recent: now - RECENT }) ?? now)
    },
    sentences(id, articleIds) {
      const root = deps.views.summary(id).id
      return articleIds.flatMap((articleId) =>
        sentencesWith(articleId, text.get(articleId) ?? '', spans.all({ root, articleId })),
      )
    },
    roleSentences(sources) {
      return sources.flatMap(({ articleId, start, end }): EntitySentence[] => {
        const words = text.get(articleId) ?? ''
        if (end > words.length || start >= end) return []
        const around = sentenceAround(words, { start, end })
        const marks = [{ start: start - around.start, end: end - around.start }]
        return [{ articleId, text: words.slice(around.start, around.end), start: around.start, marks }]
      })
    },
  }
}
