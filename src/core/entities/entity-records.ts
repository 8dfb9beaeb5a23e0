// Entities, what was found in articles and what the user decided, as records that leave nothing out: for the library's own
// file. What the engine found goes along, so that a library that comes back links every name as it did.
import type { Database } from 'better-sqlite3'
import { createTableRows } from '../library/table-rows.ts'
import type { TableRecord } from '../library/table-rows.ts'
import { createEntityDerivation } from './derive-entity.ts'
import { createEntityStore } from './entity-store.ts'

/** An entity with its names, and what else is kept of it. */
export interface EntityRecord extends TableRecord {
  id: string
  name: string
  kind: string
}

export interface EntityRecords {
  /** Entities that articles name, with those they are part of and those that decisions speak of; all when null. */
  ids(articleIds: readonly string[] | null): string[]
  read(id: string): EntityRecord | undefined
  /** What was found in an article: the rows of each table. */
  analysis(articleId: string): Record<string, TableRecord[]>
  /** Decisions about some entities, undone ones too, in their order; all when null. */
  decisions(about: { entityIds: readonly string[]; articleIds: readonly string[] } | null): TableRecord[]
  /**
   * Puts entities in that are not there. One that is called as one that is here, and is of its kind, is taken for that.
   * Call it inside a transaction. Returns under which id each is here.
   */
  insert(records: readonly EntityRecord[]): Map<string, string>
  /** Puts in what was found in an article that has just been put in. Call it inside a transaction. */
  insertAnalysis(articleId: string, analysis: Record<string, TableRecord[]>, idOf: (id: string) => string): void
  /** Puts in decisions that are not there, and derives what follows from them. Call it inside a transaction. */
  insertDecisions(records: readonly TableRecord[], ids: DecisionIds): number
}

/** Under which ids entities and articles of the file are here; null for an article that is not. */
export interface DecisionIds {
  entity: (id: string) => string
  article: (id: string) => string | null
}

/** Tables with rows for each article, those first that others refer to; none is written by the user. */
const ANALYSIS: readonly { table: string; order: string }[] = [
  { table: 'article_analysis', order: 'article_id' },
  { table: 'article_cluster', order: 'cluster' },
  { table: 'cluster_candidate', order: 'cluster, place' },
  { table: 'mention', order: 'start' },
  { table: 'mention_aside', order: 'start' },
  { table: 'article_entity', order: 'entity_id' },
  { table: 'entity_fact', order: 'entity_id, start' },
  { table: 'article_relink', order: '"key"' },
]
/** Of an entity itself. */
const OF_ENTITY: readonly { table: string; order: string }[] = [
  { table: 'entity_alias', order: '"key"' },
  { table: 'entity_visit', order: 'entity_id' },
  { table: 'entity_look_up', order: 'entity_id' },
]

