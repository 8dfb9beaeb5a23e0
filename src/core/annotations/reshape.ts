// The ranges that merging and splitting make. Pure.
import type { TextRange } from '../../contract/model.ts'
import { cutsPair, trimRange } from '../../text/text-range.ts'

const WORD = /[\p{L}\p{N}]/u

/**
 * The range over several that overlap or touch.
 * @param text the canonical text
 * @param ranges at least one, by start; UTF-16 code units
 * @returns from the first start to the last end; null when words lie between two of them
 */
export function unionOf(text: string, ranges: readonly TextRange[]): TextRange | null {
  const [first, ...others] = ranges
  if (first === undefined) return null
  let end = first.end
  for (const range of others) {
    if (range.start > end && WORD.test(text.slice(end, range.start))) return null
    end = Math.max(end, range.end)
  }
  return { start: first.start, end }
}

/**
 * The two parts of a range, without the white space at the cut.
 * @param text the canonical text
 * @param range UTF-16 code units
 * @param at where it is cut, an offset of the text
 * @returns both parts; null when one of them would be without words, or `at` is not within the range
 */
export function halvesOf(text: string, range: TextRange, at: number): [TextRange, TextRange] | null {
  if (at <= range.start || at >= range.end || cutsPair(text, at)) return null
  const halves = [
    trimRange(text, { start: range.start, end: at }),
    trimRange(text, { start: at, end: range.end }),
  ] as const
  const haveWords = halves.every((half) => WORD.test(text.slice(half.start, half.end)))
  return haveWords ? [halves[0], halves[1]] : null
}
