// Mends where names begin and end: nicknames in quotes, a colon in the middle, "Jane Doe of the Grain Council".
import type { Trust } from './caution.ts'
import { SUFFIXES } from './known-words.ts'
import type { Found } from './mentions.ts'
import { PARTICLES } from './person-names.ts'
import type { Tokens } from './tokens.ts'

/**
 * Mends the boundaries of mentions. Takes tokens, mentions in order, how far capitals are trusted, and whether words are
 * a place; returns mentions in order, never overlapping.
 */
export function mendBoundaries(
  tokens: Tokens,
  found: readonly Found[],
  trust: Trust,
  isPlace: (words: readonly string[]) => boolean,
): Found[] {
  const joined = joinParts(tokens, found)
  const firsts = new Set(joined.flatMap(({ kind, from }) => (kind === 'person' ? [tokens.word[from]!] : [])))
  return joined.flatMap((mention) => {
    const cut = cutEnds(tokens, mention, (at) => trust !== 'full' && firsts.has(tokens.word[at]!))
    return cut ? splitAtOf(tokens, cut, isPlace) : []
  })
}

/**
 * Joins what was taken for several names (nicknames in quotes, surnames with their particle), and takes in what follows a
 * name and belongs to it. Takes tokens and mentions in order; returns mentions in order.
 */
export function joinParts(tokens: Tokens, found: readonly Found[]): Found[] {
  const joined = joinNicknames(tokens, joinParticles(tokens, found))
  joined.forEach((mention, at) => {
    const limit = joined[at + 1]?.from ?? tokens.count
    takeParticle(tokens, mention, limit)
    takeNumber(tokens, mention, limit)
    takeSons(tokens, mention, limit)
  })
  return joined
}

