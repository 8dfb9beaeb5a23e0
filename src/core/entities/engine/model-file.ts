// The weights file: written by the training script, read once by the app. Sorted 32-bit keys as varint differences,
// weights as int8 in nibbles (most are small). What the words of a file mean is in features.ts; CLASSES and EDGE_KINDS must be those it was made with.
import { LABELS } from './crf.ts'
import { EDGE_KINDS } from './word-types.ts'

const MAGIC = 0x43504e36
export const EDGE_COUNT = EDGE_KINDS * LABELS * LABELS

/** Sparse rows of weights by feature key: a row's entries are those from its value in `rowOf` to that of the next row. */
export interface Weights {
  readonly rowOf: KeyTable
  /** Label and weight in steps, as label << 8 | weight & 255: what one look-up needs lies side by side. */
  readonly entries: Uint16Array
  readonly step: number
  readonly edges: Float32Array
}

/** The whole model: name lists and the weights of the tagger. */
export interface ModelFile {
  readonly lists: KeyTable
  /** Kinds of common words: see Gazetteer. */
  readonly kinds: KeyTable
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
  /** Key and value in turn, so that both come from memory together; a last value ends the rows of weights. */
  readonly pairs: Uint32Array
  private readonly starts: Int32Array
  private readonly shift: number
  /** A bit for each value of the keys' lower bits: most questions are for keys that are not there, and end here. */
  private readonly present: Uint32Array
  private readonly mask: number
  /** Takes pairs of key and value, keys distinct and in ascending order, and one pair more whose key is not read. */
  constructor(pairs: Uint32Array) {
    const size = pairs.length / 2 - 1
    let bits = 4
    while (1 << bits < size && bits < 24) bits++
    this.shift = 32 - bits
    this.pairs = pairs
    this.starts = new Int32Array((1 << bits) + 1)
    this.present = new Uint32Array(1 << Math.max(0, bits - 2))
    this.mask = this.present.length * 32 - 1
    let bucket = 0
    for (let i = 0; i < size; i++) {
      const key = pairs[2 * i]!
      const at = key & this.mask
      this.present[at >>> 5]! |= 1 << (at & 31)
      const own = key >>> this.shift
      while (bucket < own) this.starts[++bucket] = i
    }
    while (bucket < 1 << bits) this.starts[++bucket] = size
  }
  /** The place of a key's value in `pairs`, or -1. */
  find(key: number): number {
    const at = key & this.mask
    if ((this.present[at >>> 5]! & (1 << (at & 31))) === 0) return -1
    const bucket = key >>> this.shift
    const end = this.starts[bucket + 1]! * 2
    for (let i = this.starts[bucket]! * 2; i < end; i += 2) if (this.pairs[i] === key) return i + 1
    return -1
  }
  /** The value of a key, or 0. */
  get(key: number): number {
    const at = this.find(key)
    return at < 0 ? 0 : this.pairs[at]!
  }
}

/** Writes a model. Takes lists and rows, each sorted by key; returns the bytes. */
export function writeModel(lists: Entries, kinds: Entries, names: RowsToWrite): Uint8Array {
  const out: number[] = []
  u32(out, MAGIC)
  u32(out, LABELS)
  u32(out, EDGE_COUNT)
  writeTable(out, lists)
  writeTable(out, kinds)
  writeWeights(out, names)
  return Uint8Array.from(out)
}

/** Distinct keys in ascending order with their values. */
export type Entries = readonly (readonly [number, number])[]
function writeTable(out: number[], entries: Entries): void {
  u32(out, entries.length)
  let last = 0
  for (const [key, value] of entries) {
    varint(out, key - last)
    varint(out, value)
    last = key
  }
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
  const lists = readTable(reader)
  const kinds = readTable(reader)
  return { lists, kinds, names: readWeights(reader) }
}

function readTable(reader: Reader): KeyTable {
  const size = reader.u32()
  const pairs = new Uint32Array(2 * size + 2)
  let last = 0
  for (let i = 0; i < 2 * size; i += 2) {
    last += reader.varint()
    pairs[i] = last
    pairs[i + 1] = reader.varint()
  }
  return new KeyTable(pairs)
}

function readWeights(reader: Reader): Weights {
  const rows = reader.u32()
  const count = reader.u32()
  const step = reader.float()
  const edgeStep = reader.float()
  const edges = new Float32Array(EDGE_COUNT)
  for (let i = 0; i < EDGE_COUNT; i++) edges[i] = reader.i8() * edgeStep
  const pairs = new Uint32Array(2 * rows + 2)
  const entries = new Uint16Array(count)
  let last = 0
  let next = 0
  for (let i = 0; i < 2 * rows; i += 2) {
    last += reader.varint()
    pairs[i] = last
    pairs[i + 1] = next
    for (let mask = reader.varint(), a = 0; mask !== 0; mask >>>= 1, a++) if (mask & 1) entries[next++] = a << 8
  }
  pairs[2 * rows + 1] = next
  reader.weights(entries)
  return { rowOf: new KeyTable(pairs), entries, step, edges }
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
  /** The stream of nibbles: see writeNibbles. Adds each weight to its entry. */
  weights(entries: Uint16Array): void {
    const { bytes } = this
    let at = this.at * 2
    const end = bytes.length * 2
    for (let i = 0; i < entries.length; i++) {
      let nibble = (bytes[at >> 1]! >> ((at & 1) << 2)) & 15
      at++
      if (nibble > 0) entries[i]! |= (nibble - 8) & 255
      else {
        nibble = (bytes[at >> 1]! >> ((at & 1) << 2)) & 15
        at++
        entries[i]! |= nibble | (((bytes[at >> 1]! >> ((at & 1) << 2)) & 15) << 4)
        at++
      }
    }
    if (at > end) throw new Error(CUT_SHORT)
    this.at = (at + 1) >> 1
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
