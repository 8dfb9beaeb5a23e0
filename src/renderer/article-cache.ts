// What an article needs to be shown: asked for as soon as it is likely to be opened, and forgotten when many others were.
import { queries, queryClient } from './queries.ts'

/** So many articles are kept at hand; going back further asks the library again. */
const KEPT = 12
/** A pointer that only passes over a row asks for nothing, ms. */
const PASSING = 40

/** The least recent first. */
let recent: string[] = []
let timer: ReturnType<typeof setTimeout> | undefined

function parts(articleId: string) {
  return [queries.article(articleId), queries.highlights(articleId), queries.articleEntities(articleId)] as const
}

/** Asks for an article and what is painted over it, unless they are at hand. */
export function fetchAhead(articleId: string): void {
  fetchNoMore()
  keepAtHand(articleId)
  const [article, highlights, entities] = parts(articleId)
  // The text first: the library answers one call after the other.
  void queryClient.prefetchQuery(article)
  void queryClient.prefetchQuery(highlights)
  void queryClient.prefetchQuery(entities)
}

/** The same, unless `fetchNoMore` or another article comes first. */
export function fetchSoon(articleId: string): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    fetchAhead(articleId)
  }, PASSING)
}

export function fetchNoMore(): void {
  clearTimeout(timer)
}

/** Notes that an article is on the screen or about to be, and forgets those that were longest ago. */
export function keepAtHand(articleId: string): void {
  recent = [...recent.filter((id) => id !== articleId), articleId]
  for (const id of recent.splice(0, recent.length - KEPT)) {
    for (const { queryKey } of parts(id)) queryClient.removeQueries({ queryKey, exact: true, type: 'inactive' })
  }
}
