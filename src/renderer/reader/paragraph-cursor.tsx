// The mark of the paragraph that j and k are at: a bar beside it, drawn over the page and not into the article.
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useState } from 'react'
import type { TextRange } from '../../contract/model.ts'
import { useCommand } from '../commands/commands.ts'
import type { MappedBody } from './article-body.tsx'
import { domRange, extentOf } from './geometry.ts'
import type { Extent } from './geometry.ts'
import { paragraphsOf, stepFrom } from './paragraphs.ts'
import { readerState } from './reader-store.ts'
import { bringIntoView } from './use-reading.ts'

/** Registers j, k, Space and Escape; returns the marked paragraph. Scrolling it out of view unmarks it. */
export function useParagraphCursor(mapped: MappedBody | null, pane: HTMLElement | null): { marked: TextRange | null } {
  const paragraphs = useMemo(() => (mapped === null ? [] : paragraphsOf(mapped.map)), [mapped])
  const [index, setIndex] = useState<number | null>(null)
  const marked = index === null ? null : (paragraphs[index] ?? null)

  const step = (direction: 1 | -1) => {
    const next = stepFrom(paragraphs, index, direction, readerState().visible)
    const range = next === null ? undefined : paragraphs[next]
    if (mapped === null || pane === null || range === undefined) return
    setIndex(next)
    const at = extentOf(mapped.map, range)
    if (at !== null) bringIntoView(pane, at)
    putCaret(mapped, range)
  }
  const page = (direction: 1 | -1) => {
    if (pane === null) return false
    const before = pane.scrollTop
    // Two lines stay, so that the eye finds its place.
    pane.scrollBy({ top: direction * (pane.clientHeight - 96), behavior: 'instant' })
    return pane.scrollTop !== before
  }
  const when = () => mapped !== null && readingHasKeys()

  useCommand({ keys: 'j', label: 'Next paragraph', group: 'Reading', when, run: () => step(1) })
  useCommand({ keys: 'k', label: 'Previous paragraph', group: 'Reading', when, run: () => step(-1) })
  useCommand({ keys: 'space', label: 'A page down', group: 'Reading', when, run: () => page(1) })
  useCommand({ keys: 'shift+space', label: 'A page up', group: 'Reading', when, run: () => page(-1) })
  useCommand({
    keys: 'escape',
    label: 'Unmark the paragraph',
    group: 'Reading',
    when: () => index !== null,
    run: () => {
      setIndex(null)
    },
  })
  const select = { group: 'Highlights and notes', when: () => mapped !== null && selectsIn(mapped) } as const
  useCommand({ ...select, keys: EXTEND_LETTERS, label: 'Select by letter from the marked paragraph', run: extend })
  useCommand({ ...select, keys: EXTEND_WORDS, label: 'Select by word', run: extend })
  useCommand({ ...select, keys: EXTEND_LINES, label: 'Select by line', run: extend })
  const unmarkUnlessInView = useEffectEvent(() => {
    const at = marked === null || mapped === null ? null : extentOf(mapped.map, marked)
    const view = pane?.getBoundingClientRect()
    if (at === null || view === undefined || at.bottom <= view.top || at.top >= view.bottom) setIndex(null)
  })
  useEffect(() => {
    if (mapped === null || pane === null) return
    // The mouse takes over from the keyboard.
    const unmark = () => {
      setIndex(null)
    }
    mapped.body.addEventListener('pointerdown', unmark)
    pane.addEventListener('scrollend', unmarkUnlessInView)
    return () => {
      mapped.body.removeEventListener('pointerdown', unmark)
      pane.removeEventListener('scrollend', unmarkUnlessInView)
    }
  }, [mapped, pane])
  return { marked }
}

/** Lists beside the text have their own j and k while the focus is in them. */
function readingHasKeys(): boolean {
  const focused = document.activeElement
  return focused === null || focused === document.body || focused.closest('.reader, .highlight-panel') !== null
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

/** The bar; its container must be positioned. */
export function ParagraphMark({ mapped, range }: { mapped: MappedBody; range: TextRange }) {
  const [at, setAt] = useState<Extent | null>(null)
  useLayoutEffect(() => {
    const measure = () => {
      const frame = mapped.body.getBoundingClientRect()
      const extent = extentOf(mapped.map, range)
      setAt(extent && { top: extent.top - frame.top, bottom: extent.bottom - frame.top })
    }
    measure()
    const resized = new ResizeObserver(measure)
    resized.observe(mapped.body)
    return () => {
      resized.disconnect()
    }
  }, [mapped, range])
  return at === null ? null : (
    <div className="paragraph-mark" aria-hidden style={{ top: at.top, height: at.bottom - at.top }} />
  )
}
