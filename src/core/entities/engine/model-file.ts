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

/**
 * A read-only map from 32-bit keys to numbers. The keys are hashes, so evenly spread: sorted, and cut into as many
 * buckets as there are keys by their upper bits, each look-up reads one bucket, and making the map is one walk.
 */
export class KeyTable {
  private readonly keys: Uint32Array
  private readonly values: Int32Array | null
  private readonly starts: Int32Array
  private readonly shift: number
  /** Takes distinct keys in ascending order and their values; without values, a key's value is its place. */
  constructor(keys: Uint32Array, values: Int32Array | null) {
    let bits = 4
    while (1 << bits < keys.length && bits < 24) bits++
    this.shift = 32 - bits
    this.keys = keys
    this.values = values
    this.starts = new Int32Array((1 << bits) + 1)
    let bucket = 0
    for (let i = 0; i < keys.length; i++) {
      const own = keys[i]! >>> this.shift
      while (bucket < own) this.starts[++bucket] = i
    }
    while (bucket < 1 << bits) this.starts[++bucket] = keys.length
  }
  /** The value of a key, or -1. */
  get(key: number): number {
    const bucket = key >>> this.shift
    const end = this.starts[bucket + 1]!
    for (let i = this.starts[bucket]!; i < end; i++) {
      if (this.keys[i] === key) return this.values ? this.values[i]! : i
    }
    return -1
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
  const offsets = new Int32Array(rows + 1)
  const labels = new Uint8Array(entries)
  let last = 0
  let count = 0
  for (let r = 0; r < rows; r++) {
    last += reader.varint()
    keys[r] = last
    for (let mask = reader.varint(), a = 0; mask !== 0; mask >>>= 1, a++) if (mask & 1) labels[count++] = a
    offsets[r + 1] = count
  }
  return { rowOf: new KeyTable(keys, null), offsets, labels, values: reader.weights(entries, step), edges }
}

const CUT_SHORT = 'The weights file of the entity engine is cut short.'

class Reader {
  private at = 0
  private readonly bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
  byte(): number {
    const value = this.bytes[this.at++]
    if (value === undefined) throw new Error(CUT_SHORT)
    return value
  }
  i8(): number {
    return (this.byte() << 24) >> 24
  }
  /** The stream of nibbles: see writeNibbles. */
  weights(count: number, step: number): Float32Array {
    const { bytes } = this
    const values = new Float32Array(count)
    let at = this.at * 2
    const end = bytes.length * 2
    for (let i = 0; i < count; i++) {
      let nibble = (bytes[at >> 1]! >> ((at & 1) << 2)) & 15
      at++
      if (nibble > 0) values[i] = (nibble - 8) * step
      else {
        nibble = (bytes[at >> 1]! >> ((at & 1) << 2)) & 15
        at++
        values[i] = (((nibble | (((bytes[at >> 1]! >> ((at & 1) << 2)) & 15) << 4)) << 24) >> 24) * step
        at++
      }
    }
    if (at > end) throw new Error(CUT_SHORT)
    this.at = (at + 1) >> 1
    return values
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
