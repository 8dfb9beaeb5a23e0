// The difference between two passages, word by word, for showing.
import { align } from './align.ts'
import { tokensOf } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** A run of words with the white space after them: in both, only in the old passage, or only in the new one. */
export type WordRun = { kind: 'same' | 'gone' | 'new'; text: string }

const SPACE = /\s/u

/**
 * Says which words of a passage went and which came. Words count as the same only when they are to the letter.
 * @param old the passage as it was
 * @param now the passage as it is
 * @returns runs in order; those that are not `gone` make up the new passage, those that are not `new` the old one but for
 *   white space
 */
export function wordChanges(old: string, now: string): WordRun[] {
  const ours = tokensOf(old)
  const theirs = tokensOf(now)
  const { became } = align(
    { text: old, tokens: ours, from: 0, to: ours.count },
    { text: now, tokens: theirs, from: 0, to: theirs.count },
    { start: true, end: true },
  )
  const runs: WordRun[] = []
  let next = 0
  for (let at = 0; at < ours.count; at += 1) {
    const place = became[at]!
    const words = piece(old, ours, at)
    if (place < next || words.trim() !== piece(now, theirs, place).trim()) {
      // After a word that has no space behind it any more, the one that went still had its own.
      const apart = at > 0 && SPACE.test(old[ours.start[at]! - 1]!) && !SPACE.test(runs.at(-1)?.text.at(-1) ?? ' ')
      add(runs, 'gone', apart ? ` ${words}` : words)
      continue
    }
    for (; next < place; next += 1) add(runs, 'new', piece(now, theirs, next))
    add(runs, 'same', piece(now, theirs, place))
    next = place + 1
  }
  for (; next < theirs.count; next += 1) add(runs, 'new', piece(now, theirs, next))
  return runs
}

/** A token with what stands between it and the next; the first also with what stands before it. */
function piece(text: string, { start, count }: Tokens, at: number): string {
  return text.slice(at === 0 ? 0 : start[at], at + 1 < count ? start[at + 1] : undefined)
}

function add(runs: WordRun[], kind: WordRun['kind'], text: string): void {
  const last = runs.at(-1)
  if (last?.kind === kind) last.text += text
  else runs.push({ kind, text })
}
