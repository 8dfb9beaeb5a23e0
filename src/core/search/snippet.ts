// Snippets as FTS5 gives them, with the matched words between two control characters.

export const MATCH_START = '\u0002'
export const MATCH_END = '\u0003'
export const ELLIPSIS = '…'

/**
 * Splits a marked snippet into runs.
 * @param marked text in which matched words stand between MATCH_START and MATCH_END
 * @returns the runs in order; white space is collapsed, as a snippet is one line
 */
export function runsOf(marked: string): { text: string; match: boolean }[] {
  return marked
    .replaceAll(/\s+/g, ' ')
    .split(new RegExp(`(${MATCH_START}[^${MATCH_END}]*${MATCH_END})`))
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith(MATCH_START) ? { text: part.slice(1, -1), match: true } : { text: part, match: false },
    )
}

/**
 * Where in a text the first matched words of a marked snippet stand.
 * @param text the whole text that the snippet was cut from
 * @param marked the snippet with MATCH_START, MATCH_END, and ELLIPSIS where it was cut
 * @returns UTF-16 offsets of the first match, or null when there is none
 */
export function locate(text: string, marked: string): { start: number; end: number } | null {
  const from = marked.indexOf(MATCH_START)
  if (from === -1) return null
  const plain = unmarked(marked)
  const before = unmarked(marked.slice(0, from))
  const match = unmarked(marked.slice(from, marked.indexOf(MATCH_END, from)))
  // A text may itself begin or end with an ellipsis, so the cut ones are tried first and then none.
  const shapes = [plain.replace(/^…/, '').replace(/…$/, ''), plain.replace(/^…/, ''), plain.replace(/…$/, ''), plain]
  for (const shape of shapes) {
    const at = text.indexOf(shape)
    if (at === -1) continue
    const lead = plain.startsWith(ELLIPSIS) && !shape.startsWith(ELLIPSIS) ? before.slice(1) : before
    const start = at + lead.length
    return { start, end: start + match.length }
  }
  return null
}

function unmarked(marked: string): string {
  return marked.replaceAll(MATCH_START, '').replaceAll(MATCH_END, '')
}
