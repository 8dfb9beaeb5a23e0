// Kinds by what the article itself says: "Acme, a company based in …", "Acme Inc.", "the World Grain Council (WGC)". Only
// rules that are right nearly always; the tagger has weighed everything else.
import type { EntityKind } from '../../../contract/model.ts'
import { KIN } from './kin.ts'
import type { Found } from './mentions.ts'
import { bracketAfter } from './named-things.ts'
import { PARTICLES } from './person-names.ts'
import { kindOfNoun } from './role-nouns.ts'
import { initialsOf, isAcronym, isShortOf } from './short-forms.ts'
import type { Tokens } from './tokens.ts'

interface Verdict {
  kind: EntityKind
  why: string
}

const NAMES_OF: Record<EntityKind, string> = {
  person: 'a person', organisation: 'an organisation', place: 'a place', event: 'an event', work: 'a work', other: 'a name',
} // prettier-ignore

/** "organisation" as a sentence has it. */
export const aKind = (kind: EntityKind): string => NAMES_OF[kind]

/**
 * Adds names that stand in brackets after an organisation and that the tagger left out: "the Fermi Laboratory (Fermilab)".
 * Takes tokens and mentions in order; returns them in order.
 */
export function addBracketNames(tokens: Tokens, found: readonly Found[]): Found[] {
  return found.flatMap((mention, at) => {
    const bracket = mention.kind === 'organisation' && mention.to - mention.from > 1 ? bracketAfter(tokens, mention.to) : null // prettier-ignore
    const next = found[at + 1]
    if (!bracket || bracket[1] - bracket[0] > 3 || (next && next.from < bracket[1])) return [mention]
    const name = tokens.text.slice(tokens.start[bracket[0]]!, tokens.end[bracket[1] - 1]!)
    const long = tokens.text.slice(tokens.start[mention.from]!, tokens.end[mention.to - 1]!)
    if (!/^\p{Lu}/u.test(name) || !isShortOf(name, long)) return [mention]
    const reason = `It stands in brackets after “${long}”.`
    return [mention, { from: bracket[0], to: bracket[1], kind: 'organisation' as const, confidence: 0.86, reason }]
  })
}

/** Settles kinds by the article's own words. Takes tokens and mentions in order; changes mentions in place. */
export function settleKinds(tokens: Tokens, found: readonly Found[]): void {
  const surfaceOf = ({ from, to }: Found): string =>
    tokens.text.slice(tokens.start[from]!, tokens.end[to - 1]!).replace(/\s+/g, ' ')
  const verdicts = new Map<string, Verdict>()
  const settle = (mention: Found, kind: EntityKind, why: string): void => {
    const surface = surfaceOf(mention)
    if (!verdicts.has(surface)) verdicts.set(surface, { kind, why })
  }
  found.forEach((mention, at) => {
    const told = besides(tokens, mention)
    if (told) settle(mention, told.kind, told.why)
    const next = found[at + 1]
    const bracket = next ? bracketAfter(tokens, mention.to) : null
    if (!next || bracket?.[0] !== next.from || bracket[1] !== next.to) return
    const [a, b] = [surfaceOf(mention), surfaceOf(next)]
    const [long, short] = a.length >= b.length ? [mention, next] : [next, mention]
    if (long.kind === 'organisation' && long.to - long.from > 1 && isShortOf(surfaceOf(short), surfaceOf(long)))
      settle(short, 'organisation', `“${a} (${b})” makes it the name of an organisation.`)
  })
  for (const short of shortForms(tokens, found, surfaceOf)) settle(short.mention, short.kind, short.why)
  for (const mention of found) {
    const verdict = verdicts.get(surfaceOf(mention))
    if (!verdict || verdict.kind === mention.kind) continue
    mention.kind = verdict.kind
    mention.reason = verdict.why
    mention.confidence = Math.max(mention.confidence, 0.7)
  }
}

/** "Washington, D.C." is no person, whatever the rest of the article speaks of. Takes mentions; changes them in place. */
export function settleCapital(tokens: Tokens, found: readonly Found[]): void {
  for (const mention of found) {
    if (tokens.word[mention.to] !== ',' || !/^D\.?C\.?$/.test(tokens.word[mention.to + 1] ?? '')) continue
    mention.kind = 'place'
    mention.reason = '“D.C.” stands after it.'
  }
}

const SUFFIX = /^(?:inc|corp|corporation|ltd|limited|llc|llp|plc|gmbh)\.?$/i
/** Words that end the name of a body; believed where the tagger is not sure of another kind. */
const BODY =
  /^(?:Office|Ministry|Department|Bank|Party|Council|Commission|Committee|Authority|Agency|Association|Union|Institute|University|College|Foundation|Federation|Company|Corporation|Society|Group|Network|Records|Orchestra|Band|Service|Services|Bureau|Trust|Board|League|Club|Press|Airlines|Airways|Institution|Organization|Organisation|Alliance|Coalition|Forum|Laboratory|Laboratories|Systems|Technologies|Studios|Entertainment)$/
const LOW = 0.9
const STOPS =
  /^(?:based|founded|located|owned|run|known|called|near|outside|inside|which|that|who|whose|where|of|in|at|for|from|with|to|on|by|and|or|between|about|[,.;:()—–-])$/

