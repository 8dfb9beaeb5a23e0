// The door of the entity engine: text in, mentions and clusters out. Pure, deterministic, offline.
import type { EntityKind } from '../../../contract/model.ts'
import { joinParts, mendBoundaries } from './boundaries.ts'
import { trustOf, withCaution } from './caution.ts'
import { cluster } from './clusters.ts'
import type { Cluster, ClusterContext } from './clusters.ts'
import { explainKind } from './explain.ts'
import { addBracketNames, settleCapital, settleKinds } from './kind-evidence.ts'
import { agree, cleanMentions, shareKinds, takeFirstNames } from './mentions.ts'
import type { Found, KnownName } from './mentions.ts'
import { loadModel } from './model.ts'
import { plain } from './person-names.ts'
import { rolesAt } from './roles.ts'
import type { EngineRole } from './roles.ts'
import { Tagger } from './tagger.ts'
import { tokenise } from './tokens.ts'
import type { Tokens } from './tokens.ts'
import { BIT, phraseHash, speltForLists } from './word-types.ts'
import { hashString } from './hash.ts'

export type { KnownName } from './mentions.ts'
export type { EngineRole } from './roles.ts'
export { loadModel } from './model.ts'

/** A mention: UTF-16 offsets into the text, sorted, never overlapping; `cluster` is an index into `clusters`. */
export interface EngineMention {
  start: number
  end: number
  kind: EntityKind
  cluster: number
  /** 0..1: span, kind and cluster together. */
  confidence: number
}

/** What the article's mentions of one entity have in common; `mentions` are indexes into `Analysis.mentions`. */
export interface EngineCluster {
  name: string
  kind: EntityKind
  aliases: string[]
  /** The first of `roles`, as a mention's own place gives it. */
  role: string | null
  /** Everything that the article says of who or what this is, each once, in order of the text. */
  roles: EngineRole[]
  mentions: number[]
  confidence: number
  /** Why the mentions are one and why of this kind: full sentences. */
  evidence: string[]
}

export interface Analysis {
  mentions: EngineMention[]
  clusters: EngineCluster[]
}

export interface AnalyseOptions {
  /** The article's language (BCP 47), when known. */
  lang?: string | null
  title?: string
  /** Names that the library or the user's decisions know. Pass the same array again to keep what was made of it. */
  known?: readonly KnownName[]
}

let plainTagger: { tagger: Tagger; model: ReturnType<typeof loadModel> } | null = null
const taggers = new WeakMap<readonly KnownName[], Tagger>()

function taggerFor(known: readonly KnownName[]): Tagger {
  const model = loadModel()
  if (plainTagger?.model !== model) plainTagger = { tagger: new Tagger(model), model }
  if (known.length === 0) return plainTagger.tagger
  let tagger = taggers.get(known)
  if (!tagger) taggers.set(known, (tagger = new Tagger(model, listsOf(known))))
  return tagger
}

const BIT_OF: Record<EntityKind, number> = {
  person: BIT.person,
  organisation: BIT.organisation,
  place: BIT.place,
  event: BIT.event,
  work: BIT.work,
  other: 0,
}

function listsOf(known: readonly KnownName[]): Map<number, number> {
  const lists = new Map<number, number>()
  for (const { name, kind, rejected } of known) {
    const words = tokenise(name).word
    if (rejected || words.length === 0) continue
    const hash = words.reduce(
      (sofar, word) => phraseHash(sofar, hashString(speltForLists(word.replaceAll('’', "'")))),
      0,
    )
    lists.set(hash, (lists.get(hash) ?? 0) | BIT_OF[kind])
  }
  return lists
}

/**
 * Finds who and what a text names. Takes the canonical text and, optionally, its language, title and the names that the
 * library knows; returns mentions (UTF-16 offsets, sorted, never overlapping) and their clusters, in order of first
 * mention. Deterministic; the time grows with the length of the text. Throws only when the weights cannot be loaded.
 */
