// Turning pages: by keys, by a press at the outer edges, by the wheel, by a finger, and while selecting up to an edge.
import { useEffectEvent, useLayoutEffect } from 'react'
import { useCommand } from '../commands/commands.ts'
import { announce } from './announcer.tsx'
import type { MappedBody } from './article-body.tsx'
import { turnOfPress, turnOfSwipe, turnTowards, wheelTurns } from './paged-direction.ts'
import type { Direction, Turn } from './paged-direction.ts'
import { useReaderStore } from './reader-store.ts'
import { readingHasKeys } from './reading-keys.ts'
import { SCROLLS_SIDEWAYS } from './viewport.ts'
import type { Viewport } from './viewport.ts'

/** A finger presses this part of the width at either side; a mouse the margin beside the text, px of the text itself left out. */
const TOUCH_EDGE = 0.16
/** Selecting this near to an edge, px, and for so long turns the page. */
const DRAG_EDGE = 24
const DRAG_REST_MS = 600
/** And after that another, if it stays there. */
const DRAG_AGAIN_MS = 1_200

const HAS_ITS_OWN_PRESS =
  'a, button, summary, input, label, [popover], [role="button"], [role="dialog"], [role="slider"]'

/** Turns a page and says which one it is now. */
export function turnPage(viewport: Viewport, turn: Turn): boolean {
  const turned = viewport.turn(turn)
  if (turned) sayPage(viewport)
  return turned
}

function sayPage(viewport: Viewport): void {
  const page = viewport.page()
  if (page !== null) announce(`Page ${String(page.number)} of ${String(page.count)}`)
}

export function usePageTurning(mapped: MappedBody | null, pane: HTMLElement | null, viewport: Viewport | null): void {
  const direction: Direction = mapped?.body.dir === 'rtl' ? 'rtl' : 'ltr'
  const pages = viewport?.layout === 'paged' ? viewport : null
  useTurningKeys(pages, direction)
  const store = useReaderStore()
  const turn = useEffectEvent((step: Turn) => pages !== null && turnPage(pages, step))
  const isBusy = useEffectEvent(() => store.get().activeHighlightId !== null)
  useLayoutEffect(() => {
    if (pages === null || pane === null || mapped === null) return
    const stops = [
      turnByWheel(pane, direction, turn),
      turnByFinger(pane, direction, turn),
      turnByPress(pane, mapped.body, direction, turn, isBusy),
      turnByDrag(pane, mapped.body, direction, turn),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [pages, pane, mapped, direction])
}

function useTurningKeys(pages: Viewport | null, direction: Direction): void {
  // A button of the toolbar, which still has the focus after it was pressed, does nothing with these keys.
  const inToolbar = () => (document.activeElement?.closest('.toolbar, .page-foot') ?? null) !== null
  const when = () => pages !== null && (readingHasKeys() || inToolbar()) && !scrollsByItself(document.activeElement)
  const turn = (step: Turn) => ({
    group: 'Reading' as const,
    when,
    // At either end the key has been answered all the same: nothing else is to move.
    run: () => void (pages && turnPage(pages, step)),
  })
  const goTo = (end: 'first' | 'last') => ({
    group: 'Reading' as const,
    when,
    run: () => {
      pages?.goToEnd(end)
      if (pages !== null) sayPage(pages)
    },
  })
  const ahead = direction === 'ltr' ? 'arrowright' : 'arrowleft'
  const back = direction === 'ltr' ? 'arrowleft' : 'arrowright'
  useCommand({ keys: [ahead, 'pagedown'], label: 'Pages: the next', ...turn(1) })
  useCommand({ keys: [back, 'pageup'], label: 'Pages: the one before', ...turn(-1) })
  useCommand({ keys: 'home', label: 'Pages: the first', ...goTo('first') })
  useCommand({ keys: 'end', label: 'Pages: the last', ...goTo('last') })
}

function scrollsByItself(focused: Element | null): boolean {
  return focused?.closest(SCROLLS_SIDEWAYS) instanceof HTMLElement && focused.matches(SCROLLS_SIDEWAYS)
}

type TurnBy = (turn: Turn) => boolean

function turnByWheel(pane: HTMLElement, direction: Direction, turn: TurnBy): () => void {
  const turns = wheelTurns(direction)
  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey || goesOnWithin(event)) return
    event.preventDefault()
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 24
    const step = turns({ dx: event.deltaX * lines, dy: event.deltaY * lines, at: event.timeStamp })
    if (step !== null) turn(step)
  }
  pane.addEventListener('wheel', onWheel, { passive: false })
  return () => {
    pane.removeEventListener('wheel', onWheel)
  }
}

