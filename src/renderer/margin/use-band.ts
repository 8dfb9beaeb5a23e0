// Which stretch of the page is near the screen, in steps, so that scrolling by a line changes nothing.
import { useLayoutEffect, useState } from 'react'

export interface Band {
  /** Px from the top of the text. */
  top: number
  bottom: number
  /** Room above the text, px. */
  above: number
}

const STEP = 400
/** How far beyond the screen notes are kept on the page, px. */
const BEYOND = 500

/** The stretch of the text that is on the screen or near it. */
export function useBand(pane: HTMLElement, body: HTMLElement): Band {
  const [band, setBand] = useState<Band>({ top: 0, bottom: 0, above: 0 })
  useLayoutEffect(() => {
    const look = () => {
      const view = pane.getBoundingClientRect()
      const down = view.top - body.getBoundingClientRect().top
      const top = Math.floor((down - BEYOND) / STEP) * STEP
      const next = {
        top,
        bottom: top + Math.ceil(view.height / STEP + 1) * STEP + 2 * BEYOND,
        above: Math.round(pane.scrollTop - down),
      }
      setBand((before) =>
        before.top === next.top && before.bottom === next.bottom && before.above === next.above ? before : next,
      )
    }
    look()
    const resized = new ResizeObserver(look)
    resized.observe(pane)
    resized.observe(body)
    pane.addEventListener('scroll', look, { passive: true })
    return () => {
      resized.disconnect()
      pane.removeEventListener('scroll', look)
    }
  }, [pane, body])
  return band
}
