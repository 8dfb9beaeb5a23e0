// Whether plain text was meant as Markdown.

/** Blocks and marks that hardly anyone writes by chance. */
const SIGNS = [
  /^ {0,3}#{1,6} \S/m,
  /^ {0,3}(?:[-*+]|\d{1,9}[.)]) \S.*(?:\n|\n\n) {0,3}(?:[-*+]|\d{1,9}[.)]) \S/m,
  /^ {0,3}[-*+] \[[ xX]\] \S/m,
  /^ {0,3}> \S/m,
  /^ {0,3}(?:```|~~~)/m,
  /^\|.*\|\s*\n\|[\s|:-]*-[\s|:-]*\|/m,
  /\[[^\]\n]+\]\((?:https?:|commonplace:|mailto:|assets\/)[^)\s]+\)/,
  /(?:^|[\s(])\*\*\S(?:[^*\n]*\S)?\*\*(?=$|[\s).,;:!?])/m,
  /(?:^|\s)~~\S(?:[^~\n]*\S)?~~(?=$|[\s).,;:!?])/m,
  /(?:^|\s)`[^`\n]+`(?=$|[\s).,;:!?])/m,
  /^\$\$\s*\n/m,
  /^<?https?:\/\/\S+>?$/,
]

/**
 * Whether plain text is to be read as Markdown when it is pasted.
 * @param text as it was on the clipboard
 */
export function looksLikeMarkdown(text: string): boolean {
  const trimmed = text.replace(/\r\n?/g, '\n').trim()
  return SIGNS.some((sign) => sign.test(trimmed))
}
