// Gathers the mentions of an article into clusters: one for each person, organisation or place that it names.
// Careful before clever: a wrong merge hurts more than a missed one.
import type { EntityKind } from '../../../contract/model.ts'
import { NICKNAMES, PERSON_TITLES, SAME_ORGANISATION, SAME_PLACE, SUFFIXES } from './known-words.ts'
import type { Found } from './mentions.ts'
import type { Tokens } from './tokens.ts'

/** A cluster on its way: numbers of its mentions in order. */
export interface Cluster {
  kind: EntityKind
  mentions: number[]
  /** How sure each mention's link is, beside it. */
  links: number[]
  /** A name to show instead of the longest form: of a country, say. */
  canonical: string | null
  evidence: string[]
}

interface Item {
  index: number
  found: Found
  surface: string
  /** Lower-cased words without points, accents and suffixes. */
  parts: string[]
  title: string | null
}

const plain = (word: string): string =>
  word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").replace(/\./g, '').toLowerCase()
/** A name as it is compared: no case, accents, points, "the". */
export const comparable = (name: string): string =>
  plain(name)
    .replace(/^the\s+/, '')
    .replace(/\s+/g, ' ')
    .trim()

const groupsOf = (groups: readonly (readonly string[])[]): Map<string, string> =>
  new Map(groups.flatMap((group) => group.map((name): [string, string] => [comparable(name), group[0]!])))
const CANONICAL: Partial<Record<EntityKind, Map<string, string>>> = {
  place: groupsOf(SAME_PLACE),
  organisation: groupsOf(SAME_ORGANISATION),
}
const NICKNAME_GROUPS = NICKNAMES.map((group) => new Set(group))

/** Clusters the mentions of one article. Takes tokens and mentions in order; returns clusters in order of first mention. */
export function cluster(tokens: Tokens, mentions: readonly Found[]): Cluster[] {
  const items = mentions.map((found, index): Item => {
    const words = tokens.word.slice(found.from, found.to)
    const parts = words.map(plain).filter((word) => /[\p{L}\d]/u.test(word) && !SUFFIXES.has(word))
    const before = found.from > 0 ? tokens.word[found.from - 1]! : ''
    const title = PERSON_TITLES.has(plain(before)) ? before : null
    const surface = tokens.text.slice(tokens.start[found.from]!, tokens.end[found.to - 1]!)
    return { index, found, surface, parts: parts.length ? parts : words.map(plain), title }
  })
  const clusters = [
    ...clusterPeople(items.filter((item) => item.found.kind === 'person')),
    ...(['organisation', 'place', 'event', 'work', 'other'] as const).flatMap((kind) =>
      clusterNames(tokens, kind, items.filter((item) => item.found.kind === kind)),
    ),
  ] // prettier-ignore
  for (const one of clusters) {
    const order = one.mentions
      .map((mention, k) => ({ mention, link: one.links[k]! }))
      .sort((a, b) => a.mention - b.mention)
    one.mentions = order.map((o) => o.mention)
    one.links = order.map((o) => o.link)
  }
  return clusters.sort((a, b) => a.mentions[0]! - b.mentions[0]!)
}

// ---- people --------------------------------------------------------------------------------------------------------

interface Person {
  names: string[][]
  items: Item[]
  links: number[]
  evidence: Set<string>
  /** Where it was last named in full. */
  lastFull: number
}

function clusterPeople(items: readonly Item[]): Cluster[] {
  const people: Person[] = []
  for (const item of items) {
    if (item.parts.length < 2) continue
    const same = people.filter((person) => person.names.some((name) => samePerson(name, item.parts)))
    const person = same.length > 0 ? same[0]! : newPerson(people)
    person.names.push(item.parts)
    person.items.push(item)
    person.links.push(same.length > 1 ? 0.7 : 1)
  }
  const full = people.length
  for (const item of items) {
    if (item.parts.length >= 2) continue
    attach(item, people, full)
  }
  return people.map(({ items: own, links, evidence }) => ({
    kind: 'person' as const,
    mentions: own.map((item) => item.index),
    links,
    canonical: null,
    evidence: [...evidence],
  }))
}

