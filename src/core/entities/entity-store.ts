// Reads and writes what was found: the clusters of articles, linked, and what follows from them and from the decisions.
import type { Database } from 'better-sqlite3'
import type { EntityKind } from '../../contract/model.ts'
import { aliasKey } from './alias-key.ts'
import { wordsAround } from './context.ts'
import { createArticleDerivation } from './derive-article.ts'
import type { Analysis, EngineCluster } from './engine/analyse.ts'
import { createFacts } from './facts.ts'
import type { Fact } from './facts.ts'
import { createLinker } from './linker.ts'
import type { FoundCluster, LinkedCluster } from './linker.ts'

export interface EntityStore {
  /** Replaces what is known of one article with a new analysis. Call it inside a transaction. */
  replaceAnalysis(articleId: string, analysis: Analysis, stamp: { engineVersion: number; textHash: string }): void
  /** Derives what holds of an article anew after a decision about its mentions. Call it inside a transaction. */
  derive(articleId: string): void
  /**
   * Links clusters again that have no other name than one, or are linked to an entity, in the order in which their articles
   * came; those that are to be linked again do not count for one another before. Call it inside a transaction.
   */
  relink(articleIds: Iterable<string>, which: Relinked): void
  /** Articles where a cluster has a form with this folded name; the newest first, a few hundred at most. */
  articlesWithForm(key: string): string[]
  /** Articles whose clusters are linked to an entity; the newest first, a few hundred at most. */
  articlesLinkedTo(entityId: string): string[]
  /** Links one article again of those that wait for it; false when none does. Call it inside a transaction. */
  relinkNext(): boolean
  isAnalysed(articleId: string): boolean
  forget(articleId?: string): void
  /** Takes out where an article names whom: its text is another. */
  clearMentions(articleId: string): void
}

/** Clusters to link again: by a folded name that is their only one, by whom they are linked to, or by that through a name. */
export type Relinked = { onlyName: string } | { entityId: string } | { entityId: string; by: ReadonlySet<string> }

interface ClusterRow {
  cluster: number
  name: string
  kind: EntityKind
  role: string | null
  roles: string
  forms: string
  words: string
  confidence: number
  evidence: string | null
  entity_id: string
}

/** A cluster with its number and the engine's sentences about it. */
interface Numbered extends FoundCluster {
  number: number
  roles: readonly Fact[]
  evidence: readonly string[]
}

/** So many articles at most are linked again when a name turns up. */
const MOST_RELINKED = 200

/**
 * The store over the tables of schema.ts and schema-2.ts.
 * @param db an open library
 * @param deps clock, ids and this device's id
 */
