// Trains the entity tagger: node scripts/train-entities.ts --data DIR [--out FILE] [--epochs N] [--runs N] [--skip a,b]
// DIR holds train/*.jsonl of {id, text, entities: [{start, end, type}], other?}. Seeded: the same data give the same bytes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  BEFORE,
  CLASSES,
  classOf,
  goesOn,
  forwardBackward,
  LABELS,
  makeLattice,
  START_LABELS,
} from '../src/core/entities/engine/crf.ts'
import { attributeKey, attributesAt, prepare, tokenKeys, WordTypes } from '../src/core/entities/engine/features.ts'
import type { Prepared } from '../src/core/entities/engine/features.ts'
import { hashString } from '../src/core/entities/engine/hash.ts'
import { EDGE_COUNT, writeModel } from '../src/core/entities/engine/model-file.ts'
import type { RowsToWrite } from '../src/core/entities/engine/model-file.ts'
import { labelsOf } from '../src/core/entities/engine/tagger.ts'
import { tokenise } from '../src/core/entities/engine/tokens.ts'
import type { Tokens } from '../src/core/entities/engine/tokens.ts'
import { BIT, phraseHash, speltForLists } from '../src/core/entities/engine/word-types.ts'

interface Line {
  id: string
  text: string
  entities: { start: number; end: number; type: string }[]
  other?: { start: number; end: number; type: string }[]
}
interface Name {
  from: number
  to: number
  nameClass: number
}
interface Document {
  source: string
  fold: number
  tokens: Tokens
  names: Name[]
  /** Classes that this source does not label: a token outside names may be one of them. */
  unlabelled: number[]
}
/** A stretch to learn from: rows of its features by token, gold labels, and the labels that each token may have. */
interface Example {
  weight: number
  n: number
  starts: Int32Array
  rows: Int32Array
  edgeKind: Uint8Array
  gold: Int32Array
  allowed: Uint8Array | null
}

/** What one step of a quantised weight is worth. */
const STEP = 5 / 127

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: new URL('../src/core/entities/model/entities.bin', import.meta.url).pathname },
    epochs: { type: 'string', default: '8' },
    rate: { type: 'string', default: '0.15' },
    dropout: { type: 'string', default: '0.5' },
    prune: { type: 'string', default: String(1.5 * STEP) },
    runs: { type: 'string', default: '2' },
    tweets: { type: 'string', default: '0.4' },
    skip: { type: 'string', default: '' },
    latent: { type: 'string', default: '1' },
  },
})
if (!options.data) throw new Error('Say where the data are: --data DIR')
const FOLDS = 6
const LISTS = new URL('../src/core/entities/model/lists/', import.meta.url)
const WEIGHT: Record<string, number> = {
  wnut17: Number(options.tweets),
  btc: Number(options.tweets),
  re3d: 0.3,
  own: 1,
}

/** A small seeded generator (mulberry32, public domain). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

// ---- reading -------------------------------------------------------------------------------------------------------

const demonyms = new Set(listed('demonyms.txt'))
/** The phrases of a list: several a line, separated by semicolons; lines that begin with # are comments. */
function listed(name: string): string[] {
  const lines = readFileSync(new URL(name, LISTS), 'utf8').split('\n')
  return lines
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(';'))
    .map((phrase) => phrase.trim())
    .filter(Boolean)
}

const CLASS_OF: Record<string, number> = Object.fromEntries(
  Object.entries({
    PER: 'PER',
    ORG: 'ORG',
    LOC: 'LOC',
    EVENT: 'EVENT',
    WORK: 'WORK',
    PRODUCT: 'MISC',
    MISC: 'MISC',
  }).map(([from, to]) => [from, CLASSES.indexOf(to as (typeof CLASSES)[number])]),
)
const isDemonym = (text: string): boolean => text.split(/[\s-]+/).every((word) => demonyms.has(word))

function read(file: string, source: string): Document[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => document(JSON.parse(line) as Line, source))
}

function document({ text, entities, other, id }: Line, source: string): Document {
  const tokens = tokenise(text)
  const startAt = new Map(Array.from(tokens.start, (offset, index) => [offset, index]))
  const endAt = new Map(Array.from(tokens.end, (offset, index) => [offset, index + 1]))
  const names: Name[] = []
  for (const { start, end, type } of [...entities, ...(other ?? [])].sort((a, b) => a.start - b.start)) {
    const from = startAt.get(start)
    const to = endAt.get(end)
    const nameClass = CLASS_OF[type]
    if (from === undefined || to === undefined || nameClass === undefined) continue
    if (names.length && names[names.length - 1]!.to > from) continue
    if (nameClass > 2 && isDemonym(text.slice(start, end))) continue
    names.push({ from, to, nameClass })
  }
  const kinds = source === 'wnut17' ? ['EVENT', 'MISC'] : other ? [] : ['EVENT', 'WORK', 'MISC']
  const unlabelled = kinds.map((kind) => CLASSES.indexOf(kind as (typeof CLASSES)[number]))
  const fold = hashString(id.replace(/-\d+$/, '') + text.slice(0, 40)) % FOLDS
  return { source, fold, tokens, names, unlabelled }
}

