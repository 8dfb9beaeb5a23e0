// The reading ruler: a band behind the line at hand. It follows the mouse; for the keyboard it stands at the reading
// line, and the text moves past it.
import { useEffect, useRef } from 'react'
import { useSettings } from '../settings/settings-store.ts'
import { READING_LINE } from './focus-mode.ts'

export function ReadingRuler({ pane }: { pane: HTMLElement }) {
  const { readingRuler } = useSettings()
  return readingRuler ? <Band pane={pane} /> : null
}

function Band({ pane }: { pane: HTMLElement }) {
  const band = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = (top: number) => {
      band.current?.style.setProperty('inset-block-start', `${String(Math.round(top))}px`)
    }
    const follow = ({ clientY, pointerType }: PointerEvent) => {
      if (pointerType === 'mouse') place(clientY - pane.getBoundingClientRect().top)
    }
    const settle = () => {
      place(pane.clientHeight * READING_LINE)
    }
    settle()
    pane.addEventListener('pointermove', follow, { passive: true })
    pane.addEventListener('keydown', settle)
    return () => {
      pane.removeEventListener('pointermove', follow)
      pane.removeEventListener('keydown', settle)
    }
  }, [pane])
  return (
    <div className="ruler-track" aria-hidden>
      <div ref={band} className="ruler-band" />
    </div>
  )
}
