// Where the passages of notes are on the page, measured anew whenever the page is laid out anew.
import { useEffectEvent, useLayoutEffect, useState } from 'react'
import type { Highlight } from '../../contract/model.ts'
import type { MappedBody } from '../reader/article-body.tsx'
import { domRange } from '../reader/geometry.ts'

/** The first line of a passage, px from the top left corner of the frame that the text stands in. */
export interface Anchor {
  top: number
  bottom: number
  /** Where its words end. */
  end: number
  /** Where the text ends, on the side of the notes; and which side that is: 1 on the right, -1 on the left. */
  edge: number
  side: 1 | -1
}

/** The places of passages by the id of their highlight; those that are not shown are left out. */
export function useNoteAnchors(mapped: MappedBody, highlights: readonly Highlight[]): ReadonlyMap<string, Anchor> {
  const [anchors, setAnchors] = useState<ReadonlyMap<string, Anchor>>(new Map())
  const wanted = useEffectEvent(() => highlights)
  // What is noted changes with every letter typed; only where it belongs matters here.
  const places = highlights.map(({ id, range }) => `${id} ${String(range.start)} ${String(range.end)}`).join('\n')
  useLayoutEffect(() => {
    const measure = () => {
      setAnchors(anchorsOf(mapped, wanted()))
    }
    measure()
    const resized = new ResizeObserver(measure)
    resized.observe(mapped.body)
    return () => {
      resized.disconnect()
    }
  }, [mapped, places])
  return anchors
}

function anchorsOf({ map, body }: MappedBody, highlights: readonly Highlight[]): Map<string, Anchor> {
  const frame = body.parentElement?.getBoundingClientRect()
  const found = new Map<string, Anchor>()
  const leftwards = body.dir === 'rtl'
  if (frame === undefined) return found
  for (const { id, range } of highlights) {
    const line = [...(domRange(map, range)?.getClientRects() ?? [])].find(
      ({ width, height }) => width > 0 && height > 0,
    )
    if (line === undefined) continue
    found.set(id, {
      top: line.top - frame.top,
      bottom: line.bottom - frame.top,
      ...(leftwards
        ? { end: line.left - frame.left, edge: 0, side: -1 }
        : { end: line.right - frame.left, edge: frame.width, side: 1 }),
    })
  }
  return found
}
