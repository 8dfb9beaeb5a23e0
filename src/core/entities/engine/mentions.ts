// From tagged tokens to mentions: titles cut off, noise dropped, and the document made to agree with itself.
import type { EntityKind } from '../../../contract/model.ts'
import { CLASSES } from './crf.ts'
import { variant } from './person-names.ts'
import { NEVER_ALONE, SUFFIXES, TITLES } from './known-words.ts'
import type { Tagged } from './tagger.ts'
import type { Tokens } from './tokens.ts'
import { BIT } from './word-types.ts'

/** A name the library or the user's decisions know already. */
export interface KnownName {
  readonly name: string
  readonly kind: EntityKind
  /** The user said that this is not an entity. */
  readonly rejected?: boolean
}

/** A mention on its way to a cluster. */
export interface Found {
  from: number
  to: number
  kind: EntityKind
  confidence: number
  /** Why it was taken or changed, for the evidence. */
  reason: string | null
}

export const KIND_OF: readonly EntityKind[] = CLASSES.map(
  (name): EntityKind =>
    ({ PER: 'person', ORG: 'organisation', LOC: 'place', EVENT: 'event', WORK: 'work', MISC: 'other' } as const)[name],
) // prettier-ignore

const bare = (word: string): string => word.toLowerCase().replace(/\.$/, '')

/**
 * Lets the document agree with itself on kinds: the same words, wherever they stand, share their evidence, and a lone
 * surname listens to the full name, and the name lists have a say where they know one kind only. Takes the tokens, the
 * tagged names and the lists; changes their classes in place.
 */
export function shareKinds(
  tokens: Tokens,
  tagged: readonly Tagged[],
  listed: (words: readonly string[]) => number,
): void {
  const sums = new Map<string, Float64Array>()
  const surnames = new Map<string, number>()
  const surface = ({ from, to }: Tagged): string => tokens.text.slice(tokens.start[from]!, tokens.end[to - 1]!)
  for (const name of tagged) {
    const text = surface(name)
    const sum = sums.get(text) ?? new Float64Array(CLASSES.length)
    name.classes.forEach((p, k) => (sum[k]! += p))
    sums.set(text, sum)
    if (name.nameClass === 0 && name.to - name.from > 1) {
      const last = tokens.word[name.to - 1]!
      surnames.set(last, (surnames.get(last) ?? 0) + name.confidence)
    }
  }
  for (const name of tagged) {
    const sum = Float64Array.from(sums.get(surface(name))!)
    if (name.to - name.from === 1) sum[0]! += Math.min(SURNAME_VOTES, surnames.get(tokens.word[name.from]!) ?? 0)
    const votes = listVotes(listed(tokens.word.slice(name.from, name.to)))
    if (votes >= 0) sum[votes]! += LIST_WEIGHT
    const own = name.classes
    let best = name.nameClass
    const worth = (k: number): number => sum[k]! + OWN_WEIGHT * own[k]!
    for (let k = 0; k < CLASSES.length; k++) if (worth(k) > worth(best)) best = k
    if (best !== name.nameClass) {
      name.nameClass = best
      name.confidence = Math.min(0.8, Math.max(name.confidence, sum[best]! / sum.reduce((a, b) => a + b, 0)))
    }
  }
}
/** What a mention's own place, a full name's surname, and the name lists weigh beside each mention of the same words. */
const OWN_WEIGHT = 0.5
const SURNAME_VOTES = 1
const LIST_WEIGHT = 1.5

/** The one class that the handmade lists give a name, or -1 when they give none or several. */
function listVotes(bits: number): number {
  const person = bits & (BIT.person | BIT.firstName | BIT.surname)
  const place = bits & (BIT.place | BIT.country)
  const organisation = bits & BIT.organisation
  if (place && !person && !organisation) return 2
  if (organisation && !person && !place) return 1
  if (!person && !place && !organisation && bits & (BIT.work | BIT.event)) return bits & BIT.event ? 3 : 4
  return bits & BIT.person && !place && !organisation ? 0 : -1
}

/** Turns what the tagger found into clean mentions. Takes the tokens, the tagged names and demonyms; returns mentions in order. */
export function cleanMentions(
  tokens: Tokens,
  tagged: readonly Tagged[],
  isDemonym: (word: string) => boolean,
): Found[] {
  const found: Found[] = []
  for (const { from, to, nameClass, confidence } of tagged) {
    const kind = KIND_OF[nameClass]!
    const trimmed = trim(tokens, from, to, kind, isDemonym)
    if (!trimmed) continue
    const mention = { from: trimmed[0], to: trimmed[1], kind, confidence, reason: null }
    if (isNoise(tokens, mention, isDemonym)) continue
    found.push(mention)
  }
  return found
}

