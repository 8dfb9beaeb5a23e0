// Words as notes are looked for by them: folded for comparison, as an expression for the index, as a pattern for a text.

/**
 * Folds words for comparison: without case, accents, and white space at the ends.
 * @param words a title, a name, or what was typed
 * @returns the folded words, with one space between two
 */
export function fold(words: string): string {
  return words
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/**
 * An FTS5 expression that every one of some words begins a word of the text, in any order.
 * @param typed what was typed
 * @returns the expression (https://www.sqlite.org/fts5.html#full_text_query_syntax), or null when it has no letter or digit
 */
export function matchAllWords(typed: string): string | null {
  const words = typed.match(/[\p{L}\p{N}\p{M}]+/gu)
  return words === null ? null : words.map((word) => `"${word}"*`).join(' AND ')
}

/** Shorter titles stand everywhere. */
const SHORTEST_TITLE = 3

/**
 * An FTS5 expression for texts that say a title word for word.
 * @param title of a note
 * @returns the expression, or null when the title is too short to be looked for
 */
export function matchTitle(title: string): string | null {
  if ((title.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < SHORTEST_TITLE) return null
  return `"${title.replaceAll('"', ' ')}"`
}

/**
 * A pattern for a title in running text: as whole words, whatever their case and the white space between them.
 * @param title of a note; not empty
 */
export function titlePattern(title: string): RegExp {
  const words = title
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:${words.join(String.raw`\s+`)})(?![\p{L}\p{N}_])`, 'iu')
}

/** So much of a long line is shown before what is marked, and after it: UTF-16 code units. */
const BEFORE = 100
const AFTER = 180

/**
 * The line around a range of a passage, cut where it is long.
 * @param text of the passage
 * @param range UTF-16 offsets into it
 * @returns the line, and the range within it
 */
export function lineAround(
  text: string,
  { start, end }: { start: number; end: number },
): { text: string; start: number; end: number } {
  const next = text.indexOf('\n', end)
  let from = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1
  let to = next < 0 ? text.length : next
  if (from > start) from = start
  const isLongBefore = start - from > BEFORE
  const isLongAfter = to - end > AFTER
  // Between words, so that no letter or sign is cut in two.
  if (isLongBefore) from = start - BEFORE + Math.max(0, text.slice(start - BEFORE, start).search(/\s/))
  if (isLongAfter) to = end + Math.max(0, text.slice(end, end + AFTER).search(/\s\S*$/))
  const lead = isLongBefore ? '…' : ''
  const cut = text.slice(from, to)
  const offset = lead.length - from
  return { text: `${lead}${cut}${isLongAfter ? '…' : ''}`, start: start + offset, end: end + offset }
}
