// Presses on painted words: they have no elements of their own, so the place under the pointer is looked up.
import { useEffectEvent, useLayoutEffect } from 'react'
import type { MappedBody } from './article-body.tsx'
import { offsetAtPoint } from './hit-test.ts'

interface HighlightPress {
  isHighlighted: (offset: number) => boolean
  /** A press in the pane that neither followed a link nor selected anything; null beside the words. */
  onPress: (offset: number | null) => void
}

const HAS_ITS_OWN_PRESS = 'a, button, summary, input, [popover], [role="button"], [role="dialog"]'

export function useHighlightPress({ body, map }: MappedBody, pane: HTMLElement, press: HighlightPress): void {
  const onPress = useEffectEvent(press.onPress)
  const isHighlighted = useEffectEvent(press.isHighlighted)
  useLayoutEffect(() => {
    let frame = 0
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || document.getSelection()?.isCollapsed === false) return
      if (event.target instanceof Element && event.target.closest(HAS_ITS_OWN_PRESS) !== null) return
      onPress(offsetAtPoint(map, event.clientX, event.clientY))
    }
    const onMove = ({ pointerType, buttons, clientX, clientY }: PointerEvent) => {
      if (pointerType !== 'mouse' || buttons !== 0) return
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        const offset = offsetAtPoint(map, clientX, clientY)
        body.toggleAttribute('data-over-highlight', offset !== null && isHighlighted(offset))
      })
    }
    pane.addEventListener('click', onClick)
    body.addEventListener('pointermove', onMove, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      pane.removeEventListener('click', onClick)
      body.removeEventListener('pointermove', onMove)
    }
  }, [body, map, pane])
}
