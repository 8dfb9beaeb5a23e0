// Gathers organisations, places and the rest: by name, by what is told in brackets, by initials, and by the short forms
// that stand for a longer name that came before.
import type { EntityKind } from '../../../contract/model.ts'
import type { Cluster, ClusterContext, Item } from './clusters.ts'
import { SAME_ORGANISATION, SAME_PLACE } from './known-words.ts'
import { plain } from './person-names.ts'
import { isAcronym, initialsOf, isShortOf } from './short-forms.ts'
import type { Tokens } from './tokens.ts'

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

const COMPANY = /[\s,]+(?:inc|corp|corporation|co|company|ltd|limited|llc|llp|plc|gmbh|ag)$/
const SPELLINGS: readonly [RegExp, string][] = [
  [/defence/g, 'defense'],
  [/organisation/g, 'organization'],
  [/labour/g, 'labor'],
  [/centre/g, 'center'],
  [/programme/g, 'program'],
]

/** Keys that were made, by kind and name: names come again and again, in one article and in the next. */
const keysMade = new Map<string, string>()
const MOST_KEYS = 20_000

function keyOf({ found: { kind }, surface }: Item): string {
  const at = `${kind} ${surface}`
  let key = keysMade.get(at)
  if (key === undefined) {
    if (keysMade.size >= MOST_KEYS) keysMade.clear()
    key = keyFor(kind, surface)
    keysMade.set(at, key)
  }
  return key
}

/** How a name is compared within its kind: "the Department of Justice" and "Justice Department" are one. */
function keyFor(kind: EntityKind, surface: string): string {
  const name = comparable(surface)
  const canonical = CANONICAL[kind]?.get(name)
  if (canonical) return comparable(canonical)
  if (kind === 'place') return name.replace(/^(?:city|town|village|state) of /, '')
  if (kind !== 'organisation') return name
  const spelt = SPELLINGS.reduce((sofar, [from, to]) => sofar.replace(from, to), name).replace(COMPANY, '')
  const office = /^(department|ministry) of (?:the )?(.+)$/.exec(spelt)
  return office ? `${office[2]!} ${office[1]!}` : spelt
}

/** More joins of one cluster are not told. */
const MAX_TOLD = 24

/** Clusters of one kind by key; several keys may lead to one cluster. */
class Names {
  readonly clusters = new Map<string, Cluster>()
  private readonly keys = new Map<Cluster, string[]>()

  add(key: string, item: Item, link = 1): void {
    let one = this.clusters.get(key)
    if (!one) {
      const { kind } = item.found
      const canonical = CANONICAL[kind]?.get(comparable(item.surface)) ?? null
      one = { kind, mentions: [], links: [], canonical, evidence: [] }
      this.clusters.set(key, one)
      this.keys.set(one, [key])
    }
    one.mentions.push(item.index)
    one.links.push(link)
  }

  merge(into: string, from: string, link: number, why: string): void {
    const target = this.clusters.get(into)
    const source = this.clusters.get(from)
    if (!target || !source || target === source) return
    for (const mention of source.mentions) target.mentions.push(mention)
    for (const sure of source.links) target.links.push(sure * link)
    target.canonical ??= source.canonical
    target.evidence.push(...source.evidence, why)
    for (const key of this.keys.get(source) ?? []) {
      this.clusters.set(key, target)
      this.keys.get(target)?.push(key)
    }
  }

  tell(key: string, why: string): void {
    const one = this.clusters.get(key)
    if (one && one.evidence.length < MAX_TOLD && !one.evidence.includes(why)) one.evidence.push(why)
  }
}

/** Clusters the mentions of one kind that is not people. Takes them in order. */
export function clusterNames(context: ClusterContext, kind: EntityKind, items: readonly Item[]): Cluster[] {
  const names = new Names()
  if (kind === 'organisation') addWithShortForms(context, items, names)
  else for (const item of items) names.add(keyOf(item), item)
  if (kind === 'organisation' || kind === 'event' || kind === 'other') {
    joinBrackets(context.tokens, items, names)
    joinAcronyms(items, names)
  }
  explainSpellings(items, names)
  return [...new Set(names.clusters.values())]
}

/** The mention that stands in brackets right after another: "the World Grain Council (WGC)". */
export function bracketAfter(tokens: Tokens, to: number): [from: number, to: number] | null {
  if (tokens.word[to] !== '(') return null
  for (let end = to + 1; end < to + 7 && end < tokens.count; end++) {
    const word = tokens.word[end]!
    if (word === ')' || word === ',' || word === ';') return end > to + 1 ? [to + 1, end] : null
  }
  return null
}

