// The text of an article as Markdown, for templates that put it into the file.
import { JSDOM } from 'jsdom'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { mathToMarkdown } from 'mdast-util-math'
import { toMarkdown } from 'mdast-util-to-markdown'
import type { BlockContent, ListItem, PhrasingContent, RootContent, TableRow } from 'mdast'
import type { FileLinks } from './file-links.ts'

const INLINE = new Set(
  'a abbr b bdi bdo br cite code del dfn em i img ins kbd mark math q s samp small span strong sub sup time u var'.split(
    ' ',
  ),
)

/**
 * Writes an article's sanitised html as Markdown (CommonMark, GFM, math between dollars).
 * @param html of the article
 * @param links of the file: where its pictures are
 */
export function contentMarkdown(html: string, links: Pick<FileLinks, 'image'>): string {
  const blocks = blocksIn(JSDOM.fragment(html), links)
  return toMarkdown(
    { type: 'root', children: blocks },
    { extensions: [gfmToMarkdown(), mathToMarkdown()], bullet: '-', emphasis: '_', fence: '`', rule: '-' },
  ).trimEnd()
}

function blocksIn(parent: ParentNode & Node, links: Pick<FileLinks, 'image'>): RootContent[] {
  const blocks: RootContent[] = []
  let words: PhrasingContent[] = []
  const flush = () => {
    const trimmed = trimWords(words)
    if (trimmed.length > 0) blocks.push({ type: 'paragraph', children: trimmed })
    words = []
  }
  for (const node of parent.childNodes) {
    const name = node.nodeName.toLowerCase()
    if (node.nodeType === 3 || INLINE.has(name)) words.push(...inlineOf(node, links))
    else if (isElement(node)) {
      flush()
      blocks.push(...blockOf(node, name, links))
    }
  }
  flush()
  return blocks
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1
}

function blockOf(element: Element, name: string, links: Pick<FileLinks, 'image'>): RootContent[] {
  const level = /^h([1-6])$/.exec(name)?.[1]
  if (level !== undefined) {
    const depth = Math.min(6, Number(level) + 1) as 2 | 3 | 4 | 5 | 6
    return [{ type: 'heading', depth, children: inlines(element, links) }]
  }
  switch (name) {
    case 'ul':
    case 'ol':
      return [{ type: 'list', ordered: name === 'ol', spread: false, children: itemsOf(element, links) }]
    case 'blockquote':
      return [{ type: 'blockquote', children: blocksIn(element, links) as BlockContent[] }]
    case 'pre':
      return [{ type: 'code', value: element.textContent.replace(/\n$/, '') }]
    case 'hr':
      return [{ type: 'thematicBreak' }]
    case 'table':
      return tableOf(element, links)
    default:
      return blocksIn(element, links)
  }
}

function itemsOf(list: Element, links: Pick<FileLinks, 'image'>): ListItem[] {
  return [...list.children].map((item) => ({
    type: 'listItem',
    spread: false,
    children: blocksIn(item, links) as BlockContent[],
  }))
}

function tableOf(table: Element, links: Pick<FileLinks, 'image'>): RootContent[] {
  const rows: TableRow[] = [...table.querySelectorAll('tr')].map((row) => ({
    type: 'tableRow',
    children: [...row.querySelectorAll('th, td')].map((cell) => ({
      type: 'tableCell',
      children: inlines(cell, links),
    })),
  }))
  const caption = table.querySelector('caption')
  const above: RootContent[] = caption ? [{ type: 'paragraph', children: inlines(caption, links) }] : []
  return rows.length > 0 ? [...above, { type: 'table', children: rows }] : above
}

function inlines(element: Element, links: Pick<FileLinks, 'image'>): PhrasingContent[] {
  return trimWords([...element.childNodes].flatMap((node) => inlineOf(node, links)))
}

function inlineOf(node: Node, links: Pick<FileLinks, 'image'>): PhrasingContent[] {
  if (node.nodeType === 3) return [{ type: 'text', value: (node.nodeValue ?? '').replace(/\s+/g, ' ') }]
  if (!isElement(node)) return []
  const children = () => [...node.childNodes].flatMap((child) => inlineOf(child, links))
  switch (node.nodeName.toLowerCase()) {
    case 'br':
      return [{ type: 'break' }]
    case 'img':
      return [{ type: 'image', url: links.image(node.getAttribute('src') ?? ''), alt: node.getAttribute('alt') ?? '' }]
    case 'a': {
      const url = node.getAttribute('href') ?? ''
      // A link within the page leads nowhere in a file.
      return /^(?:https?|mailto):/.test(url) ? [{ type: 'link', url, children: children() }] : children()
    }
    case 'b':
    case 'strong':
      return marked('strong', children())
    case 'i':
    case 'em':
    case 'cite':
      return marked('emphasis', children())
    case 's':
    case 'del':
      return marked('delete', children())
    case 'code':
    case 'kbd':
    case 'samp':
      return [{ type: 'inlineCode', value: node.textContent }]
    case 'math': {
      const tex = node.getAttribute('alttext')
      return tex === null || tex === ''
        ? [{ type: 'text', value: node.textContent }]
        : [{ type: 'inlineMath', value: tex }]
    }
    default:
      return children()
  }
}

function marked(type: 'strong' | 'emphasis' | 'delete', children: PhrasingContent[]): PhrasingContent[] {
  return children.length > 0 ? [{ type, children }] : []
}

/** Without the white space at both ends that html has between its blocks. */
function trimWords(words: PhrasingContent[]): PhrasingContent[] {
  const kept = [...words]
  const isEmpty = (word: PhrasingContent | undefined) =>
    word?.type === 'break' || (word?.type === 'text' && word.value.trim() === '')
  while (isEmpty(kept[0])) kept.shift()
  while (isEmpty(kept.at(-1))) kept.pop()
  const [first, last] = [kept[0], kept.at(-1)]
  if (first?.type === 'text') kept[0] = { ...first, value: first.value.trimStart() }
  if (last?.type === 'text') {
    const end = kept.at(-1)
    if (end?.type === 'text') kept[kept.length - 1] = { ...end, value: end.value.trimEnd() }
  }
  return kept
}
