// Whether the first and the last sentence of a quote are where the quote is thought to begin and to end.
import type { Alignment, Stretch } from './align.ts'
import { MARK_WEIGHT } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** How much of the sentence at an end has to stand; none of it may, when it was taken out. */
const LEAST_STANDING = 0.6
const TAKEN_OUT = 0.02
/** Letters gone at an end, from which on words in their place are rather those of another passage. */
const REPLACED_END = 12

/**
 * Tells a quote that was edited from a passage that begins or ends as a neighbour of the quote does: the sentence at
 * either end stands for the most part or was taken out, and does not have a few of its words among those of another.
 * @param quote the quote's own tokens, from `head` to `tail`, and the text they are of
 * @param found what became of them
 * @param text tokens of the text
 * @param edges the first and the last token of the place, both inclusive
 */
export function endsStand(
  quote: { whole: Stretch; head: number; tail: number },
  found: Alignment,
  text: Tokens,
  edges: { from: number; to: number },
): boolean {
  const { head, tail } = quote
  let first = head + 1
  while (first < tail && !isBoundary(quote.whole, first)) first += 1
  // Words of one sentence stand or fall together.
  if (first === tail) return true
  let last = tail - 1
  while (last > head && !isBoundary(quote.whole, last)) last -= 1
  return (
    stands(quote.whole.tokens, found, head, first) &&
    stands(quote.whole.tokens, found, last, tail) &&
    !isReplaced(quote, found, text, edges, 1) &&
    !isReplaced(quote, found, text, edges, -1)
  )
}

/** Whether a sentence or a paragraph begins with a token. */
function isBoundary({ text, tokens }: Stretch, row: number): boolean {
  const gap = text.slice(tokens.end[row - 1], tokens.start[row])
  if (gap.includes('\n')) return true
  return (
    gap !== '' && /[.!?…。؟]["'”’»)\]]*$/u.test(text.slice(Math.max(0, tokens.end[row - 1]! - 3), tokens.end[row - 1]))
  )
}

function stands({ weight }: Tokens, { alike }: Alignment, from: number, to: number): boolean {
  let all = 0
  let standing = 0
  for (let row = from; row < to; row += 1) {
    all += weight[row]!
    standing += weight[row]! * alike[row]!
  }
  return all === 0 || standing / all >= LEAST_STANDING || standing / all <= TAKEN_OUT
}

/** Whether many letters went at an end and words came in their place. */
function isReplaced(
  { whole, head, tail }: { whole: Stretch; head: number; tail: number },
  { alike, became }: Alignment,
  text: Tokens,
  edges: { from: number; to: number },
  inwards: 1 | -1,
): boolean {
  let row = inwards === 1 ? head : tail - 1
  let gone = 0
  while (row >= head && row < tail && alike[row] === 0) {
    gone += whole.tokens.weight[row]!
    row += inwards
  }
  if (gone < REPLACED_END || row < head || row >= tail) return false
  for (let at = inwards === 1 ? edges.from : edges.to; at !== became[row]; at += inwards) {
    if (text.weight[at]! > MARK_WEIGHT) return true
  }
  return false
}
