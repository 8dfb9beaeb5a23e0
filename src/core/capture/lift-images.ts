// Gives every image its real address: sites hide it in srcset, <picture>, data attributes or <noscript> until it is seen.
import { webAddress } from './metadata.ts'

const LAZY_ATTRIBUTES = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-hi-res-src',
  'data-full-src',
  'data-image',
  'data-url',
  'data-original-src',
  'data-runner-src',
]
const LAZY_SETS = ['data-srcset', 'data-lazy-srcset', 'data-original-set', 'srcset']
/** Wide enough for any reading width on a dense screen; wider ones only cost space. */
const WIDEST = 1600

/**
 * Sets `src` of each image to the best address known for it, absolute; images without any are removed.
 *
 * @param root the page or a part of it, changed in place
 * @param baseUrl what addresses are relative to, if known
 */
export function liftImages(root: ParentNode, baseUrl: string | null): void {
  unwrapNoscript(root)
  for (const image of root.querySelectorAll('img')) {
    const source = bestSource(image, baseUrl)
    if (source === null || isPixel(image)) {
      image.remove()
      continue
    }
    image.setAttribute('src', source)
    for (const name of [...LAZY_ATTRIBUTES, ...LAZY_SETS, 'sizes', 'loading']) image.removeAttribute(name)
  }
  for (const picture of root.querySelectorAll('picture')) {
    for (const source of picture.querySelectorAll('source')) source.remove()
    picture.replaceWith(...picture.childNodes)
  }
  for (const amp of root.querySelectorAll('amp-img[src]')) replaceAmpImage(amp, baseUrl)
}

/** Without scripts, a <noscript> holds what they would have loaded: usually the image whose spacer stands before it. */
function unwrapNoscript(root: ParentNode): void {
  for (const noscript of root.querySelectorAll('noscript')) {
    const images = noscript.querySelectorAll('img')
    const [image] = images
    if (images.length !== 1 || !image || noscript.textContent.trim() !== '') continue
    const before = noscript.previousElementSibling
    const spacer = before?.localName === 'img' ? before : before?.querySelector('img')
    if (spacer && (before?.textContent ?? '').trim() === '') {
      for (const name of ['alt', 'width', 'height']) {
        const value = spacer.getAttribute(name)
        if (value && !image.getAttribute(name)) image.setAttribute(name, value)
      }
      spacer.remove()
    }
    noscript.replaceWith(image)
  }
}

function bestSource(image: Element, baseUrl: string | null): string | null {
  const picture = image.closest('picture')
  const sets = [image, ...(picture?.querySelectorAll('source') ?? [])].flatMap((element) =>
    LAZY_SETS.map((name) => element.getAttribute(name)),
  )
  const fromSet = widest(sets.flatMap((set) => (set ? candidatesOf(set) : [])))
  const lazy = LAZY_ATTRIBUTES.map((name) => image.getAttribute(name)).find((value) => value && !/^\s*[{[]/.test(value))
  const addresses = [fromSet, lazy, image.getAttribute('src')].map((value) => webAddress(value, baseUrl))
  return addresses.find((address) => address !== null) ?? null
}

/** The candidates of a srcset (https://html.spec.whatwg.org/multipage/images.html#srcset-attributes), with their widths. */
function candidatesOf(srcset: string): { url: string; width: number }[] {
  return [...srcset.matchAll(/\s*,?\s*(\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,|$)/g)].map((match) => ({
    url: match[1] ?? '',
    width: match[3] === 'x' ? Number(match[2]) * 800 : Number(match[2] ?? 400),
  }))
}

function widest(candidates: { url: string; width: number }[]): string | null {
  const [first, ...rest] = candidates
  if (!first) return null
  const fits = (width: number): boolean => width <= WIDEST
  return rest.reduce((best, next) => {
    if (fits(next.width) !== fits(best.width)) return fits(next.width) ? next : best
    const better = fits(next.width) ? next.width > best.width : next.width < best.width
    return better ? next : best
  }, first).url
}

/** Counters and spacers of one pixel or two. */
function isPixel(image: Element): boolean {
  return ['width', 'height'].some((name) => {
    const value = image.getAttribute(name)
    return value !== null && /^[0-2](?:px)?$/.test(value.trim())
  })
}

function replaceAmpImage(amp: Element, baseUrl: string | null): void {
  const source = webAddress(amp.getAttribute('src'), baseUrl)
  if (source === null) return
  const image = amp.ownerDocument.createElement('img')
  image.setAttribute('src', source)
  for (const name of ['alt', 'width', 'height']) {
    const value = amp.getAttribute(name)
    if (value !== null) image.setAttribute(name, value)
  }
  amp.replaceWith(image)
}
