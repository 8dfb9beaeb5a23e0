// Where a word is looked up: an address with `{word}` and perhaps `{lang}` in it, filled in and opened outside the app.

export const DICTIONARIES = {
  Wiktionary: 'https://{lang}.wiktionary.org/wiki/{word}',
  Wikipedia: 'https://{lang}.wikipedia.org/wiki/{word}',
} as const

/** What may be opened: pages, and the dictionary of the system (https://datatracker.ietf.org/doc/html/rfc2229#section-5). */
const SCHEMES = new Set(['https:', 'http:', 'dict:'])
const DEFAULT_LANGUAGE = 'en'
/** More is no word or name but a passage. */
const MOST_LETTERS = 60
const MOST_WORDS = 5
const EDGES = /^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu

/** The word or the few words to look up in what is selected, without the punctuation around them; null for a passage. */
export function wordIn(selected: string): string | null {
  const word = selected.replaceAll('\u00ad', '').replace(/\s+/gu, ' ').replace(EDGES, '')
  return word === '' || word.length > MOST_LETTERS || word.split(' ').length > MOST_WORDS ? null : word
}

/** The address of a word in a dictionary; null when the template leads nowhere that may be opened. */
export function dictionaryAddress(template: string, word: string, lang: string | null): string | null {
  const language = /^[a-z]{2,3}(?=$|[-_])/i.exec(lang ?? '')?.[0].toLowerCase() ?? DEFAULT_LANGUAGE
  const filled = template.replaceAll('{lang}', language).replaceAll('{word}', encodeURIComponent(word))
  const url = URL.parse(filled)
  return url !== null && SCHEMES.has(url.protocol) ? url.href : null
}

/** What is wrong with an address of the user's own, in a sentence; null when a word can be looked up with it. */
export function problemWith(template: string): string | null {
  if (template === '') return 'Type the address of a dictionary, with {word} where the word belongs.'
  if (!template.includes('{word}')) return 'Put {word} into the address, where the word belongs.'
  const address = dictionaryAddress(template, 'word', null)
  if (address === null) return 'The address must begin with https://, http:// or dict://.'
  const elsewhere = dictionaryAddress(template, 'other', null)
  const host = (of: string | null) => (of === null ? null : URL.parse(of)?.host)
  if (!address.startsWith('dict:') && host(address) !== host(elsewhere)) {
    return 'The word cannot be part of the site’s name: put {word} after it.'
  }
  return null
}
