// Where the reader is in the article: what is in view, the place that is remembered, and going somewhere else.
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { Article, Progress, TextRange } from '../../contract/model.ts'
import { client } from '../client.ts'
import { articleIn } from '../navigation.ts'
import { queries, queryClient } from '../queries.ts'
import type { MappedBody } from './article-body.tsx'
import { domRange } from './geometry.ts'
import { flashPassage } from './highlight-paint.ts'
import { keepPlace, leaveFrom, onReturn } from './place-history.ts'
import { NO_READER, useReaderStore } from './reader-store.ts'
import type { ReaderHandle, ReaderStore } from './reader-store.ts'
import type { Viewport } from './viewport.ts'

const SAVE_AFTER_MS = 1_000

interface Reading {
  article: Pick<Article, 'id' | 'progress'>
  mapped: MappedBody | null
  /** How one moves through it; opened before this. */
  viewport: Viewport | null
  /** The passage that the address names, shown again with every visit. */
  range: TextRange | null
  visit: number
}

/** Fills the reader store, restores and remembers the place. */
export function useReading({ article, mapped, viewport, range, visit }: Reading): void {
  const { id } = article
  const store = useReaderStore()
  /** Where one was when the text changed from one layout to the other. */
  const last = useRef<number | null>(null)
  const restore = useEffectEvent((into: Viewport) => {
    const offset = last.current ?? (range === null ? article.progress.position : 0)
    last.current = offset
    if (offset > 0) into.goTo(offset)
  })

  useLayoutEffect(() => {
    if (mapped === null || viewport === null) return
    const handle: ReaderHandle = {
      articleId: id,
      ...mapped,
      viewport,
      scrollTo: (target, options) => {
        if (!(options?.step ?? false) && !viewport.shows(target)) leaveFrom(store.pane, viewport.place())
        showPassage(viewport, mapped, target, options?.flash ?? false)
      },
    }
    store.set({ reader: handle, visible: null })
    restore(viewport)
    const stop = watchPlace(viewport, id, store, (offset) => {
      last.current = offset
    })
    const stopReturning = onReturn(store.pane, (place) => {
      if (articleIn(store.pane) === id) viewport.goBackTo(place)
    })
    return () => {
      stop()
      stopReturning()
      if (store.get().reader === handle) store.set(NO_READER)
    }
  }, [id, mapped, viewport, store])

  const shownVisit = useRef<number | null>(null)
  const go = useEffectEvent(() => {
    // A body that is filled anew, with what was set aside, is no new visit.
    if (range === null || shownVisit.current === visit) return
    shownVisit.current = visit
    // The address has an entry of its own in the history.
    store.get().reader?.scrollTo(range, { flash: true, step: true })
  })
  useEffect(() => {
    if (mapped !== null && viewport !== null) go()
  }, [mapped, viewport, visit])
}

/** Keeps `visible` true to what is on the screen, and the place in the library; returns the way to stop. */
function watchPlace(
  viewport: Viewport,
  articleId: string,
  store: ReaderStore,
  onPlace: (offset: number) => void,
): () => void {
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let unsaved: Progress | null = null

  const look = () => {
    frame = 0
    if (!viewport.isOpen()) return
    const visible = viewport.visible()
    const before = store.get().visible
    if (visible?.start !== before?.start || visible?.end !== before?.end) store.set({ visible })
    if (visible === null) return
    const fraction = viewport.fraction()
    const { offset } = viewport.place()
    onPlace(offset)
    unsaved = { position: fraction === 0 ? 0 : offset, fraction }
  }
  const save = () => {
    clearTimeout(timer)
    if (frame !== 0) {
      cancelAnimationFrame(frame)
      look()
    }
    if (unsaved === null) return
    const progress = unsaved
    unsaved = null
    const shown = articleIn(store.pane) === articleId
    if (shown && viewport.isOpen()) keepPlace(store.pane, viewport.place())
    // The same article in both panes: the first is the one that is read.
    if (shown && store.pane === 'beside' && articleIn('main') === articleId) return
    // The article may be opened again before the library's answer comes.
    queryClient.setQueryData(queries.article(articleId).queryKey, (article) => article && { ...article, progress })
    // A place that could not be saved is no reason to interrupt reading; the next one is tried again.
    client.article.setProgress({ id: articleId, progress }).catch(() => undefined)
  }
  const schedule = () => {
    if (frame === 0) frame = requestAnimationFrame(look)
    clearTimeout(timer)
    timer = setTimeout(save, SAVE_AFTER_MS)
  }
  const saveWhenHidden = () => {
    if (document.visibilityState === 'hidden') save()
  }

  look()
  schedule()
  const stopWatching = viewport.watch(schedule)
  window.addEventListener('pagehide', save)
  document.addEventListener('visibilitychange', saveWhenHidden)
  return () => {
    stopWatching()
    window.removeEventListener('pagehide', save)
    document.removeEventListener('visibilitychange', saveWhenHidden)
    save()
    cancelAnimationFrame(frame)
  }
}

/** Brings a passage into view, unless it is, and shows it for a moment. */
function showPassage(viewport: Viewport, { map }: MappedBody, range: TextRange, flash: boolean): void {
  const around = domRange(map, range)?.startContainer.parentElement
  // A passage in a wide table or a line of code may be off to the side.
  if (around?.closest('.table-scroll, pre')) around.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  viewport.reveal(range)
  if (flash) flashPassage(map, range)
}
