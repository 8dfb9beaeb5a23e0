// Gathers the mentions of an article into clusters: one for each person, organisation or place that it names.
// Careful before clever: a wrong merge hurts more than a missed one.
import type { EntityKind } from '../../../contract/model.ts'
import { PERSON_TITLES, SAME_ORGANISATION, SAME_PLACE, SUFFIXES } from './known-words.ts'
import type { Found } from './mentions.ts'
import { samePerson, variant } from './person-names.ts'
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
}

/** People by the words of their names, so that an article of ten thousand names costs no more than ten of a thousand. */
class People {
  readonly all: Person[] = []
  private readonly byWord = new Map<string, Person[]>()
  private readonly known = new Set<string>()

  /** Those with this word in this place of a name: 'last', 'first' or 'middle'; 'start' looks at its first four letters. */
  find(place: string, word: string): readonly Person[] {
    return this.byWord.get(`${place} ${word}`) ?? []
  }

  add(person: Person, name: string[]): void {
    if (person.names.length === 0) this.all.push(person)
    const key = name.join(' ')
    if (person.names.some((other) => other.join(' ') === key)) return
    if (person.names.length < MAX_FORMS) person.names.push(name)
    const last = name[name.length - 1]!
    this.index(`last ${last}`, person)
    this.index(`start ${last.slice(0, 4)}`, person)
    if (name.length < 2) return
    this.index(`first ${name[0]!}`, person)
    for (const word of name.slice(1, -1)) if (word.length > 1) this.index(`middle ${word}`, person)
  }

  private index(key: string, person: Person): void {
    const seen = `${key} ${person.items[0]!.index}`
    if (this.known.has(seen)) return
    this.known.add(seen)
    const list = this.byWord.get(key)
    if (!list) this.byWord.set(key, [person])
    else if (list.length < MAX_NAMESAKES) list.push(person)
  }
}
const MAX_FORMS = 12
const MAX_NAMESAKES = 60

function clusterPeople(items: readonly Item[]): Cluster[] {
  const people = new People()
  for (const item of items) {
    if (item.parts.length < 2) continue
    const near = [...people.find('last', item.parts[item.parts.length - 1]!), ...people.find('first', item.parts[0]!)]
    const same = [...new Set(near)].filter((person) => person.names.some((name) => samePerson(name, item.parts)))
    join(people, same[0] ?? null, item, same.length > 1 ? 0.7 : 1)
  }
  const alone = new People()
  for (const item of items) {
    if (item.parts.length < 2 && !attach(item, people))
      join(alone, alone.find('last', item.parts[0]!)[0] ?? null, item, 1)
  }
  return [...people.all, ...alone.all].map(({ items: own, links, evidence }) => ({
    kind: 'person' as const,
    mentions: own.map((item) => item.index),
    links,
    canonical: null,
    evidence: [...evidence],
  }))
}

function join(people: People, known: Person | null, item: Item, link: number): void {
  const person = known ?? { names: [], items: [], links: [], evidence: new Set<string>() }
  person.items.push(item)
  person.links.push(link)
  people.add(person, item.parts)
}

/** Links a single word to someone named in full: by surname, else by first name, else by a spelling of the surname. */
function attach(item: Item, people: People): boolean {
  const word = item.parts[0]!
  let fitting = people.find('last', word)
  let sure = 1
  if (fitting.length === 0) {
    fitting = [...new Set([...people.find('first', word), ...people.find('middle', word)])]
    sure = 0.9
  }
  if (fitting.length === 0) {
    fitting = people
      .find('start', word.slice(0, 4))
      .filter((p) => p.names.some((name) => variant(name[name.length - 1]!, word)))
    sure = 0.85
  }
  if (fitting.length === 0) return false
  const chosen = fitting.length === 1 ? fitting[0]! : likeliest(item, fitting)
  chosen.items.push(item)
  chosen.links.push(fitting.length > 1 ? sure * 0.6 : sure)
  const full = chosen.items.find((other) => other.parts.length > 1)
  if (full) chosen.evidence.add(`“${item.surface}” is short for “${full.surface}”`)
  if (fitting.length > 1) chosen.evidence.add(`“${item.surface}” may also be another person of that name`)
  return true
}

/** Of several people of one name: the one named in full just before, else the one the bare name has meant, else the most named. */
function likeliest(item: Item, people: readonly Person[]): Person {
  const lastFull = (person: Person): number =>
    person.items.reduce(
      (last, { found, parts }) =>
        parts.length > 1 && found.from < item.found.from ? Math.max(last, found.from) : last,
      -1,
    )
  const bare = (person: Person): number => person.items.filter(({ parts }) => parts.length === 1).length
  const ranked = people.map((person) => ({
    person,
    at: lastFull(person),
    bare: bare(person),
    all: person.items.length,
  }))
  const owner = [...ranked].sort((a, b) => b.bare - a.bare || b.all - a.all)[0]!
  const recent = [...ranked].sort((a, b) => b.at - a.at)[0]!
  const reach = owner.bare > 0 ? 15 : 60
  return recent.at >= 0 && item.found.from - recent.at < reach && owner.all <= recent.all * 4
    ? recent.person
    : owner.person
}

// ---- everything else -----------------------------------------------------------------------------------------------

