// Which known entity a cluster of mentions is: by name, kind and what stands around it, as odds. Where the odds are close
// nothing is guessed.
import type { EntityKind } from '../../contract/model.ts'
import { aliasKey, isWeakForm } from './alias-key.ts'

export interface ClusterNames {
  name: string
  kind: EntityKind
  aliases: readonly string[]
}

export interface LinkableCluster extends ClusterNames {
  /** 0..1: how sure the engine is, of the kind above all. */
  confidence: number
}

/** How a name of a cluster meets a name of a known entity. */
export type NameMatch =
  /** The one's name is the other's. */
  | 'name'
  /** The one's name is another name of the other. */
  | 'alias'
  /** They share a name that is neither's own. */
  | 'shared'
  /** A short form, such as a surname, of one who is known in full. */
  | 'short'
  /** The given name of one who is known in full, or one that others have as a given name. */
  | 'given'
  /** A short form of one who is known by nothing else. */
  | 'only-short'

/** A known entity that may be meant. */
export interface Candidate {
  entityId: string
  match: NameMatch
  /** Kinds that it goes by: those of the engine and the user's. */
  kinds: readonly EntityKind[]
  /** How many other articles name it for sure. */
  articleCount: number
  /** 0..1: what the article has in common with those; null when it was not looked at. */
  context: number | null
  /** Whether what is said of both contradicts: roles that share no word, and nothing else in common. */
  contradicts: boolean
  /** Whether the user said before that this name means it. */
  chosenBefore: boolean
}

/** What was considered: an entity, or null for someone unknown; `score` is the probability, 0..1. */
export interface Weighed {
  entityId: string | null
  score: number
  reason: LinkReason
}

export type LinkReason = NameMatch | 'context' | 'chosen' | 'kind' | 'contradiction' | 'new' | 'decided' | 'before'

export interface LinkChoice {
  /** The known entity; null when the cluster gets one of its own. */
  entityId: string | null
  score: number
  reason: LinkReason
  unsure: boolean
  /** The likeliest first; of an unsure cluster and wherever there was a choice. */
  weighed: Weighed[]
}

/** From this probability on a link is made, or a new entity, without asking. */
export const SURE = 0.8
/** A candidate below this is not worth showing. */
const WORTH_SHOWING = 0.05
const MOST_SHOWN = 4

/*
 * Natural log-odds against "someone unknown", whose odds are 0. They were set so that the examples of the tests come out,
 * and then measured (docs/decisions/0004-linking-and-unsure.md).
 */
const NAME_ODDS: Record<NameMatch, number> = {
  name: 4,
  alias: 3.2,
  shared: 1,
  short: 0.4,
  given: -3.5,
  'only-short': 0.6,
}
/** One word is the name of more things than two. */
const ONE_WORD = -0.5
/** What is all in common speaks so loud. */
const CONTEXT = 4
/** What another kind takes away, and what more when the engine is sure of it: a person is hardly ever what is not a person. */
const OTHER_KIND = { near: -0.8, far: -1.5 }
const OTHER_KIND_FOR_SURE = { near: 2, far: 4 }
/** Each doubling of the articles that name it. */
const KNOWN = 0.35
const MOST_KNOWN = 2
const CONTRADICTION = -3
const CHOSEN = 0.5
const CHOSEN_IN_CONTEXT = 2

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

/** Kinds that are taken for each other, as one name stands for both: a place and who governs it, a paper and its house. */
const NEAR: readonly (readonly EntityKind[])[] = [
  ['place', 'organisation'],
  ['organisation', 'work'],
  ['organisation', 'other'],
  ['place', 'other'],
  ['work', 'other'],
]

/** Whether a cluster's kind is the candidate's, one that is often taken for it, or quite another. */
function kindship(cluster: LinkableCluster, candidate: Candidate): 'same' | 'near' | 'far' {
  if (candidate.kinds.includes(cluster.kind)) return 'same'
  const isNear = NEAR.some((pair) => pair.includes(cluster.kind) && candidate.kinds.some((kind) => pair.includes(kind)))
  return isNear && !candidate.kinds.includes('person') ? 'near' : 'far'
}

function oddsOf(cluster: LinkableCluster, candidate: Candidate): number {
  const kinds = kindship(cluster, candidate)
  const context = candidate.context ?? 0
  const oneWord = !aliasKey(cluster.name).includes(' ') && (candidate.match === 'name' || candidate.match === 'alias')
  return (
    NAME_ODDS[candidate.match] +
    (oneWord ? ONE_WORD : 0) +
    (kinds === 'same' ? 0 : OTHER_KIND[kinds] - OTHER_KIND_FOR_SURE[kinds] * cluster.confidence) +
    (kinds === 'far' ? CONTEXT / 2 : CONTEXT) * context +
    Math.min(MOST_KNOWN, KNOWN * Math.log2(Math.max(1, candidate.articleCount))) +
    (candidate.contradicts ? CONTRADICTION : 0) +
    (candidate.chosenBefore ? CHOSEN + CHOSEN_IN_CONTEXT * context : 0)
  )
}

