// Which way a letter runs, by its script: in a text of either direction there are words of the other. Pure.

/** Hebrew, Arabic, Syriac, Thaana, NKo and the like, and the Arabic presentation forms (Unicode Bidi classes R and AL). */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
/** Letters of all other scripts, and digits, which run from the left everywhere. */
const LEFT_TO_RIGHT = /[\p{L}\p{Nd}]/u
const DIGIT = /\p{Nd}/u

/**
 * The direction of the letter at an offset (UTF-16 code units); punctuation and space run as the text does.
 */
export function letterDirection(text: string, offset: number, base: 'ltr' | 'rtl'): 'ltr' | 'rtl' {
  const letter = String.fromCodePoint(text.codePointAt(offset) ?? 32)
  if (DIGIT.test(letter)) return 'ltr'
  if (RIGHT_TO_LEFT.test(letter)) return 'rtl'
  return LEFT_TO_RIGHT.test(letter) ? 'ltr' : base
}
