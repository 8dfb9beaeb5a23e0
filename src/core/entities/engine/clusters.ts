// Gathers the mentions of an article into clusters: one for each person, organisation or place that it names.
// Careful before clever: a wrong merge hurts more than a missed one.
import type { EntityKind } from '../../../contract/model.ts'
import { PERSON_TITLES } from './known-words.ts'
import type { Found } from './mentions.ts'
import { clusterNames } from './named-things.ts'
import { clusterPeople } from './people.ts'
import { parseName, plain } from './person-names.ts'
import type { PersonName } from './person-names.ts'
import type { Tokens } from './tokens.ts'

/** A cluster on its way: numbers of its mentions in order. */
export interface Cluster {
  kind: EntityKind
  mentions: number[]
  /** How sure each mention's link is, beside it. */
  links: number[]
  /** A name to show instead of the longest form: of a country, say. */
  canonical: string | null
  /** Plain sentences on why the mentions are one. */
  evidence: string[]
}

/** A mention as it is compared. */
export interface Item {
  /** Its place among the mentions of the article. */
  index: number
  found: Found
  surface: string
  name: PersonName
  /** The personal title before it, as written. */
  title: string | null
}

/** What the rules may ask of the article and of the lists. */
export interface ClusterContext {
  readonly tokens: Tokens
  /** Words of the title, as they are compared. */
  readonly titleWords: ReadonlySet<string>
  /** Whether a person's name begins at a token. */
  startsPerson(token: number): boolean
  isGivenName(word: string): boolean
  isPlace(words: string): boolean
  isCommon(word: string): boolean
}

/** Clusters the mentions of one article. Takes them in order; returns clusters in order of first mention. */
export function cluster(context: ClusterContext, mentions: readonly Found[]): Cluster[] {
  const { tokens } = context
  const items = mentions.map((found, index): Item => {
    const before = found.from > 0 ? tokens.word[found.from - 1]! : ''
    return {
      index,
      found,
      surface: tokens.text.slice(tokens.start[found.from]!, tokens.end[found.to - 1]!).replace(/\s+/g, ' '),
      name: parseName(tokens.word.slice(found.from, found.to)),
      title: PERSON_TITLES.has(plain(before)) ? before : null,
    }
  })
  const of = (kind: EntityKind): Item[] => items.filter((item) => item.found.kind === kind)
  const others = (['organisation', 'place', 'event', 'work', 'other'] as const).flatMap((kind) => clusterNames(context, kind, of(kind))) // prettier-ignore
  const clusters = [...clusterPeople(context, of('person')), ...others]
  for (const one of clusters) {
    const order = one.mentions
      .map((mention, k) => ({ mention, link: one.links[k]! }))
      .sort((a, b) => a.mention - b.mention)
    one.mentions = order.map((o) => o.mention)
    one.links = order.map((o) => o.link)
  }
  return clusters.sort((a, b) => a.mentions[0]! - b.mentions[0]!)
}
