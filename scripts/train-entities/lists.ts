// The name lists that go into the weights file: written by hand, made from public packages, and harvested from the
// names of the training data (for each fold of it without that fold, so that a list never gives away what is learnt).
import { readFileSync } from 'node:fs'
import { hashString } from '../../src/core/entities/engine/hash.ts'
import { tokenise } from '../../src/core/entities/engine/tokens.ts'
import { BIT, phraseHash, speltForLists } from '../../src/core/entities/engine/word-types.ts'
import type { Document } from './documents.ts'
import { formsOf } from './word-forms.ts'

/** The folder of the weights, the lists and the sentences written for this project. */
export const MODEL = new URL('../../src/core/entities/model/', import.meta.url)

/** Bits of a phrase by its hash. */
export type Lists = Map<number, number>

/** The phrases of a list: several a line, separated by semicolons; lines that begin with # are comments. */
export function listed(name: string): string[] {
  const lines = readFileSync(new URL(`lists/${name}`, MODEL), 'utf8').split('\n')
  return lines
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(';'))
    .map((phrase) => phrase.trim())
    .filter(Boolean)
}

const LIST_BITS: Record<string, number> = {
  'first-names.txt': BIT.firstName, 'surnames.txt': BIT.surname, 'people.txt': BIT.person, 'places.txt': BIT.place,
  'countries.txt': BIT.country, 'organisations.txt': BIT.organisation, 'demonyms.txt': BIT.demonym,
  'works.txt': BIT.work, 'events.txt': BIT.event, 'organisation-words.txt': BIT.organisationWord,
  'place-words.txt': BIT.placeWord, 'titles.txt': BIT.title, 'calendar.txt': BIT.month,
  'derived/wordnet-people.txt': BIT.wordnetPerson, 'derived/wordnet-places.txt': BIT.wordnetPlace,
  'derived/wordnet-groups.txt': BIT.wordnetGroup, 'derived/wordnet-works.txt': BIT.wordnetWork,
  'derived/cities.txt': BIT.city, 'derived/regions.txt': BIT.region, 'derived/compromise-places.txt': BIT.city,
  'derived/brands.txt': BIT.brand, 'derived/compromise-organisations.txt': BIT.brand,
  'derived/universities.txt': BIT.university, 'derived/given-names.txt': BIT.givenName,
  'derived/family-names.txt': BIT.familyName,
} // prettier-ignore
const LOWER_LISTS = new Set(['organisation-words.txt', 'place-words.txt', 'titles.txt'])

/** The lists written by hand and those made from packages. Takes which of the two are left out ("handmade", "derived"). */
export function readLists(without: ReadonlySet<string>): Lists {
  const lists: Lists = new Map()
  for (const [file, bit] of Object.entries(LIST_BITS)) {
    if (without.has(file.startsWith('derived/') ? 'derived' : 'handmade')) continue
    for (const phrase of listed(file)) {
      const lower = LOWER_LISTS.has(file)
      const hash = lower ? phraseHash(1, hashString(phrase.toLowerCase())) : phraseOf(tokenise(phrase).word)
      lists.set(hash, (lists.get(hash) ?? 0) | bit)
    }
  }
  return lists
}
const phraseOf = (words: readonly string[]): number =>
  words.reduce((hash, word) => phraseHash(hash, hashString(speltForLists(word.replaceAll('’', "'")))), 0)

/** The kinds of common words, by the hash of the word: see Gazetteer. */
export function wordKinds(): Map<number, number> {
  const kinds = new Map<number, number>()
  const lines = readFileSync(new URL('lists/derived/word-kinds.txt', MODEL), 'utf8').split('\n').filter(Boolean)
  const names = [...new Set(lines.flatMap((line) => line.split(': ')[0]!.split(' ')))].sort()
  for (const line of lines) {
    const [kind, words] = line.split(': ') as [string, string]
    for (const lemma of words.split(' ')) {
      for (const form of formsOf(lemma, kind.startsWith('v.'))) {
        const hash = hashString(form)
        for (const part of kind.split(' ')) kinds.set(hash, withKind(kinds.get(hash) ?? 0, names.indexOf(part) + 1))
      }
    }
  }
  return kinds
}
/** Up to three kinds of seven bits each. */
function withKind(kinds: number, kind: number): number {
  let shift = 0
  for (let rest = kinds; rest !== 0; rest >>>= 7, shift += 7) if ((rest & 127) === kind || shift >= 14) return kinds
  return kinds | (kind << shift)
}

const SEEN = [BIT.seenPerson, BIT.seenOrganisation, BIT.seenPlace, BIT.seenOther, BIT.seenOther, BIT.seenOther]
/** The lists `base` and what the names of the documents add, without those of the fold `without` (-1 for none). */
export function harvest(documents: readonly Document[], base: Lists, without: number): Lists {
  const lists: Lists = new Map(base)
  const add = (words: readonly string[], bit: number): void => {
    const hash = phraseOf(words)
    lists.set(hash, (lists.get(hash) ?? 0) | bit)
  }
  const lower = new Map<string, [number, number]>()
  for (const { tokens, names, fold, source } of documents) {
    if (fold === without) continue
    for (const { from, to, nameClass } of names) {
      const words = tokens.word.slice(from, to)
      if (to - from <= 6) add(words, SEEN[nameClass]!)
      if (nameClass === 0 && to - from > 1) {
        add([words[0]!], BIT.seenFirstName)
        add([words[words.length - 1]!], BIT.seenSurname)
      }
    }
    if (source === 'btc' || source === 'wnut17') continue
    for (let i = 1; i < tokens.count; i++) {
      if (tokens.sentence[i] !== tokens.sentence[i - 1]) continue
      const word = tokens.word[i]!
      const low = word.toLowerCase()
      let counts = lower.get(low)
      if (!counts) lower.set(low, (counts = [0, 0]))
      counts[low === word ? 0 : 1]++
    }
  }
  for (const [word, [low, capital]] of lower) {
    if (low < 3) continue
    const hash = phraseHash(1, hashString(word))
    lists.set(hash, (lists.get(hash) ?? 0) | (low > capital * 10 ? BIT.common : BIT.mixed))
  }
  return lists
}
