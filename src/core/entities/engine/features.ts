// From tokens to what the tagger looks at: words in their runs of capitals, their neighbours, the rest of the document.
import { hashString, mix } from './hash.ts'
import type { Tokens } from './tokens.ts'
import { edgeKindOf, makeWordType, phraseHash } from './word-types.ts'
import type { Gazetteer, WordType } from './word-types.ts'

/** A stretch of a sentence that may hold names; tokens outside all of them are no names. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** A document ready for tagging. */
export interface Prepared {
  readonly tokens: Tokens
  readonly types: WordType[]
  readonly stretches: Stretch[]
  readonly edgeKind: Uint8Array
  /** Start and end (exclusive) of the run of capitals around each capital token; -1 elsewhere. */
  readonly runStart: Int32Array
  readonly runEnd: Int32Array
  /** Hashes of list matches that cover each token, or undefined. */
  readonly matches: (number[] | undefined)[]
  readonly document: ReadonlyMap<WordType, InDocument>
  /** For each sentence: 0 plain, 1 Title Case, 2 CAPITALS. */
  readonly sentenceStyle: Uint8Array
  readonly sentenceFirst: Int32Array
}

/** What a document does with one capitalised word. */
interface InDocument {
  /** Its first occurrences with a capital. */
  readonly at: number[]
  middle: number
  lower: boolean
}

const MAX_PHRASE = 6
const MAX_OCCURRENCES = 8
const H = Object.fromEntries(
  `ww w+ sss sw s+ w-+ w-- w++ ss s-s rb ra rl rf rp rlen gz ap an lr lrf lrl lrb mid low first style sl ff per gap bag of fw rba rbl ral ra2 rb2 cl cr bl br hd`
    .split(/\s+/)
    .map((name) => [name, hashString(`f:${name}`)]),
) as Record<string, number>

/** Keeps word types, so that each is made once; forgets all when there are too many. */
export class WordTypes {
  private readonly known = new Map<string, WordType>()
  private readonly gazetteer: Gazetteer
  constructor(gazetteer: Gazetteer) {
    this.gazetteer = gazetteer
  }
  /** The type of a word. */
  get(word: string): WordType {
    let type = this.known.get(word)
    if (type) return type
    if (this.known.size > 60_000) this.known.clear()
    type = makeWordType(word, this.gazetteer)
    this.known.set(word, type)
    return type
  }
}

/** Prepares a document for the tagger. Takes its tokens, the word types and the lists; pure but for the types' cache. */
export function prepare(tokens: Tokens, wordTypes: WordTypes, gazetteer: Gazetteer): Prepared {
  const n = tokens.count
  const types = new Array<WordType>(n)
  for (let i = 0; i < n; i++) types[i] = wordTypes.get(tokens.word[i]!)
  const edgeKind = new Uint8Array(n)
  for (let i = 0; i < n; i++) edgeKind[i] = edgeKindOf(inSentence(tokens, i, -1) ? types[i - 1]! : null, types[i]!)
  const { sentenceStyle, sentenceFirst } = styles(tokens, types)
  const { runStart, runEnd } = runs(tokens, types)
  const stretches = findStretches(tokens, types)
  return {
    tokens,
    types,
    stretches,
    edgeKind,
    runStart,
    runEnd,
    matches: listMatches(tokens, types, gazetteer),
    document: inDocument(tokens, types, sentenceFirst),
    sentenceStyle,
    sentenceFirst,
  }
}

const inSentence = (tokens: Tokens, i: number, by: number): boolean =>
  i + by >= 0 && i + by < tokens.count && tokens.sentence[i + by] === tokens.sentence[i]

function styles(tokens: Tokens, types: WordType[]): Pick<Prepared, 'sentenceStyle' | 'sentenceFirst'> {
  const count = tokens.count ? tokens.sentence[tokens.count - 1]! + 1 : 0
  const sentenceStyle = new Uint8Array(count)
  const sentenceFirst = new Int32Array(count).fill(-1)
  const words = new Int32Array(count)
  const capitals = new Int32Array(count)
  const upper = new Int32Array(count)
  for (let i = 0; i < tokens.count; i++) {
    const type = types[i]!
    const s = tokens.sentence[i]!
    if (!type.capital && type.connector < 15) continue
    if (!type.capital && type.lower === type.word.toUpperCase()) continue
    if (sentenceFirst[s]! < 0) sentenceFirst[s] = i
    if (type.word.length < 3) continue
    words[s]!++
    if (type.capital) capitals[s]!++
    if (type.capital && type.word === type.word.toUpperCase()) upper[s]!++
  }
  for (let s = 0; s < count; s++) {
    if (words[s]! >= 4 && upper[s]! / words[s]! > 0.8) sentenceStyle[s] = 2
    else if (words[s]! >= 4 && capitals[s]! / words[s]! > 0.75) sentenceStyle[s] = 1
  }
  return { sentenceStyle, sentenceFirst }
}