function trim(
  tokens: Tokens,
  start: number,
  end: number,
  kind: EntityKind,
  isDemonym: (word: string) => boolean,
): [number, number] | null {
  let from = start
  let to = end
  const word = (i: number): string => tokens.word[i]!
  const loose = (i: number): boolean => !/[\p{L}\d]/u.test(word(i)) || word(i) === "'s" || word(i) === '’s'
  while (from < to && loose(from)) from++
  while (to > from && loose(to - 1) && !(word(to - 1) === '!' && to - from > 1)) to--
  if (kind === 'person') {
    // "Minnesotan Scott Doe"
    if (to - from > 2 && /(?:ian|can|ish|ese|otan)$/.test(word(from)) && isDemonym(word(from))) from++
    if (to - from > 1 && /^(?:his|her|their|our|my|your|the)$/i.test(word(from))) from++
    while (to - from > 1 && TITLES.has(bare(word(from))) && !SUFFIXES.has(bare(word(from + 1)))) from++
  } else if (to - from > 1 && /^(?:the|a|an)$/.test(word(from))) from++
  return from < to ? [from, to] : null
}

/** Before a demonym these make another one: "Native Americans". */
const PEOPLES = /^(?:Native|African|Asian|Latin|Black|White|Anglo)$/

function isNoise(tokens: Tokens, { from, to, kind, confidence }: Found, isDemonym: (word: string) => boolean): boolean {
  const words = tokens.word.slice(from, to)
  const length = tokens.end[to - 1]! - tokens.start[from]!
  if (length > 120 || to - from > 14) return true
  if (!words.some((word) => /\p{Lu}/u.test(word))) return true
  if (words.every((word) => NEVER_ALONE.has(word.toLowerCase()) && !isAcronymOfPlace(word))) return true
  // Norman and Roman are people, too; "an American sample" is nobody.
  const mayBePerson =
    kind === 'person' &&
    to - from === 1 &&
    (TITLES.has(bare(tokens.word[from - 1] ?? '')) || !/(?:ian|can|ish|ese|ans)$/.test(words[0]!))
  if (!mayBePerson && words.every((word) => isDemonym(word) || PEOPLES.test(word) || !/\p{L}/u.test(word))) return true
  if (to - from === 1 && length === 1) return true
  return confidence < 0.3
}

/**
 * Gives a lone surname the word before it where that begins the sentence: a capital there tells the tagger little, so it
 * leaves an unusual first name out. Takes mentions in order and whether a word is one that texts often write small or a
 * demonym; changes mentions in place.
 */
export function takeFirstNames(tokens: Tokens, found: readonly Found[], isOther: (word: string) => boolean): void {
  let end = 0
  for (const mention of found) {
    const at = mention.from - 1
    const begins = at >= end && (at === 0 || tokens.sentence[at - 1] !== tokens.sentence[at])
    if (mention.kind === 'person' && mention.to - mention.from === 1 && begins) {
      const word = tokens.word[at]!
      const isName = tokens.sentence[at] === tokens.sentence[mention.from] && /^\p{Lu}[\p{Ll}\p{M}]+$/u.test(word)
      if (isName && word.length > 3 && !isOther(word) && !TITLES.has(word.toLowerCase())) mention.from = at
    }
    end = mention.to
  }
}

const isAcronymOfPlace = (word: string): boolean => /^(?:US|UK|U\.S\.|U\.K\.|UN|EU)$/.test(word)

/**
 * Marks other occurrences of names found with confidence, of names in several words or in capitals, and of known names;
 * drops what the user rejected. Takes mentions in order; returns them in order, never overlapping.
 */
