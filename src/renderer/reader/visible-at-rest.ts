// What is in view once the text stands still: for what would change so much with every line that scrolling would stutter.
import { startTransition, useEffect, useState } from 'react'
import type { TextRange } from '../../contract/model.ts'
import { subscribeReader, useReaderStore } from './reader-store.ts'

const REST_MS = 150
/** A window that never comes to rest is told at last, ms. */
const LATEST_MS = 1_000

/** The part of the text that is in view, told late while it scrolls: nothing is drawn again until then. */
export function useVisibleAtRest(): TextRange | null {
  const store = useReaderStore()
  const [rested, setRested] = useState(() => store.get().visible)
  useEffect(() => {
    let seen: TextRange | null | undefined
    let told: TextRange | null | undefined
    let stop = () => {}
    const follow = () => {
      const { visible } = store.get()
      if (visible === seen) return
      seen = visible
      stop()
      // The first look at an article is no scrolling.
      const first = told === undefined || told === null || visible === null
      stop = atRest(
        () => {
          told = visible
          startTransition(() => {
            setRested(visible)
          })
        },
        first ? 0 : REST_MS,
      )
    }
    follow()
    const unsubscribe = subscribeReader(follow)
    return () => {
      stop()
      unsubscribe()
    }
  }, [store])
  return rested
}

/** Calls back when some time has passed and the window has nothing more urgent to do; returns the way to stop. */
export function atRest(callback: () => void, after = REST_MS): () => void {
  let idle = 0
  const timer = setTimeout(() => {
    // A slow computer may take longer than that from one frame to the next.
    if (typeof requestIdleCallback === 'undefined') callback()
    else idle = requestIdleCallback(callback, { timeout: LATEST_MS })
  }, after)
  return () => {
    clearTimeout(timer)
    if (idle !== 0) cancelIdleCallback(idle)
  }
}
