// The trained tagger at work: scores each token of a document, decodes its stretches of capitals, and gives names with
// their probabilities. (A second pass over the first one's labels, and a second
// model of kinds alone, were tried and brought nothing: see shareKinds for how a document agrees with itself.)
import { bestPath, CLASSES, classOf, forwardBackward, goesOn, labelOf, LABELS, makeLattice } from './crf.ts'
import { attributeKey, attributesAt, prepare, tokenKeys, WordTypes } from './features.ts'
import type { Prepared } from './features.ts'
import type { ModelFile, Weights } from './model-file.ts'
import type { Tokens } from './tokens.ts'
import { hashString } from './hash.ts'
import { BIT, phraseHash } from './word-types.ts'
import type { Gazetteer, WordType } from './word-types.ts'

/** A name found: tokens `from`..`to` (exclusive), the probability of each class there and of no name. */
export interface Tagged {
  from: number
  to: number
  nameClass: number
  /** Probability of the whole name with its class: that of its least sure token. */
  confidence: number
  /** Probability of each of CLASSES, of any place in a name, averaged over the tokens. */
  classes: Float64Array
}

/** A model ready for work. Not thread-safe, and needs not be: it keeps a cache of words. */
export class Tagger {
  private readonly model: ModelFile
  private readonly gazetteer: Gazetteer
  private readonly wordTypes: WordTypes
  private readonly edges: Float64Array

  constructor(model: ModelFile, extra: ReadonlyMap<number, number> | null = null) {
    this.model = model
    const { lists, kinds } = model
    this.gazetteer = {
      bits: (hash) => {
        const found = lists.get(hash)
        return extra ? found | (extra.get(hash) ?? 0) : found
      },
      kinds: (hash) => kinds.get(hash),
    }
    this.wordTypes = new WordTypes(this.gazetteer)
    this.edges = Float64Array.from(model.names.edges, Math.exp)
  }

  /** Whether the lists hold a word as a demonym, a religion or a party's members: "Russian", "Sunnis". */
  isDemonym(word: string): boolean {
    return (this.wordTypes.get(word).bits & BIT.demonym) !== 0
  }

  /** What lists a phrase stands in, as bits (see BIT). */
  listed(words: readonly string[]): number {
    return this.gazetteer.bits(words.reduce((hash, word) => phraseHash(hash, this.wordTypes.get(word).spelt), 0))
  }

  /** Whether a word is one that texts often write small. Takes it as written. */
  isCommon(word: string): boolean {
    const bits = this.gazetteer.bits(phraseHash(1, hashString(word.toLowerCase())))
    return (bits & (BIT.common | BIT.mixed)) !== 0
  }

  /** Finds the names of a document. Takes its tokens; returns them in order, never overlapping. */
  tag(tokens: Tokens): { names: Tagged[]; sentenceStyle: Uint8Array } {
    const prepared = prepare(tokens, this.wordTypes, this.gazetteer)
    const names = this.decode(prepared)
    return { names, sentenceStyle: prepared.sentenceStyle }
  }

  private decode(prepared: Prepared): Tagged[] {
    const weights = this.model.names
    const found: Tagged[] = []
    let lattice = makeLattice(64)
    const keys: number[] = []
    let steps = new Int32Array(64 * LABELS)
    let room = new Float32Array(64 * LABELS)
    for (const { from, to } of prepared.stretches) {
      if (isStarter(prepared, from, to)) continue
      const n = to - from
      if (n * LABELS > steps.length) steps = new Int32Array(2 * n * LABELS)
      if (n * LABELS > room.length) room = new Float32Array(2 * n * LABELS)
      steps.fill(0, 0, n * LABELS)
      for (let i = from; i < to; i++) {
        const row = (i - from) * LABELS
        this.addWords(prepared, i, steps, row)
        keys.length = 0
        tokenKeys(prepared, i, keys)
        for (const key of keys) addRow(weights, key, steps, row)
      }
      for (let k = 0; k < n * LABELS; k++) room[k] = steps[k]! * weights.step
      const unary = room
      const kinds = prepared.edgeKind.subarray(from, to)
      const path = bestPath(unary, n, weights.edges, kinds)
      if (!path.some((label) => label > 0)) continue
      if (n * LABELS > lattice.exp.length) lattice = makeLattice(n)
      forwardBackward(lattice, unary, n, this.edges, kinds, null)
      collect(path, lattice.alpha, lattice.beta, from, found)
    }
    return found
  }