/** Whether a table or code under the wheel has more to show that way. */
function goesOnWithin({ target, deltaX, deltaY }: WheelEvent): boolean {
  const scroller = target instanceof Element ? target.closest<HTMLElement>(SCROLLS_SIDEWAYS) : null
  if (scroller === null) return false
  const [delta, at, end] =
    Math.abs(deltaX) > Math.abs(deltaY)
      ? [deltaX, scroller.scrollLeft, scroller.scrollWidth - scroller.clientWidth]
      : [deltaY, scroller.scrollTop, scroller.scrollHeight - scroller.clientHeight]
  if (end <= 1) return false
  return delta > 0 ? at < end - 1 : at > 1
}

function turnByFinger(pane: HTMLElement, direction: Direction, turn: TurnBy): () => void {
  let from: { id: number; x: number; y: number } | null = null
  const onDown = (event: PointerEvent) => {
    const target = event.target instanceof Element ? event.target : null
    const elsewhere = target?.closest(`.highlight-handle, [popover], input, ${SCROLLS_SIDEWAYS}`) ?? null
    const first = event.pointerType === 'touch' && event.isPrimary
    from = first && elsewhere === null ? { id: event.pointerId, x: event.clientX, y: event.clientY } : null
  }
  const onUp = (event: PointerEvent) => {
    const began = from
    from = null
    if (began?.id !== event.pointerId || document.getSelection()?.isCollapsed === false) return
    const step = turnOfSwipe(event.clientX - began.x, event.clientY - began.y, direction)
    if (step !== null) turn(step)
  }
  const onCancel = () => {
    from = null
  }
  pane.addEventListener('pointerdown', onDown)
  pane.addEventListener('pointerup', onUp)
  pane.addEventListener('pointercancel', onCancel)
  return () => {
    pane.removeEventListener('pointerdown', onDown)
    pane.removeEventListener('pointerup', onUp)
    pane.removeEventListener('pointercancel', onCancel)
  }
}

/** A press beside the text; one that closes what is open or lets go of a selection is no more than that. */
function turnByPress(
  pane: HTMLElement,
  body: HTMLElement,
  direction: Direction,
  turn: TurnBy,
  isBusy: () => boolean,
): () => void {
  let wasBusy = false
  let touched = false
  const onDown = (event: PointerEvent) => {
    wasBusy = isBusy() || document.getSelection()?.isCollapsed === false
    touched = event.pointerType === 'touch'
  }
  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null
    if (event.defaultPrevented || event.button !== 0 || wasBusy || isBusy()) return
    if (target === null || !pane.contains(target) || target.closest(HAS_ITS_OWN_PRESS) !== null) return
    if (document.getSelection()?.isCollapsed === false) return
    const view = pane.getBoundingClientRect()
    const pitch = Number.parseFloat(pane.style.getPropertyValue('--page-pitch'))
    const margin = (pitch - Number.parseFloat(pane.style.getPropertyValue('--page-column'))) / 2
    if (touched ? target.closest('img, svg') !== null : body.contains(target) && isOnText(event)) return
    const edge = touched ? Math.max(margin, view.width * TOUCH_EDGE) : margin - 4
    const step = turnOfPress(event.clientX - view.left, view.width, edge, direction)
    if (step !== null) turn(step)
  }
  pane.addEventListener('pointerdown', onDown, true)
  // After what answers to presses on highlights and names.
  window.addEventListener('click', onClick)
  return () => {
    pane.removeEventListener('pointerdown', onDown, true)
    window.removeEventListener('click', onClick)
  }
}

function isOnText({ target, clientX }: MouseEvent): boolean {
  if (!(target instanceof Element)) return false
  return [...target.getClientRects()].some((box) => clientX >= box.left && clientX <= box.right)
}

/** A selection that is dragged to the edge goes on on the next page. */
function turnByDrag(pane: HTMLElement, body: HTMLElement, direction: Direction, turn: TurnBy): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let at: Turn | null = null
  const leave = () => {
    clearTimeout(timer)
    timer = undefined
    at = null
  }
  const rest = (delay: number) => {
    timer = setTimeout(() => {
      if (at !== null && turn(at)) rest(DRAG_AGAIN_MS)
    }, delay)
  }
  const edgeAt = ({ clientX, clientY }: PointerEvent): Turn | null => {
    const view = pane.getBoundingClientRect()
    if (clientY > view.bottom - DRAG_EDGE / 2) return 1
    if (clientX > view.right - DRAG_EDGE) return turnTowards('right', direction)
    return clientX < view.left + DRAG_EDGE ? turnTowards('left', direction) : null
  }
  const onMove = (event: PointerEvent) => {
    const selection = document.getSelection()
    const selects =
      event.pointerType === 'mouse' && (event.buttons & 1) === 1 && selection !== null && !selection.isCollapsed
    const next = selects && body.contains(selection.anchorNode) ? edgeAt(event) : null
    if (next === at) return
    leave()
    at = next
    if (next !== null) rest(DRAG_REST_MS)
  }
  window.addEventListener('pointermove', onMove, { passive: true })
  window.addEventListener('pointerup', leave)
  return () => {
    leave()
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', leave)
  }
}