/** What stands in brackets after a name is another name of it, where it is an acronym or made of the same words. */
function joinBrackets(tokens: Tokens, items: readonly Item[], names: Names): void {
  const told = new Set<string>()
  items.forEach((item, at) => {
    const next = items[at + 1]
    const bracket = next && bracketAfter(tokens, item.found.to)
    if (!next || !bracket || next.found.from !== bracket[0] || next.found.to !== bracket[1]) return
    const [long, short] = next.surface.length > item.surface.length ? [next, item] : [item, next]
    if (
      !isShortOf(short.surface, long.surface) &&
      !(isAcronym(short.surface) && short.surface.length > 2 && long.name.parts.length > 2)
    )
      return
    // An acronym that is explained twice stands for the first: the others keep to themselves.
    if (told.has(keyOf(short))) return
    told.add(keyOf(short))
    names.merge(keyOf(long), keyOf(short), 0.97, `“${item.surface} (${next.surface})” says that both names are one.`)
  })
}

/** Elsewhere the initials of one long name alone say what an acronym stands for. */
function joinAcronyms(items: readonly Item[], names: Names): void {
  const byInitials = new Map<string, Map<string, string>>()
  const acronyms = new Map<string, Item>()
  for (const item of items) {
    if (isAcronym(item.surface)) acronyms.set(item.surface, acronyms.get(item.surface) ?? item)
    if (item.name.parts.length < 2) continue
    const letters = initialsOf(item.surface)
    const longs = byInitials.get(letters) ?? new Map<string, string>()
    byInitials.set(letters, longs.set(keyOf(item), longs.get(keyOf(item)) ?? item.surface))
  }
  for (const short of acronyms.values()) {
    const letters = short.surface.replaceAll('.', '')
    const longs = [...(byInitials.get(letters) ?? [])]
    if (longs.length !== 1 || letters.length < 3) continue
    const [key, surface] = longs[0]!
    names.merge(key, keyOf(short), 0.95, `“${short.surface}” are the initials of “${surface}”, and of no other name in this article.`) // prettier-ignore
  }
}

/** Bodies that a text names by what they are, once it has named them in full: "the Commission". */
const HEADS =
  /^(?:commission|council|authority|board|society|university|ministry|department|bank|church|agency|party|union|court|bureau|association|institute|academy|college|school|club|senate|committee|foundation|museum|service|office|trust|company|group|league|federation|navy|army|library|laboratory|centre|center|fund|tribunal|assembly|coalition|alliance|forum|network|corporation|organization|hospital|infirmary|observatory|archive|archives|press|orchestra)$/

/** The words of a name as they are compared, without the article. */
const partsOf = ({ name: { parts } }: Item): readonly string[] => (parts[0] === 'the' ? parts.slice(1) : parts)

/** What may be left out at the end of a longer name. */
const LEFT_OUT =
  /^(?:inc|corp|corporation|co|company|ltd|plc|motors?|group|bank|airlines?|airways|software|technologies|industries|systems|energy|capital|holdings?|foods|pharmaceuticals|electronics|partners|ventures|labs|networks|associates|university|college|party|line|ferries)$/

/** Longer names that came before, by their last and first words, so that a short form finds them at once. */
class Longer {
  private readonly byTail = new Map<string, Set<string>>()
  private readonly byFirst = new Map<string, Set<string>>()
  private readonly byHead = new Map<string, Set<string>>()
  private readonly byStart = new Map<string, Set<string>>()
  private readonly seen = new Map<string, string>()

  add(key: string, item: Item): void {
    const parts = partsOf(item)
    if (parts.length < 2 || parts.length > 12 || this.seen.has(key)) return
    this.seen.set(key, item.surface)
    const put = (map: Map<string, Set<string>>, at: string): void => {
      const keys = map.get(at)
      if (!keys) map.set(at, new Set([key]))
      else if (keys.size < SEVERAL) keys.add(key)
    }
    for (let at = 1; at < parts.length; at++) {
      const before = parts[at - 1]!
      if (!/^(?:of|and|for|the|in|&)$/.test(before)) put(this.byTail, parts.slice(at).join(' '))
      if (at > 1 && (/^(?:of|for)$/.test(parts[at]!) || parts.slice(at).every((part) => LEFT_OUT.test(part))))
        put(this.byStart, parts.slice(0, at).join(' '))
    }
    // "Ford T" is a car.
    if (!parts.some((part) => /^(?:of|and|\p{L}|\d+)$/u.test(part))) put(this.byFirst, parts[0]!)
    const of = parts.indexOf('of')
    if (of > 0 && HEADS.test(parts[of - 1]!)) put(this.byHead, parts[of - 1]!)
  }

