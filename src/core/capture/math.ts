// Formulas as pages carry them (KaTeX, MathJax, Wikipedia, TeX between delimiters) into plain MathML, before anything that
// is hidden goes. Their text in the canonical text is what their token elements hold, in order; the TeX is in `alttext`.
import { mathFromTex, tidyTex } from './tex.ts'

/** More formulas, or more TeX in UTF-16 code units, than any article has: the rest is left as code. */
const MOST_FORMULAS = 4_000
const MOST_TEX = 400_000

const MATHJAX_OUTPUT =
  '.MathJax_Preview, .MathJax, .MathJax_Display, .MathJax_SVG, .MathJax_SVG_Display, .MathJax_CHTML, .mjx-chtml, .MJXc-display'
const TEX_IMAGES = 'img.mwe-math-fallback-image-inline, img.mwe-math-fallback-image-display, img.latex, img.tex'
const TEX_HOLDERS = 'span.math, div.math, span.arithmatex, div.arithmatex, span.math-container, math-renderer'
const TEX_CODE = 'code.language-math, code.math-inline, code.math-display, pre[lang="math"]'
const NOT_PROSE = 'pre, code, kbd, samp, script, style, textarea, math, template'
/** Elements of MathML whose text is shown; white space in any other is the source's indentation. */
const TOKENS = new Set(['mi', 'mn', 'mo', 'ms', 'mtext'])
const DELIMITED =
  /\\\(([^]{1,5000}?)\\\)|\\\[([^]{1,5000}?)\\\]|\$\$([^]{1,5000}?)\$\$|(\\begin\{(equation|align|gather|multline)\*?\}[^]{1,5000}?\\end\{\5\*?\})/g
const TEXT = 3
const SHOW_TEXT = 4

/**
 * Whether a page has its formulas typeset by a script, so that delimiters in its text mean formulas.
 *
 * @param html the source of the page, scripts included
 */
export function typesetsMath(html: string): boolean {
  return /mathjax|katex/i.test(html)
}

/**
 * Brings every formula below `root` into the shape `<math>…</math>`: presentation MathML without annotations, `display`
 * where it stands by itself, the TeX in `alttext` where it is known. TeX that cannot be read is left as code.
 *
 * @param root a page or a part of it, changed in place; scripts of the type `math/tex` must still be in it
 * @param delimiters whether TeX between delimiters in running text is to be read, too
 */
export function liftMath(root: Document | Element, delimiters: boolean): void {
  const typesetter = new Typesetter(root.nodeType === 9 ? (root as Document) : (root as Element).ownerDocument)
  for (const script of root.querySelectorAll('script[type^="math/tex"]')) typesetter.script(script)
  for (const box of root.querySelectorAll('.katex-display, .katex, mjx-container, .mwe-math-element, .MathJax')) {
    if (box.isConnected || root.contains(box)) typesetter.rendered(box)
  }
  for (const image of root.querySelectorAll(TEX_IMAGES)) typesetter.image(image)
  for (const holder of root.querySelectorAll(TEX_HOLDERS)) typesetter.holder(holder)
  for (const code of root.querySelectorAll(TEX_CODE)) typesetter.code(code)
  if (delimiters) typesetter.delimited(root)
  for (const math of root.querySelectorAll('math')) typesetter.settle(math)
}

class Typesetter {
  readonly #owner: Document
  #formulas = 0
  #tex = 0

  constructor(owner: Document) {
    this.#owner = owner
  }

