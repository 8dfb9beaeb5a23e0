// The weights file: written by the training script, read once by the app. Sorted 32-bit keys as varint differences,
// weights as int8 in nibbles (most are small). What the words of a file mean is in features.ts; CLASSES and EDGE_KINDS must be those it was made with.
import { LABELS } from './crf.ts'
import { EDGE_KINDS } from './word-types.ts'

const MAGIC = 0x43504e35
export const EDGE_COUNT = EDGE_KINDS * LABELS * LABELS

/** Sparse rows of weights by feature key, in compressed rows: entries of row r are offsets[r]..offsets[r+1]. */
export interface Weights {
  readonly rowOf: KeyTable
  readonly offsets: Int32Array
  readonly labels: Uint8Array
  readonly values: Float32Array
  readonly edges: Float32Array
}

/** The whole model: name lists and the weights of the tagger. */
export interface ModelFile {
  readonly lists: KeyTable
  readonly names: Weights
}

/** Rows as the training script has them: key, and the weight of each label (0 where pruned), already rounded to steps. */
export interface RowsToWrite {
  readonly keys: readonly number[]
  readonly rows: readonly Int8Array[]
  readonly step: number
  readonly edges: Float32Array
}

/** A read-only map from 32-bit keys to 32-bit numbers: open addressing, key beside value, no allocation on a look-up. */
export class KeyTable {
  private readonly slots: Int32Array
  private readonly mask: number
  /** Takes distinct keys and their values (not -1). */
  constructor(keys: Uint32Array, values: Int32Array) {
    let size = 16
    while (size < keys.length * 2) size *= 2
    this.mask = size - 1
    this.slots = new Int32Array(size * 2).fill(-1)
    for (let i = 0; i < keys.length; i++) {
      let slot = keys[i]! & this.mask
      while (this.slots[slot * 2 + 1] !== -1) slot = (slot + 1) & this.mask
      this.slots[slot * 2] = keys[i]! | 0
      this.slots[slot * 2 + 1] = values[i]!
    }
  }
  /** The value of a key, or -1. */
  get(key: number): number {
    const wanted = key | 0
    let slot = key & this.mask
    for (;;) {
      const value = this.slots[slot * 2 + 1]!
      if (value === -1 || this.slots[slot * 2] === wanted) return value
      slot = (slot + 1) & this.mask
    }
  }
}

/** Writes a model. Takes lists and rows, each sorted by key; returns the bytes. */
export function writeModel(lists: readonly (readonly [number, number])[], names: RowsToWrite): Uint8Array {
  const out: number[] = []
  u32(out, MAGIC)
  u32(out, LABELS)
  u32(out, EDGE_COUNT)
  u32(out, lists.length)
  let last = 0
  for (const [key, bits] of lists) {
    varint(out, key - last)
    varint(out, bits)
    last = key
  }
  writeWeights(out, names)
  return Uint8Array.from(out)
}

function writeWeights(out: number[], pass: RowsToWrite): void {
  u32(out, pass.keys.length)
  u32(
    out,
    pass.rows.reduce((sum, row) => sum + row.reduce((n, w) => n + (w === 0 ? 0 : 1), 0), 0),
  )
  float(out, pass.step)
  const edgeStep = pass.edges.reduce((max, w) => Math.max(max, Math.abs(w)), 0.001) / 127
  float(out, edgeStep)
  for (const w of pass.edges) out.push(Math.round(w / edgeStep) & 255)
  let last = 0
  pass.keys.forEach((key, index) => {
    varint(out, key - last)
    last = key
    const row = pass.rows[index]!
    // The differences between label numbers in five bits would save little: a bit mask of the labels is plain.
    let mask = 0
    for (let a = 0; a < LABELS; a++) if (row[a] !== 0) mask |= 1 << a
    varint(out, mask)
  })
  writeNibbles(out, pass.rows)
}

