// Editing an article's html in the page: what is typed or pasted is text, and the structure stays that of the article.

/** Parses stored html for editing. Nothing in it runs or loads but the library's own pictures; the core sanitises what is saved. */
export function editableFragment(html: string): DocumentFragment {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  // What is folded away could not be corrected.
  for (const details of body.querySelectorAll('details')) details.open = true
  const fragment = document.createDocumentFragment()
  fragment.append(...body.childNodes)
  return fragment
}

/** Blocks that are nothing without words or a picture. */
const BLOCKS = 'p, div, li, blockquote, h1, h2, h3, h4, h5, h6, figcaption, dt, dd'

/** The html as it is to be saved: without what editing leaves behind, empty paragraphs and line breaks that hold them open. */
export function editedHtml(root: HTMLElement): string {
  const copy = root.cloneNode(true) as HTMLElement
  for (const span of copy.querySelectorAll('span[style], font')) span.replaceWith(...span.childNodes)
  for (const block of copy.querySelectorAll(BLOCKS)) {
    const last = block.lastChild
    if (last instanceof HTMLBRElement && last.previousSibling !== null) last.remove()
  }
  for (const block of [...copy.querySelectorAll(BLOCKS)].toReversed()) {
    if (block.textContent.trim() === '' && block.querySelector('img, math, hr, table') === null) block.remove()
  }
  return copy.innerHTML
}

/** Makes an element keep its structure while it is edited; returns the way to stop. */
export function keepStructure(root: HTMLElement): () => void {
  // Enter begins a paragraph, as in the article, and styles are none of ours.
  document.execCommand('defaultParagraphSeparator', false, 'p')
  document.execCommand('styleWithCSS', false, 'false')
  const onBeforeInput = (event: InputEvent) => {
    if (event.inputType.startsWith('format')) event.preventDefault()
  }
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault()
    insertText(event.clipboardData?.getData('text/plain') ?? '')
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    // Files are not for here, and must not be added to the library by the way.
    event.stopPropagation()
    const place = document.caretPositionFromPoint?.(event.clientX, event.clientY)
    if (place) document.getSelection()?.collapse(place.offsetNode, place.offset)
    insertText(event.dataTransfer?.getData('text/plain') ?? '')
  }
  root.addEventListener('beforeinput', onBeforeInput)
  root.addEventListener('paste', onPaste)
  root.addEventListener('drop', onDrop)
  return () => {
    root.removeEventListener('beforeinput', onBeforeInput)
    root.removeEventListener('paste', onPaste)
    root.removeEventListener('drop', onDrop)
  }
}

/** Inserts words at the caret, so that the browser's own undo takes them back; blank lines begin paragraphs. */
function insertText(text: string): void {
  const paragraphs = text.replaceAll(/\r\n?/g, '\n').split(/\n{2,}/)
  for (const [index, paragraph] of paragraphs.entries()) {
    if (index > 0) document.execCommand('insertParagraph')
    const words = paragraph.replaceAll(/\s*\n\s*/g, ' ')
    if (words !== '') document.execCommand('insertText', false, words)
  }
}