  /** MathJax 2: the TeX in a script, and what was made of it before. */
  script(script: Element): void {
    const display = /mode\s*=\s*display/i.test(script.getAttribute('type') ?? '')
    const made: Element[] = []
    for (
      let before = script.previousElementSibling;
      before?.matches(MATHJAX_OUTPUT);
      before = before.previousElementSibling
    )
      made.push(before)
    const math = this.#math(script.textContent, display) ?? made.map(mathIn).find((one) => one !== null)
    for (const output of made) output.remove()
    replace(script, math ?? this.#asCode(script.textContent), display)
  }

  /** A box that a library or a server filled: the MathML in it is for those who hear, and is all that is needed. */
  rendered(box: Element): void {
    const math = mathIn(box)
    const display =
      box.matches('.katex-display, mjx-container[display="true"], .mwe-math-element-block') ||
      box.parentElement?.matches('.katex-display, .MathJax_Display') === true ||
      math?.getAttribute('display') === 'block' ||
      math?.getAttribute('mode') === 'display'
    if (math !== null) {
      if (display) math.setAttribute('display', 'block')
      replace(box, math, display)
    } else if (box.matches('.katex') && box.textContent.trim() !== '') box.replaceWith(box.textContent)
  }

  image(image: Element): void {
    const display = image.matches('.mwe-math-fallback-image-display')
    const math = this.#math(image.getAttribute('alt') ?? '', display)
    if (math !== null) replace(image, math, display)
  }

  /** An element around TeX alone, with or without delimiters. */
  holder(holder: Element): void {
    const text = holder.textContent.trim()
    if (holder.querySelector('math') !== null || text === '') return
    const found = /^(?:\\\(([^]*)\\\)|\\\[([^]*)\\\]|\$\$([^]*)\$\$|\$([^]*)\$)$/.exec(text)
    // Only Pandoc and Markdown write it bare, and they say which of the two it is.
    if (found === null && !holder.matches('.inline, .display')) return
    const tex = found?.[1] ?? found?.[2] ?? found?.[3] ?? found?.[4] ?? text
    const display = holder.matches('.display') || (found !== null && (found[2] ?? found[3]) !== undefined)
    replace(holder, this.#math(tex, display) ?? this.#asCode(tex), display)
  }

  code(code: Element): void {
    const pre = code.closest('pre')
    const math = this.#math(code.textContent.replace(/^\$`?|`?\$$/g, ''), pre !== null || code.matches('.math-display'))
    if (math === null) return
    if (pre === null) code.replaceWith(math)
    else pre.replaceWith(paragraphOf(math))
  }

  delimited(root: Document | Element): void {
    const top = root.nodeType === 9 ? (root as Document).body : (root as Element)
    const nodes: Text[] = []
    const walker = this.#owner.createTreeWalker(top, SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) nodes.push(node as Text)
    for (const node of nodes) {
      if (/\\[([b]|\$\$/.test(node.data) && !node.parentElement?.closest(NOT_PROSE)) this.#delimitedIn(node)
    }
  }

  #delimitedIn(node: Text): void {
    const parts: (Node | string)[] = []
    let end = 0
    for (const match of node.data.matchAll(DELIMITED)) {
      const display = match[1] === undefined
      const math = this.#math(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '', display)
      // What cannot be read may be no formula at all: it stays as it is written.
      if (math === null) continue
      parts.push(node.data.slice(end, match.index), ...(display ? [' ', math, ' '] : [math]))
      end = match.index + match[0].length
    }
    if (parts.length > 0) node.replaceWith(...parts, node.data.slice(end))
  }

  /** Takes the TeX out of the annotations, which then go: what is left is what is shown. */
  settle(math: Element): void {
    const stated = [...math.querySelectorAll('annotation')].find((one) =>
      /^(?:application\/x-(?:la)?tex|TeX|LaTeX)$/i.test(one.getAttribute('encoding') ?? ''),
    )
    const alttext = math.getAttribute('alttext')
    const known = stated?.textContent ?? (math.matches('.ltx_Math') || this.#isOurs(math) ? alttext : null)
    const display = math.getAttribute('display') === 'block' || math.getAttribute('mode') === 'display'
    for (const semantics of math.querySelectorAll('semantics')) {
      const shown = semantics.firstElementChild
      if (shown === null || shown.localName.startsWith('annotation')) semantics.remove()
      else semantics.replaceWith(shown)
    }
    for (const annotation of math.querySelectorAll('annotation, annotation-xml')) annotation.remove()
    const tex = known === null ? '' : tidyTex(withoutDisplayStyle(known))
    if (math.childElementCount === 0 && tex !== '') {
      math.replaceWith(this.#math(tex, display) ?? this.#asCode(tex))
      return
    }
    if (tex === '') math.removeAttribute('alttext')
    else math.setAttribute('alttext', tex)
    if (display) math.setAttribute('display', 'block')
    dropIndentation(math)
    spreadAlignment(math)
  }

  readonly #made = new WeakSet<Element>()

  #isOurs(math: Element): boolean {
    return this.#made.has(math)
  }

  #math(tex: string, display: boolean): Element | null {
    if ((this.#formulas += 1) > MOST_FORMULAS || (this.#tex += tex.length) > MOST_TEX) return null
    const math = mathFromTex(withoutDisplayStyle(tex), display, this.#owner)
    if (math !== null) this.#made.add(math)
    return math
  }

  #asCode(tex: string): Element {
    const code = this.#owner.createElement('code')
    code.textContent = tidyTex(tex)
    return code
  }
}

function mathIn(box: Element): Element | null {
  const found = box.querySelector('math')
  const data = found === null ? box.getAttribute('data-mathml') : null
  if (data === null) return found
  const holder = box.ownerDocument.createElement('div')
  holder.innerHTML = data
  return holder.querySelector('math')
}

/** A formula on a line of its own is parted from the words around it, which the style of its box did before. */
function replace(element: Element, math: Element, display: boolean): void {
  if (display) element.replaceWith(' ', math, ' ')
  else element.replaceWith(math)
}

function paragraphOf(math: Element): Element {
  const paragraph = math.ownerDocument.createElement('p')
  paragraph.append(math)
  return paragraph
}

/** Wikipedia wraps every formula in one. */
function withoutDisplayStyle(tex: string): string {
  const inner = /^\s*\{\\displaystyle\s+([^]*)\}\s*$/.exec(tex)?.[1]
  return inner === undefined || !isBalanced(inner) ? tex : inner
}

function isBalanced(tex: string): boolean {
  let depth = 0
  for (const [brace] of tex.matchAll(/\\.|[{}]/g)) {
    if (brace === '{') depth += 1
    else if (brace === '}' && (depth -= 1) < 0) return false
  }
  return depth === 0
}

function dropIndentation(math: Element): void {
  for (const element of [math, ...math.querySelectorAll('*')]) {
    if (TOKENS.has(element.localName)) continue
    for (const child of [...element.childNodes])
      if (child.nodeType === TEXT && child.nodeValue?.trim() === '') child.remove()
  }
}

/** Browsers align cells by the style sheet, which sees a cell's own attribute and not its table's list of columns. */
function spreadAlignment(math: Element): void {
  for (const table of math.querySelectorAll('mtable[columnalign]')) {
    const columns = (table.getAttribute('columnalign') ?? '').trim().split(/\s+/)
    for (const row of table.children) {
      for (const [index, cell] of [...row.children].entries()) {
        const side = columns[Math.min(index, columns.length - 1)]
        if (side && cell.localName === 'mtd' && !cell.hasAttribute('columnalign'))
          cell.setAttribute('columnalign', side)
      }
    }
  }
}
