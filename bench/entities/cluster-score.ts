// Scores clusters against gold ones: how often two are made one, and how often one is made two.
import type { EntityKind } from '../../src/contract/model.ts'

/** One entity of a document: its mentions as ranges of UTF-16 code units. */
export interface GoldCluster {
  name: string
  kind: EntityKind
  mentions: readonly { start: number; end: number }[]
}

/** What an engine made of a document. */
export interface FoundClusters {
  mentions: readonly { start: number; end: number; cluster: number; kind: EntityKind }[]
  clusters: readonly { name: string; kind: EntityKind }[]
}

export interface ClusterCounts {
  /** Gold entities, of them those that were found at all. */
  entities: number
  entitiesFound: number
  /** Clusters that hold at least one gold mention. */
  clusters: number
  /** Entities beyond the first in a cluster. */
  merges: number
  /** Clusters beyond the first of an entity. */
  splits: number
  /** Mentions of the gold, of them found (any overlap), of them under the right kind. */
  mentions: number
  mentionsFound: number
  kindsRight: number
  /** Mentions found that no gold mention touches. */
  spurious: number
  /** Each fault in words, to look at. */
  faults: string[]
}

export const noCounts = (): ClusterCounts => ({
  entities: 0, entitiesFound: 0, clusters: 0, merges: 0, splits: 0, mentions: 0, mentionsFound: 0, kindsRight: 0, spurious: 0, faults: [],
}) // prettier-ignore

/**
 * Compares one document. A found mention counts for the gold mention that it shares most characters with; each gold
 * mention is found once.
 * @param kind count only gold entities of this kind
 */
export function scoreClusters(
  found: FoundClusters,
  gold: readonly GoldCluster[],
  kind: EntityKind | null = null,
): ClusterCounts {
  const counts = noCounts()
  const entitiesOf = new Map<number, Set<number>>()
  const used = new Set<number>()
  gold.forEach((entity, number) => {
    const clusters = new Map<number, number>()
    for (const mention of entity.mentions) {
      const at = bestOf(found, mention)
      const hit = at === null ? undefined : found.mentions[at]
      if (at === null || !hit) continue
      used.add(at)
      clusters.set(hit.cluster, (clusters.get(hit.cluster) ?? 0) + 1)
      if (kind !== null && entity.kind !== kind) continue
      counts.mentionsFound++
      if (hit.kind === entity.kind) counts.kindsRight++
    }
    if (kind !== null && entity.kind !== kind) return
    counts.entities++
    counts.mentions += entity.mentions.length
    if (clusters.size === 0) return
    counts.entitiesFound++
    counts.splits += clusters.size - 1
    if (clusters.size > 1)
      counts.faults.push(`split: ${entity.name}: ${[...clusters.keys()].map((c) => nameOf(found, c)).join(' / ')}`)
    for (const cluster of clusters.keys())
      entitiesOf.set(cluster, (entitiesOf.get(cluster) ?? new Set<number>()).add(number))
  })
  for (const [cluster, entities] of entitiesOf) {
    counts.clusters++
    counts.merges += entities.size - 1
    if (entities.size > 1)
      counts.faults.push(`merge: ${nameOf(found, cluster)}: ${[...entities].map((e) => gold[e]?.name).join(' + ')}`)
  }
  if (kind === null)
    counts.spurious = found.mentions.filter((_, at) => !used.has(at) && !touched(found, gold, at)).length
  return counts
}

const nameOf = (found: FoundClusters, cluster: number): string => {
  const { name, kind } = found.clusters[cluster] ?? { name: '?', kind: 'other' }
  return `${name} (${kind})`
}

function bestOf(found: FoundClusters, mention: { start: number; end: number }): number | null {
  let best: number | null = null
  let most = 0
  found.mentions.forEach(({ start, end }, at) => {
    const shared = Math.min(end, mention.end) - Math.max(start, mention.start)
    if (shared > most) [best, most] = [at, shared]
  })
  return best
}

function touched(found: FoundClusters, gold: readonly GoldCluster[], at: number): boolean {
  const own = found.mentions[at]
  return own !== undefined && gold.some(({ mentions }) => mentions.some((m) => m.start < own.end && own.start < m.end))
}

/** The sum of counts. */
export function addCounts(a: ClusterCounts, b: ClusterCounts): ClusterCounts {
  return {
    entities: a.entities + b.entities,
    entitiesFound: a.entitiesFound + b.entitiesFound,
    clusters: a.clusters + b.clusters,
    merges: a.merges + b.merges,
    splits: a.splits + b.splits,
    mentions: a.mentions + b.mentions,
    mentionsFound: a.mentionsFound + b.mentionsFound,
    kindsRight: a.kindsRight + b.kindsRight,
    spurious: a.spurious + b.spurious,
    faults: [...a.faults, ...b.faults],
  }
}
