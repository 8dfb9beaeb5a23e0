// What was judged by hand about clusters on the development sets, which have no clusters of their own. A judgement is
// kept as the id of its document and the offsets of two mentions: the words themselves are read from the sets.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Analysis } from '../../src/core/entities/engine/analyse.ts'
import type { EntityKind } from '../../src/contract/model.ts'
import { below, seeded } from '../anchoring/random.ts'
import type { DevSet, DevText } from './dev-sets.ts'

/** Two mentions, each by start and end, and whether they are one entity (1) or two (0). */
export type Judgement = readonly [number, number, number, number, 0 | 1]
/** By set and document. */
export type Judgements = Record<string, Record<string, readonly Judgement[]>>

export interface JudgedFile {
  /** Two names that an engine made one cluster, or could have. */
  names: Judgements
  /** Two places where one lone word stands for a person. */
  lone: Judgements
}

/** A question about a document: are these two mentions one entity? */
export interface Pair {
  set: string
  doc: DevText
  kind: EntityKind
  a: { start: number; end: number }
  b: { start: number; end: number }
}

export const readJudged = (): JudgedFile =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'judged-merges.json'), 'utf8')) as JudgedFile

const formOf = (doc: DevText, { start, end }: { start: number; end: number }): string =>
  doc.text.slice(start, end).replace(/\s+/g, ' ')

type Ask = (a: { start: number; end: number }, b: { start: number; end: number }) => boolean | null

/**
 * Answers from judgements. What is judged one is one with all that it is one with. A place that was judged itself is
 * answered by that; elsewhere the same words in the same document mean the same, unless `places` says to go by places alone.
 */
export function answerer(judged: Judgements, places = false): (pair: Pair) => boolean | null {
  const documents = new Map<string, Ask>()
  return ({ set, doc, a, b }) => {
    const key = `${set} ${doc.id}`
    let ask = documents.get(key)
    if (!ask) {
      const own = judged[set]?.[doc.id] ?? []
      const byPlace = asker(own, ({ start }) => String(start))
      const byForm = asker(own, (range) => formOf(doc, range))
      documents.set(key, (ask = places ? byPlace : (one, other) => direct(own, one, other) ?? byForm(one, other)))
    }
    return ask(a, b)
  }
}

/** What was said of these two very places. */
function direct(judgements: readonly Judgement[], a: { start: number }, b: { start: number }): boolean | null {
  const found = judgements.find(([x, , y]) => (x === a.start && y === b.start) || (x === b.start && y === a.start))
  return found ? found[4] === 1 : null
}

function asker(judgements: readonly Judgement[], nameOf: (range: { start: number; end: number }) => string): Ask {
  const parent = new Map<string, string>()
  const root = (name: string): string => {
    const up = parent.get(name)
    return up === undefined || up === name ? name : root(up)
  }
  const different: [string, string][] = []
  for (const [aStart, aEnd, bStart, bEnd, same] of judgements) {
    const a = nameOf({ start: aStart, end: aEnd })
    const b = nameOf({ start: bStart, end: bEnd })
    if (same === 1) parent.set(root(a), root(b))
    else different.push([a, b])
  }
  return (a, b) => {
    const one = root(nameOf(a))
    const other = root(nameOf(b))
    const apart = different.some(([x, y]) => (root(x) === one && root(y) === other) || (root(x) === other && root(y) === one)) // prettier-ignore
    if (apart && one !== other) return false
    return one === other ? true : null
  }
}

/** A document as it was analysed. */
export interface Analysed {
  set: string
  doc: DevText
  analysis: Analysis
}

/** Each cluster's longest form with each of its other forms. */
export function mergedPairs({ set, doc, analysis }: Analysed): Pair[] {
  return analysis.clusters.flatMap(({ kind, mentions }) => {
    const forms = new Map<string, { start: number; end: number }>()
    for (const index of mentions) {
      const mention = analysis.mentions[index]
      if (mention && !forms.has(formOf(doc, mention))) forms.set(formOf(doc, mention), mention)
    }
    const [hub, ...others] = [...forms.values()].sort((a, b) => b.end - b.start - (a.end - a.start))
    return hub ? others.map((b): Pair => ({ set, doc, kind, a: hub, b })) : []
  })
}

/** Lone words that stand for one person several times in a document: the first place with each later one. */
export function lonePairs({ set, doc, analysis }: Analysed): Pair[] {
  return analysis.clusters.flatMap(({ kind, mentions }) => {
    if (kind !== 'person') return []
    const first = new Map<string, { start: number; end: number }>()
    return mentions.flatMap((index): Pair[] => {
      const mention = analysis.mentions[index]
      if (!mention || /\s/.test(formOf(doc, mention))) return []
      const before = first.get(formOf(doc, mention))
      if (!before) first.set(formOf(doc, mention), mention)
      return before ? [{ set, doc, kind, a: before, b: mention }] : []
    })
  })
}

/**
 * Pairs of clusters of one kind that may be one entity: people who share a word of their names, others of whom one has all
 * the words of the other.
 */
export function splitPairs({ set, doc, analysis }: Analysed): Pair[] {
  const clusters = analysis.clusters.map(({ kind, mentions, name, aliases }) => {
    const words = (kind === 'person' ? [name, ...aliases].join(' ') : name).toLowerCase().split(/[^\p{L}\d]+/u)
    const first = analysis.mentions[mentions[0] ?? -1]
    return { kind, first, words: new Set(words.filter((word) => word.length > 2 && !SMALL.has(word))) }
  })
  const within = (a: Set<string>, b: Set<string>): boolean => a.size > 0 && [...a].every((word) => b.has(word))
  return clusters.flatMap((a, i) =>
    clusters.slice(i + 1).flatMap((b): Pair[] => {
      if (a.kind !== b.kind || !a.first || !b.first) return []
      const shares =
        a.kind === 'person'
          ? [...a.words].some((word) => b.words.has(word))
          : within(a.words, b.words) || within(b.words, a.words)
      return shares ? [{ set, doc, kind: a.kind, a: a.first, b: b.first }] : []
    }),
  )
}
const SMALL = new Set(['the', 'and', 'for', 'von', 'van', 'der', 'los', 'las', 'del'])

/** As many as asked for, chosen by a seed; the same of the same. */
export function sampled<Item>(items: readonly Item[], count: number, seed: number): Item[] {
  const left = [...items]
  const random = seeded(seed)
  const chosen: Item[] = []
  while (left.length > 0 && chosen.length < count) chosen.push(...left.splice(below(random, left.length), 1))
  return chosen
}

export interface Tally {
  asked: number
  same: number
  different: number
  open: Pair[]
}

/** Counts the answers to some pairs. */
export function tally(pairs: readonly Pair[], answer: (pair: Pair) => boolean | null): Tally {
  const answers = pairs.map((pair) => ({ pair, same: answer(pair) }))
  return {
    asked: pairs.length,
    same: answers.filter(({ same }) => same === true).length,
    different: answers.filter(({ same }) => same === false).length,
    open: answers.flatMap(({ pair, same }) => (same === null ? [pair] : [])),
  }
}

/** All documents of some sets, analysed. */
export const everyText = (sets: readonly DevSet[]): { set: string; doc: DevText }[] =>
  sets.flatMap(({ name, texts }) => texts.map((doc) => ({ set: name, doc })))
