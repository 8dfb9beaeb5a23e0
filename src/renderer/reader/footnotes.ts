// Which links of an article are references to a note, and what the note says.
import { fragmentTarget } from './article-html.ts'

/** A reference is a number or a sign, not words. */
const LONGEST_SIGN = 8
const NOTES = '.footnotes, [role="doc-endnotes"], section[data-footnotes]'
/** What leads back from a note to the text is of no use in a card that stands at the text. */
const WAY_BACK = /^(?:[\s↩↑↵⤴^\d.[\]()*†‡]|\ufe0e|\ufe0f)*$/u

/** The note that a link refers to; null for other links within the article, and for those from a note back to the text. */
export function noteOf(link: Element, body: Element): HTMLElement | null {
  const href = link.getAttribute('href') ?? ''
  const target = href.startsWith('#') ? fragmentTarget(body, href) : null
  if (target === null || link.textContent.trim().length > LONGEST_SIGN) return null
  if ((link.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) === 0) return null
  const isReference =
    link.matches('[role="doc-noteref"], .footnote-ref') ||
    link.closest('sup') !== null ||
    link.querySelector('sup') !== null ||
    target.closest(NOTES) !== null
  if (!isReference || target.closest('h1, h2, h3, h4, h5, h6') !== null) return null
  const note = target.matches('a, span, sup, b, strong') ? target.closest('li, dd, p, aside, div') : target
  const holdsAll = note === body || note?.contains(link)
  return note instanceof HTMLElement && !holdsAll && note.textContent.trim() !== '' ? note : null
}

/** A copy of what a note says, without ids and without the way back. */
export function noteContent(note: HTMLElement): DocumentFragment {
  const copy = note.cloneNode(true) as HTMLElement
  for (const link of copy.querySelectorAll('a')) {
    const href = link.getAttribute('href') ?? ''
    const leadsBack = link.matches('.footnote-back, [role="doc-backlink"]')
    if (leadsBack || ((href === '' || href.startsWith('#')) && WAY_BACK.test(link.textContent))) {
      const raised = link.closest('sup')
      if (raised !== null && raised.textContent === link.textContent) raised.remove()
      else link.remove()
    }
  }
  for (const element of copy.querySelectorAll('[id]')) element.removeAttribute('id')
  // A way back that leads nowhere is a sign without a link.
  const last = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT).lastChild()
  if (last instanceof Text) last.data = last.data.replace(/\s*[↩↑↵⤴]\ufe0e?\ufe0f?\s*$/u, '')
  const content = document.createDocumentFragment()
  content.append(...copy.childNodes)
  return content
}