function newPerson(people: Person[]): Person {
  const person: Person = { names: [], items: [], links: [], evidence: new Set(), lastFull: -1 }
  people.push(person)
  return person
}

/** Whether two full names can be one person's: same surname, and first names that agree. */
export function samePerson(a: readonly string[], b: readonly string[]): boolean {
  if (a.join(' ') === b.join(' ')) return true
  const lastA = a[a.length - 1]!
  const lastB = b[b.length - 1]!
  const sameLast = lastA === lastB
  if (!sameLast && !(variant(lastA, lastB) && a[0] === b[0])) return false
  const first = a[0]!
  const other = b[0]!
  const middles = [a.slice(1, -1), b.slice(1, -1)]
  if (first === other || nicknames(first, other)) return middlesAgree(middles[0]!, middles[1]!)
  if (first.length === 1 || other.length === 1) return first[0] === other[0] && middlesAgree(middles[0]!, middles[1]!)
  return sameLast && variant(first, other) && middlesAgree(middles[0]!, middles[1]!)
}

function middlesAgree(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (a.length === b.length) return short.every((word, i) => word === long[i] || word[0] === long[i]![0])
  return short.every((word) => long.some((other) => other === word))
}

const nicknames = (a: string, b: string): boolean => NICKNAME_GROUPS.some((group) => group.has(a) && group.has(b))

/** Spellings of one name: long enough, the same beginning, one letter added, dropped or changed (or y/yy/iy at the end). */
export function variant(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < 5 || long.length - short.length > 1 || short.slice(0, 2) !== long.slice(0, 2)) return false
  const ending = (word: string): string => word.replace(/(?:i?y|yy|ii|ij|i|iy)$/, 'y')
  if (ending(a) === ending(b) && /(?:y|i|j)$/.test(a) && /(?:y|i|j)$/.test(b)) return true
  if (short.length < 7) return false
  let i = 0
  while (i < short.length && short[i] === long[i]) i++
  const rest =
    short.length === long.length ? short.slice(i + 1) === long.slice(i + 1) : short.slice(i) === long.slice(i + 1)
  return rest && i < short.length - 1
}

function attach(item: Item, people: Person[], full: number): void {
  const word = item.parts[0]!
  const candidates = (test: (name: string[]) => boolean): Person[] =>
    people.slice(0, full).filter((p) => p.names.some(test))
  let fitting = candidates((name) => name[name.length - 1] === word)
  let sure = 1
  if (fitting.length === 0) {
    fitting = candidates((name) => name[0] === word || (name.length > 2 && name.includes(word)))
    sure = 0.9
  }
  if (fitting.length === 0 && word.length >= 6) {
    fitting = candidates((name) => variant(name[name.length - 1]!, word))
    sure = 0.85
  }
  if (fitting.length === 0) {
    const bareOnes = people.slice(full).filter((person) => person.names[0]![0] === word)
    const person = bareOnes[0] ?? newPerson(people)
    if (!bareOnes[0]) person.names.push(item.parts)
    push(person, item, 1)
    return
  }
  const chosen = fitting.length === 1 ? fitting[0]! : nearest(item, fitting)
  if (fitting.length > 1) sure *= 0.6
  push(chosen, item, sure)
  chosen.evidence.add(`“${item.surface}” is short for “${chosen.items[0]!.surface}”`)
}

function push(person: Person, item: Item, link: number): void {
  person.items.push(item)
  person.links.push(link)
}

/** Of several people of one surname: the one last named in full shortly before, else the one named most. */
function nearest(item: Item, people: readonly Person[]): Person {
  const before = (person: Person): number =>
    person.items.reduce(
      (last, { found, parts }) =>
        parts.length > 1 && found.from < item.found.from ? Math.max(last, found.from) : last,
      -1,
    )
  const recent = people.map((person) => ({ person, at: before(person) })).sort((a, b) => b.at - a.at)
  if (recent[0]!.at >= 0 && item.found.from - recent[0]!.at < 60) return recent[0]!.person
  return [...people].sort((a, b) => b.items.length - a.items.length)[0]!
}

