// Opening something beside the article, and rearranging the two.
import type { TextRange } from '../../contract/model.ts'
import { goTo, openArticle, openNotePage, parseRoute } from '../navigation.ts'
import { activatePane, activePane } from '../reader/reader-store.ts'
import type { PaneName } from '../reader/reader-store.ts'

/** Opens an article in the second pane, which becomes the active one; alone when no article is open. */
export function openBeside(articleId: string, range: TextRange | null = null): void {
  const now = parseRoute(location.hash)
  if (now.articleId === null) {
    openArticle(articleId, range)
    return
  }
  activatePane('beside')
  goTo({ articleId: now.articleId, beside: { kind: 'article', articleId, range } })
}

/** Opens a note that stands alone beside the active article; alone when no article is open. */
export function openNoteBeside(noteId: string): void {
  const articleId = activeArticle()
  if (articleId === null) {
    openNotePage(noteId)
    return
  }
  activatePane('main')
  goTo({ articleId, beside: { kind: 'page', noteId } })
}

/** The article in the active pane, as the address says; null when none is open. */
export function activeArticle(): string | null {
  const { articleId, beside } = parseRoute(location.hash)
  return activePane() === 'beside' && beside?.kind === 'article' ? beside.articleId : articleId
}

/** Opens the note on the active article beside it; closes it when it is there. */
export function toggleNoteBeside(): void {
  const articleId = activeArticle()
  if (articleId === null) return
  const there = parseRoute(location.hash).beside?.kind === 'note'
  activatePane('main')
  goTo({ articleId, beside: there ? null : { kind: 'note' } })
}

/** Each of two articles takes the other's place; the active one stays active. */
export function swapPanes(): void {
  const { articleId, beside } = parseRoute(location.hash)
  if (articleId === null || beside?.kind !== 'article') return
  activatePane(activePane() === 'main' ? 'beside' : 'main')
  goTo({ articleId: beside.articleId, beside: { kind: 'article', articleId, range: null } })
}

/** Leaves what is in one pane alone on the screen, and the keyboard in it. */
export function keepOnly(pane: PaneName): void {
  const { articleId, beside } = parseRoute(location.hash)
  const kept = pane === 'beside' && beside?.kind === 'article' ? beside.articleId : articleId
  if (kept === null) return
  activatePane('main')
  goTo({ articleId: kept })
  // The button that was pressed goes; the text is there with the next frames.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>('.reader')?.focus({ preventScroll: true })
    }),
  )
}
