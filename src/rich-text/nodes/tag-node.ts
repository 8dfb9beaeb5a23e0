// A tag within the words of a note, shown as #name. One piece.
import type { DOMExportOutput, EditorConfig, NodeKey, SerializedLexicalNode, Spread } from 'lexical'
import { DecoratedNode, themedElement } from './decorated-node.ts'

export type SerializedTagNode = Spread<{ name: string }, SerializedLexicalNode>

export class TagNode extends DecoratedNode {
  __name: string

  static override getType(): string {
    return 'tag'
  }

  static override clone(node: TagNode): TagNode {
    return new TagNode(node.__name, node.__key)
  }

  static override importJSON({ name }: SerializedTagNode): TagNode {
    return $createTagNode(name)
  }

  constructor(name = '', key?: NodeKey) {
    super(key)
    this.__name = name
  }

  getName(): string {
    return this.getLatest().__name
  }

  override exportJSON(): SerializedTagNode {
    return { ...super.exportJSON(), name: this.getName() }
  }

  override exportDOM(): DOMExportOutput {
    const element = document.createElement('span')
    element.textContent = this.getTextContent()
    return { element }
  }

  override createDOM(config: EditorConfig): HTMLElement {
    return themedElement('span', config, 'tag')
  }

  override getTextContent(): string {
    return `#${this.getName()}`
  }
}

/**
 * Makes a tag.
 * @param name without the `#`
 */
export function $createTagNode(name: string): TagNode {
  return new TagNode(name)
}
