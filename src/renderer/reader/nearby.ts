// The part of a long text that is painted over: what is in view, and some way before and after it. A browser puts every
// registered range into the page anew whenever anything on it changes, so that fifteen hundred of them take half of each
// frame while the text scrolls or a note is typed beside it.
import { useMemo, useSyncExternalStore } from 'react'
import type { TextRange } from '../../contract/model.ts'
import { useReaderValue } from './reader-store.ts'
import type { ReaderState } from './reader-store.ts'

/** UTF-16 code units; all of a shorter text is near. */
const LONG = 60_000
/** At least so much before and after what is in view, more than a screen; it moves on in steps as large. */
const STEP = 4_000

/** What is to be painted of a text of some length; null when nothing is in view yet. */
export function nearby(visible: TextRange | null, length: number): TextRange | null {
  if (length < LONG) return { start: 0, end: length }
  if (visible === null) return null
  const start = Math.max(0, Math.floor((visible.start - STEP) / STEP) * STEP)
  return { start, end: Math.min(length, Math.ceil((visible.end + STEP) / STEP) * STEP) }
}

/** The part of the text on the screen that is to be painted; all of it while it is being printed. */
export function useNearby(length: number): TextRange | null {
  const printing = useSyncExternalStore(onPrinting, isPrinting)
  const key = useReaderValue(({ visible }: ReaderState) => {
    const near = printing ? { start: 0, end: length } : nearby(visible, length)
    return near === null ? null : `${String(near.start)}-${String(near.end)}`
  })
  return useMemo(() => {
    if (key === null) return null
    const [start = 0, end = 0] = key.split('-').map(Number)
    return { start, end }
  }, [key])
}

let printing = false
const isPrinting = (): boolean => printing

function onPrinting(tell: () => void): () => void {
  const begin = () => {
    printing = true
    tell()
  }
  const end = () => {
    printing = false
    tell()
  }
  window.addEventListener('beforeprint', begin)
  window.addEventListener('afterprint', end)
  return () => {
    window.removeEventListener('beforeprint', begin)
    window.removeEventListener('afterprint', end)
  }
}
