// One tab stop for a list of many: the arrow keys move within it, and the focus stays in it when its rows change.
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { FocusEvent, RefObject } from 'react'

/** Where an arrow key, Home or End leads from a row; null for other keys. */
export function placeAfter(key: string, index: number, count: number): number | null {
  if (key === 'ArrowDown') return Math.min(count - 1, index + 1)
  if (key === 'ArrowUp') return Math.max(0, index - 1)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}

export interface Roving<E extends HTMLElement> {
  /** For the element around the list. */
  props: { ref: RefObject<E | null>; onFocus: (event: FocusEvent) => void; onBlur: (event: FocusEvent) => void }
  /** The key of the row that is the tab stop; null for an empty list. */
  stop: string | null
  focus: (key: string) => void
}

/**
 * The rows carry their keys as `data-roving`. What else can be focused in the list belongs to the row whose
 * `data-roving-row` it is in. When what has the focus goes, the row takes it, or the one in its place.
 */
export function useRoving<E extends HTMLElement>(keys: readonly string[]): Roving<E> {
  const [place, setPlace] = useState<{ key: string | null; index: number }>({ key: null, index: 0 })
  const ref = useRef<E>(null)
  const hasFocus = useRef(false)
  const found = place.key === null ? -1 : keys.indexOf(place.key)
  const stop = keys[found === -1 ? Math.min(place.index, keys.length - 1) : found] ?? null

  const focus = useCallback((key: string) => {
    ref.current?.querySelector<HTMLElement>(`[data-roving="${CSS.escape(key)}"]`)?.focus()
  }, [])
  useLayoutEffect(() => {
    if (hasFocus.current && stop !== null && document.activeElement === document.body) focus(stop)
  }, [keys, stop, focus])

  const onFocus = (event: FocusEvent) => {
    hasFocus.current = true
    const row = event.target.closest<HTMLElement>('[data-roving], [data-roving-row]')
    const key = row?.dataset['roving'] ?? row?.dataset['rovingRow']
    if (key !== undefined) setPlace({ key, index: keys.indexOf(key) })
  }
  const onBlur = ({ target, relatedTarget }: FocusEvent) => {
    const left = () => {
      if (!ref.current?.contains(document.activeElement)) hasFocus.current = false
    }
    if (relatedTarget !== null) left()
    // Nothing has taken the focus: either its row is being taken away, or one has pressed on something that takes none.
    else
      setTimeout(() => {
        if (target.isConnected && document.activeElement !== target) left()
      })
  }
  return { props: { ref, onFocus, onBlur }, stop, focus }
}
