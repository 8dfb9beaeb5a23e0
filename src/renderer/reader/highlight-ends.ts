// Where the ends of a highlight may go: from word to word, or from letter to letter. Pure.
import type { TextRange } from '../../contract/model.ts'

export type End = 'start' | 'end'
export type Unit = 'word' | 'letter'

/** Far more than a word is long, so that the words about an offset are whole. */
const REACH = 400

const segmenters = {
  word: new Intl.Segmenter(undefined, { granularity: 'word' }),
  letter: new Intl.Segmenter(undefined, { granularity: 'grapheme' }),
}

/** The words, or letters that are not white space, about an offset, in order. */
function piecesAbout(text: string, offset: number, unit: Unit): TextRange[] {
  const from = Math.max(0, offset - REACH)
  const to = Math.min(text.length, offset + REACH)
  const pieces: TextRange[] = []
  for (const { index, segment, isWordLike } of segmenters[unit].segment(text.slice(from, to))) {
    const wanted = unit === 'word' ? isWordLike === true : segment.trim() !== ''
    const cut = (index === 0 && from > 0) || (from + index + segment.length === to && to < text.length)
    if (wanted && !cut) pieces.push({ start: from + index, end: from + index + segment.length })
  }
  return pieces
}

/** The range with one end moved by a word or a letter: `step` 1 is on in the text, -1 back. The same when it cannot go. */
export function stepEnd(text: string, range: TextRange, end: End, step: 1 | -1, unit: Unit): TextRange {
  const pieces = piecesAbout(text, range[end], unit)
  const places = pieces.map((piece) => piece[end])
  const here = range[end]
  const next = step === 1 ? places.find((place) => place > here) : places.findLast((place) => place < here)
  return next === undefined ? range : withEnd(range, end, next)
}

/** The range with one end where it was dragged to, at the nearest word or letter. The ends never pass one another. */
export function dragEnd(text: string, range: TextRange, end: End, offset: number, unit: Unit): TextRange {
  const pieces = piecesAbout(text, offset, unit)
  const places = pieces
    .map((piece) => piece[end])
    .filter((place) => (end === 'start' ? place < range.end : place > range.start))
  const nearest = places.reduce<number | null>(
    (best, place) => (best === null || Math.abs(place - offset) < Math.abs(best - offset) ? place : best),
    null,
  )
  return nearest === null ? range : withEnd(range, end, nearest)
}

function withEnd(range: TextRange, end: End, place: number): TextRange {
  const moved = { ...range, [end]: place }
  return moved.start < moved.end ? moved : range
}

/** Where a highlight is split: before the word that an offset is in or that follows it. Null when that is at its edge. */
export function splitPlace(text: string, range: TextRange, offset: number): { at: number; word: string } | null {
  const words = piecesAbout(text, offset, 'word').filter(({ start, end }) => start < range.end && end > range.start)
  const word = words.find(({ end }) => end > offset)
  const before = words.some(({ start }) => word !== undefined && start < word.start)
  if (word === undefined || !before || word.start <= range.start) return null
  return { at: word.start, word: text.slice(word.start, word.end) }
}

/** The word at an end of a range, to be said. */
export function wordAtEnd(text: string, range: TextRange, end: End): string {
  const words = piecesAbout(text, range[end], 'word').filter((word) => word.start < range.end && word.end > range.start)
  const word = end === 'start' ? words[0] : words.at(-1)
  return word === undefined ? '' : text.slice(word.start, word.end)
}
