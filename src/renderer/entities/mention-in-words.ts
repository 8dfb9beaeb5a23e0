// A mention said aloud: what one who does not see the text gets of going there.
import type { Mention } from '../../contract/model.ts'

/** How much of the text is said before and after the name at most, UTF-16 code units. */
const AROUND = 60

/** The words around a mention, as far as they are in the same block. */
export function wordsAround({ start, end }: Mention, text: string): string {
  const block = text.lastIndexOf('\n', start - 1) + 1
  const blockEnd = text.indexOf('\n', end)
  const last = blockEnd === -1 ? text.length : blockEnd
  // Cut between words.
  const from = start - block <= AROUND ? block : text.indexOf(' ', start - AROUND) + 1
  const to = last - end <= AROUND ? last : text.lastIndexOf(' ', end + AROUND)
  return text.slice(Math.min(Math.max(from, block), start), Math.max(to, end))
}

/** Which of an entity's mentions it is, and the words around it. */
export function mentionInWords(mention: Mention, mentions: readonly Mention[], text: string): string {
  const place = mentions.findIndex(({ start }) => start === mention.start) + 1
  return `Mention ${String(place)} of ${String(mentions.length)}: ${wordsAround(mention, text)}`
}
