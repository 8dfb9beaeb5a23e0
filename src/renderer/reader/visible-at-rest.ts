// What is in view once the text stands still: for what would change so much with every line that scrolling would stutter.
import { useEffect, useState } from 'react'
import type { TextRange } from '../../contract/model.ts'
import { useReaderState } from './reader-store.ts'

const REST_MS = 120

/** The part of the text that is in view, told late while it scrolls. */
export function useVisibleAtRest(): TextRange | null {
  const visible = useReaderState('visible')
  const [rested, setRested] = useState(visible)
  useEffect(() => {
    if (visible === rested) return
    // The first look at an article is no scrolling.
    const timer = setTimeout(
      () => {
        setRested(visible)
      },
      rested === null || visible === null ? 0 : REST_MS,
    )
    return () => {
      clearTimeout(timer)
    }
  }, [visible, rested])
  return rested
}
