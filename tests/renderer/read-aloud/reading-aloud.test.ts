// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { ReadingAloud } from '../../../src/renderer/read-aloud/reading-aloud.ts'
import type { SpeechEvents, Utterance } from '../../../src/renderer/read-aloud/reading-aloud.ts'
import { sentencesToSay, spokenText } from '../../../src/renderer/read-aloud/spoken-text.ts'
import { mapText } from '../../../src/text/canonical-text.ts'

/** An engine that says what it is told to have said, and remembers everything it was asked. */
function open(html: string, voices: Record<string, string> = { en: 'Ada' }) {
  const body = document.createElement('div')
  body.innerHTML = html
  const map = mapText(body)
  const asked: Utterance[] = []
  let events: SpeechEvents | null = null
  const settings = { rate: 1, voices }
  const reading = new ReadingAloud(sentencesToSay(map, 'en'), {
    engine: {
      speak(utterance, on) {
        asked.push(utterance)
        events = on
      },
      stop() {
        events = null
      },
    },
    voiceFor: (lang) => settings.voices[lang ?? 'en'] ?? settings.voices['en'] ?? null,
    rate: () => settings.rate,
    onChange: () => undefined,
  })
  return {
    reading,
    settings,
    asked,
    /** What is being said; null while it is silent. */
    said: () => (events === null ? null : (asked.at(-1)?.text ?? null)),
    finish: () => {
      events?.ended()
    },
    word: (word: string) => {
      events?.word(asked.at(-1)?.text.indexOf(word) ?? 0, word.length)
      const at = reading.state.word
      return at === null ? null : map.text.slice(at.start, at.end)
    },
    fail: () => {
      events?.failed('no-voice')
    },
    offset: (words: string) => map.text.indexOf(words),
  }
}

const TWO = '<p>One is here. Two is there.</p><p>Three stands alone.</p><p>Four. Five.</p>'

test('reads sentence by sentence from a place in the text to the end, and says so', () => {
  const { reading, said, finish, offset } = open(TWO)
  reading.start(offset('is there'))
  const heard: (string | null)[] = []
  while (reading.state.status === 'speaking') {
    heard.push(said())
    finish()
  }
  expect(heard).toEqual(['Two is there.', 'Three stands alone.', 'Four.', 'Five.'])
  expect(reading.state).toMatchObject({ status: 'ended', word: null })
  reading.resume()
  expect(said()).toBe('One is here.')
})

test('steps by sentence and paragraph, stays at either end, and stays paused while it is', () => {
  const { reading, said, asked, offset } = open(TWO)
  const after = (act: () => void) => {
    act()
    return said()
  }
  reading.start(0)
  expect(
    after(() => {
      reading.step(-1)
    }),
  ).toBe('One is here.')
  expect(
    after(() => {
      reading.step(1)
    }),
  ).toBe('Two is there.')
  expect(
    after(() => {
      reading.stepParagraph(1)
    }),
  ).toBe('Three stands alone.')
  expect(
    after(() => {
      reading.stepParagraph(-1)
    }),
  ).toBe('One is here.')
  reading.start(offset('Five'))
  expect(
    after(() => {
      reading.stepParagraph(-1)
    }),
  ).toBe('Four.')
  expect(
    after(() => {
      reading.stepParagraph(1)
    }),
  ).toBe('Five.')
  reading.pause()
  const before = asked.length
  reading.step(-1)
  expect(said()).toBeNull()
  expect(asked).toHaveLength(before)
  reading.resume()
  expect(said()).toBe('Four.')
})

test('the word is shown where it stands, and after a pause or with another voice it goes on there', () => {
  const { reading, settings, asked, said, word } = open(
    '<p>The river <b>is</b> high<sup><a href="#n">1</a></sup> today.</p>',
  )
  reading.start(0)
  expect(said()).toBe('The river is high today.')
  expect(word('high')).toBe('high')
  reading.pause()
  expect(reading.state.status).toBe('paused')
  reading.resume()
  expect(said()).toBe('high today.')
  expect(word('today')).toBe('today')
  settings.rate = 2
  settings.voices = { en: 'Bert' }
  reading.useNewVoice()
  expect(asked.at(-1)).toEqual({ text: 'today.', lang: 'en', voice: 'Bert', rate: 2 })
})

test('code and tables are named once, formulas by word, stars not at all; a passage is in its own language', () => {
  const { reading, asked, finish, word } = open(
    '<p>See <math><mi>x</mi></math> and <math><mi>a</mi><mo>+</mo><mi>b</mi></math>.</p><pre><code>let a = 1.\nb</code></pre>' +
      '<p>* * *</p><table><caption>Nights.</caption><tr><td>1</td></tr><tr><td>2</td></tr></table><p lang="fr">Voilà.</p>',
    { en: 'Ada', fr: 'Chloé' },
  )
  reading.start(0)
  expect(word('See')).toBe('See')
  expect(word('formula')).toBeNull()
  while (reading.state.status === 'speaking') finish()
  expect(asked.map(({ text, voice }) => `${voice}: ${text.replace(/\s+/g, ' ')}`)).toEqual([
    'Ada: See x and formula .',
    'Ada: Code left out.',
    'Ada: Nights.',
    'Ada: Table left out.',
    'Chloé: Voilà.',
  ])
})

test('a long sentence is said in pieces of some seconds, none lost', () => {
  const sentence = `It went on${', and on to the next bend of the river where the boats were tied'.repeat(12)}.`
  const { reading, asked, finish } = open(`<p>${sentence}</p>`)
  reading.start(0)
  while (reading.state.status === 'speaking') finish()
  expect(asked.map(({ text }) => text).join('')).toBe(sentence)
  expect(asked.length).toBeGreaterThan(4)
  for (const { text } of asked) expect(text.length).toBeLessThanOrEqual(180)
  expect(asked[0]?.text.endsWith(', ')).toBe(true)
})

test('a voice that fails stops the reading where it is; without any voice it does not begin', () => {
  const { reading, settings, said, fail, finish, word } = open(TWO)
  reading.start(0)
  finish()
  word('there')
  fail()
  expect(reading.state).toMatchObject({ status: 'failed', fault: 'no-voice', index: 1 })
  reading.resume()
  expect(said()).toBe('there.')
  reading.stop()
  expect(reading.state.status).toBe('stopped')
  settings.voices = {}
  reading.start(0)
  expect(reading.state).toMatchObject({ status: 'failed', fault: 'no-voice' })
})

test('lines of verse and items of a list are said one by one', () => {
  const body = document.createElement('div')
  body.innerHTML = '<p>First line<br>second line.</p><ul><li>An item</li><li>Another</li></ul>'
  expect(sentencesToSay(mapText(body), null).map(spokenText)).toEqual([
    'First line',
    'second line.',
    'An item',
    'Another',
  ])
})
