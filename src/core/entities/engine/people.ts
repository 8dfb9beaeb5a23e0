// Gathers the people of an article: full names that agree, then the surnames and first names that stand for them. Where two
// people share a surname, the article decides who is meant; where it does not, nobody is guessed.
import type { ClusterContext, Cluster, Item } from './clusters.ts'
import { chooseBearer } from './namesakes.ts'
import { isRegnal, PARTICLES, samePerson, variant } from './person-names.ts'
import { FAMILY_WORDS, KIN } from './kin.ts'

/** Somebody named in the article. */
export interface Person {
  names: (readonly string[])[]
  suffix: string | null
  items: Item[]
  links: number[]
  /** Mentions in full, in order once all full names are joined. */
  fulls: Item[]
  /** How many lone words stand for this person so far. */
  bare: number
  /** The longest mention. */
  longest: Item | null
  evidence: Set<string>
  /** Introduced as somebody's wife, brother and so on: such a person rarely owns the bare surname. */
  isKin: boolean
}

const MAX_FORMS = 12
const MAX_NAMESAKES = 60

/** People by the words of their names, so that an article of ten thousand names costs no more than ten of a thousand. */
class People {
  readonly all: Person[] = []
  private readonly byWord = new Map<string, Person[]>()
  private readonly known = new Map<Person, Set<string>>()

  /** Those with this word in this place of a name: last, first, middle, tail (several last words), start (of the last). */
  find(place: 'last' | 'first' | 'middle' | 'tail' | 'start', word: string): readonly Person[] {
    return this.byWord.get(`${place} ${word}`) ?? []
  }

  add(person: Person, name: readonly string[]): void {
    if (person.names.length === 0) this.all.push(person)
    const key = name.join(' ')
    if (person.names.some((other) => other.join(' ') === key) || person.names.length >= MAX_FORMS) return
    person.names.push(name)
    const last = name[name.length - 1]!
    if (name.length === 1 || !isRegnal(name)) {
      this.index(`last ${last}`, person)
      if (last.includes('-')) this.index(`last ${last.replace(/^(?:al|el)-/, '')}`, person)
      this.index(`start ${last.slice(0, 4)}`, person)
    }
    if (name.length < 2) return
    this.index(`first ${name[0]!}`, person)
    for (let at = 1; at < name.length - 1; at++) {
      this.index(`tail ${name.slice(at).join(' ')}`, person)
      if (name.length === 3 && name[at]!.length > 3) this.index(`middle ${name[at]!}`, person)
    }
  }

  private index(key: string, person: Person): void {
    let keys = this.known.get(person)
    if (!keys) this.known.set(person, (keys = new Set()))
    if (keys.has(key)) return
    keys.add(key)
    const list = this.byWord.get(key)
    if (!list) this.byWord.set(key, [person])
    else if (list.length < MAX_NAMESAKES) list.push(person)
  }
}

const newPerson = (): Person => ({
  names: [],
  suffix: null,
  items: [],
  links: [],
  fulls: [],
  bare: 0,
  longest: null,
  evidence: new Set(),
  isKin: false,
})

function link(person: Person, item: Item, sure: number): void {
  person.items.push(item)
  person.links.push(sure)
  if (item.name.parts.length > 1) person.fulls.push(item)
  else person.bare++
  if (!person.longest || item.name.parts.length > person.longest.name.parts.length) person.longest = item
}

