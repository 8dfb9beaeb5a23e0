// Reads and writes what was found: entities, their aliases, their mentions in articles.
import type { Database } from 'better-sqlite3'
import type { EntityKind } from '../../contract/model.ts'
import type { Analysis, EngineCluster } from './engine/analyse.ts'
import { createFacts } from './facts.ts'
import { chooseEntity, formsOf } from './link.ts'
import type { Candidate } from './link.ts'
import { isWeakForm, aliasKey } from './alias-key.ts'

export interface EntityStore {
  /** Replaces what is known of one article with a new analysis. Call it inside a transaction. */
  replaceAnalysis(articleId: string, analysis: Analysis, stamp: { engineVersion: number; textHash: string }): void
  isAnalysed(articleId: string): boolean
  forget(articleId?: string): void
  /** Takes out where an article names whom: its text is another. */
  clearMentions(articleId: string): void
}

interface CandidateRow {
  entity_id: string
  key: string
  weak: number
  kind: EntityKind
  engine_name: string
  article_count: number
}

/**
 * The store over the tables of schema.ts.
 * @param db an open library
 * @param deps clock, ids and this device's id
 */
export function createEntityStore(
  db: Database,
  deps: { now: () => number; newId: () => string; device: string },
): EntityStore {
  const clearMentions = db.prepare('DELETE FROM mention WHERE article_id = ?')
  const clearArticleEntities = db.prepare('DELETE FROM article_entity WHERE article_id = ?')
  const facts = createFacts(db)
  const addMention = db.prepare(
    'INSERT INTO mention (article_id, start, "end", entity_id, confidence) VALUES (?, ?, ?, ?, ?)',
  )
  const addArticleEntity =
    db.prepare(`INSERT INTO article_entity (article_id, entity_id, kind, role) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET role = coalesce(role, excluded.role)`)
  const addEntity =
    db.prepare(`INSERT INTO entity (id, engine_name, engine_kind, name, kind, root_id, created_at, updated_at, device)
    VALUES (@id, @name, @kind, @name, @kind, @id, @now, @now, @device)`)
  const addAlias =
    db.prepare(`INSERT INTO entity_alias (entity_id, key, alias, weak, source) VALUES (?, ?, ?, ?, 'engine')
    ON CONFLICT DO NOTHING`)
  const candidates = db.prepare<[string], CandidateRow>(`SELECT a.entity_id, a.key, a.weak, e.kind, e.engine_name,
      (SELECT count(*) FROM article_entity ae WHERE ae.entity_id = e.id) AS article_count
    FROM entity_alias a JOIN entity e ON e.id = a.entity_id
    WHERE a.key IN (SELECT value FROM json_each(?))`)
  const engineName = db.prepare<[string], { engine_name: string; name: string }>(
    'SELECT engine_name, name FROM entity WHERE id = ?',
  )
  const improveName = db.prepare(`UPDATE entity SET engine_name = @name,
    name = CASE WHEN name = engine_name THEN @name ELSE name END, updated_at = @now WHERE id = @id`)
  const stampArticle =
    db.prepare(`INSERT INTO article_analysis (article_id, engine_version, text_hash, analysed_at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET engine_version = excluded.engine_version, text_hash = excluded.text_hash, analysed_at = excluded.analysed_at`)
  const analysed = db.prepare<[string], number>('SELECT 1 FROM article_analysis WHERE article_id = ?').pluck()
  const forgetOne = db.prepare('DELETE FROM article_analysis WHERE article_id = ?')
  const forgetAll = db.prepare('DELETE FROM article_analysis')

  /** The known entity of a cluster, or a new one. */
  function entityFor(cluster: EngineCluster): { id: string; confidence: number } {
    const forms = formsOf(cluster)
    const known: Candidate[] = candidates.all(JSON.stringify(forms.map((form) => form.key))).map((row) => ({
      entityId: row.entity_id,
      key: row.key,
      weak: row.weak === 1,
      kind: row.kind,
      shortOnly: isWeakForm(row.kind, aliasKey(row.engine_name)),
      articleCount: row.article_count,
    }))
    const link = chooseEntity(cluster, known)
    const id = link?.entityId ?? deps.newId()
    if (link) useFullerName(id, cluster)
    else addEntity.run({ id, name: cluster.name, kind: cluster.kind, now: deps.now(), device: deps.device })
    for (const form of forms) addAlias.run(id, form.key, form.alias, form.weak ? 1 : 0)
    return { id, confidence: link ? Math.min(link.confidence, cluster.confidence) : cluster.confidence }
  }

  /** A surname that was the only name so far gives way to the full name. */
  function useFullerName(id: string, cluster: EngineCluster): void {
    const current = engineName.get(id)
    if (!current || cluster.kind !== 'person') return
    if (isWeakForm('person', aliasKey(current.engine_name)) && !isWeakForm('person', aliasKey(cluster.name))) {
      improveName.run({ id, name: cluster.name, now: deps.now() })
    }
  }

  return {
    replaceAnalysis(articleId, analysis, stamp) {
      clearMentions.run(articleId)
      clearArticleEntities.run(articleId)
      facts.clear(articleId)
      // Full names first, so that a surname in another cluster can find them.
      const order = analysis.clusters.map((cluster, index) => ({ cluster, index }))
      order.sort((a, b) => b.cluster.name.split(' ').length - a.cluster.name.split(' ').length || a.index - b.index)
      const linked = new Map(order.map(({ cluster, index }) => [index, entityFor(cluster)]))
      for (const [index, { id }] of linked) {
        const cluster = analysis.clusters[index]
        if (!cluster) continue
        addArticleEntity.run(articleId, id, cluster.kind, cluster.role)
        facts.add(articleId, id, cluster.roles)
      }
      for (const mention of analysis.mentions) {
        const entity = linked.get(mention.cluster)
        if (!entity) continue
        const confidence = Math.min(mention.confidence, entity.confidence)
        addMention.run(articleId, mention.start, mention.end, entity.id, confidence)
      }
      stampArticle.run(articleId, stamp.engineVersion, stamp.textHash, deps.now())
    },
    isAnalysed: (articleId) => analysed.get(articleId) === 1,
    forget(articleId) {
      if (articleId === undefined) forgetAll.run()
      else forgetOne.run(articleId)
    },
    clearMentions(articleId) {
      clearMentions.run(articleId)
      facts.clear(articleId)
    },
  }
}
