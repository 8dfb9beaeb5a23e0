// The sentence that a mention stands in, as the engine cuts sentences.
import type { EntitySentence } from '../../contract/entity-model.ts'
import type { TextRange } from '../../contract/model.ts'
import { tokenise } from './engine/tokens.ts'

/** A block as long as this is no prose; what stands in it is shown with so many UTF-16 code units on each side. */
const LONGEST_BLOCK = 20_000
const BESIDE = 160

/**
 * The sentence around a range of a text: within its block, from the first word of the sentence that holds the start of
 * the range to the end of the one that holds its end.
 * @param text the canonical text
 * @param range UTF-16 offsets into it
 * @returns UTF-16 offsets into it, without white space at the ends; never less than the range
 */
export function sentenceAround(text: string, { start, end }: TextRange): TextRange {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end)
  const to = next < 0 ? text.length : next
  if (to - from > LONGEST_BLOCK) return { start: Math.max(from, start - BESIDE), end: Math.min(to, end + BESIDE) }
  const tokens = tokenise(text.slice(from, to))
  let first = -1
  let last = -1
  for (let i = 0; i < tokens.count; i++) {
    if (first < 0 && tokens.end[i]! > start - from) first = i
    if (tokens.start[i]! < end - from) last = i
  }
  if (first < 0 || last < 0) return { start, end }
  while (first > 0 && tokens.sentence[first - 1] === tokens.sentence[first]) first--
  while (last + 1 < tokens.count && tokens.sentence[last + 1] === tokens.sentence[last]) last++
  return { start: Math.min(start, from + tokens.start[first]!), end: Math.max(end, from + tokens.end[last]!) }
}

/**
 * The sentences that hold some ranges of one article, each once, with the ranges marked in it.
 * @param articleId the article
 * @param text its canonical text
 * @param ranges UTF-16 offsets into it, in order; those beyond its end are left out
 */
export function sentencesWith(articleId: string, text: string, ranges: readonly TextRange[]): EntitySentence[] {
  const sentences: EntitySentence[] = []
  let reach = -1
  for (const range of ranges) {
    if (range.end > text.length) continue
    const before = sentences.at(-1)
    if (before === undefined || range.end > reach) {
      const { start, end } = sentenceAround(text, range)
      sentences.push({ articleId, text: text.slice(start, end), start, marks: [] })
      reach = end
    }
    const sentence = sentences.at(-1)!
    sentence.marks.push({ start: range.start - sentence.start, end: range.end - sentence.start })
  }
  return sentences
}
