// Ties reading aloud to an article on screen: the voices, what is painted, the text that follows, the keys that start it.
import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { Article, TextRange } from '../../contract/model.ts'
import { holdAnnouncements } from '../reader/announcer.tsx'
import type { MappedBody } from '../reader/article-body.tsx'
import { useReaderStore } from '../reader/reader-store.ts'
import { selectedPassage } from '../reader/use-selected-range.ts'
import type { Viewport } from '../reader/viewport.ts'
import { settingsNow, useSettings } from '../settings/settings-store.ts'
import { ReadingAloud } from './reading-aloud.ts'
import type { ReadingState, SpeechEngine } from './reading-aloud.ts'
import { paintSpoken } from './spoken-paint.ts'
import { sentencesToSay } from './spoken-text.ts'
import type { Sentence } from './spoken-text.ts'
import { synthesisHere, systemSpeech, watchVoices } from './system-speech.ts'
import type { VoiceList } from './system-speech.ts'
import { useFollowing } from './use-following.ts'
import { voiceFor } from './voices.ts'

/** A slider moves in small steps: the voice begins anew only when it rests. */
const RESTS_MS = 250

export interface ReadAloud {
  /** Null while nothing is to be read: the bar is closed. */
  reading: ReadingAloud | null
  state: ReadingState | null
  voices: VoiceList
  /** Whether the reader has gone elsewhere in the text; and the way back to what is read. */
  away: boolean
  goBack: () => void
  /** Begins at the selection, the marked paragraph or the first sentence in view; once begun, pauses and goes on. */
  toggle: () => void
  close: () => void
}

/** One voice at a time in the whole window, though two articles may be open. */
let stopOther: (() => void) | null = null

export interface ReadAloudInput {
  article: Pick<Article, 'lang'>
  mapped: MappedBody
  viewport: Viewport
  /** The paragraph that j and k are at. */
  marked: TextRange | null
}

export function useReadAloud({ article, mapped, viewport, marked }: ReadAloudInput): ReadAloud {
  const [reading, setReading] = useState<ReadingAloud | null>(null)
  const [state, setState] = useState<ReadingState | null>(null)
  const voices = useVoices(reading !== null)
  const store = useReaderStore()
  const sentence = state === null ? null : (reading?.sentence ?? null)
  const { away, goBack } = useFollowing(viewport, store, state, sentence?.range ?? null)
  usePaint(mapped, state, sentence?.range ?? null)
  useQuiet(state?.status === 'speaking')

  const current = useRef<ReadingAloud | null>(null)
  const close = useCallback(() => {
    current.current?.stop()
    current.current = null
    setReading(null)
    setState(null)
  }, [])
  const begin = () => {
    const synthesis = synthesisHere()
    if (stopOther !== close) stopOther?.()
    stopOther = close
    const sentences = sentencesToSay(mapped.map, article.lang)
    const fresh = new ReadingAloud(sentences, {
      engine: synthesis === null ? NO_SPEECH : systemSpeech(synthesis),
      voiceFor: (lang) => voiceFor(synthesis?.getVoices() ?? [], lang, settingsNow().readAloud.voice)?.name ?? null,
      rate: () => settingsNow().readAloud.rate,
      onChange: setState,
    })
    current.current = fresh
    setReading(fresh)
    const offset = startOffset(sentences, mapped, viewport, marked)
    // Where the list of voices comes late, the first sentence waits for it.
    if (synthesis === null || synthesis.getVoices().length > 0) fresh.start(offset)
    else {
      waitForVoices(synthesis, () => {
        if (current.current === fresh) fresh.start(offset)
      })
    }
  }
  const toggle = () => {
    if (reading === null) begin()
    else if (state?.status === 'speaking') reading.pause()
    else if (state !== null && state.status !== 'stopped') reading.resume()
  }

  // Another text, another article, another window: whatever takes this one from the screen ends it.
  useEffect(() => close, [mapped, close])
  useLayoutEffect(() => {
    window.addEventListener('pagehide', close)
    return () => {
      window.removeEventListener('pagehide', close)
    }
  }, [close])
  useNewVoice(reading)
  return { reading, state, voices, away, goBack, toggle, close }
}

function waitForVoices(synthesis: SpeechSynthesis, then: () => void): void {
  const stop = watchVoices(synthesis, ({ listed }) => {
    if (!listed) return
    queueMicrotask(() => {
      stop()
    })
    then()
  })
}

/** Where to begin: at the selection, at the marked paragraph, else with the first sentence on the screen. */
function startOffset(
  sentences: readonly Sentence[],
  mapped: MappedBody,
  viewport: Viewport,
  marked: TextRange | null,
): number {
  const selected = selectedPassage(mapped)?.range ?? marked
  if (selected !== null) {
    // A marked paragraph is no selection.
    const selection = document.getSelection()
    if (selection !== null && selection.rangeCount > 0) selection.collapseToStart()
    return selected.start
  }
  const visible = viewport.visible()?.start ?? 0
  // A long paragraph may begin far above.
  const first = sentences.find(({ range }) => range.end > visible && viewport.shows(range))
  return first?.range.start ?? visible
}

const NO_VOICES: VoiceList = { voices: [], listed: false }
/** In a browser that cannot speak. */
const NO_SPEECH: SpeechEngine = {
  speak: (_utterance, { failed }) => {
    failed('no-voice')
  },
  stop: () => undefined,
}

function useVoices(wanted: boolean): VoiceList {
  const [list, setList] = useState(NO_VOICES)
  useLayoutEffect(() => {
    const synthesis = wanted ? synthesisHere() : null
    return synthesis === null ? undefined : watchVoices(synthesis, setList)
  }, [wanted])
  return synthesisHere() === null ? { voices: [], listed: true } : list
}

/** Another voice or speed is heard at once, from the word that was read. */
function useNewVoice(reading: ReadingAloud | null): void {
  const { voice, rate } = useSettings().readAloud
  const heard = useRef({ voice, rate })
  const take = useEffectEvent(() => {
    reading?.useNewVoice()
  })
  useEffect(() => {
    if (heard.current.voice === voice && heard.current.rate === rate) return
    heard.current = { voice, rate }
    const timer = setTimeout(() => {
      take()
    }, RESTS_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [voice, rate])
}

function usePaint({ map }: MappedBody, state: ReadingState | null, sentence: TextRange | null): void {
  const shown = state !== null && state.status !== 'stopped' && state.status !== 'ended'
  const at = shown ? sentence : null
  const word = shown ? state.word : null
  useLayoutEffect(() => paintSpoken('spoken-sentence', map, at), [map, at])
  useLayoutEffect(() => paintSpoken('spoken-word', map, word), [map, word])
}

/** Whoever hears the window read out is not to hear two voices at once. */
function useQuiet(speaking: boolean): void {
  useEffect(() => {
    if (!speaking) return
    return holdAnnouncements()
  }, [speaking])
}
