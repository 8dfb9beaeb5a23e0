// A document made ready for the tagger: words in their runs of capitals, stretches that may hold names, what the lists
// and the rest of the document say of each.
import { hashString, mix } from './hash.ts'
import { heads, longForms } from './said-of.ts'
import type { Tokens } from './tokens.ts'
import { BITS, edgeKindOf, LOWER_CONNECTOR, makeWordType, phraseHash } from './word-types.ts'
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
  /** For the first token of each run: the head of what is said of it ("X, a young *company*"), or -1. */
  readonly head: Int32Array
  /** What an acronym stands for, where the text says so: the last token of the long form. */
  readonly longForms: ReadonlyMap<WordType, number>
}

/** What a document does with one capitalised word. */
export interface InDocument {
  /** Its first occurrences with a capital. */
  readonly at: number[]
  middle: number
  lower: boolean
}

const MAX_PHRASE = 6
const MAX_OCCURRENCES = 8
const MATCH = hashString('f:gz')

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
    head: heads(tokens, types, runStart, runEnd),
    longForms: longForms(tokens, types),
  }
}

/** Whether the token `by` places from `i` is in its sentence. */
export const inSentence = (tokens: Tokens, i: number, by: number): boolean =>
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
    if (from > 0 && ORDINAL.test(tokens.word[from - 1]!) && inSentence(tokens, from, -1)) from--
    while (to < tokens.count && types[to]!.capital && tokens.sentence[to] === tokens.sentence[from] && to - from < 12)
      to++
    runStart.fill(from, from, to)
    runEnd.fill(to, from, to)
    from = to
  }
  return { runStart, runEnd }
}

const ORDINAL = /^\d+(?:st|nd|rd|th|d)$/

/**
 * Names begin and end with a capital or a number, and hold nothing else but small words and marks that join ("of", "and",
 * "-"): any other word in lower case ends a stretch. (Six names in a thousand are lost so, and two thirds of the work.)
 */
function findStretches(tokens: Tokens, types: WordType[]): Stretch[] {
  const stretches: Stretch[] = []
  const joins = (i: number): boolean => types[i]!.capital || types[i]!.connector < LOWER_CONNECTOR
  let i = 0
  let floor = 0
  while (i < tokens.count) {
    if (!types[i]!.capital) {
      i++
      continue
    }
    const from = i > floor && joins(i - 1) && inSentence(tokens, i, -1) ? i - 1 : i
    let last = i
    for (let k = i + 1; k < tokens.count && k - last <= MAX_GAP && k - from < 400; k++) {
      if (tokens.sentence[k] !== tokens.sentence[i] || !joins(k)) break
      if (types[k]!.capital) last = k
    }
    const to = inSentence(tokens, last, 1) && joins(last + 1) ? last + 2 : last + 1
    stretches.push({ from, to })
    i = floor = to
  }
  return stretches
}
/** How far the next capital may be: "Department of Science and the Arts". */
const MAX_GAP = 4

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
      for (let bit = 0; bit < BITS; bit++) if (best & (1 << bit)) list.push(mix(MATCH, bit * 4 + place))
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
