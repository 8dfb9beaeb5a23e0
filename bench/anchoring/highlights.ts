// Highlights as people make them: a name, a phrase, a sentence or some, a paragraph, or across two.
import { isSpace, isWord, paragraphsOf, sentencesOf } from './edited-text.ts'
import type { Range, Unit } from './edited-text.ts'
import { below, pick } from './random.ts'
import type { Random } from './random.ts'

/** A range of units that neither begins nor ends with a gap and holds a word. */
export function randomHighlight(random: Random, units: readonly Unit[]): Range {
  for (;;) {
    const range = trimmed(units, anyRange(random, units))
    if (units.slice(range.start, range.end).some(isWord)) return range
  }
}

function anyRange(random: Random, units: readonly Unit[]): Range {
  const kind = random()
  if (kind < 0.2) return words(random, units, 1 + below(random, 3))
  if (kind < 0.55) return words(random, units, 4 + below(random, 9))
  const sentences = sentencesOf(units)
  const first = below(random, sentences.length)
  if (kind < 0.8) return sentences[first]!
  if (kind < 0.92) {
    const last = Math.min(sentences.length - 1, first + 1 + below(random, 2))
    return { start: sentences[first]!.start, end: sentences[last]!.end }
  }
  const paragraph = pick(random, paragraphsOf(units))
  if (kind < 0.97) return paragraph
  // From within one paragraph into the next.
  return { start: Math.max(0, paragraph.end - 12), end: Math.min(units.length, paragraph.end + 13) }
}

/** So many words in a row, of one paragraph. */
function words(random: Random, units: readonly Unit[], count: number): Range {
  let start = below(random, units.length)
  while (start > 0 && !isWord(units[start]!)) start -= 1
  let end = start
  let taken = 0
  while (end < units.length && taken < count && !units[end]!.text.includes('\n')) {
    if (isWord(units[end]!)) taken += 1
    end += 1
  }
  return { start, end }
}

function trimmed(units: readonly Unit[], range: Range): Range {
  let { start, end } = range
  while (start < end && isSpace(units[start]!)) start += 1
  while (end > start && isSpace(units[end - 1]!)) end -= 1
  return { start, end }
}