/** Clusters the people of an article. Takes their mentions in order. */
export function clusterPeople(context: ClusterContext, items: readonly Item[]): Cluster[] {
  const people = new People()
  const full = items.filter(({ name }) => name.parts.length > 1)
  // Longer names first: "Ortega Salinas" is then the end of a name that is known.
  const ordered = [...full].sort((a, b) => b.name.parts.length - a.name.parts.length || a.index - b.index)
  for (const item of ordered) joinFull(context, people, item)
  for (const person of people.all) {
    person.fulls.sort((a, b) => a.index - b.index)
    markKin(context, person)
  }
  const alone = new People()
  for (const item of items) {
    if (item.name.parts.length > 1) continue
    if (standsForFamily(context, item))
      joinAlone(alone, item, `${item.name.parts[0]!} ${context.tokens.word[item.found.to] ?? ''}`)
    else if (!attach(context, item, people, alone)) joinAlone(alone, item, item.name.parts[0]!)
  }
  return [...people.all, ...alone.all].map(({ items: own, links, evidence }) => ({
    kind: 'person' as const,
    mentions: own.map((item) => item.index),
    links,
    canonical: null,
    evidence: [...evidence],
  }))
}

function put(people: People, person: Person, item: Item, sure: number): void {
  link(person, item, sure)
  person.suffix ??= item.name.suffix
  people.add(person, item.name.parts)
  const { parts, nickname } = item.name
  if (nickname !== null && parts.length > 1) people.add(person, [nickname, ...parts.slice(1)])
}

function joinFull(context: ClusterContext, people: People, item: Item): void {
  const { parts, suffix } = item.name
  const near = [...people.find('last', parts[parts.length - 1]!), ...people.find('first', parts[0]!)]
  const same = [...new Set(near)].filter(
    (person) =>
      (suffix === null || person.suffix === null || suffix === person.suffix) &&
      person.names.some((name) => samePerson(name, parts)),
  )
  if (same.length === 0) {
    if (parts.length === 1 || !joinTail(context, people, item)) put(people, newPerson(), item, 1)
    return
  }
  const chosen = same.length === 1 ? { person: same[0]!, clear: true } : chooseBearer(context, item, same)
  if (!chosen) return put(people, newPerson(), item, 0.6)
  const first = chosen.person.items[0]!
  if (first.surface !== item.surface)
    chosen.person.evidence.add(`“${item.surface}” and “${first.surface}” are two ways to write one name.`)
  put(people, chosen.person, item, same.length === 1 ? 1 : 0.7)
}

/** "Ortega Salinas", "van den Berg", "Van Allen": the end of one longer name. */
function joinTail(context: ClusterContext, people: People, item: Item): boolean {
  // "Luiz Marsh" is no surname: it is somebody else, or a part of another name.
  const first = item.name.parts[0]!
  if (!PARTICLES.has(first) && context.isGivenName(context.tokens.word[item.found.from]!)) return false
  const tail = people.find('tail', item.name.parts.join(' '))
  const chosen = tail.length === 1 ? { person: tail[0]!, clear: true } : chooseBearer(context, item, tail)
  if (!chosen) return false
  chosen.person.evidence.add(`“${item.surface}” is the surname of “${fullOf(chosen.person)}”.`)
  link(chosen.person, item, tail.length === 1 ? 1 : 0.6)
  return true
}

const fullOf = (person: Person): string => person.longest!.surface

/** Whether the first mention of somebody says whose relation they are: "his wife, Jane Doe", "the sister of Jane Doe". */
function markKin({ tokens }: ClusterContext, person: Person): void {
  const first = person.fulls[0]
  if (!first) return
  let at = first.found.from - 1
  if (tokens.word[at] === ',') at--
  if (tokens.word[at] === 'of') at--
  person.isKin = KIN.has((tokens.word[at] ?? '').toLowerCase())
}

