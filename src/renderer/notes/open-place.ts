// Where a reference in a note leads within the app.
import type { NamedReference, NoteReference } from '../../contract/note-model.ts'
import { entityHash, formatRoute, noteHash, openArticle, openEntity, openNotePage } from '../navigation.ts'
import { openHit } from '../search/open-hit.ts'

/** The address of what a reference leads to, for its link. */
export function placeHash(reference: NoteReference, named: NamedReference | null | undefined): string {
  const { kind, id } = reference
  if (kind === 'note') return noteHash(id)
  if (kind === 'entity') return entityHash(id)
  return formatRoute({ articleId: named?.articleId ?? id, range: named?.range ?? null })
}

/** Opens it; a highlight in its article, pointed out. Does nothing for what is gone. */
export function openPlace(reference: NoteReference, named: NamedReference | null | undefined): void {
  const { kind, id } = reference
  if (named === null) return
  if (kind === 'note') openNotePage(id)
  else if (kind === 'entity') openEntity(id)
  else if (kind === 'article') openArticle(id)
  else if (named?.articleId) {
    const { articleId, label, detail, range } = named
    const place = { articleId, range, title: label, siteName: detail, publishedAt: null, snippet: [] }
    openHit({ kind: 'highlight', id, ...place }, parseOpenArticle())
  }
}

function parseOpenArticle(): string | null {
  return /^#\/article\/([\da-f-]{36})/.exec(location.hash)?.[1] ?? null
}
