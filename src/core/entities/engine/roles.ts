// A few words on who or what an entity is, taken from the article: a title before the name, an apposition beside it, or
// "is a …" after it.
import type { TextRange } from '../../../contract/model.ts'
import { SUFFIXES, TITLES } from './known-words.ts'
import type { Found } from './mentions.ts'
import { kindOfNoun } from './role-nouns.ts'
import type { Tokens } from './tokens.ts'

const MAX_WORDS = 14

/** Words of the article that say what somebody is, and where they stand there (UTF-16 code units). */
export interface EngineRole extends TextRange {
  text: string
}

/** From one token to another (exclusive). */
type Stretch = readonly [from: number, to: number]

/**
 * What the surroundings of one mention tell of who or what it is. Takes the tokens, the mention, whether a word is a
 * demonym, and whether a name begins at a token; returns up to three roles, the most telling first.
 */
export function rolesAt(
  tokens: Tokens,
  mention: Found,
  isDemonym: (word: string) => boolean,
  isName: (token: number) => boolean,
): EngineRole[] {
  const after = apposition(tokens, mention, isName) ?? copula(tokens, mention, isName)
  const told = [after]
  if (mention.kind === 'person') told.push(titleBefore(tokens, mention, isDemonym) ?? appositionBefore(tokens, mention))
  return told.flatMap((stretch) => {
    if (!stretch) return []
    const start = tokens.start[stretch[0]]!
    const end = tokens.end[stretch[1] - 1]!
    return [{ text: tokens.text.slice(start, end).replace(/\s+/g, ' '), start, end }]
  })
}

const same = (tokens: Tokens, a: number, b: number): boolean =>
  b >= 0 && b < tokens.count && tokens.sentence[a] === tokens.sentence[b]

const lower = (tokens: Tokens, at: number): string => (tokens.word[at] ?? '').toLowerCase()

const CLOSES = /^[,.;:()!?—–"“”]/
const VERB =
  /^(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|said|says|told|be|been)$/

/** Whether a stretch names its kind, before any clause that hangs on it: "a company that …", "the head of the institute". */
function saysKind(tokens: Tokens, [from, to]: Stretch, kind: string): boolean {
  for (let i = from; i < to; i++) {
    const word = lower(tokens, i)
    if (kindOfNoun(word) === kind || (kind === 'person' && /(?:ologist|ician|woman|man)$/.test(word))) return true
    if (i > from && /^(?:of|in|at|for|from|with|to|who|that|which|on|by)$/.test(word)) return false
  }
  return false
}

/** The end of a phrase that begins at a token: where it is closed by a mark, or -1. */
function closing(tokens: Tokens, mention: Found, start: number): number {
  let end = start
  while (same(tokens, mention.from, end) && end - start <= MAX_WORDS && !CLOSES.test(tokens.word[end]!)) end++
  if (end - start > MAX_WORDS || end - start < 2) return -1
  return !same(tokens, mention.from, end) || /^[,.;)—–]/.test(tokens.word[end]!) ? end : -1
}

/** After a name, the first token that is neither a suffix nor the comma before it: "Jane Doe, Jr., the …". */
function pastSuffix(tokens: Tokens, to: number): number {
  const at = tokens.word[to] === ',' ? to + 1 : to
  return SUFFIXES.has(lower(tokens, at)) && tokens.word[at + 1] === ',' ? at + 1 : to
}

