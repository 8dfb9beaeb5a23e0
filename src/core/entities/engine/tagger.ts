// The trained tagger at work: scores each token of a document, decodes it twice (the second time with what the first
// found elsewhere in the document), and gives names with their probabilities.
import { bestPath, CLASSES, classOf, forwardBackward, LABELS, makeLattice, placeOf } from './crf.ts'
import { attributeKey, attributesAt, FEATURE_NAMES, prepare, tokenKeys, WordTypes } from './features.ts'
import type { Prepared } from './features.ts'
import { mix } from './hash.ts'
import type { ModelFile, Weights } from './model-file.ts'
import type { Tokens } from './tokens.ts'
import { BIT } from './word-types.ts'
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
  private readonly edges: Float64Array[]

  constructor(model: ModelFile, extra: ReadonlyMap<number, number> | null = null) {
    this.model = model
    const lists = model.lists
    this.gazetteer = {
      bits: (hash) => {
        const found = lists.get(hash)
        return (found < 0 ? 0 : found) | (extra?.get(hash) ?? 0)
      },
    }
    this.wordTypes = new WordTypes(this.gazetteer)
    this.edges = model.passes.map((pass) => Float64Array.from(pass.edges, Math.exp))
  }

  /** Whether the lists hold a word as a demonym, a religion or a party's members: "Russian", "Sunnis". */
  isDemonym(word: string): boolean {
    return (this.wordTypes.get(word).bits & BIT.demonym) !== 0
  }

  /** Finds the names of a document. Takes its tokens; returns them in order, never overlapping. */
  tag(tokens: Tokens): Tagged[] {
    const prepared = prepare(tokens, this.wordTypes, this.gazetteer)
    let labels: Int32Array | null = null
    let found: Tagged[] = []
    this.model.passes.forEach((_, pass) => {
      found = this.decode(prepared, pass, labels)
      labels = labelsOf(found, tokens.count)
    })
    return found
  }

  private decode(prepared: Prepared, pass: number, labels: Int32Array | null): Tagged[] {
    const weights = this.model.passes[pass]!
    const found: Tagged[] = []
    let lattice = makeLattice(64)
    const memory = labels ? remember(prepared, labels) : null
    const keys: number[] = []
    for (const { from, to } of prepared.stretches) {
      const n = to - from
      const unary = new Float32Array(n * LABELS)
      for (let i = from; i < to; i++) {
        const row = (i - from) * LABELS
        this.addWords(prepared, i, pass, unary, row)
        keys.length = 0
        tokenKeys(prepared, i, keys)
        if (labels && memory) secondKeys(prepared, labels, memory, i, keys)
        for (const key of keys) addRow(weights, key, unary, row)
      }
      const kinds = prepared.edgeKind.subarray(from, to)
      const path = bestPath(unary, n, weights.edges, kinds)
      if (!path.some((label) => label > 0)) continue
      if (n * LABELS > lattice.exp.length) lattice = makeLattice(n)
      forwardBackward(lattice, unary, n, this.edges[pass]!, kinds, null)
      collect(path, lattice.alpha, lattice.beta, from, found)
    }
    return found
  }

  private addWords(prepared: Prepared, i: number, pass: number, unary: Float32Array, row: number): void {
    const { tokens, types } = prepared
    for (let offset = -2; offset <= 2; offset++) {
      const j = i + offset
      if (j < 0 || j >= tokens.count || tokens.sentence[j] !== tokens.sentence[i]) continue
      const scores = this.scoresOf(types[j]!)
      // A vector for each pass and offset, made once a word.
      const base = (pass * 5 + offset + 2) * LABELS
      for (let a = 0; a < LABELS; a++) unary[row + a]! += scores[base + a]!
    }
  }

  private scoresOf(type: WordType): Float32Array {
    if (type.scores) return type.scores
    const scores = new Float32Array(this.model.passes.length * 5 * LABELS)
    this.model.passes.forEach((weights, pass) => {
      for (let offset = -2; offset <= 2; offset++) {
        const count = attributesAt(type, offset)
        const base = (pass * 5 + offset + 2) * LABELS
        for (let k = 0; k < count; k++) addRow(weights, attributeKey(type.attributes[k]!, offset), scores, base)
      }
    })
    type.scores = scores
    return scores
  }
}

function addRow(weights: Weights, key: number, into: Float32Array, base: number): void {
  const row = weights.rowOf.get(key)
  if (row < 0) return
  const end = weights.offsets[row + 1]!
  for (let k = weights.offsets[row]!; k < end; k++) into[base + weights.labels[k]!]! += weights.values[k]!
}

function collect(path: Int32Array, alpha: Float64Array, beta: Float64Array, from: number, found: Tagged[]): void {
  for (let i = 0; i < path.length; i++) {
    if (path[i] === 0) continue
    let end = i + 1
    while (end < path.length && placeOf(path[end - 1]!) < 2) end++
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

/** Labels of tokens by the names found: those that the second pass looks at. */
export function labelsOf(found: readonly Pick<Tagged, 'from' | 'to' | 'nameClass'>[], count: number): Int32Array {
  const labels = new Int32Array(count)
  for (const { from, to, nameClass } of found) {
    for (let i = from; i < to; i++) {
      const place = to - from === 1 ? 3 : i === from ? 0 : i === to - 1 ? 2 : 1
      labels[i] = 1 + nameClass * 4 + place
    }
  }
  return labels
}

/** How often each word got each class (and none, last) in the first pass, in names of one word and in longer ones. */
export type Memory = Map<WordType, Int32Array>
const SLOTS = CLASSES.length + 1

/** Counts the first pass's labels by word. Takes a prepared document and its labels. */
export function remember(prepared: Prepared, labels: Int32Array): Memory {
  const memory: Memory = new Map()
  for (let i = 0; i < labels.length; i++) {
    const type = prepared.types[i]!
    if (!type.capital) continue
    let counts = memory.get(type)
    if (!counts) memory.set(type, (counts = new Int32Array(SLOTS * 2)))
    counts[slotOf(labels[i]!)]!++
  }
  return memory
}

function slotOf(label: number): number {
  const kind = label === 0 ? CLASSES.length : classOf(label)
  return placeOf(label) >= 0 && placeOf(label) < 3 ? kind + SLOTS : kind
}

/** The second pass's own features: what the first found for the same word elsewhere, and around it here. */
export function secondKeys(prepared: Prepared, labels: Int32Array, memory: Memory, i: number, out: number[]): void {
  const H = FEATURE_NAMES
  const type = prepared.types[i]!
  const before = i > 0 ? labels[i - 1]! : -1
  const after = i + 1 < labels.length ? labels[i + 1]! : -1
  out.push(mix(H['p2l']!, before), mix(H['p2r']!, after), mix(mix(H['p2n']!, before), after))
  const counts = memory.get(type)
  if (!counts) return
  const own = slotOf(labels[i]!)
  let best = -1
  let most = 0
  let total = 0
  for (let slot = 0; slot < SLOTS * 2; slot++) {
    const count = counts[slot]! - (slot === own ? 1 : 0)
    if (count <= 0) continue
    total += count
    out.push(mix(H['p2']!, slot))
    if (count > most) {
      most = count
      best = slot
    }
  }
  if (best < 0) return
  const share = most === total ? 2 : most * 3 >= total * 2 ? 1 : 0
  out.push(mix(mix(H['p2c']!, best), share * 4 + Math.min(3, most)), mix(mix(H['p2x']!, best), own))
}