/** What stands beside a mention and says its kind. */
function besides(tokens: Tokens, { from, to, kind, confidence }: Found): Verdict | null {
  const word = (at: number): string => tokens.word[at] ?? ''
  const last = word(to - 1)
  const next = word(to) === ',' ? to + 1 : to
  if ((to - from > 1 && SUFFIX.test(last)) || (SUFFIX.test(word(next)) && /^\p{Lu}|^plc$/u.test(word(next))))
    return { kind: 'organisation', why: `“${SUFFIX.test(last) ? last : word(next)}” after the name marks a company.` }
  if (to - from > 1 && confidence < LOW && (kind === 'place' || kind === 'person') && BODY.test(last))
    return { kind: 'organisation', why: `“${last}” ends the name, as it ends that of a body.` }
  const kin = kinBefore(tokens, from)
  if (kin && kind !== 'person' && to - from < 4)
    return { kind: 'person', why: `“${kin}” before it speaks of a person.` }
  if (kind === 'person') {
    const verb = word(to + 1)
    if (/^(?:was|were)$/.test(word(to)) && /^(?:founded|incorporated|acquired|headquartered|delisted)$/.test(verb))
      return { kind: 'organisation', why: `“was ${verb}” is said of it, as of a company.` }
  } else if (/^(?:mr|mrs|ms|dr)\.?$/i.test(word(from - 1)) && to - from < 4 && kind !== 'organisation') {
    return { kind: 'person', why: `“${word(from - 1)}” stands before it.` }
  }
  return apposition(tokens, from, to, kind)
}

/** "their mother, Jane Marsh": the word of kinship that somebody's relation is named after, or null. */
function kinBefore(tokens: Tokens, from: number): string | null {
  const at = tokens.word[from - 1] === ',' ? from - 2 : from - 1
  const word = (tokens.word[at] ?? '').toLowerCase()
  const owner = (tokens.word[at - 1] ?? '').toLowerCase()
  return KIN.has(word) && /^(?:his|her|their|my|our|your|whose|['’]s)$/.test(owner) ? word : null
}

/** "Acme, a software company based in …": the head of the phrase says the kind. */
function apposition(tokens: Tokens, from: number, to: number, kind: EntityKind): Verdict | null {
  if (tokens.word[to] !== ',' || !/^an?$/.test(tokens.word[to + 1] ?? '')) return null
  let head = to + 2
  while (head < to + 8 && head + 1 < tokens.count && !STOPS.test(tokens.word[head + 1]!)) head++
  if (head >= to + 8 || tokens.sentence[head] !== tokens.sentence[from]) return null
  const told = kindOfNoun(tokens.word[head]!)
  if (!told || told === kind || (told !== 'organisation' && kind === 'person')) return null
  const phrase = tokens.text.slice(tokens.start[to + 1]!, tokens.end[head]!).replace(/\s+/g, ' ')
  return { kind: told, why: `The article calls it “${phrase}”.` }
}

/** Acronyms of one organisation, the ends of one organisation's name, and surnames with their particle. */
function shortForms(
  tokens: Tokens,
  found: readonly Found[],
  surfaceOf: (mention: Found) => string,
): (Verdict & { mention: Found })[] {
  const byInitials = new Map<string, Set<string>>()
  const byTail = new Map<string, Set<string>>()
  const surnames = new Map<string, string>()
  const put = (map: Map<string, Set<string>>, key: string, surface: string): void => {
    map.set(key, (map.get(key) ?? new Set<string>()).add(surface))
  }
  for (const mention of found) {
    const words = tokens.word.slice(mention.from, mention.to)
    if (words.length < 2 || words.length > 12) continue
    const surface = surfaceOf(mention)
    if (mention.kind === 'organisation') {
      put(byInitials, initialsOf(surface), surface)
      for (let at = 1; at < words.length; at++) put(byTail, words.slice(at).join(' '), surface)
    } else if (mention.kind === 'person') {
      const particle = words.findIndex((word, at) => at > 0 && PARTICLES.has(word))
      if (particle > 0) surnames.set(words.slice(particle).join(' ').toLowerCase(), surface)
    }
  }
  return found.flatMap((mention): (Verdict & { mention: Found })[] => {
    const words = tokens.word.slice(mention.from, mention.to)
    const surface = surfaceOf(mention)
    const bearer = mention.kind === 'person' ? undefined : surnames.get(words.join(' ').toLowerCase())
    if (bearer) return [{ mention, kind: 'person', why: `It is the surname of “${bearer}”.` }]
    if (mention.kind === 'organisation') return []
    const longs = byInitials.get(surface.replaceAll('.', ''))
    if (mention.kind !== 'place' && isAcronym(surface) && surface.length > 2 && longs?.size === 1)
      return [{ mention, kind: 'organisation', why: `“${surface}” are the initials of “${[...longs][0]!}”.` }]
    const ends = byTail.get(words.join(' '))
    const isThe = /^the$/i.test(tokens.word[mention.from - 1] ?? '')
    if (ends?.size !== 1 || !isThe || mention.kind === 'place' || mention.kind === 'person') return []
    return [{ mention, kind: 'organisation', why: `It is the last part of “${[...ends][0]!}”.` }]
  })
}
