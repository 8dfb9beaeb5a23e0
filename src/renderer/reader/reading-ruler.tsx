// The reading ruler: a band behind the line at hand. It follows the mouse; for the keyboard it stands at the reading
// line, and the text moves past it. On pages the text stands, and the arrow keys move the band.
import { useLayoutEffect, useRef } from 'react'
import { useSettings } from '../settings/settings-store.ts'
import { READING_LINE } from './focus-mode.ts'

/** The height of the band in lines; focus-mode.css has the same. */
const BAND_LINES = 1.15

export function ReadingRuler({ pane }: { pane: HTMLElement }) {
  const { readingRuler } = useSettings()
  return readingRuler ? <Band pane={pane} /> : null
}

/** Where the first line of a page is, px; paged.css has the same. */
const FIRST_LINE = 48

function Band({ pane }: { pane: HTMLElement }) {
  const band = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    let at = 0
    const paged = () => pane.dataset['layout'] === 'paged'
    const line = () => (band.current?.offsetHeight ?? 0) / BAND_LINES
    const place = (top: number) => {
      at = Math.min(Math.max(top, 0), pane.clientHeight)
      band.current?.style.setProperty('inset-block-start', `${String(Math.round(at))}px`)
    }
    const follow = ({ clientY, pointerType }: PointerEvent) => {
      if (pointerType === 'mouse') place(clientY - pane.getBoundingClientRect().top)
    }
    const toTheTop = () => {
      if (paged()) place(FIRST_LINE + line() / 2)
    }
    const onKey = (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (!paged()) place(pane.clientHeight * READING_LINE)
      else if (step !== undefined && !event.shiftKey && !event.defaultPrevented) place(at + step * line())
    }
    place(pane.clientHeight * READING_LINE)
    toTheTop()
    pane.addEventListener('pointermove', follow, { passive: true })
    pane.addEventListener('keydown', onKey)
    // On pages that is turning one.
    pane.addEventListener('scroll', toTheTop, { passive: true })
    return () => {
      pane.removeEventListener('pointermove', follow)
      pane.removeEventListener('keydown', onKey)
      pane.removeEventListener('scroll', toTheTop)
    }
  }, [pane])
  return (
    <div className="ruler-track" aria-hidden>
      <div ref={band} className="ruler-band" />
    </div>
  )
}
