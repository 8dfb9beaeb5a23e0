// Articles along the time as a picture: a mark an article, its size how often it is named. By pointer or by the arrow keys.
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { countOf } from '../library/dates.tsx'
import { layOut, markNear } from './timeline-layout.ts'
import './timeline.css'

export interface TimelineEvent {
  articleId: string
  title: string
  at: number
  mentionCount: number
}

export interface TimelineProps {
  title: string
  /** By time, the oldest first; at least one. */
  events: readonly TimelineEvent[]
  /** What the picture leaves out, if anything. */
  remark?: string | undefined
  onOpen: (articleId: string) => void
}

/** The most that the marks may take, px. */
const HEIGHT = 56
const LEAST_WIDTH = 200
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const month = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' })
const year = new Intl.DateTimeFormat(undefined, { year: 'numeric', timeZone: 'UTC' })
const TICK_WORDS = { day, month, year }

/** An article of the picture in words. */
export function eventInWords({ at, title, mentionCount }: TimelineEvent): string {
  return `${day.format(at)} · ${title} · ${countOf(mentionCount, 'mention')}`
}

export function Timeline({ title, events, remark, onOpen }: TimelineProps) {
  const id = useId()
  const picture = useRef<HTMLDivElement>(null)
  const width = useWidth(picture)
  const { marks, shape, ticks, height } = useMemo(
    () =>
      layOut(
        // Nothing is laid out before the width is known.
        width === 0 ? [] : events.map(({ at, mentionCount }) => ({ at, weight: mentionCount })),
        { width, height: HEIGHT },
      ),
    [events, width],
  )
  const [chosen, setChosen] = useState(events.length - 1)
  const [pointed, setPointed] = useState(-1)
  const [focused, setFocused] = useState(false)
  const current = Math.min(chosen, events.length - 1)
  const shown = pointed >= 0 ? pointed : focused ? current : -1
  const event = events[shown]
  const mark = marks[shown]

  const onKeyDown = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return
    const step = stepOf(press.key, current, events.length)
    if (step !== null) {
      setPointed(-1)
      setChosen(step)
    } else if (press.key === 'Enter') onOpen(events[current]!.articleId)
    else return
    press.preventDefault()
    press.stopPropagation()
  }
  const at = (move: PointerEvent | React.MouseEvent) => {
    const box = move.currentTarget.getBoundingClientRect()
    return markNear(marks, move.clientX - box.left, move.clientY - box.top)
  }
  return (
    <figure className="timeline" aria-labelledby={id}>
      <figcaption className="timeline-title">
        <span id={id}>{title}</span>
        <span className="timeline-words" data-event={event !== undefined || undefined} dir="auto">
          {event ? eventInWords(event) : remark}
        </span>
      </figcaption>
      <div
        ref={picture}
        className="timeline-picture"
        role="slider"
        tabIndex={0}
        aria-label={`${title}; Enter opens the article`}
        aria-valuemin={1}
        aria-valuemax={events.length}
        aria-valuenow={current + 1}
        aria-valuetext={eventInWords(events[current]!)}
        onKeyDown={onKeyDown}
        onFocus={() => {
          setFocused(true)
        }}
        onBlur={() => {
          setFocused(false)
        }}
        onPointerMove={(move) => {
          setPointed(at(move))
        }}
        onPointerLeave={() => {
          setPointed(-1)
        }}
        onClick={(press) => {
          const near = events[at(press)]
          if (near) onOpen(near.articleId)
        }}
        data-over={pointed >= 0 || undefined}
      >
        <svg width={width} height={height + 18} aria-hidden="true">
          <line className="timeline-base" x1={0} x2={width} y1={height + 0.5} y2={height + 0.5} />
          {ticks.map((tick) => (
            <g key={tick.at}>
              <line className="timeline-base" x1={tick.x} x2={tick.x} y1={height} y2={height + 4} />
              <text className="timeline-tick" x={tick.x} y={height + 16} textAnchor={anchorOf(tick.x, width)}>
                {TICK_WORDS[tick.unit].format(tick.at)}
              </text>
            </g>
          ))}
          <path className="timeline-marks" d={shape} />
          {mark && <circle className="timeline-mark" cx={mark.x} cy={mark.y} r={mark.r + 1} />}
        </svg>
      </div>
    </figure>
  )
}

function anchorOf(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < 24) return 'start'
  return x > width - 24 ? 'end' : 'middle'
}

function stepOf(key: string, now: number, count: number): number | null {
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(count - 1, now + 1)
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, now - 1)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}

/** The width of the picture, px, as it is now. */
function useWidth(ref: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    setWidth(Math.max(LEAST_WIDTH, element.clientWidth))
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(LEAST_WIDTH, Math.round(entry.contentRect.width)))
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [ref])
  return width
}
