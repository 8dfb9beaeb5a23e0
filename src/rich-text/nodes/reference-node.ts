// A link within the library: to a note, an article, an entity or a highlight. One piece, shown under the live name.
import type { DOMConversionMap, DOMExportOutput, EditorConfig, NodeKey, SerializedLexicalNode, Spread } from 'lexical'
import { libraryAddress, readLibraryAddress } from '../links.ts'
import type { ReferenceKind } from '../links.ts'
import { DecoratedNode, themedElement } from './decorated-node.ts'

export interface Reference {
  kind: ReferenceKind
  id: string
  /** The name that was known when it was written. */
  label: string
}

export type SerializedReferenceNode = Spread<{ kind: ReferenceKind; id: string; label: string }, SerializedLexicalNode>

export class ReferenceNode extends DecoratedNode {
  __reference: Reference

  static override getType(): string {
    return 'reference'
  }

  static override clone(node: ReferenceNode): ReferenceNode {
    return new ReferenceNode(node.__reference, node.__key)
  }

  static override importJSON({ kind, id, label }: SerializedReferenceNode): ReferenceNode {
    return $createReferenceNode({ kind, id, label })
  }

  static override importDOM(): DOMConversionMap {
    return {
      a: (element) => {
        const found = readLibraryAddress(element.getAttribute('href') ?? '')
        if (!found) return null
        return {
          priority: 2,
          conversion: (link) => ({
            node: $createReferenceNode({ ...found, label: link.textContent.trim() }),
            forChild: () => null,
          }),
        }
      },
    }
  }

  constructor(reference: Reference = { kind: 'note', id: '', label: '' }, key?: NodeKey) {
    super(key)
    this.__reference = reference
  }

  getReference(): Reference {
    return this.getLatest().__reference
  }

  override exportJSON(): SerializedReferenceNode {
    const { kind, id, label } = this.getReference()
    return { ...super.exportJSON(), kind, id, label }
  }

  override exportDOM(): DOMExportOutput {
    const { kind, id, label } = this.getReference()
    const element = document.createElement('a')
    element.href = libraryAddress({ kind, id })
    element.textContent = label
    return { element }
  }

  override createDOM(config: EditorConfig): HTMLElement {
    return themedElement('span', config, 'reference')
  }

  override getTextContent(): string {
    return this.getReference().label
  }
}

/**
 * Makes a reference.
 * @param reference what it leads to, and the name known now
 */
export function $createReferenceNode(reference: Reference): ReferenceNode {
  return new ReferenceNode(reference)
}