/** What tells most of a candidate. */
function reasonOf(cluster: LinkableCluster, candidate: Candidate): LinkReason {
  if (candidate.chosenBefore) return 'chosen'
  if (candidate.contradicts) return 'contradiction'
  if (!candidate.kinds.includes(cluster.kind)) return 'kind'
  if ((candidate.context ?? 0) >= 0.2 && candidate.match !== 'name') return 'context'
  return candidate.match
}

/**
 * Chooses the known entity for a cluster, or none. A wrong link hurts more than a missed one: below `SURE` the cluster is
 * unsure, and keeps an entity of its own. Only where the same name is of another kind that is often taken for it (the
 * Kremlin: a place, an organisation) does it keep the known one while it is unsure.
 * @param cluster names, kind and the engine's confidence
 * @param candidates known entities that share a name with it, each once
 */
export function chooseEntity(cluster: LinkableCluster, candidates: readonly Candidate[]): LinkChoice {
  const known = worthAsking(cluster, namedSo(cluster, candidates))
  const odds = known.map((candidate) => oddsOf(cluster, candidate))
  const sum = odds.reduce((total, each) => total + Math.exp(each), 1)
  const weighed: Weighed[] = known.map((candidate, index) => ({
    entityId: candidate.entityId,
    score: rounded(Math.exp(odds[index]!) / sum),
    reason: reasonOf(cluster, candidate),
  }))
  weighed.sort((a, b) => b.score - a.score || (a.entityId! < b.entityId! ? -1 : 1))
  const unknown: Weighed = { entityId: null, score: rounded(1 / sum), reason: 'new' }
  const best = weighed[0]
  if (!best) return { entityId: null, score: cluster.confidence, reason: 'new', unsure: false, weighed: [] }

  const shown = weighed.filter(({ score }) => score >= WORTH_SHOWING).slice(0, MOST_SHOWN - 1)
  const all = [...shown, unknown].toSorted((a, b) => b.score - a.score)
  if (best.score >= SURE) return { ...best, unsure: false, weighed: shown.length > 1 ? all : [] }
  if (unknown.score >= SURE) return { ...unknown, unsure: false, weighed: all }
  const first = known.find(({ entityId }) => entityId === best.entityId)!
  const keeps = known.length === 1 && first.match === 'name' && isSameName(cluster, first)
  return { ...best, entityId: keeps ? best.entityId : null, unsure: true, weighed: all }
}

/** Only the kinds differ, and they are taken for each other. */
function isSameName(cluster: LinkableCluster, candidate: Candidate): boolean {
  return kindship(cluster, candidate) === 'near' && !candidate.contradicts
}

/**
 * A body or a place of several words whose own name is this one comes before those that bear it beside another, as where one
 * article shortened a longer name: else each such shortening would put the name in doubt everywhere. People are not: two of
 * one name are what is asked about.
 */
function namedSo(cluster: LinkableCluster, candidates: readonly Candidate[]): readonly Candidate[] {
  if (cluster.kind === 'person' || !aliasKey(cluster.name).includes(' ')) return candidates
  const own = candidates.some((one) => one.match === 'name' && kindship(cluster, one) === 'same')
  return own ? candidates.filter(({ match, chosenBefore }) => match === 'name' || chosenBefore) : candidates
}

/**
 * Of one who is known by a short form only, or shares no more than a given name or one that is neither's own, little could be
 * shown that helps to choose: it is linked where that is sure, and else left out.
 */
function worthAsking(cluster: LinkableCluster, candidates: readonly Candidate[]): readonly Candidate[] {
  const full = candidates.filter(({ match }) => !LITTLE.has(match))
  if (full.length > 0) return full
  const odds = candidates.map((candidate) => Math.exp(oddsOf(cluster, candidate)))
  const sum = odds.reduce((total, each) => total + each, 1)
  return candidates.filter(({ match }, index) => odds[index]! / sum >= (match === 'given' ? EVEN : SURE))
}
const LITTLE: ReadonlySet<NameMatch> = new Set(['given', 'only-short', 'shared'])
/** One who shares a given name is asked about only when it is more likely than not. */
const EVEN = 0.5

const rounded = (value: number): number => Math.round(value * 1000) / 1000