// ---- everything else -----------------------------------------------------------------------------------------------

const COMPANY = /\s+(?:inc|corp|corporation|co|company|ltd|limited|llc|llp|plc|gmbh|ag|group|holdings)$/

function clusterNames(tokens: Tokens, kind: EntityKind, items: readonly Item[]): Cluster[] {
  const byKey = new Map<string, Cluster>()
  const keyOf = (item: Item): string => {
    const name = comparable(item.surface)
    const canonical = CANONICAL[kind]?.get(name)
    if (canonical) return comparable(canonical)
    return kind === 'organisation' ? name.replace(COMPANY, '') : name
  }
  for (const item of items) {
    const key = keyOf(item)
    let one = byKey.get(key)
    if (!one) {
      const canonical = CANONICAL[kind]?.get(comparable(item.surface)) ?? null
      byKey.set(key, (one = { kind, mentions: [], links: [], canonical, evidence: [] }))
    }
    one.mentions.push(item.index)
    one.links.push(1)
  }
  if (kind === 'organisation' || kind === 'event' || kind === 'other') {
    joinAcronyms(tokens, items, byKey, keyOf)
    if (kind === 'organisation') joinShortForms(items, byKey, keyOf)
  }
  return [...new Set(byKey.values())]
}

const initials = (surface: string): string =>
  surface
    .split(/[\s-]+/)
    .filter((word) => /^[\p{Lu}\d]/u.test(word))
    .map((word) => word[0])
    .join('')

function joinAcronyms(
  tokens: Tokens,
  items: readonly Item[],
  byKey: Map<string, Cluster>,
  keyOf: (item: Item) => string,
): void {
  const bySurface = new Map<string, Item>()
  for (const item of items) if (!bySurface.has(item.surface)) bySurface.set(item.surface, item)
  for (const short of bySurface.values()) {
    const letters = short.surface.replaceAll('.', '')
    if (!/^[\p{Lu}\d]{2,8}$/u.test(letters)) continue
    const longs = [...bySurface.values()].filter((item) => item.parts.length > 1 && initials(item.surface) === letters)
    const inBrackets = items.find(
      (item) => item.parts.length > 1 && tokens.word[item.found.to] === '(' && tokens.word[item.found.to + 1] === short.surface && tokens.word[item.found.to + 2] === ')',
    ) // prettier-ignore
    const different = new Set(longs.map(keyOf))
    const long = inBrackets ?? (different.size === 1 && letters.length > 2 ? longs[0] : undefined)
    if (long) merge(byKey, keyOf(long), keyOf(short), 0.95, `“${short.surface}” stands for “${long.surface}”`)
  }
}

/** "Boeing" after "Boeing Commercial Airplanes"? No: only a first word that leads one organisation's name and is rare elsewhere. */
function joinShortForms(items: readonly Item[], byKey: Map<string, Cluster>, keyOf: (item: Item) => string): void {
  for (const item of items) {
    if (item.parts.length !== 1 || item.parts[0]!.length < 4) continue
    const longs = new Set(
      items
        .filter((other) => other.parts.length > 1 && other.parts.length < 4 && other.parts[0] === item.parts[0] && other.index < item.index)
        .map(keyOf),
    ) // prettier-ignore
    const long = [...longs][0]
    if (longs.size === 1 && long && byKey.get(long) !== byKey.get(keyOf(item))) {
      merge(byKey, long, keyOf(item), 0.75, `“${item.surface}” begins the name used before`)
    }
  }
}

function merge(byKey: Map<string, Cluster>, into: string, from: string, link: number, why: string): void {
  const target = byKey.get(into)
  const source = byKey.get(from)
  if (!target || !source || target === source) return
  target.mentions.push(...source.mentions)
  target.links.push(...source.links.map((l) => l * link))
  target.canonical ??= source.canonical
  target.evidence.push(...source.evidence, why)
  for (const [key, one] of byKey) if (one === source) byKey.set(key, target)
}
