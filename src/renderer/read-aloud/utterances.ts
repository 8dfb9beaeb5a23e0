// Cuts a sentence into pieces short enough for one utterance: some voices fall silent after about fifteen seconds.

/** What a voice says in about ten seconds at normal speed, UTF-16 code units; and the least worth saying by itself. */
const TEN_SECONDS = 150
const LEAST = 40

/**
 * Where the utterance that begins at an offset of a sentence ends: the sentence's end when that is near enough, else after
 * a clause, else after a word.
 */
export function utteranceEnd(text: string, from: number, rate: number): number {
  const room = Math.max(LEAST, Math.round(TEN_SECONDS * rate))
  if (text.length - from <= room * 1.2) return text.length
  const head = text.slice(from, from + room)
  const clause = lastMatch(head, /[,;:–—)\]”»،؛、，；]\s*|\s[-–—]\s/gu)
  if (clause >= LEAST) return from + clause
  const word = lastMatch(head, /\s+/gu)
  if (word > 0) return from + word
  const half = text.charCodeAt(from + room - 1)
  return from + (half >= 0xd800 && half <= 0xdbff ? room - 1 : room)
}

/** The end of the last match; 0 when there is none. */
function lastMatch(text: string, pattern: RegExp): number {
  let end = 0
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length
  return end
}
