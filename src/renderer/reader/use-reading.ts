// Where the reader is in the article: what is in view, the place that is remembered, and going somewhere else.
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { Article, Progress, TextRange } from '../../contract/model.ts'
import { client } from '../client.ts'
import { articleIn } from '../navigation.ts'
import { queries, queryClient } from '../queries.ts'
import type { MappedBody } from './article-body.tsx'
import { blocksBetween, domRange, extentOf } from './geometry.ts'
import type { Extent } from './geometry.ts'
import { flashPassage } from './highlight-paint.ts'
import { keepPlace, leaveFrom, onReturn } from './place-history.ts'
import type { Place } from './place-history.ts'
import { NO_READER, useReaderStore } from './reader-store.ts'
import type { ReaderHandle, ReaderStore } from './reader-store.ts'

/** Px at the top of the pane: what ends above this has been read; a place that is gone back to begins below it. */
const READING_EDGE = 40
const SAVE_AFTER_MS = 1_000

interface Reading {
  article: Pick<Article, 'id' | 'progress'>
  mapped: MappedBody | null
  /** The element that the article scrolls in. */
  pane: HTMLElement | null
  /** The passage that the address names, shown again with every visit. */
  range: TextRange | null
  visit: number
}

/** Fills the reader store, restores and remembers the place. */
export function useReading({ article, mapped, pane, range, visit }: Reading): void {
  const { id } = article
  const store = useReaderStore()
  const restored = useRef(false)
  const restore = useEffectEvent((handle: ReaderHandle, into: HTMLElement) => {
    if (restored.current) return
    restored.current = true
    if (range === null && article.progress.position > 0) goTo(into, handle.map, article.progress.position)
  })

  useLayoutEffect(() => {
    if (mapped === null || pane === null) return
    const handle: ReaderHandle = {
      articleId: id,
      ...mapped,
      scrollTo: (target, options) => {
        if (!(options?.step ?? false) && isAway(pane, mapped.map, target)) {
          leaveFrom(store.pane, placeNow(pane, mapped.map, store))
        }
        showPassage(pane, mapped, target, options?.flash ?? false)
      },
    }
    store.set({ reader: handle, visible: null })
    restore(handle, pane)
    const stop = watchPlace(pane, mapped, id, store)
    const stopReturning = onReturn(store.pane, (place) => {
      if (articleIn(store.pane) === id) goBackTo(pane, mapped.map, place)
    })
    return () => {
      stop()
      stopReturning()
      if (store.get().reader === handle) store.set(NO_READER)
    }
  }, [id, mapped, pane, store])

  const shownVisit = useRef<number | null>(null)
  const go = useEffectEvent(() => {
    // A body that is filled anew, with what was set aside, is no new visit.
    if (range === null || shownVisit.current === visit) return
    shownVisit.current = visit
    // The address has an entry of its own in the history.
    store.get().reader?.scrollTo(range, { flash: true, step: true })
  })
  useEffect(() => {
    if (mapped !== null && pane !== null) go()
  }, [mapped, pane, visit])
}

/** Keeps `visible` true to what is on the screen, and the place in the library; returns the way to stop. */
function watchPlace(pane: HTMLElement, { body, map }: MappedBody, articleId: string, store: ReaderStore): () => void {
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let unsaved: Progress | null = null

  const look = () => {
    frame = 0
    const view = pane.getBoundingClientRect()
    if (view.height === 0) return
    const visible = blocksBetween(map.blocks, (block) => extentOf(map, block), view.top + READING_EDGE - 4, view.bottom)
    const before = store.get().visible
    if (visible?.start !== before?.start || visible?.end !== before?.end) store.set({ visible })
    const fraction = fractionRead(pane, body)
    unsaved = { position: fraction === 0 ? 0 : (visible?.start ?? 0), fraction }
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
    if (shown && pane.isConnected) keepPlace(store.pane, placeNow(pane, map, store))
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
  const resized = new ResizeObserver(schedule)
  resized.observe(pane)
  resized.observe(body)
  pane.addEventListener('scroll', schedule, { passive: true })
  window.addEventListener('pagehide', save)
  document.addEventListener('visibilitychange', saveWhenHidden)
  return () => {
    resized.disconnect()
    pane.removeEventListener('scroll', schedule)
    window.removeEventListener('pagehide', save)
    document.removeEventListener('visibilitychange', saveWhenHidden)
    save()
    cancelAnimationFrame(frame)
  }
}

function placeNow(pane: HTMLElement, map: MappedBody['map'], store: ReaderStore): Place {
  const offset = store.get().visible?.start ?? 0
  return { offset, below: Math.round((topOf(map, offset) ?? 0) - pane.getBoundingClientRect().top) }
}

function goBackTo(pane: HTMLElement, map: MappedBody['map'], { offset, below }: Place): void {
  const top = topOf(map, offset)
  if (top === null) return
  pane.scrollBy({ top: top - pane.getBoundingClientRect().top - below, behavior: 'instant' })
}

function topOf(map: MappedBody['map'], offset: number): number | null {
  return extentOf(map, { start: offset, end: Math.min(offset + 1, map.text.length) })?.top ?? null
}

/** Whether a passage is further away than the eye goes by itself. */
function isAway(pane: HTMLElement, map: MappedBody['map'], range: TextRange): boolean {
  const at = extentOf(map, range)
  const view = pane.getBoundingClientRect()
  return at !== null && (at.bottom < view.top || at.top > view.bottom)
}

/** 0 at the top, 1 when the last line of the body has come into view. */
function fractionRead(pane: HTMLElement, body: HTMLElement): number {
  const left = body.getBoundingClientRect().bottom - pane.getBoundingClientRect().bottom
  const way = left + pane.scrollTop
  return way <= 0 || left <= 0 ? 1 : Math.round(Math.min(1, pane.scrollTop / way) * 1000) / 1000
}

/** Puts the block that holds an offset at the top of the pane, at once. */
function goTo(pane: HTMLElement, map: MappedBody['map'], offset: number): void {
  const at = extentOf(map, { start: offset, end: Math.min(offset + 1, map.text.length) })
  if (at !== null) pane.scrollTop += at.top - pane.getBoundingClientRect().top - READING_EDGE
}

/** Brings a passage into view, unless it is, and shows it for a moment. */
function showPassage(pane: HTMLElement, { map }: MappedBody, range: TextRange, flash: boolean): void {
  const dom = domRange(map, range)
  const at = extentOf(map, range)
  if (dom === null || at === null) return
  const around = dom.startContainer.parentElement
  // A passage in a wide table or a line of code may be off to the side.
  if (around?.closest('.table-scroll, pre')) around.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  bringIntoView(pane, at)
  if (flash) flashPassage(map, range)
}

/** Scrolls the least that puts the extent a third down the pane, or its beginning at the top when it is tall. */
export function bringIntoView(pane: HTMLElement, at: Extent): void {
  const view = pane.getBoundingClientRect()
  const top = at.top - view.top
  const bottom = at.bottom - view.top
  if (top >= READING_EDGE && bottom <= view.height - READING_EDGE) return
  const aim = Math.max(READING_EDGE, Math.min(view.height * 0.3, view.height - READING_EDGE - (bottom - top)))
  const distance = top - aim
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  pane.scrollBy({ top: distance, behavior: calm || Math.abs(distance) > view.height * 1.5 ? 'instant' : 'smooth' })
}
