// Marks a very long article for long-article.css, so that it opens as fast as a short one.
import './long-article.css'

/** UTF-16 code units; shorter articles are laid out whole in no time, and every place in them is exact at once. */
const LONG = 60_000
const LETTERS_A_LINE = 64

/** Readies what is about to be put into the page. Returns whether the article is long. */
export function estimateBlocks(content: DocumentFragment, length: number): boolean {
  if (length < LONG) return false
  for (const block of content.children) {
    if (!(block instanceof HTMLElement)) continue
    const lines = Math.ceil(block.textContent.length / LETTERS_A_LINE)
    // What holds no text, as a picture, has sizes of its own.
    if (lines > 0) block.style.setProperty('--lines', String(lines))
  }
  return true
}
