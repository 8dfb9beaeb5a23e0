// What was done to highlights and is not written yet: a list that is read meanwhile is shown with it, never without.
import type { Highlight } from '../../contract/model.ts'

/** Makes of a list of the library's the one on the screen; doing it again changes nothing. */
type Patch = (list: readonly Highlight[]) => Highlight[]

const underWay = new Set<{ articleId: string; patch: Patch }>()

/** Keeps a patch for the lists of some articles; returns the way to end it, once the library has written. */
export function keepPatch(articleIds: Iterable<string>, patchOf: (articleId: string) => Patch): () => void {
  const kept = [...new Set(articleIds)].map((articleId) => ({ articleId, patch: patchOf(articleId) }))
  for (const one of kept) underWay.add(one)
  return () => {
    for (const one of kept) underWay.delete(one)
  }
}

/** A list as the library gave it, with what is under way, in the order in which it was done. */
export function withUnderWay(articleId: string, list: readonly Highlight[]): Highlight[] {
  let shown = [...list]
  for (const one of underWay) if (one.articleId === articleId) shown = one.patch(shown)
  return shown
}
