// Tokens of a text for comparing it with another: words, ideographs and marks, folded so that typography does not count.

/**
 * The tokens of a text in order, as columns. White space is in none. `key` is a hash of the folded token: case, accents,
 * the shape of quotes, dashes and ellipses, soft hyphens and the like are not in it. `weight` is what a token counts for
 * in comparisons: a word its letters (`MOST_WEIGHT` at most), an ideograph two, a mark a quarter.
 */
export type Tokens = {
  count: number
  /** UTF-16 code units. */
  start: Int32Array
  end: Int32Array
  key: Int32Array
  weight: Float32Array
  /** Which letters a word has, a bit for each, some letters sharing one: words with few in common are not alike. */
  letters: Int32Array
}

/** A mark's weight; words weigh more than this. */
export const MARK_WEIGHT = 0.25
const MOST_WEIGHT = 12
const IDEOGRAPH_WEIGHT = 2

const SPACE = 1
const LETTER = 2
const IDEOGRAPH = 3
const QUOTE = 4
const APOSTROPHE = 5
const DASH = 6
const DOT = 7
const OTHER = 8
const IGNORED = 9
const HALF = 10

/** Scripts that write no spaces between words: every character is a token. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}\p{sc=Tibt}]/u
const KINDS: readonly (readonly [RegExp, number])[] = [
  [/[\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]/u, IGNORED],
  [/\s/u, SPACE],
  [/['\u2018\u2019\u02bc\u00b4`\u2032]/u, APOSTROPHE],
  [/["\u201a-\u201f\u00ab\u00bb\u2039\u203a\u2033\u300c-\u300f\uff02]/u, QUOTE],
  [/[\p{Pd}\u2212]/u, DASH],
  [/[.\u2026]/u, DOT],
  [UNSPACED, IDEOGRAPH],
  [/[\p{L}\p{N}\p{M}_]/u, LETTER],
]

const kinds = new Uint8Array(65536)
function kindOf(code: number): number {
  const known = kinds[code]!
  if (known !== 0) return known
  const character = String.fromCharCode(code)
  const surrogate = code >= 0xd800 && code <= 0xdfff
  const kind = surrogate ? HALF : (KINDS.find(([pattern]) => pattern.test(character))?.[1] ?? OTHER)
  kinds[code] = kind
  return kind
}

const folded = new Map<number, string>()
/** A code unit without case, accents and typographic variety; empty for combining accents. */
function fold(code: number): string {
  let known = folded.get(code)
  if (known === undefined) {
    const character = String.fromCharCode(code)
    const surrogate = code >= 0xd800 && code <= 0xdfff
    known = surrogate
      ? character
      : character
          .normalize('NFKD')
          .replace(/[\u0300-\u036f]/gu, '')
          .toLowerCase()
    if (kindOf(code) === IGNORED) known = ''
    folded.set(code, known)
  }
  return known
}

/** Whether a word may be written about this place: letters of spaced scripts on both sides. */
export function cutsWord(before: string, after: string): boolean {
  if (before === '' || after === '') return false
  return kindOf(before.charCodeAt(before.length - 1)) === LETTER && kindOf(after.charCodeAt(0)) === LETTER
}

/**
 * A word without case, accents and typographic variety.
 * @param word any string
 */
export function foldWord(word: string): string {
  let result = ''
  for (let index = 0; index < word.length; index += 1) result += fold(word.charCodeAt(index))
  return result
}

/** FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo), a code unit at a time. */
const BASIS = 0x811c9dc5 | 0
const mix = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193)

/**
 * Splits a text into tokens.
 * @param text any text, lone surrogates included
 */
export function tokensOf(text: string): Tokens {
  const writer = new TokenWriter(text.length)
  let at = 0
  while (at < text.length) {
    const kind = kindOf(text.charCodeAt(at))
    if (kind === SPACE || kind === IGNORED) at += 1
    else if (kind === LETTER) at = word(text, at, writer)
    else at = mark(text, at, kind, writer)
  }
  return writer.finish()
}

