// A formula, kept as TeX: within a line, or displayed as a block of its own.
import type { DOMConversionMap, DOMExportOutput, EditorConfig, NodeKey, SerializedLexicalNode, Spread } from 'lexical'
import { DecoratedNode, themedElement } from './decorated-node.ts'

export interface Formula {
  tex: string
  /** Whether it is a block of its own. */
  display: boolean
}

export type SerializedMathNode = Spread<{ tex: string; display: boolean }, SerializedLexicalNode>

export class MathNode extends DecoratedNode {
  __tex: string
  __display: boolean

  static override getType(): string {
    return 'math'
  }

  static override clone(node: MathNode): MathNode {
    return new MathNode({ tex: node.__tex, display: node.__display }, node.__key)
  }

  static override importJSON({ tex, display }: SerializedMathNode): MathNode {
    return $createMathNode({ tex, display })
  }

  static override importDOM(): DOMConversionMap {
    return {
      math: (element) => {
        const tex = texOf(element)
        if (tex === '') return null
        const display = element.getAttribute('display') === 'block'
        return {
          priority: 1,
          conversion: () => ({ node: $createMathNode({ tex, display }), forChild: () => null, after: () => [] }),
        }
      },
    }
  }

  constructor({ tex, display }: Formula = { tex: '', display: false }, key?: NodeKey) {
    super(key)
    this.__tex = tex
    this.__display = display
  }

  getTex(): string {
    return this.getLatest().__tex
  }

  setTex(tex: string): this {
    const self = this.getWritable()
    self.__tex = tex
    return self
  }

  isDisplay(): boolean {
    return this.getLatest().__display
  }

  override exportJSON(): SerializedMathNode {
    return { ...super.exportJSON(), tex: this.getTex(), display: this.isDisplay() }
  }

  override exportDOM(): DOMExportOutput {
    const element = document.createElement(this.isDisplay() ? 'p' : 'span')
    element.textContent = this.isDisplay() ? `$$${this.getTex()}$$` : `$${this.getTex()}$`
    return { element }
  }

  override createDOM(config: EditorConfig): HTMLElement {
    return themedElement(this.__display ? 'div' : 'span', config, 'math')
  }

  override isInline(): boolean {
    return !this.__display
  }

  override getTextContent(): string {
    return this.getTex()
  }
}

/** The TeX that a MathML element says it was written as; '' where it says nothing. */
function texOf(math: HTMLElement): string {
  const annotation = math.querySelector('annotation[encoding="application/x-tex"]')
  return (annotation?.textContent ?? math.getAttribute('alttext') ?? '').trim()
}

/**
 * Makes a formula.
 * @param formula its TeX, and whether it is a block of its own
 */
export function $createMathNode(formula: Formula): MathNode {
  return new MathNode(formula)
}
