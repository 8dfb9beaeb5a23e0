// Finds words in a text as a reader means them: without regard to case, accents, kinds of quotation mark or line breaks.
import type { TextRange } from '../../contract/model.ts'

/** A text made ready for searching; each code unit of `letters` knows which part of the text it stands for. */
export interface Searchable {
  letters: string
  starts: Uint32Array
  ends: Uint32Array
}

/** Accents, Hebrew points and Arabic vowel marks. The vowel signs of other scripts are letters, and stay. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g
const ALIKE: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00ad': '',
  '\u200b': '',
}

function foldLetter(letter: string): string {
  if (letter >= 'a' && letter <= 'z') return letter
  const alike = ALIKE[letter]
  if (alike !== undefined) return alike
  if (letter < '\u0080') return letter.toLowerCase()
  return letter.toLowerCase().normalize('NFD').replace(MARKS, '').normalize('NFC')
}

/** Readies a text; takes about as long as reading through it once. */
export function searchable(text: string): Searchable {
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const letter of text) {
    const next = at + letter.length
    const space = /\s/.test(letter)
    const folded = space ? ' ' : foldLetter(letter)
    const joins = folded === '' || (space && parts.at(-1) === ' ')
    // A mark belongs to the letter that it stands on, and a run of spaces is one.
    if (joins && ends.length > 0) ends[ends.length - 1] = next
    else {
      if (folded !== '') parts.push(folded)
      for (let unit = 0; unit < folded.length; unit += 1) {
        starts.push(at)
        ends.push(next)
      }
    }
    at = next
  }
  return { letters: parts.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
}

/** Where the words occur, in order and without overlaps; nowhere when nothing is looked for. */
export function findAll({ letters, starts, ends }: Searchable, words: string): TextRange[] {
  const wanted = searchable(words).letters
  const found: TextRange[] = []
  if (wanted.trim() === '') return found
  for (let at = letters.indexOf(wanted); at !== -1; at = letters.indexOf(wanted, at + wanted.length)) {
    found.push({ start: starts[at] ?? 0, end: ends[at + wanted.length - 1] ?? 0 })
  }
  return found
}

/** Index of the match that a search beginning at an offset comes to: the first from there on, else the first of all. */
export function matchFrom(matches: readonly TextRange[], offset: number): number {
  return Math.max(
    0,
    matches.findIndex(({ end }) => end > offset),
  )
}
