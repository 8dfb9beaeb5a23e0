// Where the reader is in the article: what is in view, the place that is remembered, and going somewhere else.
import { useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { Article, Progress, TextRange } from '../../contract/model.ts'
import { anchorAll } from '../../text/anchor-all.ts'
import { quoteOf } from '../../text/quote.ts'
import { client } from '../client.ts'
import { articleIn } from '../navigation.ts'
import { queries, queryClient } from '../queries.ts'
import type { MappedBody } from './article-body.tsx'
import { domRange } from './geometry.ts'
import { flashPassage } from './highlight-paint.ts'
import { keepPlace, leaveFrom, onReturn } from './place-history.ts'
import type { Place } from './place-history.ts'
import { NO_READER, useReaderStore } from './reader-store.ts'
import type { ReaderHandle, ReaderStore } from './reader-store.ts'
import { SCROLLS_SIDEWAYS } from './viewport.ts'
import type { Viewport } from './viewport.ts'

const SAVE_AFTER_MS = 1_000
const PLACE_EVERY_MS = 100
/** Characters from the place on that say where it is in another text. */
const PLACE_LENGTH = 120

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
  /** Where one was, in which text, when that or the layout changed. */
  const last = useRef<{ place: Place; text: string } | null>(null)
  const restore = useEffectEvent((into: Viewport, text: string) => {
    const before = last.current
    const offset = before?.place.offset ?? (range === null ? article.progress.position : 0)
    const followed = before === null || before.text === text ? offset : placeIn(text, before.text, offset)
    const place = { offset: followed ?? article.progress.position, below: before?.place.below ?? 0 }
    last.current = { place, text }
    // Words that stood at a height stay there when it is the text that changed.
    if (before !== null && before.text !== text) into.goBackTo(place)
    else if (place.offset > 0) into.goTo(place.offset)
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
    const { text } = mapped.map
    restore(viewport, text)
    const stop = watchPlace(viewport, handle, store, (place) => {
      last.current = { place, text }
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
  useLayoutEffect(() => {
    if (mapped !== null && viewport !== null) go()
  }, [mapped, viewport, visit])
}

/** Keeps `visible` true to what is on the screen, and the place in the library; returns the way to stop. */
function watchPlace(
  viewport: Viewport,
  { articleId, body, map }: ReaderHandle,
  store: ReaderStore,
  onPlace: (place: Place) => void,
): () => void {
  /** Once the body is filled with another text, nothing of this one can be measured or is worth keeping. */
  const isGone = () => map.segments[0]?.node.isConnected === false
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let unsaved: Progress | null = null
  let placedAt = -Infinity
  let placing: ReturnType<typeof setTimeout> | undefined

  const look = () => {
    frame = 0
    if (!viewport.isOpen() || isGone()) return
    const visible = viewport.visible()
    const before = store.get().visible
    if (visible?.start !== before?.start || visible?.end !== before?.end) store.set({ visible })
    if (visible === null) return
    // Finding the line takes longer than finding the block: not with every frame of a long scroll.
    const wait = PLACE_EVERY_MS - (performance.now() - placedAt)
    clearTimeout(placing)
    if (wait <= 0) notePlace()
    else placing = setTimeout(notePlace, wait)
  }
  const notePlace = () => {
    placing = undefined
    placedAt = performance.now()
    if (!viewport.isOpen() || isGone()) return
    const fraction = viewport.fraction()
    const place = viewport.place()
    onPlace(place)
    showProgress(body, fraction)
    unsaved = { position: fraction === 0 ? 0 : place.offset, fraction }
  }
  const save = () => {
    clearTimeout(timer)
    if (frame !== 0) {
      cancelAnimationFrame(frame)
      look()
    }
    if (placing !== undefined) {
      clearTimeout(placing)
      notePlace()
    }
    if (unsaved === null || isGone()) return
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

/** Moves the line at the top of the pane. */
function showProgress(body: HTMLElement, fraction: number): void {
  const line = body.closest('[data-reader-pane]')?.querySelector<HTMLElement>('.reader-progress')
  line?.style.setProperty('transform', `scaleX(${String(fraction)})`)
}

/** Where what stands at an offset of an old text is in a new one; null when that is not sure. */
function placeIn(text: string, oldText: string, offset: number): number | null {
  if (offset === 0) return 0
  const range = { start: offset, end: Math.min(oldText.length, offset + PLACE_LENGTH) }
  const [found] = anchorAll(text, [{ ...quoteOf(oldText, range), ...range }], oldText)
  return found?.status === 'exact' || found?.status === 'moved' ? found.start : null
}

/** Brings a passage into view, unless it is, and shows it for a moment. */
function showPassage(viewport: Viewport, { map }: MappedBody, range: TextRange, flash: boolean): void {
  // A passage in a wide table, a line of code or a long formula may be off to the side: its end comes first, so that where
  // there is no room for both it is the beginning that is seen.
  const dom = domRange(map, range)
  const first = dom?.startContainer.parentElement
  const last = dom?.endContainer.parentElement
  const scroller = first?.closest(SCROLLS_SIDEWAYS) ?? null
  if (scroller !== null) {
    if (scroller.contains(last ?? null)) last?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    first?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  viewport.reveal(range)
  if (flash) flashPassage(map, range)
}
