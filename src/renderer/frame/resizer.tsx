// The edge between two panes: drag it, or focus it and use the arrow keys; a double click puts it back.
import { useRef } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'

export interface ResizerProps {
  label: string
  /** The pane whose width it changes. */
  controls: string
  width: number
  limits: { min: number; max: number; normal: number }
  /** Which side of the edge the pane is on. */
  pane: 'before' | 'after'
  /** While it moves. */
  onChange: (width: number) => void
  /** When it has come to rest. */
  onCommit: (width: number) => void
}

const STEP = 16

export function Resizer({ label, controls, width, limits, pane, onChange, onCommit }: ResizerProps) {
  const drag = useRef<{ x: number; width: number } | null>(null)
  const sign = pane === 'before' ? 1 : -1
  const clamp = (value: number) => Math.round(Math.min(limits.max, Math.max(limits.min, value)))
  const at = (event: PointerEvent) => {
    const from = drag.current
    return from ? clamp(from.width + sign * (event.clientX - from.x)) : width
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const targets: Record<string, number> = {
      ArrowRight: width + sign * STEP,
      ArrowLeft: width - sign * STEP,
      Home: limits.min,
      End: limits.max,
      Enter: limits.normal,
    }
    const target = targets[event.key]
    if (target === undefined) return
    event.preventDefault()
    onCommit(clamp(target))
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      className="resizer"
      aria-orientation="vertical"
      aria-label={label}
      aria-controls={controls}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      aria-valuenow={width}
      onKeyDown={onKeyDown}
      onDoubleClick={() => {
        onCommit(limits.normal)
      }}
      onPointerDown={(event) => {
        drag.current = { x: event.clientX, width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (drag.current) onChange(at(event))
      }}
      onPointerUp={(event) => {
        if (drag.current) onCommit(at(event))
        drag.current = null
      }}
      onPointerCancel={() => {
        if (drag.current) onCommit(drag.current.width)
        drag.current = null
      }}
    />
  )
}
