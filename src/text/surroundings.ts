// The words around a passage, enough of them to recognise where it stood once its text is gone.
import type { TextRange } from '../contract/model.ts'
import { cutsPair } from './text-range.ts'

/** The text before and after a passage, as it stood there. */
export type Surroundings = { before: string; after: string }

const SPACE = /\s/u

/**
 * Takes the surroundings of a range. They end where a block or a word does; anywhere in a script without spaces.
 * @param text the canonical text
 * @param range UTF-16 code units of `text`
 * @param most how much to take on each side, UTF-16 code units; fewer at the edges of the text
 */
export function surroundingsOf(text: string, range: TextRange, most = 300): Surroundings {
  return {
    before: text.slice(beginOf(text, range.start, most), range.start),
    after: text.slice(range.end, endOf(text, range.end, most)),
  }
}

function beginOf(text: string, start: number, most: number): number {
  if (start <= most) return 0
  const from = start - most
  // A block that begins in the further half is a better beginning than any word.
  const block = text.indexOf('\n\n', from)
  if (block >= 0 && block < from + most / 2) return block + 2
  for (let at = from; at < from + most / 2; at += 1) if (SPACE.test(text[at] as string)) return at + 1
  return cutsPair(text, from) ? from + 1 : from
}

function endOf(text: string, end: number, most: number): number {
  if (text.length - end <= most) return text.length
  const to = end + most
  const block = text.lastIndexOf('\n\n', to)
  if (block >= end + most / 2) return block
  for (let at = to; at > end + most / 2; at -= 1) if (SPACE.test(text[at] as string)) return at
  return cutsPair(text, to) ? to - 1 : to
}
