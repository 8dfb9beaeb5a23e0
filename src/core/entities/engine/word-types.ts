// What the tagger knows of a word by itself: its shape, its affixes, the name lists it stands in. Worked out once a word.
import { hashString, mix } from './hash.ts'

/** Bits of a gazetteer entry: what lists a word or phrase stands in. */
export const BIT = {
  seenPerson: 1 << 0,
  seenOrganisation: 1 << 1,
  seenPlace: 1 << 2,
  seenOther: 1 << 3,
  seenFirstName: 1 << 4,
  seenSurname: 1 << 5,
  firstName: 1 << 6,
  surname: 1 << 7,
  place: 1 << 8,
  country: 1 << 9,
  organisation: 1 << 10,
  demonym: 1 << 11,
  work: 1 << 12,
  common: 1 << 13,
  mixed: 1 << 14,
  person: 1 << 15,
  organisationWord: 1 << 16,
  placeWord: 1 << 17,
  title: 1 << 18,
  month: 1 << 19,
  event: 1 << 20,
  // From here on: lists made from public packages (see model/LICENSE.md), a bit each, so that each earns its own trust.
  wordnetPerson: 1 << 21,
  wordnetPlace: 1 << 22,
  wordnetGroup: 1 << 23,
  city: 1 << 24,
  region: 1 << 25,
  brand: 1 << 26,
  givenName: 1 << 27,
  familyName: 1 << 28,
  university: 1 << 29,
  wordnetWork: 1 << 30,
} as const
/** How many bits there are. */
export const BITS = 31
const HANDMADE = 0x1fffc0
const DERIVED = 0x7fe00000

/** Name lists as the tagger asks for them: hash of a phrase (see `phraseHash`) to bits; 0 when unknown. */
export interface Gazetteer {
  bits(hash: number): number
  /** The kinds of a common word, by the hash of the word in lower case: up to three numbers of seven bits; 0 when unknown. */
  kinds(hash: number): number
}

export interface WordType {
  readonly word: string
  readonly lower: string
  /** Hash of the lower-cased word. */
  readonly id: number
  /** Hash of the word as a gazetteer spells it. */
  readonly spelt: number
  readonly shape: number
  /** Whether it can be part of a name by its looks: it has a capital. */
  readonly capital: boolean
  readonly numeral: boolean
  readonly bits: number
  /** What kind of thing, person or act the word means: see Gazetteer. */
  readonly kinds: number
  /** Hashes of its attributes: the first `far` serve two tokens away, the first `near` the next token, all the token. */
  readonly attributes: Int32Array
  readonly far: number
  readonly near: number
  readonly connector: number
  /** Score vectors of the attributes by offset -2..2, and a bit for each that is filled. */
  scores: Int32Array | null
  scored: number
}

const A = (name: string, value: string): number => mix(hashString(name), hashString(value))
const BIT_HASHES = Array.from({ length: BITS }, (_, bit) => A('bit', String(bit)))

/** Combines the hashes of the words of a phrase: `phraseHash(0, w1)`, then `phraseHash(that, w2)` … */
export const phraseHash = (sofar: number, word: number): number => mix(sofar, word)

const CONNECTORS: ReadonlyMap<string, number> = new Map(
  [
    ['of'],
    ['the'],
    ['and', '&', '+'],
    ['for'],
    ['in', 'on', 'at', 'to'],
    'de la las los lo du des di da del della dos van von der den ter el al bin bint ibn und y e et le les zu av af'.split(
      ' ',
    ),
    [','],
    ['-', '–', '—', '/'],
    ["'s", '’s', "'", '’'],
    ['"', '“', '”', '‘', '«', '»'],
    ['(', '[', ')', ']'],
    ['.', '!', '?', ':', ';'],
    ['a', 'an'],
  ].flatMap((group, index) => group.map((word): [string, number] => [word, index + 1])),
)
const NUMERAL_CONNECTOR = 14
/** The connector of a word in lower case that joins nothing. */
export const LOWER_CONNECTOR = 15
/** How many kinds of transition there are: by the token's own connector, or, for a capital, by the one before it. */
export const EDGE_KINDS = 32

