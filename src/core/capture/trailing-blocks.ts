// Takes a site's own words off the end of an html body, with the rules that plain text has.
import type { ArticleDraft } from './article-draft.ts'
import { findSetAside } from './set-aside.ts'
import type { TrailingBlock } from './set-aside.ts'

const BLOCKS =
  'p, h1, h2, h3, h4, h5, h6, li, dt, dd, pre, blockquote, figure, table, hr, div, section, ul, ol, dl, details'
const INSIDE = 'p, h1, h2, h3, h4, h5, h6, li, dt, dd, pre, blockquote, figure, table, hr, div, ul, ol, dl'

/**
 * Removes the trailing boilerplate of a body.
 *
 * @param root the body, changed in place
 * @param siteName the site's own name, if known
 * @returns what was removed, in order
 */
export function takeTrailing(root: Element, siteName: string | null): ArticleDraft['setAside'] {
  const leaves = [...root.querySelectorAll(BLOCKS)].filter((element) => isLeaf(element))
  const reasons = findSetAside(leaves.map(asTrailing), siteName)
  const taken: ArticleDraft['setAside'] = []
  for (const [index, reason] of reasons) {
    const leaf = leaves[index]
    if (!leaf) continue
    if (leaf.localName !== 'hr')
      taken.push({ html: leaf.localName === 'li' ? `<p>${leaf.innerHTML}</p>` : leaf.outerHTML, reason })
    removeWithEmptyParents(leaf, root)
  }
  while (root.lastElementChild?.localName === 'hr') root.lastElementChild.remove()
  return taken
}

/** What is one block to a reader: figures, tables, quotes and code are not taken apart. */
function isLeaf(element: Element): boolean {
  const whole = element.parentElement?.closest('figure, table, blockquote, pre, section')
  if (whole) return false
  return (
    ['figure', 'table', 'blockquote', 'pre', 'hr', 'section'].includes(element.localName) ||
    element.querySelector(INSIDE) === null
  )
}

function asTrailing(element: Element): TrailingBlock {
  const text = element.textContent
  const name = element.localName
  if (name === 'hr') return { text, kind: 'rule' }
  if (element.classList.contains('contributor')) return { text, kind: 'contributor' }
  if (/^h[1-6]$/.test(name)) return { text, kind: 'heading' }
  return {
    text,
    kind: ['figure', 'table', 'pre', 'section'].includes(name) || element.querySelector('img, math') ? 'kept' : 'prose',
  }
}

function removeWithEmptyParents(leaf: Element, root: Element): void {
  let element: Element = leaf
  while (
    element.parentElement &&
    element.parentElement !== root &&
    element.parentElement.textContent.trim() === element.textContent.trim()
  ) {
    if (element.parentElement.querySelector('img, figure, table')) break
    element = element.parentElement
  }
  element.remove()
}
