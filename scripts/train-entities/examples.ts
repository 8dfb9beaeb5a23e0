// From documents to examples: the features of each token as rows of weights, and the labels that it may have.
import { classOf, goesOn, LABELS } from '../../src/core/entities/engine/crf.ts'
import { attributeKey, attributesAt, prepare, tokenKeys, WordTypes } from '../../src/core/entities/engine/features.ts'
import type { Prepared } from '../../src/core/entities/engine/features.ts'
import { labelsOf } from '../../src/core/entities/engine/tagger.ts'
import type { Document } from './documents.ts'
import type { Lists } from './lists.ts'

/** A stretch to learn from: rows of its features by token, gold labels, and the labels that each token may have. */
export interface Example {
  weight: number
  n: number
  starts: Int32Array
  rows: Int32Array
  edgeKind: Uint8Array
  gold: Int32Array
  allowed: Uint8Array | null
}

/** Counts feature keys and numbers them: open addressing over typed arrays. Those seen once get no row. */
export class Rows {
  readonly keys: number[] = []
  private readonly slots = new Uint32Array(1 << 24)
  private readonly counts = new Uint8Array(1 << 24)
  private readonly numbers = new Int32Array(1 << 24).fill(-1)
  count(key: number): void {
    const slot = this.slotOf(key)
    this.slots[slot] = key
    if (this.counts[slot]! < 255) this.counts[slot]!++
  }
  /** The row of a key that was counted at least twice, else -1. */
  rowOf(key: number): number {
    const slot = this.slotOf(key)
    if (this.counts[slot]! < 2) return -1
    if (this.numbers[slot]! < 0) {
      this.numbers[slot] = this.keys.length
      this.keys.push(key)
    }
    return this.numbers[slot]!
  }
  private slotOf(key: number): number {
    let slot = key & 0xffffff
    while (this.counts[slot]! > 0 && this.slots[slot] !== key) slot = (slot + 1) & 0xffffff
    return slot
  }
}

/** A document with what the tagger sees of it. */
export interface Ready {
  document: Document
  prepared: Prepared
}

function keysOf({ prepared }: Ready, i: number, out: number[], without: ReadonlySet<string>): void {
  const { tokens, types } = prepared
  for (let offset = -2; offset <= 2; offset++) {
    const j = i + offset
    if (j < 0 || j >= tokens.count || tokens.sentence[j] !== tokens.sentence[i]) continue
    const type = types[j]!
    const count = attributesAt(type, offset)
    for (let k = 0; k < count; k++) {
      if (k >= type.near && without.has('spelling')) break
      out.push(attributeKey(type.attributes[k]!, offset))
    }
  }
  tokenKeys(prepared, i, out, without)
}

/**
 * Turns documents into examples. Takes them prepared and the families of features left out; returns the examples and
 * the rows that their features have.
 */
export function examplesOf(ready: readonly Ready[], without: ReadonlySet<string>): { examples: Example[]; rows: Rows } {
  const rows = new Rows()
  const keyLists: Uint32Array[] = []
  const keys: number[] = []
  for (const item of ready) {
    for (const { from, to } of item.prepared.stretches) {
      for (let i = from; i < to; i++) {
        keys.length = 0
        keysOf(item, i, keys, without)
        for (const key of keys) rows.count(key)
        keyLists.push(Uint32Array.from(keys))
      }
    }
  }
  const examples: Example[] = []
  let next = 0
  for (const item of ready) {
    const gold = labelsOf(item.document.names, item.prepared.tokens.count)
    for (const { from, to } of item.prepared.stretches) {
      const n = to - from
      const starts = new Int32Array(n + 1)
      const all: number[] = []
      for (let i = 0; i < n; i++) {
        for (const key of keyLists[next++]!) {
          const row = rows.rowOf(key)
          if (row >= 0) all.push(row)
        }
        starts[i + 1] = all.length
      }
      const labels = repaired(gold, from, to)
      examples.push({
        weight: item.document.weight,
        n,
        starts,
        rows: Int32Array.from(all),
        edgeKind: item.prepared.edgeKind.slice(from, to),
        gold: labels,
        allowed: allowedOf(item, labels, from),
      })
    }
  }
  return { examples, rows }
}

/** Gold labels of a stretch; a name that reaches beyond it counts as none. */
function repaired(gold: Int32Array, from: number, to: number): Int32Array {
  const labels = gold.slice(from, to)
  for (let i = 0; i < labels.length && goesOn(labels[i]!); i++) labels[i] = 0
  if (goesOn(gold[to] ?? 0)) {
    let i = labels.length - 1
    while (i > 0 && goesOn(labels[i]!)) labels[i--] = 0
    labels[i] = 0
  }
  return labels
}

function allowedOf({ document, prepared }: Ready, labels: Int32Array, from: number): Uint8Array | null {
  if (
    document.unlabelled.length === 0 ||
    !labels.some((label, i) => label === 0 && prepared.types[from + i]!.capital)
  ) {
    return null
  }
  const allowed = new Uint8Array(labels.length * LABELS)
  labels.forEach((label, i) => {
    allowed[i * LABELS + label] = 1
    if (label > 0) return
    for (let a = 1; a < LABELS; a++) if (document.unlabelled.includes(classOf(a))) allowed[i * LABELS + a] = 1
  })
  return allowed
}

/** Prepares documents. Takes them, the lists of each fold and the kinds of common words. */
export function prepareAll(
  documents: readonly Document[],
  listsOf: readonly Lists[],
  kinds: ReadonlyMap<number, number>,
): Ready[] {
  const gazetteers = listsOf.map((lists) => ({
    bits: (hash: number) => lists.get(hash) ?? 0,
    kinds: (hash: number) => kinds.get(hash) ?? 0,
  }))
  const types = gazetteers.map((gazetteer) => new WordTypes(gazetteer))
  return documents.map((document) => ({
    document,
    prepared: prepare(document.tokens, types[document.fold]!, gazetteers[document.fold]!),
  }))
}
