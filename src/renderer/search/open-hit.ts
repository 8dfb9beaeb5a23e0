// Goes to what was found: the passage in the text, and the highlight, note or entity beside it.
import { useLayoutEffect } from 'react'
import type { SearchHit } from '../../contract/model.ts'
import { closeDrawer, showCompanion } from '../frame/panes.ts'
import { openArticle, openEntity, openNotePage } from '../navigation.ts'
import { openBeside, openNoteBeside } from '../split/open-beside.ts'
import { setReaderState, useReaderState } from '../reader/reader-store.ts'

type Wanted = { articleId: string } & ({ activeEntityId: string } | { activeHighlightId: string })

/** What to point out as soon as its article is on screen. */
let wanted: Wanted | null = null

function wantedOf(hit: SearchHit, articleId: string): Wanted | null {
  if (hit.kind === 'entity') return { articleId, activeEntityId: hit.id }
  return hit.kind === 'highlight' ? { articleId, activeHighlightId: hit.id } : null
}

function pointOut(articleId: string | undefined): void {
  if (!wanted || wanted.articleId !== articleId) return
  const { articleId: _, ...active } = wanted
  wanted = null
  setReaderState(active)
}

/**
 * Opens the article of a hit at its passage, beside the open one if asked; of an entity or a note on one, its page, unless its
 * article is wanted beside. Does nothing for what no article holds.
 */
export function openHit(hit: SearchHit, openArticleId: string | null, beside = false): void {
  if (hit.entityId !== undefined && !(beside && hit.articleId)) {
    closeDrawer()
    openEntity(hit.entityId)
    return
  }
  if (hit.noteId !== undefined) {
    closeDrawer()
    if (beside) openNoteBeside(hit.noteId)
    else openNotePage(hit.noteId)
    return
  }
  if (!hit.articleId) return
  closeDrawer()
  wanted = wantedOf(hit, hit.articleId)
  if (beside) openBeside(hit.articleId, hit.range)
  else openArticle(hit.articleId, hit.range)
  if (hit.kind === 'entity') showCompanion('entities')
  if (hit.kind === 'highlight') showCompanion('highlights')
  if (hit.kind === 'note') showCompanion('notes')
  if (openArticleId === hit.articleId && !beside) pointOut(hit.articleId)
}

/** Points out what was asked for once the reader shows its article; once in the window. */
export function usePointedOut(): void {
  const articleId = useReaderState('reader')?.articleId
  useLayoutEffect(() => {
    pointOut(articleId)
  }, [articleId])
}
