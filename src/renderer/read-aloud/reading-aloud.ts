// Reading aloud as a state machine: which sentence is said, from where it goes on, what went wrong. The voice is given to
// it, so that it can be tested without one; nothing here knows of the page.
import type { TextRange } from '../../contract/model.ts'
import { rangeOfSpoken, spokenText } from './spoken-text.ts'
import type { Sentence } from './spoken-text.ts'
import { utteranceEnd } from './utterances.ts'

/** What can go wrong: the voice is gone or there is none, it never begins, the system forbids it, or it breaks off. */
export type SpeechFault = 'no-voice' | 'silent' | 'forbidden' | 'broken'

export interface Utterance {
  text: string
  lang: string | null
  /** The system's name of the voice. */
  voice: string
  rate: number
}

/** Of `ended` and `failed` one is called, once, unless the engine was stopped before. */
export interface SpeechEvents {
  /** A word begins, at this offset of the utterance; its length is 0 when the voice does not say. */
  word: (at: number, length: number) => void
  ended: () => void
  failed: (fault: SpeechFault) => void
}

export interface SpeechEngine {
  speak(utterance: Utterance, events: SpeechEvents): void
  /** Silent at once; no event comes after this. */
  stop(): void
}

export interface ReadingState {
  status: 'stopped' | 'speaking' | 'paused' | 'ended' | 'failed'
  /** The sentence that is said, or that is said next; an index of the sentences. */
  index: number
  /** The word that is said, where the voice tells. */
  word: TextRange | null
  /** Why it failed; null otherwise. */
  fault: SpeechFault | null
}

export interface ReadingOptions {
  engine: SpeechEngine
  /** The voice for a language; null when there is none at all. */
  voiceFor: (lang: string | null) => string | null
  rate: () => number
  onChange: (state: ReadingState) => void
}

export class ReadingAloud {
  readonly #sentences: readonly Sentence[]
  readonly #options: ReadingOptions
  #state: ReadingState = { status: 'stopped', index: 0, word: null, fault: null }
  /** How much of the sentence has been said, UTF-16 code units of what is said: from here it goes on. */
  #said = 0

  constructor(sentences: readonly Sentence[], options: ReadingOptions) {
    this.#sentences = sentences
    this.#options = options
  }

  get state(): ReadingState {
    return this.#state
  }

  /** The sentence that is said, or said next. */
  get sentence(): Sentence | null {
    return this.#sentences[this.#state.index] ?? null
  }

  /** Reads from the sentence that holds an offset of the canonical text, or the one after it. */
  start(offset: number): void {
    const index = this.#sentences.findIndex(({ range }) => range.end > offset)
    this.#goTo(index === -1 ? this.#sentences.length - 1 : index, true)
  }

  pause(): void {
    if (this.#state.status !== 'speaking') return
    this.#options.engine.stop()
    this.#set({ status: 'paused' })
  }

  /** Goes on at the word where it was; after the end, from the beginning. */
  resume(): void {
    const { status } = this.#state
    if (status === 'ended') this.#goTo(0, true)
    else if (status === 'paused' || status === 'failed') this.#speak()
  }

  stop(): void {
    this.#options.engine.stop()
    this.#said = 0
    this.#set({ status: 'stopped', word: null, fault: null })
  }

  /** To the next sentence (1) or the one before (-1). While it is paused it stays so. */
  step(by: 1 | -1): void {
    this.#goTo(this.#state.index + by, this.#state.status !== 'paused')
  }

  /** To the next paragraph, or to the beginning of this one; from there to the one before. */
  stepParagraph(by: 1 | -1): void {
    const { index } = this.#state
    const here = this.#sentences[index]?.paragraph ?? 0
    const first = this.#sentences.findIndex(({ paragraph }) => paragraph === here)
    const next = this.#sentences.findIndex(({ paragraph }) => paragraph > here)
    const before = this.#sentences[first - 1]?.paragraph
    const back = index > first ? first : this.#sentences.findIndex(({ paragraph }) => paragraph === before)
    const to = by === 1 ? (next === -1 ? this.#sentences.length - 1 : next) : back
    this.#goTo(Math.max(0, to), this.#state.status !== 'paused')
  }

  /** Takes another voice or speed at the word where it is. */
  useNewVoice(): void {
    if (this.#state.status === 'speaking') this.#speak()
  }

  #goTo(index: number, speaks: boolean): void {
    if (this.#sentences.length === 0) return
    this.#said = 0
    const within = Math.min(Math.max(index, 0), this.#sentences.length - 1)
    this.#set({ index: within, word: null, fault: null, status: speaks ? 'speaking' : 'paused' })
    if (speaks) this.#speak()
  }

  #speak(): void {
    const { engine, voiceFor, rate } = this.#options
    engine.stop()
    const { sentence } = this
    if (sentence === null) return
    const voice = voiceFor(sentence.lang)
    if (voice === null) {
      this.#fail('no-voice')
      return
    }
    this.#set({ status: 'speaking', fault: null })
    const text = spokenText(sentence)
    const from = this.#said
    const end = utteranceEnd(text, from, rate())
    engine.speak(
      { text: text.slice(from, end), lang: sentence.lang, voice, rate: rate() },
      {
        word: (at, length) => {
          this.#said = from + at
          const size = length > 0 ? length : (/^\S+/.exec(text.slice(from + at))?.[0].length ?? 1)
          this.#set({ word: rangeOfSpoken(sentence, from + at, from + at + size) })
        },
        ended: () => {
          this.#said = end
          if (end < text.length) this.#speak()
          else this.#next()
        },
        failed: (fault) => {
          this.#fail(fault)
        },
      },
    )
  }

  #next(): void {
    if (this.#state.index + 1 < this.#sentences.length) {
      this.#goTo(this.#state.index + 1, true)
      return
    }
    this.#said = 0
    this.#set({ status: 'ended', word: null })
  }

  #fail(fault: SpeechFault): void {
    this.#options.engine.stop()
    this.#set({ status: 'failed', fault, word: null })
  }

  #set(change: Partial<ReadingState>): void {
    this.#state = { ...this.#state, ...change }
    this.#options.onChange(this.#state)
  }
}