export function createEntityStore(
  db: Database,
  deps: { now: () => number; newId: () => string; device: string },
): EntityStore {
  const linker = createLinker(db, deps)
  const derivation = createArticleDerivation(db, createFacts(db))
  const textOf = db.prepare<[string], string>('SELECT text FROM article WHERE id = ?').pluck()
  const clearMentions = db.prepare('DELETE FROM mention WHERE article_id = ?')
  const clearAside = db.prepare('DELETE FROM mention_aside WHERE article_id = ?')
  const clearClusters = db.prepare('DELETE FROM article_cluster WHERE article_id = ?')
  const clearCluster = db.prepare('DELETE FROM article_cluster WHERE article_id = ? AND cluster = ?')
  const addCluster =
    db.prepare(`INSERT INTO article_cluster (article_id, cluster, name, kind, role, roles, forms, words, confidence,
      evidence, entity_id, link_reason, link_score, unsure)
    VALUES (@articleId, @number, @name, @kind, @role, @roles, @forms, @words, @confidence, @evidence, @entityId, @reason, @score, @unsure)`)
  const addCandidate = db.prepare(`INSERT INTO cluster_candidate (article_id, cluster, place, entity_id, score, reason)
    VALUES (?, ?, ?, ?, ?, ?)`)
  const clustersOf = db.prepare<[string], ClusterRow>(
    'SELECT * FROM article_cluster WHERE article_id = ? ORDER BY cluster',
  )
  const linkedAt = db.prepare<
    [{ article: string }],
    { start: number; end: number; entity_id: string }
  >(`SELECT m.start, m."end", c.entity_id
    FROM mention m JOIN article_cluster c ON c.article_id = m.article_id AND c.cluster = m.cluster WHERE m.article_id = @article
    UNION ALL SELECT m.start, m."end", c.entity_id FROM mention_aside m
    JOIN article_cluster c ON c.article_id = m.article_id AND c.cluster = m.cluster WHERE m.article_id = @article`)
  const detach = db.prepare(
    'UPDATE article_entity SET unsure = 1 WHERE article_id = ? AND entity_id = ? AND decided = 0',
  )
  const withForm = db.prepare<[string], { article_id: string; forms: string }>(`SELECT c.article_id, c.forms
    FROM entity_alias a JOIN article_cluster c ON c.entity_id = a.entity_id WHERE a.key = ?
    ORDER BY c.article_id DESC LIMIT 5000`)
  const linkedTo = db
    .prepare<[string], string>(
      `SELECT DISTINCT article_id FROM article_cluster WHERE entity_id = ?
    ORDER BY article_id DESC LIMIT ${String(MOST_RELINKED)}`,
    )
    .pluck()
  const bare = db
    .prepare<[{ key: string; article: string }], string>(
      `SELECT DISTINCT c.article_id FROM entity_alias a
    JOIN article_cluster c ON c.entity_id = a.entity_id
    WHERE a.key = @key AND a.weak = 1 AND c.kind = 'person' AND instr(c.name, ' ') = 0 AND c.article_id <> @article
    ORDER BY c.article_id DESC LIMIT ${String(MOST_RELINKED)}`,
    )
    .pluck()
  const wantRelink = db.prepare('INSERT OR IGNORE INTO article_relink (article_id, key) VALUES (?, ?)')
  const dropRelink = db.prepare('DELETE FROM article_relink WHERE article_id = ? AND key = ?')
  const forgetRelinks = db.prepare('DELETE FROM article_relink WHERE article_id = ?')
  const nextRelink = db.prepare<[], { article_id: string; key: string }>('SELECT article_id, key FROM article_relink LIMIT 1') // prettier-ignore
  const stampArticle =
    db.prepare(`INSERT INTO article_analysis (article_id, engine_version, text_hash, analysed_at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET engine_version = excluded.engine_version, text_hash = excluded.text_hash, analysed_at = excluded.analysed_at`)
  const analysed = db.prepare<[string], number>('SELECT 1 FROM article_analysis WHERE article_id = ?').pluck()
  const forgetOne = db.prepare('DELETE FROM article_analysis WHERE article_id = ?')
  const forgetAll = db.prepare('DELETE FROM article_analysis')

  function write(articleId: string, clusters: readonly (LinkedCluster & Numbered)[]): void {
    for (const { number, name, kind, role, roles, forms, words, confidence, evidence, entityId, choice } of clusters) {
      addCluster.run({
        ...{ articleId, number, name, kind, role, confidence, entityId },
        roles: JSON.stringify(roles),
        forms: JSON.stringify(forms),
        words: words.join(' '),
        evidence: evidence.length > 0 ? JSON.stringify(evidence) : null,
        reason: choice.reason,
        score: choice.score,
        unsure: choice.unsure ? 1 : 0,
      })
      choice.weighed.forEach((each, place) => {
        addCandidate.run(articleId, number, place, each.entityId, each.score, each.reason)
      })
    }
  }

  function link(articleId: string, clusters: readonly Numbered[], others: readonly string[]): void {
    const linked = linker.link(articleId, clusters, others)
    write(articleId, linked.map((cluster, index) => ({ ...clusters[index]!, ...cluster }))) // prettier-ignore
  }

  function relinkOne(articleId: string, which: Relinked): void {
    const rows = clustersOf.all(articleId)
    const again = rows.filter((row) => isMeant(row, which))
    if (again.length === 0) return
    for (const row of again) clearCluster.run(articleId, row.cluster)
    const others = rows.filter((row) => !again.includes(row)).map((row) => row.entity_id)
    link(articleId, again.map(numbered), others)
    derivation.derive(articleId)
  }

  /** The clusters of an analysis, each with the entity that most of its places, or else its name, were linked to before. */
  function clustersFrom(articleId: string, text: string, analysis: Analysis): Numbered[] {
    const before = linkedAt.all({ article: articleId })
    const byName = new Map(clustersOf.all(articleId).map((row) => [`${row.kind} ${aliasKey(row.name)}`, row.entity_id]))
    return analysis.clusters.map((cluster, number) => {
      const places = cluster.mentions.flatMap((index) => analysis.mentions[index] ?? [])
      return {
        number,
        name: cluster.name,
        kind: cluster.kind,
        role: cluster.role,
        roles: cluster.roles.map(({ start, end, text: words }) => ({ start, end, text: words })),
        forms: formsIn(cluster),
        words: wordsAround(text, places, formsIn(cluster), cluster.role),
        confidence: cluster.confidence,
        evidence: cluster.evidence,
        before:
          mostOf(places.flatMap((place) => before.filter((old) => old.start < place.end && place.start < old.end))) ??
          byName.get(`${cluster.kind} ${aliasKey(cluster.name)}`) ??
          null,
      }
    })
  }

  return {
    replaceAnalysis(articleId, analysis, stamp) {
      const text = textOf.get(articleId) ?? ''
      const clusters = clustersFrom(articleId, text, analysis)
      clearClusters.run(articleId)
      link(articleId, clusters, [])
      const found = analysis.mentions.map(({ start, end, cluster, confidence }) => {
        return { start, end, cluster, engineConfidence: confidence }
      })
      const short = derivation.derive(articleId, found)
      // A surname met before its full name is looked at again, in a turn of its own: there may be hundreds.
      forgetRelinks.run(articleId)
      for (const key of short) for (const other of bare.all({ key, article: articleId })) wantRelink.run(other, key)
      stampArticle.run(articleId, stamp.engineVersion, stamp.textHash, deps.now())
    },
    relinkNext() {
      const next = nextRelink.get()
      if (next === undefined) return false
      dropRelink.run(next.article_id, next.key)
      relinkOne(next.article_id, { onlyName: next.key })
      return true
    },
    derive(articleId) {
      derivation.derive(articleId)
    },
    relink(articleIds, which) {
      const ids = [...new Set(articleIds)].sort()
      for (const id of ids) {
        for (const row of clustersOf.all(id)) if (isMeant(row, which)) detach.run(id, row.entity_id)
      }
      for (const id of ids) relinkOne(id, which)
    },
    articlesWithForm(key) {
      const rows = withForm.all(key).filter(({ forms }) => (JSON.parse(forms) as string[]).some((form) => aliasKey(form) === key)) // prettier-ignore
      return [...new Set(rows.map((row) => row.article_id))].slice(0, MOST_RELINKED)
    },
    articlesLinkedTo: (entityId) => linkedTo.all(entityId),
    isAnalysed: (articleId) => analysed.get(articleId) === 1,
    forget(articleId) {
      if (articleId === undefined) forgetAll.run()
      else forgetOne.run(articleId)
    },
    clearMentions(articleId) {
      clearMentions.run(articleId)
      clearAside.run(articleId)
    },
  }
}

function isMeant(row: ClusterRow, which: Relinked): boolean {
  const keys = (JSON.parse(row.forms) as string[]).map(aliasKey)
  if ('onlyName' in which) return keys.every((key) => key === which.onlyName)
  return row.entity_id === which.entityId && (!('by' in which) || keys.some((key) => which.by.has(key)))
}

function numbered(row: ClusterRow): Numbered {
  return {
    number: row.cluster,
    name: row.name,
    kind: row.kind,
    role: row.role,
    roles: JSON.parse(row.roles) as Fact[],
    forms: JSON.parse(row.forms) as string[],
    words: row.words === '' ? [] : row.words.split(' '),
    confidence: row.confidence,
    evidence: row.evidence === null ? [] : (JSON.parse(row.evidence) as string[]),
    before: row.entity_id,
  }
}

function formsIn({ name, aliases }: EngineCluster): string[] {
  return [...new Set([name, ...aliases])]
}

/** The entity that most of some places were linked to; the first of several. */
function mostOf(places: readonly { entity_id: string }[]): string | null {
  const counts = new Map<string, number>()
  for (const { entity_id: id } of places) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts].reduce<[string | null, number]>((most, one) => (one[1] > most[1] ? one : most), [null, 0])[0]
}
