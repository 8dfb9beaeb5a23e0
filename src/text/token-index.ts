// Where each token, and each pair of neighbours, stands in a text: made once, asked for every quote.
import { tokensOf } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** Places by key, in ascending order, in one array with a hash table over it. */
export class Postings {
  readonly #mask: number
  readonly #slotKey: Int32Array
  readonly #slotFirst: Int32Array
  readonly #slotCount: Int32Array
  readonly #places: Int32Array

  /** @param keys of places 0, 1, 2 …; only the first `count` count */
  constructor(keys: Int32Array, count: number) {
    let size = 16
    while (size < count * 2) size *= 2
    this.#mask = size - 1
    this.#slotKey = new Int32Array(size)
    this.#slotFirst = new Int32Array(size)
    this.#slotCount = new Int32Array(size)
    this.#places = new Int32Array(count)
    const slots = new Int32Array(count)
    for (let at = 0; at < count; at += 1) {
      const slot = this.#slotOf(keys[at]!)
      this.#slotKey[slot] = keys[at]!
      this.#slotCount[slot]! += 1
      slots[at] = slot
    }
    let first = 0
    for (let slot = 0; slot < size; slot += 1) {
      this.#slotFirst[slot] = first
      first += this.#slotCount[slot]!
    }
    const next = this.#slotFirst.slice()
    for (let at = 0; at < count; at += 1) {
      const slot = slots[at]!
      this.#places[next[slot]!] = at
      next[slot]! += 1
    }
  }

  /** The places of a key; a view, not a copy. */
  of(key: number): Int32Array {
    const slot = this.#slotOf(key)
    const first = this.#slotFirst[slot]!
    return this.#places.subarray(first, first + this.#slotCount[slot]!)
  }

  #slotOf(key: number): number {
    let slot = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d) & this.#mask
    while (this.#slotCount[slot] !== 0 && this.#slotKey[slot] !== key) slot = (slot + 1) & this.#mask
    return slot
  }
}

/** A text with its tokens and the places of each; what is costly is made when it is first asked for. */
export class TokenIndex {
  readonly text: string
  #tokens: Tokens | undefined
  #single: Postings | undefined
  #pairs: Postings | undefined

  constructor(text: string) {
    this.text = text
  }

  get tokens(): Tokens {
    this.#tokens ??= tokensOf(this.text)
    return this.#tokens
  }

  /** Indices of the tokens with a key. */
  places(key: number): Int32Array {
    this.#single ??= new Postings(this.tokens.key, this.tokens.count)
    return this.#single.of(key)
  }

  /** Indices of the tokens with the first key that are followed by one with the second. */
  placesOfPair(first: number, second: number): Int32Array {
    this.#pairs ??= new Postings(pairKeys(this.tokens), Math.max(0, this.tokens.count - 1))
    return this.#pairs.of(pairKey(first, second))
  }
}

const pairKey = (first: number, second: number): number => (Math.imul(first, 0x01000193) ^ second) | 0

function pairKeys({ key, count }: Tokens): Int32Array {
  const keys = new Int32Array(count)
  for (let at = 0; at + 1 < count; at += 1) keys[at] = pairKey(key[at]!, key[at + 1]!)
  return keys
}