export function analyse(text: string, options: AnalyseOptions = {}): Analysis {
  const known = options.known ?? []
  const tokens = tokenise(text)
  const tagger = taggerFor(known)
  const isDemonym = (word: string): boolean => tagger.isDemonym(word)
  const { names, sentenceStyle } = tagger.tag(tokens)
  shareKinds(tokens, names, (words) => tagger.listed(words))
  const trust = trustOf(tokens, options.lang ?? null)
  const isPlace = (words: readonly string[]): boolean => (tagger.listed(words) & (BIT.place | BIT.country)) !== 0
  const mended = mendBoundaries(tokens, cleanMentions(tokens, names, isDemonym), trust, isPlace)
  const cleaned = withCaution(tokens, addBracketNames(tokens, mended), trust, sentenceStyle, tagger)
  const isCommon = (word: string): boolean => tagger.isCommon(word)
  if (trust === 'full') takeFirstNames(tokens, cleaned, (word) => isCommon(word) || isDemonym(word))
  settleKinds(tokens, cleaned)
  const found = joinParts(tokens, agree(tokens, cleaned, known, isCommon))
  settleCapital(tokens, found)
  const people = new Set(found.flatMap(({ kind, from }) => (kind === 'person' ? [from] : [])))
  const context: ClusterContext = {
    tokens,
    startsPerson: (token) => people.has(token),
    titleWords: new Set(tokenise(options.title ?? '').word.map(plain)),
    isGivenName: (word) => (tagger.listed([word]) & (BIT.firstName | BIT.seenFirstName)) !== 0,
    isPlace: (words) => isPlace(words.split(' ')),
    isCommon,
  }
  return assemble(tokens, found, cluster(context, found), isDemonym, (words) => tagger.listed(words))
}

function assemble(
  tokens: Tokens,
  found: readonly Found[],
  clusters: readonly Cluster[],
  isDemonym: (word: string) => boolean,
  listed: (words: readonly string[]) => number,
): Analysis {
  const mentions: EngineMention[] = found.map(({ from, to, kind, confidence }) => ({
    start: tokens.start[from]!,
    end: tokens.end[to - 1]!,
    kind,
    cluster: 0,
    confidence,
  }))
  const starts = new Set(found.map(({ from }) => from))
  const rolesOf = (mention: Found): EngineRole[] => rolesAt(tokens, mention, isDemonym, (token) => starts.has(token))
  const finished = clusters.map((one, number): EngineCluster => {
    one.mentions.forEach((mention, k) => {
      mentions[mention]!.cluster = number
      mentions[mention]!.confidence = round(mentions[mention]!.confidence * one.links[k]!)
    })
    return finish(tokens, found, mentions, one, rolesOf, listed)
  })
  return { mentions, clusters: finished }
}

const round = (value: number): number => Math.round(Math.min(1, value) * 1000) / 1000

function finish(
  tokens: Tokens,
  found: readonly Found[],
  mentions: readonly EngineMention[],
  one: Cluster,
  rolesOf: (mention: Found) => EngineRole[],
  listed: (words: readonly string[]) => number,
): EngineCluster {
  const own = one.mentions.map((index) => mentions[index]!)
  const counts = new Map<string, number>()
  for (const { start, end } of own) {
    const form = tokens.text.slice(start, end).replace(/\s+/g, ' ')
    counts.set(form, (counts.get(form) ?? 0) + 1)
  }
  const words = (form: string): number => Math.min(3, form.split(' ').length)
  const forms = [...counts.keys()]
  const best = [...forms].sort(
    (a, b) => words(b) - words(a) || counts.get(b)! - counts.get(a)! || b.length - a.length,
  )[0]!
  const name = one.canonical ?? best
  const told = distinct(one.mentions.flatMap((index) => rolesOf(found[index]!)))
  const mentioned = one.mentions.map((index) => found[index]!)
  const why = explainKind(tokens, mentioned, one.kind, told, listed)
  const miss = own.reduce((product, mention) => product * (1 - mention.confidence), 1)
  return {
    name,
    kind: one.kind,
    aliases: forms.filter((form) => form !== name).sort((a, b) => b.length - a.length),
    role: told[0]?.text ?? null,
    roles: told.sort((a, b) => a.start - b.start),
    mentions: one.mentions,
    confidence: round(1 - miss),
    evidence: [...new Set([...one.evidence.slice(0, MAX_JOINS), ...why])],
  }
}

/** Joins that are explained: a name has rarely more forms. */
const MAX_JOINS = 12

/** An article that tells more of somebody than this repeats itself. */
const MAX_ROLES = 24

/** Each role once, whatever its capitals and its article. */
function distinct(roles: readonly EngineRole[]): EngineRole[] {
  const seen = new Map<string, EngineRole>()
  for (const role of roles) {
    const key = role.text.toLowerCase().replace(/^(?:an?|the|his|her|its|their) /, '')
    if (!seen.has(key) && seen.size < MAX_ROLES) seen.set(key, role)
  }
  return [...seen.values()]
}
