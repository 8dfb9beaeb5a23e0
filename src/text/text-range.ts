// Ranges over a text: trimming, so that a highlight holds words and not the gaps around them.
import type { TextRange } from '../contract/model.ts'

const SPACE = /\s/u

/**
 * Takes white space off both ends of a range, separators included, and keeps surrogate pairs whole.
 * @param text the canonical text
 * @param range UTF-16 code units; ends outside the text are brought inside
 * @returns the trimmed range; empty when the range holds nothing but white space
 */
export function trimRange(text: string, range: TextRange): TextRange {
  let start = Math.min(Math.max(range.start, 0), text.length)
  let end = Math.min(Math.max(range.end, start), text.length)
  if (start < end) {
    if (cutsPair(text, start)) start -= 1
    if (cutsPair(text, end)) end += 1
  }
  while (start < end && SPACE.test(text[start] as string)) start += 1
  while (end > start && SPACE.test(text[end - 1] as string)) end -= 1
  return { start, end }
}

/**
 * Whether an offset falls between the two halves of a surrogate pair.
 * @param text any text
 * @param offset UTF-16 code units
 */
export function cutsPair(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}
