// From tagged tokens to mentions: titles cut off, noise dropped, and the document made to agree with itself.
import type { EntityKind } from '../../../contract/model.ts'
import { CLASSES } from './crf.ts'
import { NEVER_ALONE, SUFFIXES, TITLES } from './known-words.ts'
import type { Tagged } from './tagger.ts'
import type { Tokens } from './tokens.ts'

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

/** Turns what the tagger found into clean mentions. Takes the tokens, the tagged names and demonyms; returns mentions in order. */
export function cleanMentions(
  tokens: Tokens,
  tagged: readonly Tagged[],
  isDemonym: (word: string) => boolean,
): Found[] {
  const found: Found[] = []
  for (const { from, to, nameClass, confidence } of tagged) {
    const kind = KIND_OF[nameClass]!
    const trimmed = trim(tokens, from, to, kind)
    if (!trimmed) continue
    const mention = { from: trimmed[0], to: trimmed[1], kind, confidence, reason: null }
    if (isNoise(tokens, mention, isDemonym)) continue
    found.push(mention)
  }
  return found
}

function trim(tokens: Tokens, start: number, end: number, kind: EntityKind): [number, number] | null {
  let from = start
  let to = end
  const word = (i: number): string => tokens.word[i]!
  const loose = (i: number): boolean => !/[\p{L}\d]/u.test(word(i)) || word(i) === "'s" || word(i) === '’s'
  while (from < to && loose(from)) from++
  while (to > from && loose(to - 1) && !(word(to - 1) === '!' && to - from > 1)) to--
  if (kind === 'person') {
    while (to - from > 1 && TITLES.has(bare(word(from))) && !SUFFIXES.has(bare(word(from + 1)))) from++
  } else if (to - from > 1 && /^(?:the|a|an)$/.test(word(from))) from++
  return from < to ? [from, to] : null
}

function isNoise(tokens: Tokens, { from, to, kind, confidence }: Found, isDemonym: (word: string) => boolean): boolean {
  const words = tokens.word.slice(from, to)
  const length = tokens.end[to - 1]! - tokens.start[from]!
  if (length > 120 || to - from > 14) return true
  if (!words.some((word) => /\p{Lu}/u.test(word))) return true
  if (words.every((word) => NEVER_ALONE.has(word.toLowerCase()) && !isAcronymOfPlace(word))) return true
  if (kind !== 'person' && words.every((word) => isDemonym(word) || !/\p{L}/u.test(word))) return true
  if (to - from === 1 && length === 1) return true
  return confidence < 0.3
}

const isAcronymOfPlace = (word: string): boolean => /^(?:US|UK|U\.S\.|U\.K\.|UN|EU)$/.test(word)

/**
 * Marks other occurrences of names found with confidence, of names in several words or in capitals, and of known names;
 * drops what the user rejected. Takes mentions in order; returns them in order, never overlapping.
 */
export function agree(tokens: Tokens, found: readonly Found[], known: readonly KnownName[]): Found[] {
  const rejected = new Set(known.filter((name) => name.rejected).map((name) => name.name))
  const surface = (m: Found): string => tokens.text.slice(tokens.start[m.from]!, tokens.end[m.to - 1]!)
  const kept = found.filter((mention) => !rejected.has(surface(mention)))
  const taken = new Uint8Array(tokens.count)
  for (const mention of kept) taken.fill(1, mention.from, mention.to)
  const sure = new Map<string, Found>()
  for (const mention of kept) {
    const text = surface(mention)
    const worth = mention.to - mention.from > 1 ? 0.6 : /^\p{Lu}[\p{Lu}.&]+$/u.test(text) ? 0.8 : 0.85
    if (mention.confidence >= worth && !(sure.get(text)?.confidence ?? 0 > mention.confidence)) sure.set(text, mention)
  }
  const added: Found[] = []
  const byFirst = new Map<string, { words: string[]; kind: EntityKind; confidence: number; reason: string }[]>()
  const add = (words: string[], kind: EntityKind, confidence: number, reason: string): void => {
    const list = byFirst.get(words[0]!) ?? []
    list.push({ words, kind, confidence, reason })
    byFirst.set(words[0]!, list)
  }
  for (const [text, mention] of sure) {
    if (!rejected.has(text))
      add(
        tokens.word.slice(mention.from, mention.to),
        mention.kind,
        mention.confidence * 0.9,
        'named elsewhere in the article',
      )
  }
  for (const { name, kind, rejected: no } of known) {
    const words = name.split(/\s+/).filter(Boolean)
    if (!no && words.length > 0 && /\p{Lu}/u.test(name)) add(words, kind, 0.8, 'known in your library')
  }
  for (let i = 0; i < tokens.count; i++) {
    if (taken[i]) continue
    const candidates = byFirst.get(tokens.word[i]!)
    if (!candidates) continue
    const match = candidates
      .filter(({ words }) => fits(tokens, taken, i, words))
      .sort((a, b) => b.words.length - a.words.length)[0]
    if (!match) continue
    const to = i + match.words.length
    added.push({ from: i, to, kind: match.kind, confidence: match.confidence, reason: match.reason })
    taken.fill(1, i, to)
  }
  return [...kept, ...added].sort((a, b) => a.from - b.from)
}

function fits(tokens: Tokens, taken: Uint8Array, at: number, words: readonly string[]): boolean {
  if (at + words.length > tokens.count) return false
  for (let k = 0; k < words.length; k++) {
    if (taken[at + k] || tokens.word[at + k] !== words[k] || tokens.sentence[at + k] !== tokens.sentence[at])
      return false
  }
  if (words.length > 1) return true
  // One word alone: not when it begins a sentence or stands in a longer run of capitals that may be another name.
  const before = at > 0 && tokens.sentence[at - 1] === tokens.sentence[at] ? tokens.word[at - 1]! : null
  const after = at + 1 < tokens.count && tokens.sentence[at + 1] === tokens.sentence[at] ? tokens.word[at + 1]! : ''
  if (before === null && !/^(?:'s|’s|said|says|told|has|is|was|will|had)$/.test(after)) return false
  return !/^\p{Lu}/u.test(after) && !(before !== null && /^\p{Lu}/u.test(before) && !TITLES.has(bare(before)))
}
