// Which of several people of one surname a bare surname means. Newspapers give it to the person that the story is about
// and name the others in full; what stands just before weighs as well. Where nothing tells, nobody is chosen.
import type { ClusterContext, Item } from './clusters.ts'
import type { Person } from './people.ts'

/** Sentences back in which a full name is still fresh. */
const FRESH_SENTENCES = 1
const RECENT_SENTENCES = 4

/**
 * Chooses one of several bearers of a name for one mention.
 * @param people at least two, or none
 * @returns the chosen one and whether by a clear margin, or null where the article does not say
 */
export function chooseBearer(
  context: ClusterContext,
  item: Item,
  people: readonly Person[],
): { person: Person; clear: boolean } | null {
  if (people.length === 0) return null
  const leader = namedFirst(context, people)
  const mostFull = Math.max(...people.map(fullCount))
  const anyOutsider = people.some((person) => !person.isKin)
  const ranked = people
    .map((person) => {
      let score = recency(context, item, person)
      if (person.bare > 0) score += 2
      if (anyOutsider && !person.isKin) score += 2
      if (person === leader) score += 1
      if (fullCount(person) === mostFull && people.filter((p) => fullCount(p) === mostFull).length === 1) score += 1
      if (isInTitle(context, person)) score += 2
      return { person, score }
    })
    .sort((a, b) => b.score - a.score)
  const margin = ranked[0]!.score - (ranked[1]?.score ?? 0)
  return margin >= 1 ? { person: ranked[0]!.person, clear: margin >= 2 } : null
}

/** Whom the article names before the others, in a sentence of its own, and not as somebody's relative. */
function namedFirst({ tokens }: ClusterContext, people: readonly Person[]): Person | null {
  const [first, second] = [...people].sort((a, b) => firstFull(a) - firstFull(b))
  if (!first || first.isKin) return null
  const [one, other] = [first.fulls[0], second?.fulls[0]]
  const apart = !one || !other || second!.isKin || tokens.sentence[one.found.from] !== tokens.sentence[other.found.from]
  return apart ? first : null
}

const fullCount = (person: Person): number => person.fulls.length
const firstFull = (person: Person): number => person.fulls[0]?.index ?? Infinity

/** 2 for a full name that opens this sentence or the last, 1 for one that is in them or a little before. */
function recency({ tokens }: ClusterContext, item: Item, person: Person): number {
  const here = tokens.sentence[item.found.from]!
  let best = 0
  for (let at = lastBefore(person.fulls, item.index); at >= 0; at--) {
    const { found } = person.fulls[at]!
    const back = here - tokens.sentence[found.from]!
    if (back > RECENT_SENTENCES || best === 2) break
    const opens = found.from === 0 || tokens.sentence[found.from - 1] !== tokens.sentence[found.from]
    const speaks = /^(?:said|says|told|added|asked|who)$/.test(tokens.word[found.to] ?? '')
    best = Math.max(best, back <= FRESH_SENTENCES && (opens || speaks) ? 2 : 1)
  }
  return best
}

/** The place of the last of some items in order before a number, or -1. */
function lastBefore(items: readonly Item[], index: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (items[middle]!.index < index) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Whether the title names somebody by a part of the name that is not the surname. */
function isInTitle({ titleWords }: ClusterContext, person: Person): boolean {
  return person.names.some((name) => name.length > 1 && name.slice(0, -1).some((word) => word.length > 1 && titleWords.has(word))) // prettier-ignore
}
