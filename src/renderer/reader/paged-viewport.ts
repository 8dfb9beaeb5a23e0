// An article as pages: the browser breaks it into columns, side by side in a pane that is moved by whole pages.
import type { TextRange } from '../../contract/model.ts'
import type { MappedBody } from './article-body.tsx'
import { domRange } from './geometry.ts'
import { columnAt, firstThat, pageLayout, pageOf, wholePage } from './paged-geometry.ts'
import type { PageLayout } from './paged-geometry.ts'
import { fitPictures } from './paged-pictures.ts'
import { SCROLLS_SIDEWAYS } from './viewport.ts'
import type { Viewport } from './viewport.ts'

/** What the text flows through; what is laid over it does not make pages. */
const FLOWING = '.reader-title, .reader-text, .set-aside'

/** Where the words begin that stay on the screen when the pages are made anew; this is the headline. */
const HEADLINE = -1

/** The pages of a pane that has `data-layout="paged"`, and `data-columns` and the type of the settings. */
export function pagedViewport(pane: HTMLElement, { body, map }: MappedBody): Viewport {
  const sheet = body.closest<HTMLElement>('.reader-page') ?? body
  const rtl = body.dir === 'rtl'
  const listeners = new Set<() => void>()
  let layout: PageLayout = { columns: 1, column: 1, pitch: 1, stride: 1 }
  let count = 1
  /** The page of the last letter. */
  let lastPage = 0
  /** Where columns begin, as far as that was asked for since they were made. */
  const begins = new Map<number, number>()
  let index = 0
  let anchor = HEADLINE
  let pressed = false

  function layOut(): PageLayout {
    const style = getComputedStyle(sheet)
    const next = pageLayout({
      width: pane.getBoundingClientRect().width,
      letter: Number.parseFloat(style.getPropertyValue('--reader-letter')) * Number.parseFloat(style.fontSize),
      measure: Number(style.getPropertyValue('--reader-characters')),
      two: pane.dataset['columns'] === 'two',
    })
    const set = (name: string, value: string) => {
      pane.style.setProperty(name, value)
    }
    set('--page-columns', String(next.columns))
    set('--page-column', `${String(next.column)}px`)
    set('--page-pitch', `${String(next.pitch)}px`)
    return next
  }

  /** Px of a box from the beginning of the first page, in the direction of the text. */
  function distanceOf(rect: DOMRect): number {
    const first = sheet.getBoundingClientRect()
    return rtl ? first.right - rect.right : rect.left - first.left
  }

  function countPages(): number {
    const ends = [...sheet.querySelectorAll<HTMLElement>(FLOWING)].map((part) => {
      const box = part.getBoundingClientRect()
      return box.width === 0 ? 0 : distanceOf(box) + box.width
    })
    const pages = Math.max(1, Math.ceil((Math.max(...ends) - 1) / layout.stride))
    sheet.style.setProperty('--page-extent', `${String(pages * layout.stride)}px`)
    return pages
  }

  /** The column of the first letter at or after an offset that is shown; null when there is none up to a limit. */
  function columnOf(offset: number, limit: number): number | null {
    for (let at = offset; at < limit; at += 1) {
      const dom = domRange(map, { start: at, end: at + 1 })
      const rect = dom?.getClientRects()[0]
      if (dom === null || rect === undefined || rect.height === 0) continue
      // What has scrolled out of sight within a table is where the table is.
      const scroller = dom.startContainer.parentElement?.closest(SCROLLS_SIDEWAYS)
      return columnAt(distanceOf(scroller?.getBoundingClientRect() ?? rect), layout)
    }
    return null
  }

  /** Where the text from a column on begins: the first offset that stands in it or after it. */
  function offsetFrom(column: number): number {
    const known = begins.get(column) ?? findOffset(column)
    begins.set(column, known)
    return known
  }

  function findOffset(column: number): number {
    const { blocks, text } = map
    const at = (number: number) => blocks[number] ?? { start: text.length, end: text.length }
    const endsBefore = (number: number) => {
      const { start, end } = at(number)
      // A letter at the end of a block may be a space that is not shown.
      const last = columnOf(Math.max(start, end - 1), end) ?? columnOf(Math.max(start, end - 2), end)
      return last !== null && last < column
    }
    const block = at(firstThat(0, blocks.length, (number) => !endsBefore(number)))
    return firstThat(block.start, block.end, (offset) => (columnOf(offset, block.end) ?? Infinity) >= column)
  }

  const pageAt = (offset: number): number | null => {
    const column = columnOf(Math.min(offset, map.text.length - 1), map.text.length)
    return column === null ? null : pageOf(column, layout)
  }
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const position = () => Math.abs(pane.scrollLeft)

  function show(page: number): void {
    index = Math.min(Math.max(page, 0), count - 1)
    const left = index * layout.stride * (rtl ? -1 : 1)
    if (Math.abs(pane.scrollLeft - left) >= 1) pane.scrollTo({ left, top: 0, behavior: 'instant' })
    tell()
  }
  function onScroll(): void {
    if (pane.scrollTop !== 0) pane.scrollTop = 0
    // While something is selected by dragging the pages are turned at the edge, and not as fast as the browser scrolls.
    const page = pressed ? index : wholePage(position(), index, layout)
    if (Math.abs(position() - page * layout.stride) < 1 && page === index) return
    const moved = page !== index
    show(page)
    if (moved) stayHere()
  }
  const firstOffset = () => offsetFrom(index * layout.columns)
  const stayHere = () => {
    anchor = index === 0 ? HEADLINE : firstOffset()
  }

  function layOutAgain(): void {
    if (!viewport.isOpen() || pane.clientWidth === 0) return
    layout = layOut()
    fitPictures(body, sheet)
    count = countPages()
    begins.clear()
    lastPage = pageAt(map.text.length - 1) ?? 0
    show(anchor === HEADLINE ? 0 : (pageAt(anchor) ?? index))
  }
  /** The pages of the first and the last letter of a range. */
  function pagesOf({ start, end }: TextRange): [number, number] | null {
    const first = pageAt(start)
    const last = pageAt(Math.max(start, end - 1))
    return first === null ? null : [first, last ?? first]
  }

  const viewport: Viewport = {
    layout: 'paged',
    open() {
      layOutAgain()
      const resized = new ResizeObserver(layOutAgain)
      resized.observe(pane)
      resized.observe(body)
      const onPress = () => {
        pressed = true
      }
      const onRelease = () => {
        pressed = false
        onScroll()
      }
      pane.addEventListener('scroll', onScroll, { passive: true })
      body.addEventListener('pointerdown', onPress)
      window.addEventListener('pointerup', onRelease)
      window.addEventListener('pointercancel', onRelease)
      return () => {
        resized.disconnect()
        pane.removeEventListener('scroll', onScroll)
        body.removeEventListener('pointerdown', onPress)
        window.removeEventListener('pointerup', onRelease)
        window.removeEventListener('pointercancel', onRelease)
        sheet.style.removeProperty('--page-extent')
        for (const name of ['--page-columns', '--page-column', '--page-pitch']) pane.style.removeProperty(name)
        pane.scrollLeft = 0
      }
    },
    isOpen: () => pane.isConnected && pane.dataset['layout'] === 'paged' && !matchMedia('print').matches,
    visible() {
      if (pane.clientHeight === 0 || map.text.length === 0) return null
      const start = firstOffset()
      return { start, end: Math.max(start, offsetFrom((index + 1) * layout.columns)) }
    },
    fraction() {
      return index >= lastPage ? 1 : Math.round((index / lastPage) * 1000) / 1000
    },
    place: () => ({ offset: Math.max(0, anchor), below: 0 }),
    goBackTo({ offset }) {
      viewport.goTo(offset)
    },
    goTo(offset) {
      const page = offset <= 0 ? 0 : pageAt(offset)
      if (page === null) return
      anchor = offset <= 0 ? HEADLINE : offset
      show(page)
    },
    shows(range) {
      const pages = pagesOf(range)
      return pages !== null && pages[0] <= index && pages[1] >= index
    },
    reveal(range) {
      const pages = pagesOf(range)
      if (pages === null || (pages[0] <= index && pages[1] >= index && pages[0] !== pages[1])) return
      anchor = range.start
      if (pages[0] !== index) show(pages[0])
    },
    turn(step) {
      const page = index + step
      if (page < 0 || page >= count) return false
      show(page)
      stayHere()
      return true
    },
    page: () => ({ number: index + 1, count }),
    goToEnd(end) {
      show(end === 'first' ? 0 : count - 1)
      stayHere()
    },
    setAnew: layOutAgain,
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return viewport
}
