// Where in the article an entity is named, as a strip: a tick a mention, a band for what is in view. Clicking goes there.
import type { Mention, TextRange } from '../../contract/model.ts'
import { visitMention } from './entity-index.ts'
import './mention-strip.css'

const WIDTH = 1000
const HEIGHT = 12

export interface MentionStripProps {
  mentions: readonly Mention[]
  /** Length of the canonical text, UTF-16 code units. */
  length: number
  visible: TextRange | null
}

/** The picture of what the count and the next/previous buttons say; hidden from screen readers for that reason. */
export function MentionStrip({ mentions, length, visible }: MentionStripProps) {
  const scale = (offset: number) => (offset / Math.max(1, length)) * WIDTH
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
      {visible && (
        <rect
          className="mention-strip-view"
          x={scale(visible.start)}
          y={0}
          width={Math.max(6, scale(visible.end) - scale(visible.start))}
          height={HEIGHT}
        />
      )}
      {mentions.map((mention) => (
        <rect
          key={mention.start}
          className="mention-strip-tick"
          x={Math.min(WIDTH - 8, scale(mention.start))}
          y={1}
          width={8}
          height={HEIGHT - 2}
        />
      ))}
    </svg>
  )
}