/** Entity records over the tables of this folder; `deps.now` in UTC ms, `deps.device` is who writes. */
export function createEntityRecords(
  db: Database,
  deps: { now: () => number; newId: () => string; device: string },
): EntityRecords {
  const { device } = deps
  const entities = createTableRows(db, device, { table: 'entity', order: 'rowid', flags: ['rejected'] })
  const decisionRows = createTableRows(db, device, { table: 'entity_decision', order: '"key"', json: ['places'] })
  const ofEntity = OF_ENTITY.map((shape) => [shape.table, createTableRows(db, device, shape)] as const)
  const ofArticle = ANALYSIS.map((shape) => [shape.table, createTableRows(db, device, shape)] as const)
  const allIds = db.prepare<[], string>('SELECT id FROM entity ORDER BY rowid').pluck()
  const namedIds = db
    .prepare<[{ articles: string }], string>(
      `WITH RECURSIVE wanted (id) AS (
        SELECT entity_id FROM article_cluster WHERE article_id IN (SELECT value FROM json_each(@articles))
        UNION SELECT entity_id FROM mention WHERE article_id IN (SELECT value FROM json_each(@articles))
        UNION SELECT entity_id FROM article_entity WHERE article_id IN (SELECT value FROM json_each(@articles))
        UNION SELECT entity_id FROM entity_fact WHERE article_id IN (SELECT value FROM json_each(@articles))
        UNION SELECT entity_id FROM cluster_candidate
          WHERE article_id IN (SELECT value FROM json_each(@articles)) AND entity_id IS NOT NULL
        UNION SELECT e.merged_into FROM entity e JOIN wanted w ON w.id = e.id WHERE e.merged_into IS NOT NULL
        UNION SELECT d.value FROM entity_decision d JOIN wanted w ON w.id = d.entity_id
          WHERE d.action IN ('merge', 'assign', 'choose') AND d.value IS NOT NULL)
      SELECT e.id FROM entity e JOIN wanted w ON w.id = e.id ORDER BY e.rowid`,
    )
    .pluck()
  const alike = db
    .prepare<[string, string], string>(
      'SELECT root_id FROM entity WHERE name = ? AND kind = ? AND rejected = 0 LIMIT 2',
    )
    .pluck()
  const isThere = db.prepare<[string], number>('SELECT 1 FROM entity WHERE id = ?').pluck()
  const derivation = createEntityDerivation(db, deps)
  const store = createEntityStore(db, deps)
  const without = (records: TableRecord[], field: string) =>
    records.map((record) => Object.fromEntries(Object.entries(record).filter(([name]) => name !== field)))

  /** The entity here that one of a file is, by name and kind; null when none or several may be. */
  function sameHere({ name, kind, mergedInto, rejected }: EntityRecord): string | null {
    if (mergedInto !== null || rejected === true) return null
    const found = new Set(alike.all(name, kind))
    return found.size === 1 ? [...found][0]! : null
  }

  return {
    ids: (articleIds) => (articleIds === null ? allIds.all() : namedIds.all({ articles: JSON.stringify(articleIds) })),
    read(id) {
      const [entity] = entities.read('id = ?', id)
      if (entity === undefined) return undefined
      const parts = ofEntity.map(
        ([table, rows]) => [table, without(rows.read('entity_id = ?', id), 'entityId')] as const,
      )
      return { ...(entity as EntityRecord), ...Object.fromEntries(parts) }
    },
    analysis: (articleId) =>
      Object.fromEntries(
        ofArticle.map(([table, rows]) => [table, without(rows.read('article_id = ?', articleId), 'articleId')]),
      ),
    decisions(about) {
      if (about === null) return decisionRows.read('1')
      const articles = new Set(about.articleIds)
      return decisionRows
        .read('entity_id IN (SELECT value FROM json_each(?))', JSON.stringify(about.entityIds))
        .filter(({ articleId }) => typeof articleId !== 'string' || articles.has(articleId))
        .map((decision) =>
          articles.has(String(decision['originArticleId']))
            ? decision
            : { ...decision, originArticleId: null, originStart: null },
        )
    },
    insert(records) {
      // One may be part of another that comes after it.
      db.pragma('defer_foreign_keys = ON')
      const ids = new Map<string, string>()
      const fresh = records.filter((record) => {
        const here = isThere.get(record.id) === 1 ? record.id : sameHere(record)
        if (here !== null) ids.set(record.id, here)
        return here === null
      })
      const idOf = (id: unknown) => (typeof id === 'string' ? (ids.get(id) ?? id) : null)
      for (const record of fresh) {
        entities.insert({ ...record, mergedInto: idOf(record['mergedInto']), rootId: idOf(record['rootId']) })
        for (const [table, rows] of ofEntity) {
          for (const part of (record[table] as TableRecord[] | undefined) ?? []) {
            rows.insert({ ...part, entityId: record.id })
          }
        }
      }
      return ids
    },
    insertAnalysis(articleId, analysis, idOf) {
      for (const [table, rows] of ofArticle) {
        for (const record of analysis[table] ?? []) {
          const { entityId } = record
          rows.insert({ ...record, articleId, ...(typeof entityId === 'string' && { entityId: idOf(entityId) }) })
        }
      }
    },
    insertDecisions(records, ids) {
      const touched = new Set<string>()
      const articles = new Set<string>()
      let added = 0
      for (const record of records) {
        const { entityId, articleId, originArticleId, value, action } = record
        const where = typeof articleId === 'string' ? ids.article(articleId) : null
        if (typeof articleId === 'string' && where === null) continue
        const namesEntity = ['merge', 'assign', 'choose'].includes(String(action)) && typeof value === 'string'
        const entity = ids.entity(String(entityId))
        const decision = {
          ...record,
          entityId: entity,
          articleId: where,
          originArticleId: typeof originArticleId === 'string' ? ids.article(originArticleId) : null,
          ...(namesEntity && { value: ids.entity(value) }),
        }
        if (isThere.get(entity) !== 1 || !decisionRows.insert(decision)) continue
        added += 1
        touched.add(entity)
        if (where !== null) articles.add(where)
      }
      for (const id of touched) derivation.rederive(id)
      for (const id of articles) store.derive(id)
      return added
    },
  }
}
