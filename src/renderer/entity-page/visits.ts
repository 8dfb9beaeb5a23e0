// What this window remembers of a visit to an entity's page: since when things are new, and where the page was left.

/** Coming back to a page within this time is the same visit: what was new still is, ms. */
const SAME_VISIT = 30 * 60_000

export interface Visit {
  /** When the page was open before this visit, UTC ms; null when it never was. */
  since: number | null
  /** How far down the page was, px, and how many articles were listed. */
  top: number
  listed: number
  /** When it was last looked at. */
  seenAt: number
}

const visits = new Map<string, Visit>()

/**
 * The visit to a page that is being opened: the one under way, or a new one.
 * @param visitedAt what the library knows of visits before
 */
export function visitOf(id: string, visitedAt: number | null, now = Date.now()): Visit {
  const known = visits.get(id)
  if (known && now - known.seenAt < SAME_VISIT) return known
  const visit: Visit = { since: visitedAt, top: 0, listed: 0, seenAt: now }
  visits.set(id, visit)
  return visit
}

/** Keeps where the page was left. */
export function leave(id: string, place: Pick<Visit, 'top' | 'listed'>, now = Date.now()): void {
  const visit = visits.get(id)
  if (visit) Object.assign(visit, place, { seenAt: now })
}

/** Articles that came into the library since the page was last open; none at the first visit. */
export function newSince<Article extends { addedAt: number }>(
  articles: readonly Article[],
  since: number | null,
): Article[] {
  return since === null ? [] : articles.filter(({ addedAt }) => addedAt > since)
}
