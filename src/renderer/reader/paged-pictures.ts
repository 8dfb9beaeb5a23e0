// A picture that does not fit below the text would stand on the next page and leave most of this one empty: within limits it
// is made smaller instead. It can be enlarged by a press as ever.

/** A picture is never made smaller than this part of what it is on a page of its own, nor lower than so many px. */
const SMALLEST_SHARE = 0.5
const LOWEST = 150
/** Each costs a layout; further down a longer article nobody minds. */
const MOST = 30
/** Px by which positions may differ that mean the same place. */
const SLACK = 4

/**
 * The height at which a picture fits, px; null when it is better left to the next page as it is.
 * @param height what it is there, px
 * @param room what is left below the text for it, px
 */
export function fittedHeight(height: number, room: number): number | null {
  const fitted = Math.floor(room)
  return fitted < height && fitted >= Math.max(LOWEST, height * SMALLEST_SHARE) ? fitted : null
}

/** Fits the pictures of a body to its pages, which are laid out already. */
export function fitPictures(body: HTMLElement, sheet: HTMLElement): void {
  const pictures = [...body.querySelectorAll('img')].slice(0, MOST)
  for (const picture of pictures) {
    delete picture.dataset['fitted']
    picture.style.removeProperty('--fitted')
  }
  if (body.hasAttribute('data-long')) return
  for (const picture of pictures) {
    const block = picture.closest('figure') ?? picture.closest('p')
    if (block === null || block.querySelectorAll('img').length > 1) continue
    if (block.localName === 'p' && block.textContent.trim() !== '') continue
    const fitted = heightBelow(picture, block, sheet)
    if (fitted === null) continue
    picture.dataset['fitted'] = ''
    picture.style.setProperty('--fitted', `${String(fitted)}px`)
  }
}

function heightBelow(picture: HTMLElement, block: HTMLElement, sheet: HTMLElement): number | null {
  const style = getComputedStyle(sheet)
  const page = sheet.getBoundingClientRect()
  const top = page.top + Number.parseFloat(style.paddingBlockStart)
  const bottom = page.bottom - Number.parseFloat(style.paddingBlockEnd)
  const { height } = picture.getBoundingClientRect()
  const own = block.getBoundingClientRect()
  const before = block.previousElementSibling
  const above = [...(before?.getClientRects() ?? [])].at(-1)
  // It stands at the top of a page, and what comes before it ends on another.
  if (before === null || above === undefined || height === 0 || own.top - top > SLACK) return null
  if (Math.abs(above.left - own.left) < own.width) return null
  const gap = Math.max(margin(before, 'marginBlockEnd'), margin(block, 'marginBlockStart'))
  return fittedHeight(height, bottom - above.bottom - gap - (own.height - height) - SLACK)
}

function margin(element: Element, side: 'marginBlockStart' | 'marginBlockEnd'): number {
  return Number.parseFloat(getComputedStyle(element)[side]) || 0
}