  private addWords(prepared: Prepared, i: number, steps: Int32Array, row: number): void {
    const { tokens, types } = prepared
    for (let offset = -2; offset <= 2; offset++) {
      const j = i + offset
      if (j < 0 || j >= tokens.count || tokens.sentence[j] !== tokens.sentence[i]) continue
      const scores = this.scoresOf(types[j]!, offset)
      const base = (offset + 2) * LABELS
      for (let a = 0; a < LABELS; a++) steps[row + a]! += scores[base + a]!
    }
  }

  /** What a word brings by itself at an offset: made once a word and offset. */
  private scoresOf(type: WordType, offset: number): Int32Array {
    const scores = (type.scores ??= new Int32Array(5 * LABELS))
    const bit = 1 << (offset + 2)
    if (type.scored & bit) return scores
    type.scored |= bit
    const count = attributesAt(type, offset)
    const base = (offset + 2) * LABELS
    for (let k = 0; k < count; k++) addRow(this.model.names, attributeKey(type.attributes[k]!, offset), scores, base)
    return scores
  }
}

/** Whether all the capitals of a stretch are the first word of a sentence, and that is one that texts often write small. */
function isStarter({ tokens, types, sentenceFirst }: Prepared, from: number, to: number): boolean {
  let capital = -1
  for (let i = from; i < to; i++) {
    if (!types[i]!.capital) continue
    if (capital >= 0) return false
    capital = i
  }
  if (capital < 0 || sentenceFirst[tokens.sentence[capital]!] !== capital) return false
  return (types[capital]!.bits & ~BIT.mixed) === BIT.common
}

/** Adds the weights of a feature, in steps. */
function addRow(weights: Weights, key: number, into: Int32Array, base: number): void {
  const { rowOf, entries } = weights
  const row = rowOf.find(key)
  if (row < 0) return
  const end = rowOf.pairs[row + 2]!
  for (let k = rowOf.pairs[row]!; k < end; k++) {
    const entry = entries[k]!
    into[base + (entry >> 8)]! += (entry << 24) >> 24
  }
}

function collect(path: Int32Array, alpha: Float64Array, beta: Float64Array, from: number, found: Tagged[]): void {
  for (let i = 0; i < path.length; i++) {
    if (path[i] === 0) continue
    let end = i + 1
    while (end < path.length && goesOn(path[end]!)) end++
    const classes = new Float64Array(CLASSES.length)
    let confidence = 1
    for (let k = i; k < end; k++) {
      const label = k * LABELS + path[k]!
      confidence = Math.min(confidence, alpha[label]! * beta[label]!)
      for (let a = 1; a < LABELS; a++) {
        classes[classOf(a)]! += (alpha[k * LABELS + a]! * beta[k * LABELS + a]!) / (end - i)
      }
    }
    found.push({ from: from + i, to: from + end, nameClass: classOf(path[i]!), confidence, classes })
    i = end - 1
  }
}

/** Labels of tokens by names. Takes names and the number of tokens; returns a label for each token. */
export function labelsOf(found: readonly Pick<Tagged, 'from' | 'to' | 'nameClass'>[], count: number): Int32Array {
  const labels = new Int32Array(count)
  for (const { from, to, nameClass } of found) {
    for (let i = from; i < to; i++) labels[i] = labelOf(nameClass, i > from)
  }
  return labels
}