/** "the Marsh brothers" are nobody in particular; nor is "the character Marsh". */
function standsForFamily({ tokens }: ClusterContext, { found: { from, to } }: Item): boolean {
  const before = (tokens.word[from - 1] ?? '').toLowerCase()
  const after = (tokens.word[to] ?? '').toLowerCase()
  const verb = /^['’]s$/.test(after) ? (tokens.word[to + 1] ?? '') : ''
  if (before === 'the' && /^(?:were|are)$/.test(verb)) return true
  return before === 'character' || (FAMILY_WORDS.has(after) && !/^\p{Lu}/u.test(tokens.word[to] ?? ''))
}

function joinAlone(alone: People, item: Item, key: string): void {
  const known = alone.find('last', key)[0]
  const person = known ?? newPerson()
  link(person, item, 1)
  alone.add(person, [key])
}

interface Fit {
  people: readonly Person[]
  sure: number
  /** Several can only be told apart by a clear margin. */
  needsMargin: boolean
  why: string
}

/** Links a single word to someone named in full: by surname, else by first name, else by a spelling of the surname. */
function attach(context: ClusterContext, item: Item, people: People, alone: People): boolean {
  const fit = fitting(context, item, people)
  if (!fit) return false
  const started = (person: Person): boolean => person.fulls[0]!.index < item.index
  // "Doe’s wife, Jane Doe": whoever was Doe before her is somebody else.
  const owner = alone.find('last', item.name.parts[0]!)[0]
  const others = fit.people.filter((person) => !person.isKin)
  if (others.length === 0 && (owner !== undefined || !fit.people.some(started))) return false
  const chosen = fit.people.length === 1 ? { person: fit.people[0]!, clear: true } : chooseBearer(context, item, fit.people) // prettier-ignore
  if (!chosen || (fit.needsMargin && !chosen.clear)) return false
  link(chosen.person, item, fit.people.length > 1 ? fit.sure * 0.6 : fit.sure)
  const full = fullOf(chosen.person)
  chosen.person.evidence.add(`“${item.surface}” is ${fit.why} “${full}”, who is named in full in this article.`)
  if (fit.people.length > 1) {
    const rest = fit.people.filter((person) => person !== chosen.person).map((person) => `“${fullOf(person)}”`)
    chosen.person.evidence.add(`“${item.surface}” could also be ${rest.slice(0, 3).join(' or ')}; “${full}” is nearer or is named more.`) // prettier-ignore
  }
  return true
}

function fitting(context: ClusterContext, item: Item, people: People): Fit | null {
  const word = item.name.parts[0]!
  const surnames = people.find('last', word)
  if (surnames.length > 0) return { people: surnames, sure: 1, needsMargin: false, why: 'the surname of' }
  const named = people.find('first', word)
  const firsts = isRole(context, item) || !named.some((person) => isNear(context, item, person)) ? [] : named
  if (firsts.length > 0) return { people: firsts, sure: 0.9, needsMargin: true, why: 'the first part of the name of' }
  const middles = people.find('middle', word).filter(() => !context.isGivenName(item.surface) && !PARTICLES.has(word))
  if (middles.length > 0) return { people: middles, sure: 0.8, needsMargin: true, why: 'a part of the name of' }
  const spellings = people.find('start', word.slice(0, 4)).filter((person) => person.names.some((name) => variant(name[name.length - 1]!, word))) // prettier-ignore
  return spellings.length > 0
    ? { people: spellings, sure: 0.85, needsMargin: true, why: 'another spelling of the surname of' }
    : null
}

/** "appeared as Tom", "Dean (Jensen Ackles)": a part in a play. */
function isRole({ tokens, startsPerson }: ClusterContext, { found: { from, to } }: Item): boolean {
  return /^as$/i.test(tokens.word[from - 1] ?? '') || (tokens.word[to] === '(' && startsPerson(to + 1))
}

/** A first name stands for somebody who is named nearby, or often, or when it says whose relation it is. */
const NEAR = 1500
const OFTEN = 3

function isNear({ tokens }: ClusterContext, { found, title }: Item, person: Person): boolean {
  if (person.items.length >= OFTEN || title !== null) return true
  if (KIN.has((tokens.word[found.from - 1] ?? '').toLowerCase())) return true
  const at = tokens.start[found.from]!
  return person.items.some((other) => Math.abs(tokens.start[other.found.from]! - at) < NEAR) // few: see above
}