const COMPANY = /\s+(?:inc|corp|corporation|co|company|ltd|limited|llc|llp|plc|gmbh|ag)$/
/** Words that follow a company's name without changing which company it is. */
const BUSINESS =
  /^(?:inc|corp|corporation|co|company|ltd|plc|motors?|group|bank|airlines?|airways|software|technologies|industries|systems|energy|capital|holdings?|foods|pharmaceuticals|electronics|partners|ventures|labs|networks|news)$/
const SPELLINGS: readonly [RegExp, string][] = [
  [/defence/g, 'defense'],
  [/organisation/g, 'organization'],
  [/labour/g, 'labor'],
  [/centre/g, 'center'],
]

/** How a name is compared within its kind: "the Department of Justice" and "Justice Department" are one. */
function keyOf({ found: { kind }, surface }: Item): string {
  const name = comparable(surface)
  const canonical = CANONICAL[kind]?.get(name)
  if (canonical) return comparable(canonical)
  if (kind !== 'organisation') return name
  const spelt = SPELLINGS.reduce((sofar, [from, to]) => sofar.replace(from, to), name).replace(COMPANY, '')
  const office = /^(department|ministry) of (.+)$/.exec(spelt)
  return office ? `${office[2]!} ${office[1]!}` : spelt
}

/** Clusters of one kind by key; several keys may lead to one cluster. */
class Names {
  readonly clusters = new Map<string, Cluster>()
  private readonly keys = new Map<Cluster, string[]>()

  add(key: string, item: Item): void {
    let one = this.clusters.get(key)
    if (!one) {
      const { kind } = item.found
      one = {
        kind,
        mentions: [],
        links: [],
        canonical: CANONICAL[kind]?.get(comparable(item.surface)) ?? null,
        evidence: [],
      }
      this.clusters.set(key, one)
      this.keys.set(one, [key])
    }
    one.mentions.push(item.index)
    one.links.push(1)
  }

  merge(into: string, from: string, link: number, why: string): void {
    const target = this.clusters.get(into)
    const source = this.clusters.get(from)
    if (!target || !source || target === source) return
    target.mentions.push(...source.mentions)
    target.links.push(...source.links.map((l) => l * link))
    target.canonical ??= source.canonical
    target.evidence.push(...source.evidence, why)
    for (const key of this.keys.get(source) ?? []) {
      this.clusters.set(key, target)
      this.keys.get(target)?.push(key)
    }
  }
}

function clusterNames(tokens: Tokens, kind: EntityKind, items: readonly Item[]): Cluster[] {
  const names = new Names()
  for (const item of items) names.add(keyOf(item), item)
  if (kind === 'organisation' || kind === 'event' || kind === 'other') joinAcronyms(tokens, items, names)
  if (kind === 'organisation') joinShortForms(items, names)
  return [...new Set(names.clusters.values())]
}

const initials = (surface: string): string =>
  surface
    .split(/[\s-]+/)
    .filter((word) => /^[\p{Lu}\d]/u.test(word))
    .map((word) => word[0])
    .join('')
const isAcronym = (surface: string): boolean => /^[\p{Lu}\d]{2,8}$/u.test(surface.replaceAll('.', ''))

/** "The World Grain Council (WGC)" says what WGC is; elsewhere the initials of one long name alone say it. */
function joinAcronyms(tokens: Tokens, items: readonly Item[], names: Names): void {
  const byInitials = new Map<string, Set<string>>()
  const inBrackets = new Map<string, Item>()
  const surfaceOf = new Map<string, string>()
  const acronyms = new Map<string, Item>()
  for (const item of items) {
    if (isAcronym(item.surface)) acronyms.set(item.surface, acronyms.get(item.surface) ?? item)
    if (item.parts.length < 2) continue
    const letters = initials(item.surface)
    const longs = byInitials.get(letters) ?? new Set<string>()
    byInitials.set(letters, longs.add(keyOf(item)))
    surfaceOf.set(keyOf(item), item.surface)
    const { to } = item.found
    if (tokens.word[to] === '(' && tokens.word[to + 2] === ')') inBrackets.set(tokens.word[to + 1]!, item)
  }
  for (const short of acronyms.values()) {
    const told = inBrackets.get(short.surface)
    const longs = [...(byInitials.get(short.surface.replaceAll('.', '')) ?? [])]
    const long = told ? keyOf(told) : longs.length === 1 && short.surface.length > 2 ? longs[0]! : null
    if (long) names.merge(long, keyOf(short), 0.95, `“${short.surface}” stands for “${surfaceOf.get(long) ?? long}”`)
  }
}

/** "Meridian" after "Meridian Motors": only where what is left out is a word for a business, and one such name came before. */
function joinShortForms(items: readonly Item[], names: Names): void {
  const longs = new Map<string, Set<string>>()
  const done = new Set<string>()
  for (const item of items) {
    const [first, ...rest] = item.parts
    if (rest.length > 0 && rest.length < 3 && rest.every((word) => BUSINESS.test(word))) {
      longs.set(first!, (longs.get(first!) ?? new Set<string>()).add(keyOf(item)))
    }
  }
  for (const item of items) {
    if (item.parts.length !== 1 || item.parts[0]!.length < 3 || done.has(item.surface)) continue
    done.add(item.surface)
    const candidates = [...(longs.get(item.parts[0]!) ?? [])]
    if (candidates.length === 1)
      names.merge(candidates[0]!, keyOf(item), 0.8, `“${item.surface}” is short for the longer name`)
  }
}
