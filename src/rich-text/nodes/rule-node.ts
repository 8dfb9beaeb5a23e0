// A horizontal rule between the blocks of a note.
import type { DOMConversionMap, DOMExportOutput, EditorConfig, SerializedLexicalNode } from 'lexical'
import { DecoratedNode, themedElement } from './decorated-node.ts'

export class HorizontalRuleNode extends DecoratedNode {
  static override getType(): string {
    return 'horizontalrule'
  }

  static override clone(node: HorizontalRuleNode): HorizontalRuleNode {
    return new HorizontalRuleNode(node.__key)
  }

  static override importJSON(): HorizontalRuleNode {
    return $createHorizontalRuleNode()
  }

  static override importDOM(): DOMConversionMap {
    return { hr: () => ({ priority: 0, conversion: () => ({ node: $createHorizontalRuleNode() }) }) }
  }

  override exportJSON(): SerializedLexicalNode {
    return super.exportJSON()
  }

  override exportDOM(): DOMExportOutput {
    return { element: document.createElement('hr') }
  }

  override createDOM(config: EditorConfig): HTMLElement {
    return themedElement('hr', config, 'rule')
  }

  override isInline(): boolean {
    return false
  }

  override getTextContent(): string {
    return '\n'
  }
}

/** Makes a horizontal rule. */
export function $createHorizontalRuleNode(): HorizontalRuleNode {
  return new HorizontalRuleNode()
}