  /** The one longer name that a form can stand for, or null where none or several can. */
  find(context: ClusterContext, item: Item): Short | null {
    const parts = partsOf(item)
    const words = parts.join(' ')
    const isOne = parts.length === 1
    const isThe = parts.length < item.name.parts.length || wordBefore(context, item) === 'the'
    const isHead = isOne && HEADS.test(words)
    const tails = !isOne || isHead || isThe || /s$/.test(words) ? this.byTail.get(words) : undefined
    const all = new Set([...(tails ?? []), ...(isHead ? (this.byHead.get(words) ?? []) : [])])
    const only = single(all)
    if (only) return this.short(only, 'the last part of')
    if (all.size > 0 || isHead || words.length < 3) return null
    const start = isOne ? null : single(this.byStart.get(words) ?? NONE)
    if (start) return this.short(start, 'the first part of')
    if (!isOne || isAcronym(item.surface) || /^(?:in|at|near|from|outside)$/.test(wordBefore(context, item)))
      return null
    const first = single(this.byFirst.get(words) ?? NONE)
    return first && !context.isPlace(item.surface) && !context.isCommon(item.surface)
      ? this.short(first, 'the first word of')
      : null
  }

  private short(key: string, why: string): Short {
    return { key, surface: this.seen.get(key) ?? key, why }
  }
}

/** A longer name that a short form stands for, and how it does. */
interface Short {
  key: string
  surface: string
  why: string
}
const NONE: ReadonlySet<string> = new Set()

const wordBefore = ({ tokens }: ClusterContext, { found: { from } }: Item): string =>
  from > 0 && tokens.sentence[from - 1] === tokens.sentence[from] ? tokens.word[from - 1]!.toLowerCase() : ''

const SMALL_WORD =
  /^(?:the|a|an|and|but|in|at|on|for|from|of|to|by|with|as|when|while|after|before|since|if|both|other|its|their|our)$/i

/** Whether a form stands by itself: in "Spanish Air Force units" or "Southwest Conference Player" it may be part of another name. */
function standsAlone({ tokens }: ClusterContext, { found: { from, to } }: Item): boolean {
  const isCapital = (at: number): boolean =>
    tokens.sentence[at] === tokens.sentence[from] && /^\p{Lu}/u.test(tokens.word[at] ?? '')
  return !isCapital(to) && (!isCapital(from - 1) || SMALL_WORD.test(tokens.word[from - 1]!))
}

/** Nothing asks how many more than one there are. */
const SEVERAL = 3

const single = (keys: ReadonlySet<string>): string | null => (keys.size === 1 ? [...keys][0]! : null)

/** "Skagen" after "Skagen Line", "the Commission" after "the European Commission": one longer name came before, and only one. */
function addWithShortForms(context: ClusterContext, items: readonly Item[], names: Names): void {
  const longer = new Longer()
  const standing = new Set<string>()
  const linked = new Map<string, Short>()
  for (const item of items) {
    const key = keyOf(item)
    const isKnown = CANONICAL.organisation?.has(comparable(item.surface)) === true
    // A name that stood by itself before the longer one came is somebody else: "Meridian", then "Meridian Maps".
    const long =
      isKnown || standing.has(key) || !standsAlone(context, item)
        ? null
        : (linked.get(key) ?? longer.find(context, item))
    if (long && long.key !== key) {
      linked.set(key, long)
      names.add(long.key, item, 0.85)
      names.tell(long.key, `“${item.surface}” is ${long.why} “${long.surface}”, which this article names before.`)
    } else {
      names.add(key, item)
      standing.add(key)
      longer.add(key, item)
    }
  }
}

/** Says once where names are joined that are not written alike. */
function explainSpellings(items: readonly Item[], names: Names): void {
  const first = new Map<string, string>()
  for (const item of items) {
    const key = keyOf(item)
    const other = first.get(key)
    if (other === undefined) first.set(key, item.surface)
    else if (comparable(other) !== comparable(item.surface))
      names.tell(key, `“${item.surface}” and “${other}” are two names of one ${item.found.kind === 'place' ? 'place' : 'body'}.`) // prettier-ignore
  }
}
