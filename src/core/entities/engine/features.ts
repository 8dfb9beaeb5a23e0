// What the tagger looks at, as 32-bit keys: a word by itself, its neighbours, its run of capitals, the rest of the document.
import { hashString, mix } from './hash.ts'
import { inSentence } from './prepared.ts'
import type { Prepared } from './prepared.ts'
import type { Tokens } from './tokens.ts'
import { BIT } from './word-types.ts'
import type { WordType } from './word-types.ts'

export { prepare, WordTypes } from './prepared.ts'
export type { Prepared } from './prepared.ts'

/** The names of the features in a few letters, hashed. */
const H = Object.fromEntries(
  `ww w+ sss sw s+ w-+ w-- w++ ss s-s first style rlen rb ra rl rf fw rp rba rbl ral ra2 rb2 cb ca cr cl kb ka kl kk hw hk
  lf lb lk low mid ap an lrf lrl lrb lr dw dk`
    .split(/\s+/)
    .map((name) => [name, hashString(`f:${name}`)]),
) as Record<string, number>

/** The bits of the handmade and harvested lists. */
const CORE = 0x1fffff
const PERSON = BIT.person | BIT.firstName | BIT.surname | BIT.seenFirstName | BIT.seenSurname | BIT.givenName | BIT.familyName | BIT.wordnetPerson // prettier-ignore
const PLACE = BIT.place | BIT.country | BIT.seenPlace | BIT.city | BIT.region | BIT.wordnetPlace
const GROUP = BIT.organisation | BIT.seenOrganisation | BIT.brand | BIT.wordnetGroup | BIT.university
/** What the lists say in a few bits: person, place, group, and whether the word is a common one. */
const coarse = (bits: number): number =>
  (bits & PERSON ? 1 : 0) | (bits & PLACE ? 2 : 0) | (bits & GROUP ? 4 : 0) | (bits & BIT.demonym ? 8 : 0) |
  (bits & BIT.organisationWord ? 16 : 0) | (bits & BIT.placeWord ? 32 : 0) | (bits & BIT.common ? 64 : 0) // prettier-ignore
const START = hashString('<s>')
const NO_SHAPE = hashString('<no>')

/** The families of features of `tokenKeys`, for those who want to know what each brings. */
export const FAMILIES = ['neighbours', 'phrases', 'run', 'kinds', 'said', 'document'] as const
export type Family = (typeof FAMILIES)[number]

/**
 * The features of token `i` that depend on more than one word, as 32-bit keys, pushed onto `out`. (Those of single
 * words are the types' attributes: see `attributeKey`.) Families in `without` are left out.
 */
export function tokenKeys(
  prepared: Prepared,
  i: number,
  out: number[],
  without: ReadonlySet<string> | null = null,
): void {
  if (!without?.has('neighbours')) neighbourKeys(prepared, i, out)
  const matches = without?.has('phrases') ? undefined : prepared.matches[i]
  if (matches) for (let k = 0; k < matches.length; k++) out.push(matches[k]!)
  if (prepared.runStart[i]! < 0) return
  if (!without?.has('run')) runKeys(prepared, i, out)
  if (!without?.has('kinds')) kindKeys(prepared, i, out)
  if (!without?.has('said')) saidKeys(prepared, i, out)
  if (!without?.has('document')) documentKeys(prepared, i, out)
}

function neighbourKeys({ tokens, types, sentenceStyle, sentenceFirst }: Prepared, i: number, out: number[]): void {
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
  const sentence = tokens.sentence[i]!
  const style = sentenceStyle[sentence]!
  if (sentenceFirst[sentence] === i) out.push(H['first']!, mix(mix(H['first']!, s), word.bits & CORE))
  if (style) out.push(mix(mix(H['style']!, style), s), mix(mix(H['style']!, style), word.bits & 0x6000))
}

const within = (tokens: Tokens, j: number, i: number): boolean =>
  j >= 0 && j < tokens.count && tokens.sentence[j] === tokens.sentence[i]
const placeIn = (i: number, from: number, to: number): number => (i === from ? 0 : i === to - 1 ? 2 : 1)

