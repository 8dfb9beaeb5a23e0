// Wheel, drag and pinch on an enlarged picture.
import { useEffectEvent, useLayoutEffect } from 'react'
import type { RefObject } from 'react'

/** Zooms by a factor, keeping a point of the window where it is; the middle when none is given. */
export type ZoomBy = (factor: number, at?: { x: number; y: number }) => void

interface Point {
  x: number
  y: number
}

export function usePictureGestures(stage: RefObject<HTMLElement | null>, zoomBy: ZoomBy): void {
  const zoom = useEffectEvent(zoomBy)
  useLayoutEffect(() => {
    const element = stage.current
    if (element === null) return
    const fingers = new Map<number, Point>()
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      // A pinch on a trackpad comes as a wheel with Ctrl, in small steps.
      zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), { x: event.clientX, y: event.clientY })
    }
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return
      element.setPointerCapture(event.pointerId)
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    }
    const onMove = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId)
      if (before === undefined) return
      const now = { x: event.clientX, y: event.clientY }
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
      fingers.set(event.pointerId, now)
      element.scrollBy(before.x - now.x, before.y - now.y)
      if (other !== undefined) zoom(distance(now, other) / Math.max(1, distance(before, other)), middle(now, other))
    }
    const onUp = ({ pointerId }: PointerEvent) => {
      fingers.delete(pointerId)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    element.addEventListener('pointerdown', onDown)
    element.addEventListener('pointermove', onMove)
    element.addEventListener('pointerup', onUp)
    element.addEventListener('pointercancel', onUp)
    return () => {
      element.removeEventListener('wheel', onWheel)
      element.removeEventListener('pointerdown', onDown)
      element.removeEventListener('pointermove', onMove)
      element.removeEventListener('pointerup', onUp)
      element.removeEventListener('pointercancel', onUp)
    }
  }, [stage])
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}
