import { expect, test } from 'vitest'
import { DICTIONARIES, dictionaryAddress, problemWith, wordIn } from '../../../src/renderer/dictionary/dictionary.ts'

test('a word goes into the address in its language, whatever its letters', () => {
  expect(dictionaryAddress(DICTIONARIES.Wiktionary, 'Größe/Maß', 'de-AT')).toBe(
    'https://de.wiktionary.org/wiki/Gr%C3%B6%C3%9Fe%2FMa%C3%9F',
  )
  expect(dictionaryAddress(DICTIONARIES.Wikipedia, 'river', null)).toBe('https://en.wikipedia.org/wiki/river')
  expect(dictionaryAddress(DICTIONARIES.Wikipedia, 'river', '../evil')).toBe('https://en.wikipedia.org/wiki/river')
  expect(dictionaryAddress('dict://{word}', 'a b', 'en')).toBe('dict://a%20b')
})

test('what is selected is a word or a few, without the marks around it', () => {
  expect(wordIn(' “Commonplace\u00ad book,” ')).toBe('Commonplace book')
  expect(wordIn('…')).toBeNull()
  expect(wordIn('This is a whole sentence, and not a word.')).toBeNull()
})

test.each([
  ['https://words.example/{lang}/{word}', null],
  ['dict://{word}', null],
  ['', /Type the address/],
  ['https://words.example/', /Put \{word\}/],
  ['words.example/{word}', /must begin with/],
  ['javascript:alert("{word}")', /must begin with/],
  ['file:///etc/{word}', /must begin with/],
  ['https://{word}.example/', /part of the site/],
])('an own address is tried before it is taken: %s', (template, problem) => {
  const found = problemWith(template)
  if (problem === null) expect(found).toBeNull()
  else expect(found).toMatch(problem)
})