/** The kind of the transition from `before` (null at the start) to `word`. */
export const edgeKindOf = (before: WordType | null, word: WordType): number =>
  word.capital ? 16 + (before ? before.connector : 12) : word.connector

function shapeOf(word: string): string {
  let shape = ''
  let last = ''
  let same = 0
  for (const char of word.length > 24 ? word.slice(0, 24) : word) {
    const low = char.toLowerCase()
    const kind = low !== char ? 'X' : char !== char.toUpperCase() ? 'x' : char >= '0' && char <= '9' ? 'd' : char
    same = kind === last ? same + 1 : 0
    if (same < 2 || (kind !== 'X' && kind !== 'x' && kind !== 'd' && same < 3)) shape += kind
    last = kind
  }
  return shape
}

/** How lists spell a word: as written, but "LONDON" as "London". */
export function speltForLists(word: string): string {
  return word.length > 3 && word === word.toUpperCase() && word !== word.toLowerCase()
    ? word.charAt(0) + word.slice(1).toLowerCase()
    : word
}

const straight = (word: string): string => (word.includes('’') ? word.replaceAll('’', "'") : word)

/** Works out what is known of a word. Takes the word as written and the lists; pure. */
export function makeWordType(written: string, gazetteer: Gazetteer): WordType {
  const word = straight(written.length > 60 ? written.slice(0, 60) : written)
  const lower = word.toLowerCase()
  const capital = lower !== word && /\p{Lu}/u.test(word)
  const numeral = /\d/.test(word)
  const shapeText = shapeOf(word)
  const shape = A('shape', shapeText)
  const id = A('lower', lower)
  const spelt = hashString(speltForLists(word))
  const letters = /[\p{L}\d]/u.test(word)
  const bits = gazetteer.bits(phraseHash(0, spelt)) | (letters ? gazetteer.bits(phraseHash(1, hashString(lower))) : 0)
  const kinds = letters ? gazetteer.kinds(hashString(lower)) : 0
  const attributes = [id, shape]
  for (let rest = kinds; rest !== 0; rest >>>= 7) attributes.push(kindHash(rest & 127))
  const far = attributes.length
  attributes.push(A('suffix3', lower.slice(-3)))
  for (let bit = 0; bit < BIT_HASHES.length; bit++) if (bits & (1 << bit)) attributes.push(BIT_HASHES[bit]!)
  if (bits === 0 && letters) attributes.push(A('bit', 'none'))
  const near = attributes.length
  if (capital || numeral) {
    attributes.push(A('word', word), A('length', String(Math.min(10, word.length))))
    for (const size of [1, 2, 4, 5]) if (lower.length > size) attributes.push(A(`suffix${size}`, lower.slice(-size)))
    for (const size of [1, 2, 3, 4]) if (lower.length > size) attributes.push(A(`prefix${size}`, lower.slice(0, size)))
    for (const bit of pairs(bits)) attributes.push(bit)
    attributes.push(A('shape-suffix', shapeText + lower.slice(-2)))
  }
  const connector = CONNECTORS.get(lower) ?? (capital ? 0 : numeral ? NUMERAL_CONNECTOR : LOWER_CONNECTOR)
  return {
    word,
    lower,
    id,
    spelt,
    shape,
    capital,
    numeral,
    bits,
    kinds,
    attributes: Int32Array.from(attributes),
    far,
    near,
    connector,
    scores: null,
    scored: 0,
  }
}

const KIND = hashString('kind')
const kindHash = (kind: number): number => mix(KIND, kind)

/** All the lists together, as one feature each for all, the handmade and those made from packages. */
function pairs(bits: number): number[] {
  if (bits === 0) return []
  const all = [mix(BIT_HASHES[0]!, mix(bits, 1)), mix(BIT_HASHES[1]!, bits & HANDMADE)]
  if (bits & DERIVED) all.push(mix(BIT_HASHES[2]!, bits & DERIVED))
  return all
}
