// What the nodes of a note that are shown by the renderer have in common: without a renderer they are shown as nothing.
import { DecoratorNode } from 'lexical'
import type { EditorConfig, LexicalEditor } from 'lexical'

/** Gives what is shown for a node; the renderer puts one in its theme, under the key `decorate`. */
export type Decorate = (node: DecoratedNode) => unknown

export abstract class DecoratedNode extends DecoratorNode<unknown> {
  /** The element that what is shown stands in. */
  abstract override createDOM(config: EditorConfig): HTMLElement

  override updateDOM(): boolean {
    return false
  }

  override decorate(_editor: LexicalEditor, config: EditorConfig): unknown {
    const decorate: unknown = config.theme['decorate']
    return typeof decorate === 'function' ? (decorate as Decorate)(this) : null
  }
}

/**
 * An element with the class that a theme has for a node.
 * @param tag name of the element
 * @param config of the editor
 * @param key in the theme
 */
export function themedElement(tag: string, config: EditorConfig, key: string): HTMLElement {
  const element = document.createElement(tag)
  const name: unknown = config.theme[key]
  if (typeof name === 'string') element.className = name
  return element
}
