// Puts the library's paths into an article's html; an image that is missing leaves its words behind.
import { finishHtml, parseBody } from './finish-article.ts'

/**
 * Replaces the address of every image.
 *
 * @param html the extracted html
 * @param stored the path of each address; null or absent for one that is missing
 * @returns the article's final html and its canonical text
 */
export function placeImages(html: string, stored: ReadonlyMap<string, string | null>): { html: string; text: string } {
  const body = parseBody(html)
  for (const image of body.querySelectorAll('img')) {
    const path = stored.get(image.getAttribute('src') ?? '') ?? null
    if (path !== null) image.setAttribute('src', path)
    else replaceMissing(image)
  }
  return finishHtml(body.innerHTML, 'stored')
}

/** In a figure with a caption of its own nothing is lost; elsewhere the alternative text stands in for the image. */
function replaceMissing(image: Element): void {
  const words = (image.getAttribute('alt') ?? '').trim()
  const figure = image.closest('figure')
  if (figure) {
    const holder = image.closest('a') ?? image
    const isOnly = holder.textContent.trim() === ''
    ;(isOnly ? holder : image).remove()
    if (figure.querySelector('img')) return
    figure.classList.add('missing-image')
    if (figure.textContent.trim() === '') fillFigure(figure, words)
    return
  }
  const paragraph = image.closest('p, div')
  if (words === '') {
    image.remove()
    return
  }
  if (
    paragraph &&
    paragraph.textContent.trim() === '' &&
    paragraph.querySelectorAll('img').length === 1 &&
    !paragraph.closest('li, td, th')
  ) {
    const created = image.ownerDocument.createElement('figure')
    created.className = 'missing-image'
    fillFigure(created, words)
    paragraph.replaceWith(created)
  } else image.replaceWith(words)
}

function fillFigure(figure: Element, words: string): void {
  if (words === '') {
    figure.remove()
    return
  }
  const caption = figure.ownerDocument.createElement('figcaption')
  caption.textContent = words
  figure.append(caption)
}