function word(text: string, from: number, writer: TokenWriter): number {
  let hash = BASIS
  let letters = 0
  let set = 0
  let at = from
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= 97 && code <= 122) {
      hash = mix(hash, code)
      set |= 1 << (code & 31)
      letters += 1
      continue
    }
    const kind = kindOf(code)
    if (kind !== LETTER && kind !== IGNORED) break
    const piece = fold(code)
    for (let index = 0; index < piece.length; index += 1) {
      hash = mix(hash, piece.charCodeAt(index))
      set |= 1 << (piece.charCodeAt(index) & 31)
    }
    letters += piece.length
  }
  writer.add(from, at, hash, Math.min(MOST_WEIGHT, Math.max(1, letters)), set)
  return at
}

function mark(text: string, from: number, kind: number, writer: TokenWriter): number {
  const code = text.charCodeAt(from)
  let end = from + 1
  if (kind === HALF) {
    const next = text.charCodeAt(end)
    if (code < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) end += 1
    const hash = mix(mix(BASIS, code), end - from === 2 ? next : 0)
    writer.add(from, end, hash, UNSPACED.test(text.slice(from, end)) ? IDEOGRAPH_WEIGHT : 1)
    return end
  }
  if (kind === IDEOGRAPH) {
    writer.add(from, end, mix(BASIS, code), IDEOGRAPH_WEIGHT)
    return end
  }
  if (kind === DASH) while (end < text.length && kindOf(text.charCodeAt(end)) === DASH) end += 1
  if (kind === DOT && text.startsWith('...', from)) while (text[end] === '.') end += 1
  writer.add(from, end, mix(BASIS, shapeOf(text, from, end, kind)), MARK_WEIGHT)
  return end
}

/** All quotes are one mark, all dashes another; but an apostrophe within a word is no quote. */
function shapeOf(text: string, from: number, end: number, kind: number): number {
  const code = text.charCodeAt(from)
  if (kind === DASH) return 45
  if (kind === DOT) return end - from > 1 ? 0x2026 : code
  if (kind === QUOTE) return 34
  if (kind !== APOSTROPHE) return code
  const within = from > 0 && isLetter(text, from - 1) && isLetter(text, end)
  return within ? 39 : 34
}

const isLetter = (text: string, at: number): boolean => at < text.length && kindOf(text.charCodeAt(at)) === LETTER

class TokenWriter {
  #count = 0
  #start: Int32Array
  #end: Int32Array
  #key: Int32Array
  #weight: Float32Array
  #letters: Int32Array

  constructor(length: number) {
    const room = Math.ceil(length / 4) + 8
    this.#start = new Int32Array(room)
    this.#end = new Int32Array(room)
    this.#key = new Int32Array(room)
    this.#weight = new Float32Array(room)
    this.#letters = new Int32Array(room)
  }

  add(start: number, end: number, key: number, weight: number, letters = 0): void {
    if (this.#count === this.#start.length) this.#grow()
    const at = this.#count
    this.#start[at] = start
    this.#end[at] = end
    this.#key[at] = key
    this.#weight[at] = weight
    this.#letters[at] = letters
    this.#count = at + 1
  }

  finish(): Tokens {
    const count = this.#count
    const columns = { start: this.#start, end: this.#end, key: this.#key, letters: this.#letters }
    return { count, weight: this.#weight, ...columns }
  }

  #grow(): void {
    const room = this.#start.length * 2
    const wider = (old: Int32Array): Int32Array => {
      const grown = new Int32Array(room)
      grown.set(old)
      return grown
    }
    this.#start = wider(this.#start)
    this.#end = wider(this.#end)
    this.#key = wider(this.#key)
    this.#letters = wider(this.#letters)
    const weights = new Float32Array(room)
    weights.set(this.#weight)
    this.#weight = weights
  }
}

/**
 * The first token that ends after an offset.
 * @param tokens of a text
 * @param offset UTF-16 code units
 * @returns its index; `tokens.count` when there is none
 */
export function tokenAfter(tokens: Tokens, offset: number): number {
  let low = 0
  let high = tokens.count
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens.end[middle]! > offset) high = middle
    else low = middle + 1
  }
  return low
}