const OPENS = /^["'“‘«(]$/
const CLOSES = /^["'”’»)]$/

/** Robert | “Bob” | Hale is one name. */
function joinNicknames(tokens: Tokens, found: readonly Found[]): Found[] {
  const result: Found[] = []
  for (let at = 0; at < found.length; at++) {
    const first = found[at]!
    const { to } = first
    const isPerson = first.kind === 'person' && to - first.from < 3
    const quoted = OPENS.test(tokens.word[to] ?? '') && /^\p{Lu}/u.test(tokens.word[to + 1] ?? '') && CLOSES.test(tokens.word[to + 2] ?? '') // prettier-ignore
    const next = found
      .slice(at + 1, at + 3)
      .findIndex((mention) => mention.from === to + 3 && mention.kind === 'person')
    if (!isPerson || !quoted || next < 0 || tokens.sentence[to + 3] !== tokens.sentence[first.from]) {
      result.push(first)
      continue
    }
    const last = found[at + 1 + next]!
    result.push({ ...first, to: last.to, confidence: Math.max(first.confidence, last.confidence), reason: null })
    at += 1 + next
  }
  return result
}

/** Salim | al-Hamdani, Clara | von Arnim. */
function joinParticles(tokens: Tokens, found: readonly Found[]): Found[] {
  const result: Found[] = []
  for (const mention of found) {
    const last = result[result.length - 1]
    const touches = last?.to === mention.from && last.kind === 'person' && mention.kind === 'person'
    const first = tokens.word[mention.from]!
    if (touches && last.to - last.from < 3 && (/^(?:al|el)-/.test(first) || PARTICLES.has(first)))
      result[result.length - 1] = { ...last, to: mention.to, confidence: Math.min(last.confidence, mention.confidence) }
    else result.push(mention)
  }
  return result
}

/** "Salim" takes "al-Hamdani", and "Clara" takes "von Arnim", where the tagger left them out. */
function takeParticle(tokens: Tokens, mention: Found, limit: number): void {
  if (mention.kind !== 'person' || mention.to - mention.from > 2) return
  let to = mention.to
  if (/^(?:al|el)-\p{Lu}/u.test(tokens.word[to] ?? '')) to++
  else {
    while (/^(?:von|van|der|den|della|bin|ibn)$/.test(tokens.word[to] ?? '')) to++
    if (to === mention.to || !/^\p{Lu}\p{Ll}/u.test(tokens.word[to] ?? '')) return
    to++
  }
  if (to <= limit && tokens.sentence[to - 1] === tokens.sentence[mention.from]) mention.to = to
}

/** "Abbas" takes "I" and "Charles" takes "II"; a lone "I" only where no verb follows it. */
function takeNumber(tokens: Tokens, mention: Found, limit: number): void {
  const { to } = mention
  if (mention.kind !== 'person' || to >= limit || tokens.sentence[to] !== tokens.sentence[mention.from]) return
  // "Peter the Great"
  if (tokens.word[to] === 'the' && to + 1 < limit && /^(?:Great|Elder|Younger|Terrible|Conqueror|Confessor|Bold|Bald|Wise|Pious|Good|Magnificent|Impaler|Baptist|Divine)$/.test(tokens.word[to + 1] ?? '')) mention.to += 2 // prettier-ignore
  const isNumber = /^(?:II|III|IV|VI{0,3}|IX|XI{1,3}|XIV|XV|XVI)$/.test(tokens.word[to]!)
  const isFirst = tokens.word[to] === 'I' && /^(?:[,.;)(]|in|of|and|to|at|was|from|between|on|by|is)$/.test(tokens.word[to + 1] ?? '') // prettier-ignore
  if (isNumber || isFirst) mention.to++
}

/** "Marsh" takes "& Sons", and is a firm then. */
function takeSons(tokens: Tokens, mention: Found, limit: number): void {
  const { to } = mention
  if (to + 2 > limit || tokens.word[to] !== '&') return
  if (!/^(?:Sons?|Co|Company|Brothers|Bros|Daughters?|Partners)\.?$/.test(tokens.word[to + 1]!)) return
  mention.to += 2
  mention.kind = 'organisation'
}

/** Cuts at a colon, and small words that no name ends or, in another language, begins with. */
function cutEnds(tokens: Tokens, mention: Found, mayBegin: (token: number) => boolean): Found | null {
  let { from, to } = mention
  if (mention.kind === 'work') return mention
  for (let at = from + 1; at < to; at++) if (tokens.word[at] === ':' || tokens.word[at] === ';') to = at
  const isSmall = (at: number): boolean =>
    /^\p{Ll}[^\p{Lu}]*$/u.test(tokens.word[at]!) && !SUFFIXES.has(tokens.word[at]!)
  if (mention.kind === 'person') while (to - from > 1 && isSmall(to - 1)) to--
  const isParticle = (at: number): boolean => isSmall(at) && PARTICLES.has(tokens.word[at]!)
  if (mention.kind === 'person' && to - from === 2 && isParticle(from) && mayBegin(from + 1)) from++
  return from < to ? { ...mention, from, to } : null
}

/** "Jane Doe of the Grain Council" names two; "Erasmus of Rotterdam" names one. */
function splitAtOf(tokens: Tokens, mention: Found, isPlace: (words: readonly string[]) => boolean): Found[] {
  const words = tokens.word.slice(mention.from, mention.to)
  if (mention.kind === 'organisation' || mention.kind === 'place') return splitCountry(mention, words, isPlace)
  if (mention.kind !== 'person') return [mention]
  const of = words.indexOf('of')
  if (of < 2 || of === words.length - 1) return [mention]
  let after = mention.from + of + 1
  if (tokens.word[after] === 'the') after++
  if (after >= mention.to || !/^\p{Lu}/u.test(tokens.word[after]!)) return [mention]
  const kind = isPlace(tokens.word.slice(after, mention.to)) ? 'place' : 'organisation'
  return [
    { ...mention, to: mention.from + of },
    { ...mention, from: after, kind, confidence: Math.min(0.6, mention.confidence) },
  ]
}

/** "Department of Defense of the United States" and "Britain’s Met Office" name a body and a country. */
function splitCountry(
  mention: Found,
  words: readonly string[],
  isPlace: (words: readonly string[]) => boolean,
): Found[] {
  const owner = words.findIndex((word) => /^['’]s$/.test(word))
  if (owner > 0 && owner < words.length - 1 && isPlace(words.slice(0, owner))) {
    return [
      { ...mention, to: mention.from + owner, kind: 'place' },
      { ...mention, from: mention.from + owner + 1 },
    ]
  }
  const at = words.length - 4
  if (words.slice(at).join(' ') !== 'of the United States' || words.indexOf('of') === at) return [mention]
  return [
    { ...mention, to: mention.from + at },
    { ...mention, from: mention.to - 2, kind: 'place' },
  ]
}
