// The thin line from a note to the words it is on.
import type { Anchor } from './note-anchors.ts'

interface LeaderProps {
  anchor: Anchor
  /** Top of the note, px, in the frame that the anchor is in. */
  top: number
}

/** Where the line meets the note, below its top, px, and how far the note is from the text. */
const INTO = 15
const AWAY = 20

export function Leader({ anchor, top }: LeaderProps) {
  const { edge, side, end, bottom } = anchor
  const words = `${String(end)} ${String(bottom - 1)}`
  const note = `${String(edge + side * AWAY)} ${String(top + INTO)}`
  return (
    <svg
      className="margin-leader"
      aria-hidden
      style={{ left: side === 1 ? -(edge + AWAY) : `calc(100% + ${String(AWAY)}px)` }}
    >
      <path d={`M${words}H${String(edge + side * 2)}L${note}`} />
    </svg>
  )
}
