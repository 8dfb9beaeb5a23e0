// Approximate string search: where a pattern occurs in a text with at most so many errors.

/** The pattern ends before `end` with `errors` insertions, deletions and substitutions. */
export type ApproximateEnd = { end: number; errors: number }

const WORD = 32

/**
 * Finds every place where an occurrence of the pattern ends. This is G. Myers, "A fast bit-vector algorithm for
 * approximate string matching based on dynamic programming" (J. ACM 46, 1999), in blocks of 32 rows, of which only
 * those within the error limit are computed.
 * @param text where to look
 * @param pattern what to look for; not empty
 * @param maxErrors edit distance allowed, in UTF-16 code units
 * @param anchored whether occurrences have to begin where the text does; else they may begin anywhere
 * @returns in the order of the text, each with the least errors that an occurrence ending there has
 */
export function approximateEnds(text: string, pattern: string, maxErrors: number, anchored = false): ApproximateEnd[] {
  const columns = new Columns(pattern, Math.min(maxErrors, pattern.length), anchored)
  const found: ApproximateEnd[] = []
  for (let index = 0; index < text.length; index += 1) {
    const errors = columns.advance(text.charCodeAt(index))
    if (errors <= columns.maxErrors) found.push({ end: index + 1, errors })
  }
  return found
}

/** The dynamic programming matrix of Myers' paper, a column at a time; names as there where they are words. */
class Columns {
  readonly maxErrors: number
  readonly #rowsInLast: number
  readonly #edge: number
  readonly #last: number
  readonly #none: Int32Array
  readonly #matches = new Map<number, Int32Array>()
  readonly #positive: Int32Array
  readonly #negative: Int32Array
  readonly #scores: Int32Array
  /** The last block that can still lead to an occurrence within the limit. */
  #active: number

  constructor(pattern: string, maxErrors: number, anchored: boolean) {
    const blocks = Math.ceil(pattern.length / WORD)
    this.maxErrors = maxErrors
    this.#last = blocks - 1
    this.#rowsInLast = pattern.length - this.#last * WORD
    this.#edge = anchored ? 1 : 0
    this.#none = new Int32Array(blocks)
    this.#positive = new Int32Array(blocks).fill(-1)
    this.#negative = new Int32Array(blocks)
    this.#scores = new Int32Array(blocks)
    this.#active = Math.min(this.#last, Math.max(0, Math.ceil(maxErrors / WORD) - 1))
    for (let block = 0; block <= this.#active; block += 1) {
      this.#scores[block] = block === this.#last ? pattern.length : (block + 1) * WORD
    }
    for (let row = 0; row < pattern.length; row += 1) {
      const code = pattern.charCodeAt(row)
      const bits = this.#matches.get(code) ?? new Int32Array(blocks)
      bits[row >>> 5]! |= 1 << (row & 31)
      this.#matches.set(code, bits)
    }
  }

  /** Takes the next character; returns the errors of the best occurrence ending with it, Infinity when over the limit. */
  advance(code: number): number {
    const matches = this.#matches.get(code) ?? this.#none
    const scores = this.#scores
    let carry = this.#edge
    for (let block = 0; block <= this.#active; block += 1) {
      carry = this.#step(block, matches[block]!, carry)
      scores[block]! += carry
    }
    const active = this.#active
    const grows = active < this.#last && scores[active]! - carry <= this.maxErrors
    if (grows && ((matches[active + 1]! & 1) !== 0 || carry < 0)) this.#open(active + 1, matches[active + 1]!, carry)
    else while (this.#active > 0 && scores[this.#active]! >= this.maxErrors + WORD) this.#active -= 1
    return this.#active === this.#last ? scores[this.#last]! : Infinity
  }

  #open(block: number, matches: number, carry: number): void {
    this.#active = block
    this.#positive[block] = -1
    this.#negative[block] = 0
    const rows = block === this.#last ? this.#rowsInLast : WORD
    this.#scores[block] = this.#scores[block - 1]! - carry + rows + this.#step(block, matches, carry)
  }

  /** One block of one column: from the change along its upper edge to the change along its lower edge. */
  #step(block: number, matches: number, carry: number): number {
    const positive = this.#positive[block]!
    const negative = this.#negative[block]!
    const vertical = matches | negative
    const equal = carry < 0 ? matches | 1 : matches
    const horizontal = (((equal & positive) + positive) ^ positive) | equal
    let up = negative | ~(horizontal | positive)
    let down = positive & horizontal
    const bottom = block === this.#last ? this.#rowsInLast - 1 : WORD - 1
    const out = ((up >>> bottom) & 1) - ((down >>> bottom) & 1)
    up = (up << 1) | (carry > 0 ? 1 : 0)
    down = (down << 1) | (carry < 0 ? 1 : 0)
    this.#positive[block] = down | ~(vertical | up)
    this.#negative[block] = up & vertical
    return out
  }
}
