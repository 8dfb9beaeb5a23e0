// The words of a quote that an export wrote as Markdown.
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfm } from 'micromark-extension-gfm'

const LOOKS_MARKED = /[*_`~\\[\]]|!\[|^#{1,6} |&\w+;/m

/** A node of the tree that Markdown is read into, as far as it concerns words. */
interface Piece {
  type: string
  value?: string
  children?: Piece[]
}

/**
 * A quote without the marks of Markdown.
 * @param quote as the export wrote it
 * @returns its words; the quote itself when there is nothing to take out
 */
export function plainQuote(quote: string): string {
  if (!LOOKS_MARKED.test(quote)) return quote
  const tree: Piece = fromMarkdown(quote, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const plain = wordsOf(tree)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return plain === '' ? quote : plain
}

function wordsOf({ type, value, children }: Piece): string {
  if (children !== undefined)
    return children.map(wordsOf).join(/^(?:root|list|listItem|blockquote)$/.test(type) ? '\n\n' : '')
  if (type === 'break') return '\n'
  return type === 'text' || type === 'inlineCode' || type === 'code' ? (value ?? '') : ''
}
