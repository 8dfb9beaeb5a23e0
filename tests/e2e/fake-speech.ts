// A voice for the tests: Chromium in a container has none. It says nothing by itself; a test tells it what it has said.
import type { Page } from '@playwright/test'

/** Puts it into the page, before anything of the page runs. */
export async function giveVoices(page: Page): Promise<void> {
  await page.addInitScript(() => {
    class FakeUtterance {
      voice: { name: string } | null = null
      lang = ''
      rate = 1
      onstart: (() => void) | null = null
      onend: (() => void) | null = null
      onerror: ((event: { error: string }) => void) | null = null
      onboundary: ((event: { name: string; charIndex: number; charLength: number }) => void) | null = null
      text: string
      constructor(text: string) {
        this.text = text
      }
    }
    let current: FakeUtterance | null = null
    const fake = Object.assign(new EventTarget(), {
      voices: [
        { name: 'Ada', lang: 'en-GB', localService: true, default: true },
        { name: 'Bert', lang: 'en-US', localService: true, default: false },
        { name: 'Google UK English', lang: 'en-GB', localService: false, default: false },
      ],
      getVoices: () => fake.voices,
      speak(utterance: FakeUtterance) {
        current = utterance
        utterance.onstart?.()
      },
      cancel() {
        const cancelled = current
        current = null
        cancelled?.onerror?.({ error: 'canceled' })
      },
      resume: () => undefined,
      /** What is being said. */
      said: () => current && { text: current.text, voice: current.voice?.name, rate: current.rate, lang: current.lang },
      finish() {
        const finished = current
        current = null
        finished?.onend?.()
      },
      reachWord(word: string) {
        const charIndex = current?.text.indexOf(word) ?? 0
        current?.onboundary?.({ name: 'word', charIndex, charLength: word.length })
      },
      /** The voice is uninstalled while it speaks. */
      loseVoice(name: string) {
        fake.voices = fake.voices.filter((voice) => voice.name !== name)
        fake.dispatchEvent(new Event('voiceschanged'))
        const lost = current
        current = null
        lost?.onerror?.({ error: 'voice-unavailable' })
      },
    })
    Object.defineProperty(window, 'speechSynthesis', { value: fake })
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: FakeUtterance })
  })
}

interface Fake {
  said(): { text: string; voice: string; rate: number; lang: string } | null
  finish(): void
  reachWord(word: string): void
  loseVoice(name: string): void
}

/** What is being said; null while it is silent. */
export function said(page: Page): Promise<ReturnType<Fake['said']>> {
  return page.evaluate(() => (window.speechSynthesis as unknown as Fake).said())
}

/** The utterance has been said to its end. */
export function finish(page: Page): Promise<void> {
  return page.evaluate(() => {
    ;(window.speechSynthesis as unknown as Fake).finish()
  })
}

/** The voice comes to a word. */
export function reachWord(page: Page, word: string): Promise<void> {
  return page.evaluate((at) => {
    ;(window.speechSynthesis as unknown as Fake).reachWord(at)
  }, word)
}

/** A voice is taken from the computer, in the middle of a sentence. */
export function loseVoice(page: Page, name: string): Promise<void> {
  return page.evaluate((lost) => {
    ;(window.speechSynthesis as unknown as Fake).loseVoice(lost)
  }, name)
}
