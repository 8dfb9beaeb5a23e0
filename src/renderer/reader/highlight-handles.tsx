// The two handles of the highlight that is open: dragged with mouse or finger, or moved with the arrow keys.
import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { createPortal } from 'react-dom'
import type { Highlight, TextRange } from '../../contract/model.ts'
import { offsetOf } from '../../text/text-map.ts'
import { announce } from './announcer.tsx'
import type { MappedBody } from './article-body.tsx'
import { domRange, overlayFrame } from './geometry.ts'
import { asItIsNow, moveHighlight, showHighlight } from './highlight-actions.ts'
import { dragEnd, stepEnd, wordAtEnd } from './highlight-ends.ts'
import type { End } from './highlight-ends.ts'
import { letterDirection } from './letter-direction.ts'

interface HandlesProps {
  mapped: MappedBody
  highlight: Highlight
  /** Told when a drag begins and when it ends: what floats beside the words makes way. */
  onDrag: (dragging: boolean) => void
}

export function HighlightHandles({ mapped, highlight, onDrag }: HandlesProps) {
  const frame = mapped.body.parentElement
  if (frame === null || highlight.status !== 'anchored') return null
  return createPortal(
    <>
      <Handle key="start" end="start" {...{ mapped, highlight, onDrag }} />
      <Handle key="end" end="end" {...{ mapped, highlight, onDrag }} />
    </>,
    frame,
  )
}

/** Says where an end now is. */
export function announceEnd(text: string, range: TextRange, end: End): void {
  const word = wordAtEnd(text, range, end)
  announce(end === 'start' ? `Highlight begins at “${word}”` : `Highlight ends at “${word}”`)
}

interface Drag {
  /** From the pointer to the middle of the letter that was taken hold of. */
  dx: number
  dy: number
  before: Highlight
  range: TextRange
}

function Handle({ mapped, highlight, onDrag, end }: HandlesProps & { end: End }) {
  const { map, body } = mapped
  const { range } = highlight
  const at = usePlace(mapped, range, end)
  const side = sideOf(mapped, range, end)
  const drag = useRef<Drag | null>(null)

  const move = (event: PointerEvent) => {
    const held = drag.current
    if (held === null) return
    const caret = document.caretPositionFromPoint(event.clientX + held.dx, event.clientY + held.dy)
    const offset = caret === null ? null : offsetOf(map, caret.offsetNode, caret.offset)
    if (offset === null) return
    const next = dragEnd(map.text, held.range, end, offset, event.altKey ? 'letter' : 'word')
    if (next.start === held.range.start && next.end === held.range.end) return
    held.range = next
    showHighlight(held.before, { range: next })
  }
  const finish = (keep: boolean) => {
    const held = drag.current
    if (held === null) return
    drag.current = null
    onDrag(false)
    if (!keep) showHighlight(held.before, { range: held.before.range })
    else if (held.range !== held.before.range) {
      void moveHighlight(held.before, held.range)
      announceEnd(map.text, held.range, end)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && drag.current !== null) {
      finish(false)
      event.preventDefault()
      return
    }
    const right = body.dir === 'rtl' ? -1 : 1
    const step = ({ ArrowRight: right, ArrowLeft: -right, ArrowDown: 1, ArrowUp: -1 } as const)[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const now = asItIsNow(highlight)
    const next = stepEnd(map.text, now.range, end, step === 1 ? 1 : -1, event.altKey ? 'letter' : 'word')
    if (next === now.range) return
    void moveHighlight(now, next)
    announceEnd(map.text, next, end)
  }
  if (at === null) return null
  return (
    <button
      type="button"
      role="slider"
      className="highlight-handle"
      data-end={end}
      data-side={side}
      data-colour={highlight.colour}
      aria-label={end === 'start' ? 'Start of the highlight' : 'End of the highlight'}
      aria-valuemin={end === 'start' ? 0 : range.start}
      aria-valuemax={end === 'start' ? range.end : map.text.length}
      aria-valuenow={range[end]}
      aria-valuetext={wordAtEnd(map.text, range, end)}
      style={{ left: at.x, top: at.top, height: at.height }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const box = event.currentTarget.getBoundingClientRect()
        drag.current = {
          // Into the letter at the end: the grip itself lies outside the highlight.
          dx: (side === 'left' ? box.right + 2 : box.left - 2) - event.clientX,
          dy: box.top + box.height / 2 - event.clientY,
          before: highlight,
          range,
        }
        event.currentTarget.toggleAttribute('data-dragging', true)
        onDrag(true)
      }}
      onPointerMove={move}
      onPointerUp={(event) => {
        // The last step of a finger is told with its leaving only.
        move(event)
        event.currentTarget.toggleAttribute('data-dragging', false)
        finish(true)
      }}
      onPointerCancel={(event) => {
        event.currentTarget.toggleAttribute('data-dragging', false)
        finish(false)
      }}
      onKeyDown={onKeyDown}
    />
  )
}

/** The side of the letter at an end that is the outer one: a Latin name in an Arabic text begins at its left. */
function sideOf({ map, body }: MappedBody, { start, end: last }: TextRange, end: End): 'left' | 'right' {
  const base = body.dir === 'rtl' ? 'rtl' : 'ltr'
  const rtl = letterDirection(map.text, end === 'start' ? start : last - 1, base) === 'rtl'
  return (end === 'start') !== rtl ? 'left' : 'right'
}

interface Place {
  x: number
  top: number
  height: number
}

/** Where an end is, in px of the frame that the text stands in. */
function usePlace({ map, body }: MappedBody, range: TextRange, end: End): Place | null {
  const [place, setPlace] = useState<Place | null>(null)
  const { start, end: last } = range
  useLayoutEffect(() => {
    const measure = () => {
      const letter = end === 'start' ? { start, end: start + 1 } : { start: last - 1, end: last }
      const boxes = [...(domRange(map, letter)?.getClientRects() ?? [])]
      const box = end === 'start' ? boxes[0] : boxes.at(-1)
      const frame = overlayFrame(body).getBoundingClientRect()
      if (box === undefined) {
        setPlace(null)
        return
      }
      const left = sideOf({ map, body }, { start, end: last }, end) === 'left'
      setPlace({ x: (left ? box.left : box.right) - frame.left, top: box.top - frame.top, height: box.height })
    }
    measure()
    const resized = new ResizeObserver(measure)
    resized.observe(body)
    return () => {
      resized.disconnect()
    }
  }, [map, body, start, last, end])
  return place
}