// ---- name lists: handmade, and harvested from the names of the data without the fold at hand ------------------------

const LIST_BITS: Record<string, number> = {
  'first-names.txt': BIT.firstName, 'surnames.txt': BIT.surname, 'people.txt': BIT.person, 'places.txt': BIT.place,
  'countries.txt': BIT.country, 'organisations.txt': BIT.organisation, 'demonyms.txt': BIT.demonym,
  'works.txt': BIT.work, 'events.txt': BIT.event, 'organisation-words.txt': BIT.organisationWord,
  'place-words.txt': BIT.placeWord, 'titles.txt': BIT.title, 'calendar.txt': BIT.month,
} // prettier-ignore
const LOWER_LISTS = new Set(['organisation-words.txt', 'place-words.txt', 'titles.txt'])

type Lists = Map<number, number>
function handmade(): Lists {
  const lists: Lists = new Map()
  for (const [file, bit] of Object.entries(LIST_BITS)) {
    for (const phrase of listed(file)) {
      const lower = LOWER_LISTS.has(file)
      const hash = lower ? phraseHash(1, hashString(phrase.toLowerCase())) : phraseOf(tokenise(phrase).word)
      lists.set(hash, (lists.get(hash) ?? 0) | bit)
    }
  }
  return lists
}
const phraseOf = (words: readonly string[]): number =>
  words.reduce((hash, word) => phraseHash(hash, hashString(speltForLists(word.replaceAll('’', "'")))), 0)

const SEEN = [BIT.seenPerson, BIT.seenOrganisation, BIT.seenPlace, BIT.seenOther, BIT.seenOther, BIT.seenOther]
function harvest(documents: readonly Document[], base: Lists, without: number): Lists {
  const lists: Lists = new Map(base)
  const add = (words: readonly string[], bit: number): void => {
    const hash = phraseOf(words)
    lists.set(hash, (lists.get(hash) ?? 0) | bit)
  }
  const lower = new Map<string, [number, number]>()
  for (const { tokens, names, fold, source } of documents) {
    if (fold === without) continue
    for (const { from, to, nameClass } of names) {
      const words = tokens.word.slice(from, to)
      if (to - from <= 6) add(words, SEEN[nameClass]!)
      if (nameClass === 0 && to - from > 1) {
        add([words[0]!], BIT.seenFirstName)
        add([words[words.length - 1]!], BIT.seenSurname)
      }
    }
    if (source === 'btc' || source === 'wnut17') continue
    for (let i = 1; i < tokens.count; i++) {
      if (tokens.sentence[i] !== tokens.sentence[i - 1]) continue
      const word = tokens.word[i]!
      const low = word.toLowerCase()
      let counts = lower.get(low)
      if (!counts) lower.set(low, (counts = [0, 0]))
      counts[low === word ? 0 : 1]++
    }
  }
  for (const [word, [low, capital]] of lower) {
    if (low < 3) continue
    const hash = phraseHash(1, hashString(word))
    lists.set(hash, (lists.get(hash) ?? 0) | (low > capital * 10 ? BIT.common : BIT.mixed))
  }
  return lists
}

// ---- examples ------------------------------------------------------------------------------------------------------

