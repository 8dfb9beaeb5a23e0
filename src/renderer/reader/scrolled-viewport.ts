// An article as one long page.
import type { TextRange } from '../../contract/model.ts'
import type { MappedBody } from './article-body.tsx'
import { blocksBetween, extentOf } from './geometry.ts'
import { firstThat } from './paged-geometry.ts'
import type { Viewport } from './viewport.ts'

/** Px at the top of the pane: what ends above this has been read; a place that is gone back to begins below it. */
const READING_EDGE = 40
/** Of a screen these px stay when it is turned, two lines, so that the eye finds its place. */
const STAYS = 96

export function scrolledViewport(pane: HTMLElement, { body, map }: MappedBody): Viewport {
  const letter = (offset: number) => ({ start: offset, end: Math.min(offset + 1, map.text.length) })
  const scroll = (by: number, behavior: ScrollBehavior = 'instant') => {
    pane.scrollBy({ top: by, behavior })
  }
  const viewport: Viewport = {
    layout: 'scrolled',
    open: () => () => undefined,
    isOpen: () => pane.isConnected && pane.dataset['layout'] !== 'paged',
    visible() {
      const view = pane.getBoundingClientRect()
      if (view.height === 0) return null
      return blocksBetween(map.blocks, (block) => extentOf(map, block), view.top + READING_EDGE - 4, view.bottom)
    },
    fraction() {
      const left = body.getBoundingClientRect().bottom - pane.getBoundingClientRect().bottom
      const way = left + pane.scrollTop
      return way <= 0 || left <= 0 ? 1 : Math.round(Math.min(1, pane.scrollTop / way) * 1000) / 1000
    },
    place() {
      const { top } = pane.getBoundingClientRect()
      const start = viewport.visible()?.start ?? 0
      const end = map.blocks.find((block) => block.start === start)?.end ?? start
      // To the line: a paragraph may be as long as the screen.
      const below = (offset: number) => (extentOf(map, letter(offset))?.top ?? -Infinity) - top
      const offset = firstThat(start, end, (at) => below(at) >= READING_EDGE - 4)
      const line = offset === end ? start : offset
      return { offset: line, below: Math.round(below(line)) }
    },
    goBackTo({ offset, below }) {
      const at = extentOf(map, letter(offset))
      if (at !== null) scroll(at.top - pane.getBoundingClientRect().top - below)
    },
    goTo(offset) {
      viewport.goBackTo({ offset, below: READING_EDGE })
    },
    shows(range: TextRange) {
      const at = extentOf(map, range)
      const view = pane.getBoundingClientRect()
      return at !== null && at.bottom > view.top && at.top < view.bottom
    },
    /** A third down the pane, or its beginning at the top when it is tall. */
    reveal(range) {
      const at = extentOf(map, range)
      if (at === null) return
      const view = pane.getBoundingClientRect()
      const top = at.top - view.top
      const bottom = at.bottom - view.top
      if (top >= READING_EDGE && bottom <= view.height - READING_EDGE) return
      const aim = Math.max(READING_EDGE, Math.min(view.height * 0.3, view.height - READING_EDGE - (bottom - top)))
      const distance = top - aim
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
      scroll(distance, calm || Math.abs(distance) > view.height * 1.5 ? 'instant' : 'smooth')
    },
    turn(step) {
      const before = pane.scrollTop
      scroll(step * (pane.clientHeight - STAYS))
      return pane.scrollTop !== before
    },
    page: () => null,
    goToEnd(end) {
      pane.scrollTo({ top: end === 'first' ? 0 : pane.scrollHeight, behavior: 'instant' })
    },
    // The browser itself keeps what is in view there.
    setAnew: () => undefined,
    watch(listener) {
      const resized = new ResizeObserver(listener)
      resized.observe(pane)
      resized.observe(body)
      pane.addEventListener('scroll', listener, { passive: true })
      return () => {
        resized.disconnect()
        pane.removeEventListener('scroll', listener)
      }
    },
  }
  return viewport
}
