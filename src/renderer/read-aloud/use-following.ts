// The text follows the voice, sentence by sentence, until the reader goes elsewhere by himself.
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { TextRange } from '../../contract/model.ts'
import type { ReaderStore } from '../reader/reader-store.ts'
import type { Viewport } from '../reader/viewport.ts'
import type { ReadingState } from './reading-aloud.ts'

/** The text has come to rest when nothing has moved for so long. */
const RESTS_MS = 300
/** What a reader moves the text with; anything else that moves it is no wish to be elsewhere. */
const BY_HAND = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/** Whether the reader is elsewhere, and the way back. */
export function useFollowing(
  viewport: Viewport,
  store: ReaderStore,
  state: ReadingState | null,
  sentence: TextRange | null,
): { away: boolean; goBack: () => void } {
  const [away, setAway] = useState(false)
  const byHand = useRef(false)
  const word = state?.word ?? null
  const active = state !== null && state.status !== 'stopped' && sentence !== null
  const show = (range: TextRange) => {
    store.get().reader?.scrollTo(range, { step: true })
  }

  const followSentence = useEffectEvent(() => {
    if (sentence !== null && !away && !byHand.current) show(sentence)
  })
  useEffect(() => {
    if (active) followSentence()
  }, [active, sentence])
  // A sentence may go on over the page.
  const followWord = useEffectEvent(() => {
    if (word !== null && !away && !byHand.current && !viewport.shows(word)) show(word)
  })
  useEffect(() => {
    followWord()
  }, [word])

  const rest = useEffectEvent(() => {
    if (sentence === null) return
    const shown = viewport.shows(sentence)
    if (shown || byHand.current) setAway(!shown)
    else if (!away) show(sentence)
    byHand.current = false
  })
  useLayoutEffect(() => {
    if (!active) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = viewport.watch(() => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        rest()
      }, RESTS_MS)
    })
    const moved = (event: Event) => {
      // The bar has its own keys and buttons.
      if (event.target instanceof Element && event.target.closest('.read-aloud') !== null) return
      byHand.current = true
      clearTimeout(timer)
      timer = setTimeout(() => {
        rest()
      }, RESTS_MS)
    }
    for (const name of BY_HAND) window.addEventListener(name, moved, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      stop()
      for (const name of BY_HAND) window.removeEventListener(name, moved, { capture: true })
      byHand.current = false
      setAway(false)
    }
  }, [active, viewport])

  return {
    away,
    goBack: () => {
      byHand.current = false
      setAway(false)
      if (sentence !== null) show(sentence)
    },
  }
}
