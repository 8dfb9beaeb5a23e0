// The mark of the paragraph that j and k are at: a bar beside it, drawn over the page and not into the article.
import { useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { TextRange } from '../../contract/model.ts'
import { offsetOf } from '../../text/text-map.ts'
import { useCommand } from '../commands/commands.ts'
import type { MappedBody } from './article-body.tsx'
import { columnBoxes, domRange, overlayFrame } from './geometry.ts'
import { turnPage } from './paged-turning.ts'
import { paragraphsOf, stepFrom } from './paragraphs.ts'
import { readingHasKeys } from './reading-keys.ts'
import type { Viewport } from './viewport.ts'

/** Registers j, k, Space and Escape; returns the marked paragraph. Scrolling it out of view unmarks it. */
export function useParagraphCursor(mapped: MappedBody | null, viewport: Viewport | null): { marked: TextRange | null } {
  const paragraphs = useMemo(() => (mapped === null ? [] : paragraphsOf(mapped.map)), [mapped])
  const [index, setIndex] = useState<number | null>(null)
  const marked = index === null ? null : (paragraphs[index] ?? null)
  /** The text is on its way to the marked paragraph: a scrolling that ends now may be the one of the step before. */
  const underWay = useRef(false)

  const step = (direction: 1 | -1) => {
    if (mapped === null || viewport === null) return
    const next = stepFrom(paragraphs, index, direction, viewport.visible())
    const range = next === null ? undefined : paragraphs[next]
    if (range === undefined) return
    setIndex(next)
    viewport.reveal(range)
    underWay.current = !viewport.shows(range)
    putCaret(mapped, range)
  }
  const page = (direction: 1 | -1) => viewport !== null && turnPage(viewport, direction)
  const when = () => mapped !== null && readingHasKeys()

  useCommand({ keys: 'j', label: 'Next paragraph', group: 'Reading', when, run: () => step(1) })
  useCommand({ keys: 'k', label: 'Previous paragraph', group: 'Reading', when, run: () => step(-1) })
  useCommand({ keys: 'space', label: 'A page down', group: 'Reading', when, run: () => page(1) })
  useCommand({ keys: 'shift+space', label: 'A page up', group: 'Reading', when, run: () => page(-1) })
  useCommand({
    keys: 'escape',
    label: 'Unmark the paragraph',
    group: 'Reading',
    // Not from a list or a drawer beside it, which have their own Escape.
    when: () => index !== null && readingHasKeys(),
    run: () => {
      setIndex(null)
    },
  })
  const select = { group: 'Highlights and notes', when: () => mapped !== null && selectsIn(mapped) } as const
  const extendInView = (event: KeyboardEvent | null) => {
    extend(event)
    const focus = document.getSelection()
    const offset = mapped && focus?.focusNode ? offsetOf(mapped.map, focus.focusNode, focus.focusOffset) : null
    if (offset !== null) viewport?.reveal({ start: offset, end: offset })
  }
  useCommand({
    ...select,
    keys: EXTEND_LETTERS,
    label: 'Select by letter from the marked paragraph',
    run: extendInView,
  })
  useCommand({ ...select, keys: EXTEND_WORDS, label: 'Select by word', run: extendInView })
  useCommand({ ...select, keys: EXTEND_LINES, label: 'Select by line', run: extendInView })
  const unmarkUnlessInView = useEffectEvent(() => {
    if (marked === null || viewport === null) return
    const onItsWay = underWay.current
    underWay.current = false
    if (!onItsWay && !viewport.shows(marked)) setIndex(null)
  })
  useLayoutEffect(() => {
    if (mapped === null || viewport === null) return
    // The mouse takes over from the keyboard.
    const unmark = () => {
      setIndex(null)
    }
    mapped.body.addEventListener('pointerdown', unmark)
    const pane = mapped.body.closest<HTMLElement>('[data-reader-pane]')
    pane?.addEventListener('scrollend', unmarkUnlessInView)
    return () => {
      mapped.body.removeEventListener('pointerdown', unmark)
      pane?.removeEventListener('scrollend', unmarkUnlessInView)
    }
  }, [mapped, viewport])
  return { marked }
}

/** From here Shift and the arrow keys select, as from any caret. */
function putCaret({ map }: MappedBody, range: TextRange): void {
  const dom = domRange(map, range)
  if (dom !== null) document.getSelection()?.collapse(dom.startContainer, dom.startOffset)
}

const EXTEND_LETTERS = ['shift+arrowright', 'shift+arrowleft']
const EXTEND_WORDS = ['mod+shift+arrowright', 'mod+shift+arrowleft', 'alt+shift+arrowright', 'alt+shift+arrowleft']
const EXTEND_LINES = ['shift+arrowdown', 'shift+arrowup']

/** Whether the caret, or the end of a selection that is moved, is in the article. */
function selectsIn({ body }: MappedBody): boolean {
  const focus = document.getSelection()?.focusNode ?? null
  return focus !== null && body.contains(focus)
}

/** Browsers move a caret only where text can be edited, so the selection is extended for them. */
function extend(event: KeyboardEvent | null): void {
  const selection = document.getSelection()
  if (event === null || selection === null) return
  const line = event.key === 'ArrowDown' || event.key === 'ArrowUp'
  const step = line ? 'line' : event.ctrlKey || event.metaKey || event.altKey ? 'word' : 'character'
  const ahead = event.key === 'ArrowDown' || event.key === 'ArrowRight'
  selection.modify('extend', line ? (ahead ? 'forward' : 'backward') : ahead ? 'right' : 'left', step)
}

/** The bar; on pages one in each column that the paragraph goes through. */
export function ParagraphMark({ mapped, range }: { mapped: MappedBody; range: TextRange }) {
  const [bars, setBars] = useState<readonly Box[]>([])
  useLayoutEffect(() => {
    const measure = () => {
      const frame = overlayFrame(mapped.body).getBoundingClientRect()
      const pane = mapped.body.closest<HTMLElement>('[data-reader-pane]')
      if (pane !== null) setBars(barsBeside(columnBoxes(domRange(mapped.map, range), pane), frame, mapped.body))
    }
    measure()
    const resized = new ResizeObserver(measure)
    resized.observe(mapped.body)
    return () => {
      resized.disconnect()
    }
  }, [mapped, range])
  return bars.map((bar) => <div key={bar.left} className="paragraph-mark" aria-hidden style={bar} />)
}

interface Box {
  left: number
  top: number
  height: number
}

/** From the edge of the text to the far edge of the bar, px, and how wide that is. */
const BAR_AWAY = 16
const BAR_WIDTH = 3

/** Beside the column as a whole, not beside the words, which may be indented. */
function barsBeside(boxes: readonly DOMRect[], frame: DOMRect, body: HTMLElement): Box[] {
  const columns = [...body.getClientRects()]
  return boxes.map((box) => {
    const middle = (box.left + box.right) / 2
    const column = columns.find(({ left, right }) => left <= middle && middle <= right) ?? box
    const x = body.dir === 'rtl' ? column.right + BAR_AWAY - BAR_WIDTH : column.left - BAR_AWAY
    return { left: x - frame.left, top: box.top - frame.top, height: box.height }
  })
}
