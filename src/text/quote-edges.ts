// Where an approximate match really begins and ends: edit distance alone cuts into words that were put in or rewritten.
import type { TextQuoteSelector, TextRange } from '../contract/model.ts'
import { approximateEnds } from './approximate-search.ts'

/** How far from an edge its surroundings are looked for: a few words put in. */
const REACH = 64
/** The share of the surroundings that may differ for them to mark an edge. */
const TOLERANCE = 0.35

const WORD = /[\p{L}\p{N}\p{M}]/u

/**
 * Other ranges that a quote may occupy about an approximate match: from the end of its prefix, to the start of its
 * suffix, or both, where those stand near.
 * @param text where the match is
 * @param quote what was looked for
 * @param match the match, UTF-16 code units
 */
export function edgesBySurroundings(text: string, quote: TextQuoteSelector, match: TextRange): TextRange[] {
  const start = endOfPrefix(text, quote.prefix, match.start)
  const end = startOfSuffix(text, quote.suffix, match.end)
  const ranges = [
    { start: start ?? match.start, end: match.end },
    { start: match.start, end: end ?? match.end },
    { start: start ?? match.start, end: end ?? match.end },
  ]
  return ranges.filter((range) => range.start < range.end)
}

/**
 * Widens a match to whole words at those edges where the quote itself does not cut a word. Scripts that write no
 * spaces are left alone: there an edge is always in a run of letters.
 * @param text where the match is
 * @param quote what was looked for
 * @param match the match, UTF-16 code units
 */
export function wholeWords(text: string, quote: TextQuoteSelector, match: TextRange): TextRange {
  let { start, end } = match
  const quoteCuts = (before: string, after: string): boolean => isWord(before.at(-1)) && isWord(after[0])
  const limit = quote.exact.length
  if (!quoteCuts(quote.prefix, quote.exact)) {
    while (start > 0 && match.start - start < limit && quoteCuts(text[start - 1]!, text[start]!)) start -= 1
  }
  if (!quoteCuts(quote.exact, quote.suffix)) {
    while (end < text.length && end - match.end < limit && quoteCuts(text[end - 1]!, text[end]!)) end += 1
  }
  return { start, end }
}

/** Letters of scripts with spaces, and digits. */
function isWord(character: string | undefined): boolean {
  return (
    character !== undefined && WORD.test(character) && !/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u.test(character)
  )
}

function endOfPrefix(text: string, prefix: string, near: number): number | undefined {
  const from = Math.max(0, near - REACH - 2 * prefix.length)
  return nearest(text.slice(from, near + REACH), prefix, near - from, (at) => from + at)
}

function startOfSuffix(text: string, suffix: string, near: number): number | undefined {
  const to = Math.min(text.length, near + REACH + 2 * suffix.length)
  const window = backward(text.slice(Math.max(0, near - REACH), to))
  return nearest(window, backward(suffix), to - near, (at) => to - at)
}

function nearest(window: string, context: string, near: number, place: (at: number) => number): number | undefined {
  if (context === '') return undefined
  const ends = approximateEnds(window, context, Math.floor(context.length * TOLERANCE))
  ends.sort((a, b) => a.errors - b.errors || Math.abs(a.end - near) - Math.abs(b.end - near))
  return ends[0] === undefined ? undefined : place(ends[0].end)
}

/**
 * The same string from its end to its start, by UTF-16 code units: for searching towards the start.
 * @param text any text
 */
export function backward(text: string): string {
  let reversed = ''
  for (let index = text.length - 1; index >= 0; index -= 1) reversed += text[index]
  return reversed
}
