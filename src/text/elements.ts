// How each html element takes part in the canonical text, by name alone: the same answer with and without a style sheet.

/** `Node.nodeType` of what the walks meet; the DOM's own constants are not there in Node. */
export const ELEMENT_NODE = 1
export const TEXT_NODE = 3

/** What stands between two texts; one at most, never two in a row. */
export type Separator = '\t' | '\n' | '\n\n'

const BLOCKS =
  'address article aside blockquote body caption center details dialog dir div dl fieldset figcaption figure footer form ' +
  'h1 h2 h3 h4 h5 h6 header hgroup hr html legend listing main menu nav ol p pre search section table ul'
const LINES = 'colgroup dd dt li optgroup option summary tbody tfoot thead tr'

const SEPARATORS = new Map<string, Separator>([
  ...BLOCKS.split(' ').map((name) => [name, '\n\n'] as const),
  ...LINES.split(' ').map((name) => [name, '\n'] as const),
  ['td', '\t'],
  ['th', '\t'],
])

const LISTS = new Set(['ul', 'ol', 'dl', 'menu', 'dir'])
const LIST_ITEMS = new Set(['li', 'dd', 'dt'])

const SILENT = new Set(
  (
    'annotation annotation-xml audio base canvas datalist embed head iframe link meta noembed noframes noscript object ' +
    'param rp script source style svg template title track video'
  ).split(' '),
)

const ATOMS = new Set('audio canvas embed iframe img input object select svg video'.split(' '))
const VERBATIM = new Set(['pre', 'code', 'textarea', 'listing'])

/**
 * Whether nothing inside the element is part of the text: it is not rendered, or rendered as a picture.
 * @param name local name of an element, lower case
 */
export const isSilent = (name: string): boolean => SILENT.has(name)

/**
 * Whether the element stands in a line like one letter (an image, a control), so that spaces around it show.
 * @param name local name of an element, lower case
 */
export const isAtom = (name: string): boolean => ATOMS.has(name)

/**
 * Whether white space inside the element is content. Inline code is, too: lost line breaks of code cannot be had back.
 * @param name local name of an element, lower case
 */
export const isVerbatim = (name: string): boolean => VERBATIM.has(name)

/**
 * What sets an element's text apart from the text around it.
 * @param element any element
 * @returns null for an inline element. A list in a list item and a block in `pre` make lines, not paragraphs.
 */
export function separatorOf(element: Element): Separator | null {
  const name = element.localName
  const separator = SEPARATORS.get(name)
  if (separator === undefined) return null
  const parent = element.parentElement
  if (parent === null || separator !== '\n\n') return separator
  if (LISTS.has(name) && LIST_ITEMS.has(parent.localName)) return '\n'
  if (parent.localName === 'pre' || (parent.localName === 'code' && parent.parentElement?.localName === 'pre'))
    return '\n'
  return separator
}
