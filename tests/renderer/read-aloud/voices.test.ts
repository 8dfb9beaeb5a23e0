import { expect, test } from 'vitest'
import { problemSentence } from '../../../src/renderer/read-aloud/problem-sentence.ts'
import { sendsTo, sortVoices, voiceFor } from '../../../src/renderer/read-aloud/voices.ts'
import type { Voice } from '../../../src/renderer/read-aloud/voices.ts'

const voice = (name: string, lang: string, localService = true, isDefault = false): Voice => ({
  name,
  lang,
  localService,
  default: isDefault,
})
const VOICES = [
  voice('Google Deutsch', 'de-DE', false),
  voice('Anna', 'de_DE'),
  voice('Chloé', 'fr-FR'),
  voice('Sam', 'en-US', true, true),
  voice('Ada', 'en-GB'),
]
const nameFor = (lang: string | null, chosen: string | null, voices = VOICES) => voiceFor(voices, lang, chosen)?.name

test('the voice is the chosen one where it speaks the language, else one on this computer that does', () => {
  expect(nameFor('en-GB', null)).toBe('Ada')
  expect(nameFor('en', 'Sam')).toBe('Sam')
  expect(nameFor('de-AT', 'Sam')).toBe('Anna')
  expect(nameFor('pl', null)).toBe('Sam')
  expect(nameFor(null, null)).toBe('Sam')
})

test('one that sends the text away is taken only when it was chosen', () => {
  const [google] = VOICES
  expect(nameFor('de', null, [google!])).toBeUndefined()
  expect(nameFor('de', 'Google Deutsch')).toBe('Google Deutsch')
  expect(sendsTo(google!)).toBe('Google')
  expect(sendsTo(voice('Zoe', 'en-US', false))).toBe('its maker')
  expect(sendsTo(voice('Ada', 'en-GB'))).toBeNull()
})

test('voices are listed with those for the language first', () => {
  expect(sortVoices(VOICES, 'de-AT').map(({ name }) => name)).toEqual(['Anna', 'Google Deutsch', 'Ada', 'Sam', 'Chloé'])
})

test('without voices it says what to install; with only those of others, that they send the text away', () => {
  const failed = { status: 'failed', index: 0, word: null, fault: 'no-voice' } as const
  expect(problemSentence(null, { voices: [], listed: true }, null, 'Linux x86_64')).toMatch(/speech-dispatcher/)
  expect(problemSentence(null, { voices: [], listed: true }, null, 'MacIntel')).toMatch(/System Settings/)
  expect(problemSentence(null, { voices: [], listed: false }, null, 'Win32')).toBeNull()
  expect(problemSentence(failed, { voices: [VOICES[0]!], listed: true }, null, 'Win32')).toMatch(/send the text away/)
  expect(problemSentence(failed, { voices: VOICES, listed: true }, 'Zoe', 'Win32')).toMatch(/no longer there/)
})
