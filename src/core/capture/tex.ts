// TeX into MathML, by Temml. The TeX stays with the formula, in `alttext`, for those who copy or export it.
import temml from 'temml'

/** Longer is no formula, UTF-16 code units. */
const LONGEST = 5_000
/** What one formula may grow to, UTF-16 code units of markup, and how deep it may nest: parsers recurse. */
const LARGEST_MARKUP = 200_000
const DEEPEST = 60

/**
 * Writes a formula as MathML (https://www.w3.org/TR/mathml-core/). Nothing of it runs, links or loads: Temml's `trust`
 * is off, and the sanitiser comes after.
 *
 * @param tex the formula, without delimiters
 * @param display whether it stands on a line of its own
 * @param owner the document that the element is made for
 * @returns a `math` element with the TeX in `alttext`; null when it is no TeX that Temml knows, or over the limits
 */
export function mathFromTex(tex: string, display: boolean, owner: Document): Element | null {
  const source = tidyTex(tex)
  if (source === '' || source.length > LONGEST) return null
  const markup = markupOf(source, display)
  if (markup === null || markup.length > LARGEST_MARKUP) return null
  const holder = owner.createElement('div')
  holder.innerHTML = markup
  const math = holder.firstElementChild
  if (math?.localName !== 'math' || depthOf(math) > DEEPEST) return null
  for (const cell of math.querySelectorAll('mtd')) alignCell(cell)
  for (const element of [math, ...math.querySelectorAll('*')]) {
    element.removeAttribute('class')
    element.removeAttribute('style')
  }
  math.setAttribute('alttext', source)
  return math
}

/**
 * TeX as it is kept: without space at its ends and without characters that no html gives back.
 *
 * @param tex as found in a page
 */
export function tidyTex(tex: string): string {
  return tex.replace(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed().trim()
}

/** Whatever goes wrong, a formula must not keep an article out of the library. */
function markupOf(tex: string, displayMode: boolean): string | null {
  try {
    return temml.renderToString(tex, {
      displayMode,
      throwOnError: true,
      trust: false,
      maxSize: [20, 400],
      maxExpand: 500,
    })
  } catch {
    return null
  }
}

/** Temml aligns by classes; the attribute says the same and is kept. */
function alignCell(cell: Element): void {
  const side = /\btml-(left|right)\b/.exec(cell.getAttribute('class') ?? '')?.[1]
  if (side) cell.setAttribute('columnalign', side)
}

function depthOf(root: Element): number {
  let deepest = 0
  const open: [Element, number][] = [[root, 1]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [element, depth] = next
    deepest = Math.max(deepest, depth)
    for (const child of element.children) open.push([child, depth + 1])
  }
  return deepest
}