/** The run of capitals around a token: its length, first and last word, and what stands before and after it. */
function runKeys({ tokens, types, runStart, runEnd }: Prepared, i: number, out: number[]): void {
  const from = runStart[i]!
  const to = runEnd[i]!
  const length = Math.min(5, to - from)
  const size = Math.min(3, length)
  const place = placeIn(i, from, to)
  const before = within(tokens, from - 1, i) ? types[from - 1]!.id : START
  const after = within(tokens, to, i) ? types[to]!.id : START
  const first = types[from]!
  const last = types[to - 1]!
  const ending = last.attributes[last.far]!
  out.push(
    mix(H['rlen']!, length * 4 + place),
    mix(mix(H['rb']!, before), size),
    mix(mix(H['ra']!, after), size),
    mix(mix(H['rba']!, before), after),
    mix(mix(H['rbl']!, before), ending),
    mix(mix(H['ral']!, after), ending),
    mix(mix(H['cb']!, before), coarse(last.bits)),
    mix(mix(H['ca']!, after), coarse(last.bits)),
  )
  if (length > 1) {
    out.push(
      mix(mix(H['rl']!, last.id), place),
      mix(mix(H['rf']!, first.id), place),
      mix(mix(H['fw']!, first.bits & CORE), place),
      mix(mix(H['rp']!, last.bits & CORE), place),
    )
  }
  const seen = (type: WordType): number => (type.capital ? type.shape : type.id)
  if (within(tokens, to + 1, i)) out.push(mix(mix(H['ra2']!, after), seen(types[to + 1]!)))
  if (within(tokens, from - 2, i)) out.push(mix(mix(H['rb2']!, before), seen(types[from - 2]!)))
  // Names in a list are of one kind: what the name lists say of the neighbours across a comma, "and" or "or".
  if (within(tokens, to + 1, i) && JOINS.has(types[to]!.lower) && types[to + 1]!.capital) {
    const end = runEnd[to + 1]!
    out.push(mix(mix(H['cr']!, types[end - 1]!.bits & 0x17ff), Math.min(3, end - to - 1)))
  }
  if (within(tokens, from - 2, i) && JOINS.has(types[from - 1]!.lower) && types[from - 2]!.capital) {
    out.push(mix(mix(H['cl']!, types[from - 2]!.bits & 0x17ff), Math.min(3, from - 1 - runStart[from - 2]!)))
  }
}

/** What kinds of things the common words beside a run and its last word are: "novelist", "team", "River". */
function kindKeys({ tokens, types, runStart, runEnd }: Prepared, i: number, out: number[]): void {
  const from = runStart[i]!
  const to = runEnd[i]!
  const size = Math.min(3, to - from)
  const place = placeIn(i, from, to)
  const before = within(tokens, from - 1, i) ? types[from - 1]!.kinds : 0
  const after = within(tokens, to, i) ? types[to]!.kinds : 0
  for (let rest = before; rest !== 0; rest >>>= 7) out.push(mix(mix(H['kb']!, rest & 127), size))
  for (let rest = after; rest !== 0; rest >>>= 7) out.push(mix(mix(H['ka']!, rest & 127), size))
  for (let rest = types[to - 1]!.kinds; rest !== 0; rest >>>= 7) {
    out.push(mix(mix(H['kl']!, rest & 127), size * 4 + place))
  }
  if (before && after) out.push(mix(mix(H['kk']!, before), after))
}

/** What the text says outright: the head of an apposition or of "X is a …", and what an acronym stands for. */
function saidKeys({ types, runStart, runEnd, head, longForms }: Prepared, i: number, out: number[]): void {
  const from = runStart[i]!
  const said = head[from]!
  if (said >= 0) {
    const size = Math.min(3, runEnd[i]! - from)
    out.push(mix(H['hw']!, types[said]!.id))
    for (let rest = types[said]!.kinds; rest !== 0; rest >>>= 7) out.push(mix(mix(H['hk']!, rest & 127), size))
  }
  const long = longForms.get(types[i]!)
  if (long === undefined) return
  const last = types[long]!
  out.push(H['lf']!, mix(H['lf']!, last.id), mix(H['lb']!, coarse(last.bits)))
  for (let rest = last.kinds; rest !== 0; rest >>>= 7) out.push(mix(H['lk']!, rest & 127))
}
const JOINS = new Set([',', 'and', 'or', '&', '/'])

/** What the rest of the document does with the same word. */
function documentKeys({ tokens, types, runStart, runEnd, document, head }: Prepared, i: number, out: number[]): void {
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
    const said = head[from]!
    if (said >= 0) {
      seen.add(mix(H['dw']!, types[said]!.id))
      for (let rest = types[said]!.kinds; rest !== 0; rest >>>= 7) seen.add(mix(H['dk']!, rest & 127))
    }
    if (to - from < 2) continue
    const place = placeIn(j, from, to)
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
