// Plain text into pieces of html.

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * Escapes text for use in html, in content and in quoted attributes.
 *
 * @param text any text
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}

/**
 * Escapes text and makes links of the web addresses in it.
 *
 * @param text any text
 */
export function linkedHtml(text: string): string {
  let html = ''
  let end = 0
  for (const match of text.matchAll(/\bhttps?:\/\/[^\s<>"'“”«»]+/gi)) {
    const address = trimAddress(match[0])
    if (!URL.canParse(address)) continue
    html += `${escapeHtml(text.slice(end, match.index))}<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`
    end = match.index + address.length
  }
  return html + escapeHtml(text.slice(end))
}

/** The sentence's own punctuation is no part of an address; a closing bracket is only when it was opened in it. */
function trimAddress(address: string): string {
  let trimmed = address.replace(/[.,;:!?…]+$/, '')
  while (trimmed.endsWith(')') && !trimmed.includes('(')) trimmed = trimmed.slice(0, -1).replace(/[.,;:!?]+$/, '')
  return trimmed
}

/**
 * The beginning of a text, for lists: whole sentences where they fit, else cut at a word.
 *
 * @param text plain text
 * @param limit characters at most
 */
export function shorten(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= limit) return line
  const head = line.slice(0, limit)
  const sentence = /^.*[.!?][\])"'”’]*(?=\s)/.exec(head)?.[0]
  if (sentence && sentence.length > limit * 0.5) return sentence
  return `${head
    .slice(0, limit - 1)
    .replace(/\s+\S*$/, '')
    .replace(/[,;:–—-]$/, '')}…`
}
