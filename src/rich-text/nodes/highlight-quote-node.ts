// A highlight of an article quoted in a note: a block that shows the highlight as it is now, and its last words when it is gone.
import type { DOMExportOutput, EditorConfig, NodeKey, SerializedLexicalNode, Spread } from 'lexical'
import { libraryAddress } from '../links.ts'
import { DecoratedNode, themedElement } from './decorated-node.ts'

export interface QuotedHighlight {
  highlightId: string
  /** The article that it is in; empty where only the highlight is known. */
  articleId: string
  /** Its words as they were last known. */
  text: string
}

export type SerializedHighlightQuoteNode = Spread<
  { highlightId: string; articleId: string; text: string },
  SerializedLexicalNode
>

export class HighlightQuoteNode extends DecoratedNode {
  __quoted: QuotedHighlight

  static override getType(): string {
    return 'highlight-quote'
  }

  static override clone(node: HighlightQuoteNode): HighlightQuoteNode {
    return new HighlightQuoteNode(node.__quoted, node.__key)
  }

  static override importJSON({ highlightId, articleId, text }: SerializedHighlightQuoteNode): HighlightQuoteNode {
    return $createHighlightQuoteNode({ highlightId, articleId, text })
  }

  constructor(quoted: QuotedHighlight = { highlightId: '', articleId: '', text: '' }, key?: NodeKey) {
    super(key)
    this.__quoted = quoted
  }

  getQuoted(): QuotedHighlight {
    return this.getLatest().__quoted
  }

  override exportJSON(): SerializedHighlightQuoteNode {
    const { highlightId, articleId, text } = this.getQuoted()
    return { ...super.exportJSON(), highlightId, articleId, text }
  }

  override exportDOM(): DOMExportOutput {
    const { highlightId, articleId, text } = this.getQuoted()
    const element = document.createElement('blockquote')
    for (const words of text.split(/\n{2,}/)) element.appendChild(document.createElement('p')).textContent = words
    const link = document.createElement('a')
    link.href = libraryAddress({ kind: 'highlight', id: highlightId, articleId })
    link.textContent = '↗'
    element.appendChild(document.createElement('p')).append(link)
    return { element }
  }

  override createDOM(config: EditorConfig): HTMLElement {
    return themedElement('div', config, 'highlightQuote')
  }

  override isInline(): boolean {
    return false
  }

  override getTextContent(): string {
    return this.getQuoted().text
  }
}

/**
 * Makes a quoted highlight.
 * @param quoted the highlight, its article, and its words now
 */
export function $createHighlightQuoteNode(quoted: QuotedHighlight): HighlightQuoteNode {
  return new HighlightQuoteNode(quoted)
}