function runs(tokens: Tokens, types: WordType[]): { runStart: Int32Array; runEnd: Int32Array } {
  const runStart = new Int32Array(tokens.count).fill(-1)
  const runEnd = new Int32Array(tokens.count).fill(-1)
  let from = 0
  while (from < tokens.count) {
    if (!types[from]!.capital) {
      from++
      continue
    }
    let to = from + 1
    while (to < tokens.count && types[to]!.capital && tokens.sentence[to] === tokens.sentence[from] && to - from < 12)
      to++
    runStart.fill(from, from, to)
    runEnd.fill(to, from, to)
    from = to
  }
  return { runStart, runEnd }
}

/** Names have a capital, or stand between capitals a few small words apart; numbers may begin or end them. */
function findStretches(tokens: Tokens, types: WordType[]): Stretch[] {
  const stretches: Stretch[] = []
  let from = -1
  let last = -1
  for (let i = 0; i < tokens.count; i++) {
    if (!types[i]!.capital) continue
    if (from >= 0 && tokens.sentence[i] === tokens.sentence[last] && i - last <= 5 && i - from < 400) {
      last = i
      continue
    }
    if (from >= 0) stretches.push(widen(tokens, from, last, stretches))
    from = last = i
  }
  if (from >= 0) stretches.push(widen(tokens, from, last, stretches))
  return stretches
}

function widen(tokens: Tokens, from: number, last: number, before: Stretch[]): Stretch {
  const floor = before.length ? before[before.length - 1]!.to : 0
  let left = from
  while (left > floor && from - left < 2 && inSentence(tokens, left, -1)) left--
  let right = last + 1
  // The next stretch begins more than five tokens away or in another sentence, so two on each side never meet.
  while (right < tokens.count && right - last <= 2 && tokens.sentence[right] === tokens.sentence[last]) right++
  return { from: left, to: right }
}

function listMatches(tokens: Tokens, types: WordType[], gazetteer: Gazetteer): (number[] | undefined)[] {
  const matches = new Array<number[] | undefined>(tokens.count)
  let covered = -1
  for (let i = 0; i < tokens.count; i++) {
    if (!types[i]!.capital && !types[i]!.numeral) continue
    let hash = 0
    let best = 0
    let length = 0
    for (let k = i; k < tokens.count && k < i + MAX_PHRASE && tokens.sentence[k] === tokens.sentence[i]; k++) {
      hash = phraseHash(hash, types[k]!.spelt)
      const bits = gazetteer.bits(hash)
      if (bits && k > i) {
        best = bits
        length = k - i + 1
      }
    }
    if (!best || i + length <= covered) continue
    covered = i + length
    for (let k = i; k < i + length; k++) {
      const place = k === i ? 0 : k === i + length - 1 ? 2 : 1
      const list = (matches[k] ??= [])
      for (let bit = 0; bit < 21; bit++) if (best & (1 << bit)) list.push(mix(H['gz']!, bit * 4 + place))
    }
  }
  return matches
}

function inDocument(tokens: Tokens, types: WordType[], first: Int32Array): Map<WordType, InDocument> {
  const document = new Map<WordType, InDocument>()
  const lowers = new Set<string>()
  for (let i = 0; i < tokens.count; i++) {
    const type = types[i]!
    if (!type.capital) {
      lowers.add(type.word)
      continue
    }
    let entry = document.get(type)
    if (!entry) document.set(type, (entry = { at: [], middle: 0, lower: false }))
    if (entry.at.length < MAX_OCCURRENCES) entry.at.push(i)
    if (first[tokens.sentence[i]!] !== i) entry.middle++
  }
  for (const [type, entry] of document) entry.lower = lowers.has(type.lower)
  return document
}

const START = hashString('<s>')
const NO_SHAPE = hashString('<no>')

/**
 * The features of token `i` that depend on more than one word, as 32-bit keys, pushed onto `out`. (Those of single
 * words are the types' attributes: see `attributeKey`.)
 */
