// The log of the user's decisions: what is written down of each, and how it is told.
import type { Database } from 'better-sqlite3'
import type { DecisionOrigin } from '../../contract/entity-model.ts'
import type { EntityDecision } from '../../contract/model.ts'
import type { Place, Reach } from './derive-article.ts'

export interface DecisionRow {
  id: string
  entity_id: string
  action: EntityDecision['action']
  value: string | null
  article_id: string | null
  places: string | null
  reach: Reach
  description: string
  origin_article_id: string | null
  origin_start: number | null
  created_at: number
  undone_at: number | null
}

/** A decision to write down. */
export interface NewDecision {
  /** A new one when left out. */
  id?: string
  action: EntityDecision['action']
  value?: string | null
  /** Where it holds; everywhere when left out. */
  articleId?: string | null
  places?: readonly Place[]
  reach?: Reach
  description: string
  from?: DecisionOrigin | undefined
}

export interface DecisionLog {
  add(entityId: string, decision: NewDecision): EntityDecision
  get(id: string): DecisionRow | undefined
  undo(id: string): void
  /** Those that hold about one entity, in their order. */
  holding(entityId: string): DecisionRow[]
  /** Those that hold about an entity, those merged into it and the mentions that were given to it or taken from it, newest first. */
  ofRoot(rootId: string): EntityDecision[]
  /** As `ofRoot`, without those that hold in other articles only. */
  inArticle(rootId: string, articleId: string): EntityDecision[]
}

interface ToldRow extends DecisionRow {
  origin_title: string | null
}

/**
 * The log over `entity_decision`.
 * @param db an open library
 * @param deps clock, ids, this device's id, and the title of an article
 */
export function createDecisionLog(
  db: Database,
  deps: { now: () => number; newId: () => string; device: string; articleTitle: (id: string) => string },
): DecisionLog {
  const add =
    db.prepare(`INSERT INTO entity_decision (id, entity_id, action, value, article_id, places, reach, description,
      origin_article_id, origin_start, created_at, device)
    VALUES (@id, @entityId, @action, @value, @articleId, @places, @reach, @description, @originArticle, @originStart, @now, @device)`)
  const isArticle = db.prepare<[string], number>('SELECT 1 FROM article WHERE id = ?').pluck()
  const byId = db.prepare<[string], DecisionRow>('SELECT * FROM entity_decision WHERE id = ?')
  const undo = db.prepare('UPDATE entity_decision SET undone_at = ? WHERE id = ? AND undone_at IS NULL')
  const holding = db.prepare<[string], DecisionRow>(
    'SELECT * FROM entity_decision WHERE entity_id = ? AND undone_at IS NULL ORDER BY key',
  )
  const ofRoot = db.prepare<[{ root: string }], ToldRow>(`SELECT d.*, a.title AS origin_title
    FROM entity_decision d JOIN entity e ON e.id = d.entity_id LEFT JOIN article a ON a.id = d.origin_article_id
      LEFT JOIN entity v ON v.id = d.value AND d.action IN ('assign', 'choose')
    WHERE d.undone_at IS NULL AND (e.root_id = @root OR v.root_id = @root) ORDER BY d.key DESC`)

  return {
    add(entityId, { id = deps.newId(), action, value, articleId, places, reach, description, from }) {
      const now = deps.now()
      const origin = from !== undefined && isArticle.get(from.articleId) === 1 ? from : undefined
      add.run({
        ...{ id, entityId, action, description, now, device: deps.device },
        value: value ?? null,
        articleId: articleId ?? null,
        places: places === undefined ? null : JSON.stringify(places),
        reach: reach ?? 'mentions',
        originArticle: origin?.articleId ?? null,
        originStart: origin?.start ?? null,
      })
      const title = origin === undefined ? null : deps.articleTitle(origin.articleId)
      return told({
        ...{ id, action, value: value ?? null, description, created_at: now, origin_title: title },
        origin_article_id: origin?.articleId ?? null,
        origin_start: origin?.start ?? null,
      })
    },
    get: (id) => byId.get(id),
    holding: (entityId) => holding.all(entityId),
    undo(id) {
      undo.run(deps.now(), id)
    },
    ofRoot: (root) => ofRoot.all({ root }).map(told),
    inArticle: (root, articleId) =>
      ofRoot
        .all({ root })
        .filter(({ article_id: where }) => where === null || where === articleId)
        .map(told),
  }
}

type Told = Pick<
  ToldRow,
  'id' | 'action' | 'value' | 'description' | 'created_at' | 'origin_article_id' | 'origin_start' | 'origin_title'
>

/** A decision as the contract has it: mentions given to nobody are rejected. */
function told(row: Told): EntityDecision {
  const { id, description, origin_article_id: articleId, origin_start: start, origin_title: title } = row
  return {
    id,
    action: row.action === 'assign' && row.value === null ? 'reject' : row.action,
    description,
    createdAt: row.created_at,
    from: articleId === null || title === null ? null : { articleId, title, start },
  }
}
