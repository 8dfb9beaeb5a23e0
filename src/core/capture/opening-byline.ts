// The line "By A. Writer · 16 March 2025" at the top of a body repeats what the title block above it says.

/** How many blocks from the top such a line may stand. */
const BLOCKS_FROM_TOP = 2
/** Longer than this it says more than who and when. */
const LONGEST = 160
/** Letters that may be left when names and date are taken out: "By", "Published on", "Von … vom", "min read". */
const LETTERS_LEFT = 24
const DATE = /\p{N}{1,4}[\p{L}\p{N}\s.,/:-]*\p{N}{4}|\p{L}{3,12}\.? \p{N}{1,2}, \p{N}{4}/gu

/**
 * Removes opening lines that say nothing but the byline and a date.
 *
 * @param root the body, tidied; changed in place
 * @param byline the names found, or null: then nothing is removed
 */
export function dropOpeningByline(root: Element, byline: string | null): void {
  if (byline === null) return
  const names = byline
    .split(/,|;|&|\band\b/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const blocks = [...root.querySelectorAll('p, div, address, span')].filter(
    (element) =>
      element.textContent.trim() !== '' && !element.querySelector('p, div, img, figure, h1, h2, ul, ol, table'),
  )
  for (const block of blocks.slice(0, BLOCKS_FROM_TOP)) {
    if (repeats(block, names)) block.remove()
  }
}

function repeats(block: Element, names: readonly string[]): boolean {
  const text = block.textContent.replaceAll(/\s+/g, ' ').trim()
  if (text.length > LONGEST || /[.!?…]$/u.test(text) || !names.every((name) => text.includes(name))) return false
  const times = [...block.querySelectorAll('time')].map((time) => time.textContent.replaceAll(/\s+/g, ' ').trim())
  const rest = [...times, ...names].reduce((left, known) => left.replace(known, ' '), text).replaceAll(DATE, ' ')
  return rest.replaceAll(/\P{L}+/gu, '').length <= LETTERS_LEFT
}
