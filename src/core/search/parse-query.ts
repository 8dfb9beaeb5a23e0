// What a user types, as an FTS5 expression: words, "phrases", -not, and the last word as a prefix while it is being typed.

/**
 * An FTS5 MATCH expression for a query. Every word is quoted, so nothing typed can be a syntax error.
 * @param query what the user typed
 * @returns the expression (https://www.sqlite.org/fts5.html#full_text_query_syntax), or null when nothing can be searched for
 */
export function parseQuery(query: string): string | null {
  const wanted: string[] = []
  const unwanted: string[] = []
  const matches = [...query.matchAll(/(-?)"([^"]*)"?|(-?)(\S+)/g)]
  for (const [index, match] of matches.entries()) {
    const [whole, phraseSign, phrase, wordSign, word] = match
    const text = (phrase ?? word ?? '').replaceAll('"', ' ').trim()
    if (!/[\p{L}\p{N}]/u.test(text)) continue
    const negative = (phraseSign ?? wordSign) === '-'
    const isBeingTyped = index === matches.length - 1 && word !== undefined && query.endsWith(whole) && !negative
    const term = `"${text}"${isBeingTyped ? '*' : ''}`
    ;(negative ? unwanted : wanted).push(term)
  }
  if (wanted.length === 0) return null
  const expression = wanted.join(' AND ')
  return unwanted.length === 0 ? expression : `(${expression}) NOT (${unwanted.join(' OR ')})`
}