export function agree(
  tokens: Tokens,
  found: readonly Found[],
  known: readonly KnownName[],
  isCommon: (word: string) => boolean,
): Found[] {
  const rejected = new Set(known.filter((name) => name.rejected).map((name) => name.name))
  const surface = (m: Found): string => tokens.text.slice(tokens.start[m.from]!, tokens.end[m.to - 1]!)
  const kinds = kindsOf(known)
  const kept = found
    .filter((mention) => !rejected.has(surface(mention)))
    .map((mention): Found => {
      const kind = kinds.get(surface(mention))
      if (!kind || kind === mention.kind || mention.confidence > SURE_OF_KIND) return mention
      return {
        ...mention,
        kind,
        confidence: Math.max(mention.confidence, 0.7),
        reason: `Your library knows “${surface(mention)}” as this.`,
      }
    })
  const taken = new Uint8Array(tokens.count)
  for (const mention of kept) taken.fill(1, mention.from, mention.to)
  const sure = new Map<string, Found>()
  for (const mention of kept) {
    const text = surface(mention)
    const worth = mention.to - mention.from > 1 ? 0.6 : /^\p{Lu}[\p{Lu}.&]+$/u.test(text) ? 0.8 : 0.85
    if (mention.confidence >= worth && (sure.get(text)?.confidence ?? 0) < mention.confidence) sure.set(text, mention)
  }
  const added: Found[] = []
  const byFirst = new Map<string, { words: string[]; kind: EntityKind; confidence: number; reason: string }[]>()
  const add = (words: string[], kind: EntityKind, confidence: number, reason: string): void => {
    const list = byFirst.get(words[0]!) ?? []
    if (list.length >= 40) return
    list.push({ words, kind, confidence, reason })
    byFirst.set(words[0]!, list)
  }
  for (const [text, mention] of sure) {
    if (!rejected.has(text))
      add(
        tokens.word.slice(mention.from, mention.to),
        mention.kind,
        mention.confidence * 0.9,
        `“${text}” is a name elsewhere in this article, so it is taken for one wherever it stands.`,
      )
  }
  const surnames = surnamesOf(tokens, kept)
  for (const { name, kind, rejected: no } of known) {
    const words = name.split(/\s+/).filter(Boolean)
    if (!no && words.length > 0 && /\p{Lu}/u.test(name)) add(words, kind, 0.8, `Your library knows “${name}”.`)
  }
  for (let i = 0; i < tokens.count; i++) {
    if (taken[i]) continue
    const match = byFirst
      .get(tokens.word[i]!)
      ?.filter(({ words }) => fits(tokens, taken, i, words, isCommon))
      .sort((a, b) => b.words.length - a.words.length)[0]
    if (!match) {
      const bearer = surnames.find(tokens.word[i]!)
      if (!bearer || rejected.has(tokens.word[i]!) || !fits(tokens, taken, i, [tokens.word[i]!], isCommon)) continue
      added.push({ from: i, to: i + 1, kind: 'person', confidence: bearer.confidence * 0.8, reason: null })
      taken[i] = 1
      continue
    }
    const to = i + match.words.length
    added.push({ from: i, to, kind: match.kind, confidence: match.confidence, reason: match.reason })
    taken.fill(1, i, to)
  }
  return [...kept, ...added].sort((a, b) => a.from - b.from)
}

/** Surnames of people named in full with confidence, and other spellings of them. */
function surnamesOf(tokens: Tokens, kept: readonly Found[]): { find(word: string): Found | null } {
  const exact = new Map<string, Found>()
  const byStart = new Map<string, string[]>()
  // Nearly every word of a text begins with another letter: most are turned away by that alone.
  const firstLetters = new Set<number>()
  for (const mention of kept) {
    let last = mention.to - 1
    while (last > mention.from && SUFFIXES.has(tokens.word[last]!.toLowerCase())) last--
    const surname = tokens.word[last]!
    if (mention.kind !== 'person' || last === mention.from || mention.confidence < 0.6 || surname.length < 3) continue
    if (exact.has(surname) || NEVER_ALONE.has(surname.toLowerCase())) continue
    exact.set(surname, mention)
    firstLetters.add(surname.charCodeAt(0))
    const list = byStart.get(surname.slice(0, 4)) ?? []
    if (list.length < 20) byStart.set(surname.slice(0, 4), [...list, surname])
  }
  return {
    find: (word) => {
      if (!firstLetters.has(word.charCodeAt(0))) return null
      const found = exact.get(word)
      if (found || word.length < 6) return found ?? null
      const spelling = byStart.get(word.slice(0, 4))?.find((name) => variant(name.toLowerCase(), word.toLowerCase()))
      return spelling ? exact.get(spelling)! : null
    },
  }
}

/** Above this, what the article says of a kind stands against what the library knows. */
const SURE_OF_KIND = 0.97

/** The kind of each known name; names that are known in several kinds are left out. */
function kindsOf(known: readonly KnownName[]): Map<string, EntityKind> {
  const kinds = new Map<string, EntityKind>()
  const several = new Set<string>()
  for (const { name, kind, rejected } of known) {
    if (rejected) continue
    if (kinds.has(name) && kinds.get(name) !== kind) several.add(name)
    kinds.set(name, kind)
  }
  for (const name of several) kinds.delete(name)
  return kinds
}

function fits(
  tokens: Tokens,
  taken: Uint8Array,
  at: number,
  words: readonly string[],
  isCommon: (word: string) => boolean,
): boolean {
  if (at + words.length > tokens.count) return false
  for (let k = 0; k < words.length; k++) {
    if (taken[at + k] || tokens.word[at + k] !== words[k] || tokens.sentence[at + k] !== tokens.sentence[at])
      return false
  }
  if (words.length > 1) return true
  // One word alone: not a common one when it begins a sentence, nor when it stands in a longer run of capitals that may be another name.
  const before = at > 0 && tokens.sentence[at - 1] === tokens.sentence[at] ? tokens.word[at - 1]! : null
  const after = at + 1 < tokens.count && tokens.sentence[at + 1] === tokens.sentence[at] ? tokens.word[at + 1]! : ''
  if (before === null && isCommon(words[0]!) && !/^(?:'s|’s|said|says|told|has|is|was|will|had)$/.test(after))
    return false
  return !/^\p{Lu}/u.test(after) && !(before !== null && /^\p{Lu}/u.test(before) && !TITLES.has(bare(before)))
}
