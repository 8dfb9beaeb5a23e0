// Whether an answer is right, by what the editor did.
import type { Anchoring } from '../../src/text/anchor.ts'
import type { Truth } from './edited-text.ts'

/**
 * - `right`: placed where the words are, or called an orphan when they are gone or torn apart;
 * - `unsure`: said to be uncertain;
 * - `wrong`: placed for sure where the words are not;
 * - `lost`: called an orphan though the words are there.
 */
export type Verdict = 'right' | 'unsure' | 'wrong' | 'lost'

/** Below this share of untouched letters the words are gone. */
const GONE = 0.5

/** Whether a range is where the truth says. */
export function isPlacedRight(truth: Truth | null, answer: { start: number; end: number }): boolean {
  if (truth === null) return false
  if (truth.torn) {
    const held = truth.pieces.filter((piece) => piece.start < answer.end && piece.end > answer.start)
    const letters = (pieces: readonly { start: number; end: number }[]): number =>
      pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0)
    // Of words that were torn apart, more than half of them and hardly anything else.
    return letters(held) > letters(truth.pieces) / 2 && letters(held) > (answer.end - answer.start) / 2
  }
  const within = (offset: number, range: { start: number; end: number }): boolean =>
    offset >= range.start && offset <= range.end
  return within(answer.start, truth.start) && within(answer.end, truth.end) && answer.end > answer.start
}

/** Judges one answer. */
export function judge(truth: Truth | null, answer: Anchoring): Verdict {
  if (answer.status === 'uncertain') return 'unsure'
  if (answer.status === 'orphan') {
    return truth === null || truth.torn || truth.survived < GONE ? 'right' : 'lost'
  }
  return isPlacedRight(truth, answer) ? 'right' : 'wrong'
}
