// Which known entity a cluster of mentions is: by strong alias and kind first, by a surname only when one person has it.
import type { EntityKind } from '../../contract/model.ts'
import { aliasKey, isWeakForm } from './alias-key.ts'

/** A known entity that shares an alias with a cluster. */
export interface Candidate {
  entityId: string
  key: string
  weak: boolean
  kind: EntityKind
  /** Whether the entity is known by short forms only: a surname met without a full name so far. */
  shortOnly: boolean
  /** How many articles name it: the better known wins a tie. */
  articleCount: number
}

export interface ClusterNames {
  name: string
  kind: EntityKind
  aliases: readonly string[]
}

export interface Link {
  entityId: string
  /** 0..1 */
  confidence: number
}

/** Sure: the same full name and kind. */
const SAME_NAME_AND_KIND = 0.95
/** Likely: the same full name, of a kind that is often taken for the other (the Kremlin: a place, an organisation). */
const SAME_NAME_OTHER_KIND = 0.75
/** A short form that only one known entity has. */
const ONLY_BEARER_OF_SHORT_FORM = 0.6

/**
 * The folded forms of a cluster, its name first, each with whether it identifies on its own.
 * @param cluster names as the text has them
 */
export function formsOf(cluster: ClusterNames): { key: string; alias: string; weak: boolean }[] {
  const forms = new Map<string, { key: string; alias: string; weak: boolean }>()
  for (const alias of [cluster.name, ...cluster.aliases]) {
    const key = aliasKey(alias)
    if (key && !forms.has(key)) forms.set(key, { key, alias, weak: isWeakForm(cluster.kind, key) })
  }
  return [...forms.values()]
}

/**
 * Chooses the known entity for a cluster. A wrong link hurts more than a missed one: a person is never linked to what is
 * not a person, and a bare surname only to the one known person who has it.
 * @param cluster names and kind
 * @param candidates known entities that share a folded form with it
 * @returns the link, or null when a new entity should be made
 */
export function chooseEntity(cluster: ClusterNames, candidates: readonly Candidate[]): Link | null {
  const forms = formsOf(cluster)
  const fits = candidates.filter((candidate) => (candidate.kind === 'person') === (cluster.kind === 'person'))
  const named = forms.some((form) => !form.weak)
  const strong = fits.filter(
    (candidate) => !candidate.weak && forms.some((form) => !form.weak && form.key === candidate.key),
  )
  const nameKey = forms[0]?.key
  const best = strong.toSorted(
    (a, b) =>
      Number(b.kind === cluster.kind) - Number(a.kind === cluster.kind) ||
      Number(b.key === nameKey) - Number(a.key === nameKey) ||
      b.articleCount - a.articleCount ||
      (a.entityId < b.entityId ? -1 : 1),
  )[0]
  if (best) {
    return {
      entityId: best.entityId,
      confidence: best.kind === cluster.kind ? SAME_NAME_AND_KIND : SAME_NAME_OTHER_KIND,
    }
  }
  // A surname met before its full name belongs to the full name, when only one such is known; else to its one bearer.
  const weak = fits.filter((candidate) => candidate.weak && forms.some((form) => form.key === candidate.key))
  const shortOnly = distinct(weak.filter((candidate) => candidate.shortOnly))
  if (named) return only(shortOnly)
  const bearers = distinct(weak.filter((candidate) => candidate.key === nameKey))
  return only(bearers) ?? only(shortOnly)
}

function distinct(candidates: readonly Candidate[]): string[] {
  return [...new Set(candidates.map((candidate) => candidate.entityId))]
}

function only([first, ...others]: readonly string[]): Link | null {
  return first !== undefined && others.length === 0 ? { entityId: first, confidence: ONLY_BEARER_OF_SHORT_FORM } : null
}
