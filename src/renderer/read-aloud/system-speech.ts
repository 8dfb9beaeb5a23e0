// The system's voices, by the browser's speech synthesis (https://wicg.github.io/speech-api/).
import type { SpeechEngine, SpeechFault } from './reading-aloud.ts'
import type { Voice } from './voices.ts'

/** A voice that has not begun after this never will; where none is listed after the second, none is coming. */
const SILENT_AFTER_MS = 8_000
const LISTED_AFTER_MS = 2_500

const FAULTS: Partial<Record<SpeechSynthesisErrorCode, SpeechFault>> = {
  'not-allowed': 'forbidden',
  'language-unavailable': 'no-voice',
  'voice-unavailable': 'no-voice',
  'synthesis-unavailable': 'no-voice',
}

/** The synthesis of this window; null where the browser has none. */
export function synthesisHere(): SpeechSynthesis | null {
  return 'speechSynthesis' in window ? window.speechSynthesis : null
}

/** Speaks with the system's voices; only ever with the one that is asked for, so that no text goes elsewhere. */
export function systemSpeech(synthesis: SpeechSynthesis): SpeechEngine {
  // Held here as long as it is spoken: browsers forget utterances that nobody holds, and their events with them.
  let current: SpeechSynthesisUtterance | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    clearTimeout(timer)
    if (current === null) return
    current = null
    synthesis.cancel()
  }
  return {
    stop,
    speak({ text, lang, voice: name, rate }, events) {
      const voice = synthesis.getVoices().find((one) => one.name === name)
      if (voice === undefined) {
        events.failed('no-voice')
        return
      }
      const utterance = new SpeechSynthesisUtterance(text)
      const unlessOver = (act: () => void) => () => {
        if (current === utterance) act()
      }
      const over = (act: () => void) =>
        unlessOver(() => {
          clearTimeout(timer)
          current = null
          act()
        })
      utterance.voice = voice
      utterance.lang = lang ?? voice.lang
      utterance.rate = rate
      utterance.onstart = unlessOver(() => {
        clearTimeout(timer)
      })
      utterance.onboundary = (event) => {
        if (current === utterance && event.name !== 'sentence') events.word(event.charIndex, event.charLength)
      }
      utterance.onend = over(events.ended)
      utterance.onerror = (event) => {
        over(() => {
          events.failed(FAULTS[event.error] ?? 'broken')
        })()
      }
      current = utterance
      timer = setTimeout(
        over(() => {
          synthesis.cancel()
          events.failed('silent')
        }),
        SILENT_AFTER_MS,
      )
      // Left paused by another page, it would wait for ever.
      synthesis.resume()
      synthesis.speak(utterance)
    },
  }
}

export interface VoiceList {
  voices: readonly Voice[]
  /** Whether the list is final: many systems fill it some time after they are asked first. */
  listed: boolean
}

/** Watches the voices, which come late, and come and go; returns the way to stop. */
export function watchVoices(synthesis: SpeechSynthesis, listener: (list: VoiceList) => void): () => void {
  let waited = false
  const look = () => {
    const voices = synthesis.getVoices()
    listener({ voices, listed: waited || voices.length > 0 })
  }
  const timer = setTimeout(() => {
    waited = true
    look()
  }, LISTED_AFTER_MS)
  synthesis.addEventListener('voiceschanged', look)
  look()
  return () => {
    clearTimeout(timer)
    synthesis.removeEventListener('voiceschanged', look)
  }
}