/** "Jane Doe, the head of the institute," gives "the head of the institute". */
function apposition(tokens: Tokens, mention: Found, isName: (token: number) => boolean): Stretch | null {
  const comma = pastSuffix(tokens, mention.to)
  const start = comma + 1
  if (!same(tokens, mention.from, start) || !/^[,—–(]$/.test(tokens.word[comma]!)) return null
  let from = start
  if (/^\d\d?$/.test(tokens.word[from]!) && tokens.word[from + 1] === ',') from += 2
  const opens = lower(tokens, from)
  const isPerson = mention.kind === 'person'
  const article = /^(?:an?|the)$/.test(opens)
  if (!article && !(isPerson && (/^(?:his|her|their|its|then|now|former|deputy|acting)$/.test(opens) || kindOfNoun(opens) === 'person'))) return null // prettier-ignore
  const end = closing(tokens, mention, from)
  if (end < 0) return null
  const stretch: Stretch = [from, end]
  for (let i = from; i < end; i++) if (VERB.test(tokens.word[i]!)) return null
  const told = saysKind(tokens, stretch, mention.kind)
  // "Acme, the Grain Council and others" is a list; so is "Rome, the coast, and Oslo".
  if ((!told && (isName(from + 1) || tokens.word[end + 1] === 'and')) || (!isPerson && isList(tokens, stretch)))
    return null
  return told || (article && (isPerson || opens !== 'the')) ? stretch : null
}

function isList(tokens: Tokens, [from, to]: Stretch): boolean {
  for (let i = from; i < to; i++) {
    if (/^(?:and|or)$/.test(tokens.word[i]!) && /^(?:an?|the|other|others)$|^\p{Lu}/u.test(tokens.word[i + 1] ?? ''))
      return true
  }
  return false
}

/** "Jane Doe was a botanist who …" gives "a botanist". Only where a noun says what kind of thing is spoken of. */
function copula(tokens: Tokens, mention: Found, isName: (token: number) => boolean): Stretch | null {
  let at = mention.to
  if (tokens.word[at] === '(') {
    while (same(tokens, mention.from, at) && at - mention.to < 24 && tokens.word[at] !== ')') at++
    at++
  }
  if (!same(tokens, mention.from, at + 2) || !/^(?:is|was|became|remains)$/.test(tokens.word[at]!)) return null
  const from = at + 1
  if (!/^(?:an?|the)$/.test(tokens.word[from]!) || isName(from + 1)) return null
  let end = from
  while (
    same(tokens, mention.from, end) &&
    end - from <= MAX_WORDS &&
    !CLOSES.test(tokens.word[end]!) &&
    !/^(?:who|which|that|when|where|because|but|while|whose|and)$/.test(tokens.word[end]!)
  )
    end++
  if (end - from < 2 || end - from > MAX_WORDS) return null
  return saysKind(tokens, [from, end], mention.kind) ? [from, end] : null
}

/** "the president's special envoy on water, Jane Doe," gives "special envoy on water". */
function appositionBefore(tokens: Tokens, { from, to }: Found): Stretch | null {
  if (tokens.word[from - 1] !== ',' || !same(tokens, from, from - 1)) return null
  if (same(tokens, from, to) && !/^[,.;]$/.test(tokens.word[to]!)) return null
  for (let start = from - 2; start > from - MAX_WORDS && same(tokens, from, start); start--) {
    const word = tokens.word[start]!
    if (/^[,.;:()–—"“”]/.test(word)) return null
    if (!/^(?:'s|’s|the|a|an|his|her|its|their|our|my)$/i.test(word)) continue
    const stretch: Stretch = [start + 1, from - 1]
    if (stretch[1] > stretch[0] && saysKind(tokens, stretch, 'person')) return stretch
  }
  return null
}

const BEFORE_TITLE =
  /^(?:former|then|acting|interim|late|outgoing|incoming|deputy|senior|u\.s\.|us|u\.k\.|uk|eu|un|co)$/i
const PLAIN_TITLE =
  /^(?:mr|mrs|ms|miss|mx|dr|drs|sir|dame|saint|senior|of|us|u\.s|first|former|state|national|then|late)$/i
/** Titles that are as often adjectives when they are written small. */
const ALSO_ADJECTIVE = /^(?:major|general|senior|private|chief|state|national|first|foreign|field|dr|lt|capt|sgt)\.?$/
const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word)

/** "Home Secretary Jane Doe" gives "Home Secretary"; "Ukrainian President" keeps its adjective. */
function titleBefore(tokens: Tokens, { from }: Found, isDemonym: (word: string) => boolean): Stretch | null {
  const isTitle = (at: number): boolean =>
    tokens.word[at] !== 'of' &&
    TITLES.has(lower(tokens, at).replace(/\.$/, '')) &&
    !ALSO_ADJECTIVE.test(tokens.word[at]!)
  const isNoun = (at: number): boolean =>
    isTitle(at) ? !PLAIN_TITLE.test(tokens.word[at]!.replace(/\.$/, '')) : kindOfNoun(lower(tokens, at)) === 'person'
  let start = from
  let real = false
  while (same(tokens, from, start - 1) && from - start < 9) {
    const at = start - 1
    const word = tokens.word[at]!
    if (isNoun(at) && word.length > 1) real = true
    else if (!isTitle(at) && !belongsToTitle(tokens, at, start, from, real, isDemonym)) break
    start = at
  }
  while (start < from && /^(?:of|for|and|the|to|[-–/])$/i.test(tokens.word[start]!)) start++
  return real && start < from ? [start, from] : null
}

/** Whether a word that is no title goes on with one that stands after it: "Home | Secretary", "Ambassador to | France". */
function belongsToTitle(
  tokens: Tokens,
  at: number,
  start: number,
  from: number,
  real: boolean,
  isDemonym: (word: string) => boolean,
): boolean {
  const word = tokens.word[at]!
  const begins = !same(tokens, from, at - 1)
  if (start === from) return false
  if (BEFORE_TITLE.test(word) || isDemonym(word)) return true
  if (!real) return false
  const before = tokens.word[at - 1] ?? ''
  if (/^(?:of|for|and|&)$/.test(word)) return !begins && isCapital(before) && isCapital(tokens.word[start]!)
  if (word === '-') return !begins && /\p{L}$/u.test(before)
  // "In Rome President Doe": a place in an adverbial is no part of the title; nor is a capital that only begins the sentence.
  return isCapital(word) && !begins && !/^(?:in|at|from|near|outside|inside|on)$/i.test(before) && /^[\p{L}.&’'-]+$/u.test(word) && !/^(?:Mr|Mrs|Ms|I)\.?$/.test(word) // prettier-ignore
}
