// Where in the article an entity is named, as a strip: a tick a mention, a band for what is in view. Clicking goes there.
import { createContext, use, useMemo } from 'react'
import type { Mention, TextRange } from '../../contract/model.ts'
import { visitMention } from './entity-index.ts'
import './mention-strip.css'

const WIDTH = 1000
const HEIGHT = 12
const TICK = 8

export interface MentionStripProps {
  mentions: readonly Mention[]
  /** Length of the canonical text, UTF-16 code units. */
  length: number
}

/** What is in view, for all strips of a list: only their bands are drawn again when it changes. */
export const InView = createContext<TextRange | null>(null)

/** All ticks as one shape: an article may name someone hundreds of times. */
function ticksOf(mentions: readonly Mention[], length: number): string {
  return mentions
    .map(({ start }) => Math.min(WIDTH - TICK, (start / Math.max(1, length)) * WIDTH))
    .map((left) => `M${left.toFixed(1)} 1h${String(TICK)}v${String(HEIGHT - 2)}h-${String(TICK)}z`)
    .join('')
}

/** The picture of what the count and the next/previous buttons say; hidden from screen readers for that reason. */
export function MentionStrip({ mentions, length }: MentionStripProps) {
  const ticks = useMemo(() => ticksOf(mentions, length), [mentions, length])
  return (
    <svg
      className="mention-strip"
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect()
        const offset = ((event.clientX - box.left) / box.width) * length
        const nearest = mentions.toSorted((a, b) => Math.abs(a.start - offset) - Math.abs(b.start - offset))[0]
        if (nearest) visitMention(nearest)
      }}
    >
      <rect className="mention-strip-ground" x={0} y={HEIGHT / 2 - 0.5} width={WIDTH} height={1} />
      <Band length={length} />
      <path className="mention-strip-tick" d={ticks} />
    </svg>
  )
}

function Band({ length }: { length: number }) {
  const visible = use(InView)
  if (visible === null) return null
  const scale = (offset: number) => (offset / Math.max(1, length)) * WIDTH
  const width = Math.max(6, scale(visible.end) - scale(visible.start))
  return <rect className="mention-strip-view" x={scale(visible.start)} y={0} width={width} height={HEIGHT} />
}
