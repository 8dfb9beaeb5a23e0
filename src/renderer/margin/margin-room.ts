// Whether there is room for notes beside the text, and how much of the pane they take.
import { useLayoutEffect, useState } from 'react'

/** What the notes need and what they make use of, with the room to the text and to the edge of the pane, px. */
const NARROWEST = 260
const WIDEST = 340
/** What stays free on the other side of the text, px. */
const OTHER_SIDE = 20

export interface MarginRoom {
  /** Width that the notes have between the text and the edge of the pane, px. */
  column: number
  /** By how much the middle of the text gives way, as padding at the end of the pane, px; 0 where it need not. */
  padding: number
}

/**
 * The room that a pane of a width has beside lines of a length; null when it is too narrow. The text stays in the middle
 * as long as it can, so that what stands at its beginning keeps its place.
 */
export function marginRoom(pane: number, measure: number): MarginRoom | null {
  const free = pane - measure
  if (free < NARROWEST + OTHER_SIDE) return null
  const column = Math.min(WIDEST, Math.max(NARROWEST, free / 2))
  return { column, padding: Math.max(0, 2 * column - free) }
}

/** The room beside the text as it is just now, while it is wanted; the pane gives way for it (margin.css). */
export function useMarginRoom(pane: HTMLElement, body: HTMLElement, wanted: boolean): MarginRoom | null {
  const [room, setRoom] = useState<MarginRoom | null>(null)
  useLayoutEffect(() => {
    const page = body.closest('.reader-page')
    if (!wanted || page === null) return
    const measure = () => {
      // The longest that a line may be, which is how long it is wherever there is room for notes.
      const longest = Number.parseFloat(getComputedStyle(page).maxInlineSize)
      const next = Number.isFinite(longest) ? marginRoom(pane.clientWidth, longest) : null
      setRoom((before) => (before?.column === next?.column && before?.padding === next?.padding ? before : next))
    }
    measure()
    const resized = new ResizeObserver(measure)
    resized.observe(pane)
    resized.observe(body)
    return () => {
      resized.disconnect()
      setRoom(null)
    }
  }, [pane, body, wanted])
  useLayoutEffect(() => {
    if (room === null) return
    pane.toggleAttribute('data-margin-notes', true)
    pane.style.setProperty('--margin-column', `${String(room.column)}px`)
    pane.style.setProperty('--margin-padding', `${String(room.padding)}px`)
    return () => {
      pane.removeAttribute('data-margin-notes')
    }
  }, [pane, room])
  return room
}
