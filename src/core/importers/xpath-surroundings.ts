// What stands around passages that an XPath names, where it resolves: so that of two equal quotes the right one is found.
import type { DOMWindow } from 'jsdom'

/** Where a quote begins: the path of an element, and the offset in the words of it. */
export interface XPathStart {
  start: string
  startOffset: number
  exact: string
}

const AROUND = 32

/**
 * The words before and after passages.
 * @param html that the paths lead through
 * @param passages as annotator.js writes them: `/div[1]/p[3]`
 * @returns in the order given; null for one whose path leads nowhere, or to other words
 */
export async function surroundingsInHtml(
  html: string,
  passages: readonly XPathStart[],
): Promise<({ prefix: string; suffix: string } | null)[]> {
  // Only few exports need it, and loading it takes longer than reading most of them.
  const { JSDOM } = await import('jsdom')
  const { window } = new JSDOM('')
  const document = window.document.implementation.createHTMLDocument('')
  document.body.innerHTML = html
  const text = document.body.textContent
  return passages.map((passage) => {
    const element = elementAt(window, document, passage.start)
    if (element === null || !Number.isInteger(passage.startOffset)) return null
    const start = offsetOf(document, element) + passage.startOffset
    const end = endOf(text, start, passage.exact)
    return end === null
      ? null
      : { prefix: text.slice(Math.max(0, start - AROUND), start), suffix: text.slice(end, end + AROUND) }
  })
}

function elementAt(window: DOMWindow, document: Document, path: string): Node | null {
  if (!/^(?:\/[a-z][\w-]*(?:\[\d+\])?)*(?:\/text\(\)(?:\[\d+\])?)?$/i.test(path)) return null
  if (path === '') return document.body
  const found = document.evaluate(`.${path}`, document.body, null, window.XPathResult.FIRST_ORDERED_NODE_TYPE, null)
  return found.singleNodeValue
}

/** How many characters stand before a node. */
function offsetOf(document: Document, node: Node): number {
  const range = document.createRange()
  range.setStart(document.body, 0)
  range.setEndBefore(node)
  return node === document.body ? 0 : range.toString().length
}

/** The offset behind a quote that begins at `start`, white space not counting; null when other words stand there. */
function endOf(text: string, start: number, exact: string): number | null {
  let at = start
  for (const character of exact) {
    if (/\s/.test(character)) continue
    while (at < text.length && /\s/.test(text[at]!)) at += 1
    if (!text.startsWith(character, at)) return null
    at += character.length
  }
  return at
}