/** Weights of -7..7 take half a byte; 0 announces one that takes a byte more. */
function writeNibbles(out: number[], rows: readonly Int8Array[]): void {
  let half = -1
  const push = (nibble: number): void => {
    if (half < 0) half = nibble
    else {
      out.push(half | (nibble << 4))
      half = -1
    }
  }
  for (const row of rows) {
    for (const w of row) {
      if (w === 0) continue
      if (w >= -7 && w <= 7) push(w + 8)
      else {
        push(0)
        push(w & 15)
        push((w >> 4) & 15)
      }
    }
  }
  if (half >= 0) push(0)
}

function u32(out: number[], value: number): void {
  out.push(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24)
}
function float(out: number[], value: number): void {
  u32(out, new Uint32Array(Float32Array.of(value).buffer)[0]!)
}
function varint(out: number[], value: number): void {
  let rest = value >>> 0
  while (rest > 127) {
    out.push((rest & 127) | 128)
    rest >>>= 7
  }
  out.push(rest)
}

/** Reads the bytes of a weights file. Throws an Error when they are not one, or of another version. */
export function readModel(bytes: Uint8Array): ModelFile {
  const reader = new Reader(bytes)
  if (reader.u32() !== MAGIC || reader.u32() !== LABELS || reader.u32() !== EDGE_COUNT) {
    throw new Error('The weights file does not fit this version of the entity engine; train it again.')
  }
  const size = reader.u32()
  const keys = new Uint32Array(size)
  const bits = new Int32Array(size)
  let last = 0
  for (let i = 0; i < size; i++) {
    last += reader.varint()
    keys[i] = last
    bits[i] = reader.varint()
  }
  const lists = new KeyTable(keys, bits)
  return { lists, names: readWeights(reader) }
}

function readWeights(reader: Reader): Weights {
  const rows = reader.u32()
  const entries = reader.u32()
  const step = reader.float()
  const edgeStep = reader.float()
  const edges = new Float32Array(EDGE_COUNT)
  for (let i = 0; i < EDGE_COUNT; i++) edges[i] = reader.i8() * edgeStep
  const keys = new Uint32Array(rows)
  const numbers = new Int32Array(rows)
  const offsets = new Int32Array(rows + 1)
  const labels = new Uint8Array(entries)
  const values = new Float32Array(entries)
  let last = 0
  let at = 0
  for (let r = 0; r < rows; r++) {
    last += reader.varint()
    keys[r] = last
    numbers[r] = r
    const mask = reader.varint()
    for (let a = 0; a < LABELS; a++) if (mask & (1 << a)) labels[at++] = a
    offsets[r + 1] = at
  }
  for (let i = 0; i < entries; i++) values[i] = reader.small() * step
  return { rowOf: new KeyTable(keys, numbers), offsets, labels, values, edges }
}

class Reader {
  private at = 0
  private half = -1
  private readonly bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
  byte(): number {
    const value = this.bytes[this.at++]
    if (value === undefined) throw new Error('The weights file of the entity engine is cut short.')
    return value
  }
  i8(): number {
    return (this.byte() << 24) >> 24
  }
  /** A weight from the stream of nibbles. */
  small(): number {
    const nibble = this.nibble()
    if (nibble > 0) return nibble - 8
    const low = this.nibble()
    return ((low | (this.nibble() << 4)) << 24) >> 24
  }
  private nibble(): number {
    if (this.half < 0) {
      const byte = this.byte()
      this.half = byte >> 4
      return byte & 15
    }
    const high = this.half
    this.half = -1
    return high
  }
  u32(): number {
    return (this.byte() | (this.byte() << 8) | (this.byte() << 16) | (this.byte() << 24)) >>> 0
  }
  float(): number {
    return new Float32Array(Uint32Array.of(this.u32()).buffer)[0]!
  }
  varint(): number {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte()
      value |= (byte & 127) << shift
      if (byte < 128) return value >>> 0
    }
  }
}
