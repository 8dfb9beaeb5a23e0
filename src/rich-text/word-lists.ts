// How Word writes lists into the HTML that it puts on the clipboard: paragraphs that say in a style which item of which list they are.

/**
 * Whether an element is the bullet or number that Word wrote out before an item.
 * @param element any element
 */
export function isWordMarker(element: Element): boolean {
  return /mso-list\s*:\s*ignore/i.test(element.getAttribute('style') ?? '')
}

/**
 * How deep an item of a list of Word's is.
 * @param element any element
 * @returns 1 for the outermost level; null for what is no such item
 */
export function depthOfWordItem(element: Element): number | null {
  const found = /mso-list\s*:[^;]*\blevel(\d)/i.exec(element.getAttribute('style') ?? '')
  return found && !isWordMarker(element) ? Number(found[1]) : null
}

/**
 * Whether an item of a list of Word's has a number or a letter, by the marker that is written out before it.
 * @param element an item
 */
export function wordItemIsOrdered(element: Element): boolean {
  const marker = [...element.querySelectorAll('[style]')].find(isWordMarker)
  return /^\s*\(?[\p{L}\p{N}]{1,5}[.)]/u.test(marker?.textContent ?? '')
}