export function tokenKeys(prepared: Prepared, i: number, out: number[]): void {
  const { tokens, types } = prepared
  const at = (by: number): WordType | null => (inSentence(tokens, i, by) ? types[i + by]! : null)
  const word = types[i]!
  const before = at(-1)
  const after = at(1)
  const b2 = before ? at(-2) : null
  const a2 = after ? at(2) : null
  const w = word.id
  const s = word.shape
  const wb = before?.id ?? START
  const wa = after?.id ?? START
  const sb = before?.shape ?? NO_SHAPE
  const sa = after?.shape ?? NO_SHAPE
  out.push(
    mix(mix(H['ww']!, wb), w),
    mix(mix(H['w+']!, w), wa),
    mix(mix(mix(H['sss']!, sb), s), sa),
    mix(mix(H['sw']!, wb), s),
    mix(mix(H['s+']!, s), wa),
    mix(mix(mix(H['w-+']!, wb), wa), s),
    mix(mix(H['w--']!, b2?.id ?? START), wb),
    mix(mix(H['w++']!, wa), a2?.id ?? START),
    mix(mix(mix(H['ss']!, b2?.shape ?? NO_SHAPE), sb), s),
    mix(mix(mix(H['s-s']!, s), sa), a2?.shape ?? NO_SHAPE),
  )
  const style = prepared.sentenceStyle[tokens.sentence[i]!]!
  if (prepared.sentenceFirst[tokens.sentence[i]!] === i) out.push(H['first']!, mix(mix(H['first']!, s), word.bits))
  if (style) out.push(mix(mix(H['style']!, style), s), mix(mix(H['style']!, style), word.bits & 0x6000))
  const matches = prepared.matches[i]
  if (matches) for (const match of matches) out.push(match)
  if (word.capital) {
    runKeys(prepared, i, out)
    documentKeys(prepared, i, out)
  }
}

function runKeys({ tokens, types, runStart, runEnd }: Prepared, i: number, out: number[]): void {
  const from = runStart[i]!
  const to = runEnd[i]!
  const length = Math.min(5, to - from)
  const place = i === from ? 0 : i === to - 1 ? 2 : 1
  const within = (j: number): boolean => j >= 0 && j < tokens.count && tokens.sentence[j] === tokens.sentence[i]
  const before = within(from - 1) ? types[from - 1]!.id : START
  const after = within(to) ? types[to]!.id : START
  const first = types[from]!
  const last = types[to - 1]!
  const size = Math.min(3, length)
  out.push(mix(H['rlen']!, length * 4 + place), mix(mix(H['rb']!, before), size), mix(mix(H['ra']!, after), size))
  if (length > 1) {
    out.push(
      mix(mix(H['rl']!, last.id), place),
      mix(mix(H['rf']!, first.id), place),
      mix(mix(H['fw']!, first.bits), place),
      mix(mix(H['rp']!, last.bits), place),
    )
  }
  out.push(
    mix(mix(H['rba']!, before), after),
    mix(mix(H['rbl']!, before), last.attributes[2]!),
    mix(mix(H['ral']!, after), last.attributes[2]!),
  )
  const seen = (type: WordType): number => (type.capital ? type.shape : type.id)
  if (within(to + 1)) out.push(mix(mix(H['ra2']!, after), seen(types[to + 1]!)))
  if (within(from - 2)) out.push(mix(mix(H['rb2']!, before), seen(types[from - 2]!)))
  // Names in a list are of one kind: what the name lists say of the neighbours across a comma, "and" or "or".
  if (within(to + 1) && JOINS.has(types[to]!.lower) && types[to + 1]!.capital) {
    const end = runEnd[to + 1]!
    out.push(mix(mix(H['cr']!, types[end - 1]!.bits & 0x17ff), Math.min(3, end - to - 1)))
  }
  if (within(from - 2) && JOINS.has(types[from - 1]!.lower) && types[from - 2]!.capital) {
    out.push(mix(mix(H['cl']!, types[from - 2]!.bits & 0x17ff), Math.min(3, from - 1 - runStart[from - 2]!)))
  }
}
const JOINS = new Set([',', 'and', 'or', '&', '/'])

function documentKeys({ tokens, types, runStart, runEnd, document }: Prepared, i: number, out: number[]): void {
  const word = types[i]!
  const entry = document.get(word)
  if (!entry) return
  if (entry.lower) out.push(H['low']!, mix(H['low']!, word.shape))
  out.push(mix(H['mid']!, Math.min(3, entry.middle)))
  if (entry.at.length < 2) return
  const seen = new Set<number>()
  for (const j of entry.at) {
    if (j === i) continue
    const from = runStart[j]!
    const to = runEnd[j]!
    if (from > 0 && tokens.sentence[from - 1] === tokens.sentence[j]) seen.add(mix(H['ap']!, types[from - 1]!.id))
    if (to < tokens.count && tokens.sentence[to] === tokens.sentence[j]) seen.add(mix(H['an']!, types[to]!.id))
    if (to - from < 2) continue
    const place = j === from ? 0 : j === to - 1 ? 2 : 1
    seen.add(mix(mix(H['lrf']!, types[from]!.bits & 0x50), place))
    seen.add(mix(mix(H['lrl']!, types[to - 1]!.id), place))
    seen.add(mix(mix(H['lrb']!, types[from]!.id), place))
    seen.add(mix(H['lr']!, place))
  }
  for (const key of seen) out.push(key)
}

/** The key of an attribute seen at an offset of -2..2 from the token. */
export const attributeKey = (attribute: number, offset: number): number => mix(attribute, 0x51ed + offset)

/** How many attributes of a type serve at an offset. */
export const attributesAt = (type: WordType, offset: number): number =>
  offset === 0 ? type.attributes.length : offset === 1 || offset === -1 ? type.near : type.far
