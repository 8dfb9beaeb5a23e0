// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import { sentenceFrom, sentencesOf } from '../../../src/renderer/reader/sentences.ts'
import { mapText } from '../../../src/text/canonical-text.ts'

function setUp() {
  document.body.innerHTML =
    '<h1>Tides</h1><p>The tide <em>came in.</em> Nobody looked! Did they?</p><ul><li>One. Two.</li></ul>'
  const map = mapText(document.body)
  const sentences = sentencesOf(map, 'en')
  const words = (range: { start: number; end: number } | null) => range && map.text.slice(range.start, range.end)
  return { map, sentences, words }
}

describe('sentence mode', () => {
  test('knows the sentences of each paragraph, without the gaps', () => {
    const { sentences, words } = setUp()
    expect(sentences.map(words)).toEqual(['Tides', 'The tide came in.', 'Nobody looked!', 'Did they?', 'One.', 'Two.'])
  })

  test('goes on and back from what is selected, and stays at either end', () => {
    const { sentences, words, map } = setUp()
    const second = sentences[1]!
    expect(words(sentenceFrom(sentences, second, 1, false))).toBe('Nobody looked!')
    expect(words(sentenceFrom(sentences, second, -1, false))).toBe('Tides')
    expect(words(sentenceFrom(sentences, sentences[5]!, 1, false))).toBe('Two.')
    expect(words(sentenceFrom(sentences, sentences[0]!, -1, false))).toBe('Tides')
    const grown = { start: second.start, end: map.text.indexOf(' looked') }
    expect(words(sentenceFrom(sentences, grown, 1, false))).toBe('Did they?')
  })

  test('begins with the sentence at the place where the reader is', () => {
    const { sentences, words, map } = setUp()
    const at = map.text.indexOf('looked')
    expect(words(sentenceFrom(sentences, { start: at, end: at }, 1, true))).toBe('Nobody looked!')
  })

  test('segments in an unknown language too', () => {
    const { map } = setUp()
    expect(sentencesOf(map, 'not a language')).toHaveLength(6)
  })
})