/** Counts feature keys and numbers them: open addressing over typed arrays. Those seen once get no row. */
class Rows {
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

interface Ready {
  document: Document
  prepared: Prepared
  lists: Lists
}

function keysOf({ prepared }: Ready, i: number, out: number[]): void {
  const { tokens, types } = prepared
  for (let offset = -2; offset <= 2; offset++) {
    const j = i + offset
    if (j < 0 || j >= tokens.count || tokens.sentence[j] !== tokens.sentence[i]) continue
    const type = types[j]!
    const count = attributesAt(type, offset)
    for (let k = 0; k < count; k++) out.push(attributeKey(type.attributes[k]!, offset))
  }
  tokenKeys(prepared, i, out)
}

function examplesOf(ready: readonly Ready[]): { examples: Example[]; rows: Rows } {
  const rows = new Rows()
  const keyLists: Uint32Array[] = []
  const keys: number[] = []
  for (const item of ready) {
    for (const { from, to } of item.prepared.stretches) {
      for (let i = from; i < to; i++) {
        keys.length = 0
        keysOf(item, i, keys)
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
        weight: WEIGHT[item.document.source] ?? 1,
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
    options.latent === '0' ||
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

// ---- learning ------------------------------------------------------------------------------------------------------

interface Learned {
  rows: Rows
  weights: Float32Array
  edges: Float32Array
}

function learn(ready: readonly Ready[], epochs: number, seed: number): Learned {
  const { examples, rows } = examplesOf(ready)
  const random = generator(seed)
  const weights = new Float32Array(rows.keys.length * LABELS)
  const squares = new Float32Array(weights.length)
  const edges = new Float32Array(EDGE_COUNT)
  const edgeSquares = new Float32Array(EDGE_COUNT)
  const expEdges = new Float64Array(EDGE_COUNT).fill(1)
  const rate = Number(options.rate)
  const drop = Number(options.dropout)
  const longest = examples.reduce((max, { n }) => Math.max(max, n), 1)
  const free = makeLattice(longest)
  const bound = makeLattice(longest)
  const unary = new Float32Array(longest * LABELS)
  const slope = new Float64Array(longest * LABELS)
  const active = new Int32Array(examples.reduce((max, e) => Math.max(max, e.rows.length), 1))
  const order = examples.map((_, index) => index)
  for (let epoch = 0; epoch < epochs; epoch++) {
    let loss = 0
    shuffle(order, random)
    for (const index of order) {
      const example = examples[index]!
      const { n, starts, weight } = example
      const ends = new Int32Array(n)
      let count = 0
      unary.fill(0, 0, n * LABELS)
      for (let i = 0; i < n; i++) {
        for (let k = starts[i]!; k < starts[i + 1]!; k++) {
          if (random() < drop) continue
          const row = example.rows[k]! * LABELS
          active[count++] = row
          for (let a = 0; a < LABELS; a++) unary[i * LABELS + a]! += weights[row + a]!
        }
        ends[i] = count
      }
      const scale = 1 / (1 - drop)
      for (let k = 0; k < n * LABELS; k++) unary[k]! *= scale
      const all = forwardBackward(free, unary, n, expEdges, example.edgeKind, null)
      const allowed = example.allowed ?? exactly(example.gold)
      loss += weight * (all - forwardBackward(bound, unary, n, expEdges, example.edgeKind, allowed))
      for (let k = 0; k < n * LABELS; k++)
        slope[k] = weight * (free.alpha[k]! * free.beta[k]! - bound.alpha[k]! * bound.beta[k]!)
      let k = 0
      for (let i = 0; i < n; i++) {
        const base = i * LABELS
        let most = 0
        for (let a = 0; a < LABELS; a++) most = Math.max(most, Math.abs(slope[base + a]!))
        if (most < 0.002) {
          k = ends[i]!
          continue
        }
        for (; k < ends[i]!; k++) {
          const row = active[k]!
          for (let a = 0; a < LABELS; a++) {
            const g = slope[base + a]!
            if (g < 0.0005 && g > -0.0005) continue
            const square = (squares[row + a]! += g * g)
            weights[row + a]! -= (rate * g) / Math.sqrt(square + 0.01)
          }
        }
      }
      edgeStep(example, free, bound, weight, edges, edgeSquares, expEdges, rate)
    }
    console.error(
      `epoch ${epoch + 1}: loss ${(loss / order.length).toFixed(4)}, ${rows.keys.length} features, ${Math.round(performance.now() / 1000)} s`,
    )
  }
  return { rows, weights, edges }
}

function shuffle(list: unknown[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[list[i], list[j]] = [list[j], list[i]]
  }
}

function exactly(gold: Int32Array): Uint8Array {
  const allowed = new Uint8Array(gold.length * LABELS)
  gold.forEach((label, i) => (allowed[i * LABELS + label] = 1))
  return allowed
}

type Lattice = ReturnType<typeof makeLattice>
function edgeStep(
  { n, edgeKind }: Example,
  free: Lattice,
  bound: Lattice,
  weight: number,
  edges: Float32Array,
  squares: Float32Array,
  expEdges: Float64Array,
  rate: number,
): void {
  // prettier-ignore
  for (let i = 0; i < n; i++) {
    const base = edgeKind[i]! * LABELS * LABELS
    const row = i * LABELS
    for (let b = 0; b < LABELS; b++) {
      const open = i === 0 ? (START_LABELS.includes(b) ? [0] : []) : BEFORE[b]!
      const f = (free.exp[row + b]! * free.beta[row + b]!) / free.scale[i]!
      const t = (bound.exp[row + b]! * bound.beta[row + b]!) / bound.scale[i]!
      if (f < 1e-4 && t < 1e-4) continue
      for (const a of open) {
        const at = base + a * LABELS + b
        const e = expEdges[at]!
        const pf = i === 0 ? f * e : free.alpha[row - LABELS + a]! * e * f
        const pt = i === 0 ? t * e : bound.alpha[row - LABELS + a]! * e * t
        const g = weight * (pf - pt)
        if (g < 0.0005 && g > -0.0005) continue
        const square = (squares[at]! += g * g)
        edges[at]! -= (rate * 0.5 * g) / Math.sqrt(square + 0.01)
        expEdges[at] = Math.exp(edges[at]!)
      }
    }
  }
}

function compact({ rows, weights, edges }: Learned, prune: number): RowsToWrite {
  const order = rows.keys.map((key, index) => [key, index] as const).sort((a, b) => a[0] - b[0])
  const keys: number[] = []
  const kept: Int8Array[] = []
  for (const [key, index] of order) {
    const row = new Int8Array(LABELS)
    let some = false
    for (let a = 0; a < LABELS; a++) {
      const w = weights[index * LABELS + a]!
      if (Math.abs(w) < prune) continue
      row[a] = Math.max(-127, Math.min(127, Math.round(w / STEP)))
      some ||= row[a] !== 0
    }
    if (!some) continue
    keys.push(key)
    kept.push(row)
  }
  return { keys, rows: kept, step: STEP, edges }
}

/** The mean of the weights of several runs over the same rows. */
function averaged(runs: readonly Learned[]): Learned {
  const [first, ...others] = runs
  const share = 1 / runs.length
  const mean = (pick: (run: Learned) => Float32Array): Float32Array =>
    pick(first!).map((w, i) => others.reduce((sum, run) => sum + pick(run)[i]!, w) * share)
  return { rows: first!.rows, weights: mean((run) => run.weights), edges: mean((run) => run.edges) }
}

// ---- the whole ---------------------------------------------------------------------------------------------------

const sortedLists = (lists: Lists): [number, number][] => [...lists].sort((a, b) => a[0] - b[0])
function prepareAll(documents: readonly Document[], listsOf: readonly Lists[]): Ready[] {
  const gazetteers = listsOf.map((lists) => ({ bits: (hash: number) => lists.get(hash) ?? 0 }))
  const types = gazetteers.map((gazetteer) => new WordTypes(gazetteer))
  return documents.map((document) => ({
    document,
    prepared: prepare(document.tokens, types[document.fold]!, gazetteers[document.fold]!),
    lists: listsOf[document.fold]!,
  }))
}

/** The sentences written for this project: names in brackets, a document a paragraph. */
function readOwn(): Document[] {
  const text = readFileSync(new URL('../own-sentences.txt', LISTS), 'utf8')
  const lines = text.split('\n').filter((line) => !line.startsWith('#'))
  return lines
    .join('\n')
    .split(/\n\n+/)
    .filter((block) => block.trim())
    .map((block, index) => {
      const entities: Line['entities'] = []
      let plain = ''
      for (const part of block.trim().split(/(\[[A-Z] [^\]]+\])/)) {
        const marked = /^\[([A-Z]) ([^\]]+)\]$/.exec(part)
        if (marked)
          entities.push({ start: plain.length, end: plain.length + marked[2]!.length, type: OWN_TYPE[marked[1]!]! })
        plain += marked ? marked[2]! : part
      }
      return document({ id: `own-${index}`, text: plain, entities, other: [] }, 'own')
    })
}
const OWN_TYPE: Record<string, string> = { P: 'PER', O: 'ORG', L: 'LOC', E: 'EVENT', W: 'WORK', M: 'MISC' }

const folder = join(options.data, 'train')
const skipped = new Set(options.skip.split(','))
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.jsonl') && !skipped.has(name.replace('.jsonl', '')))
  .sort()
  .flatMap((name) => read(join(folder, name), name.replace('.jsonl', '')))
if (!skipped.has('own')) documents.push(...readOwn())
const base = handmade()
const listsOf = Array.from({ length: FOLDS }, (_, fold) => harvest(documents, base, fold))
const ready = prepareAll(documents, listsOf)
// Training twice with other seeds and averaging makes the result depend less on chance.
const runs = Array.from({ length: Number(options.runs) }, (_, run) => learn(ready, Number(options.epochs), 7 + run))
const names = compact(averaged(runs), Number(options.prune))
const bytes = writeModel(sortedLists(harvest(documents, base, -1)), names)
writeFileSync(options.out, bytes)
console.error(`${options.out}: ${(bytes.length / 1e6).toFixed(2)} MB in ${Math.round(performance.now() / 1000)} s`)
