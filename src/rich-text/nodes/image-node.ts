// A picture of the library within a line of a note.
import type { DOMExportOutput, EditorConfig, NodeKey, SerializedLexicalNode, Spread } from 'lexical'
import { DecoratedNode, themedElement } from './decorated-node.ts'

export interface Picture {
  /** Its path in the library, `assets/ab/cdef….ext`. */
  src: string
  /** What is in it, in words; may be empty. */
  alt: string
}

export type SerializedImageNode = Spread<{ src: string; alt: string }, SerializedLexicalNode>

export class ImageNode extends DecoratedNode {
  __picture: Picture

  static override getType(): string {
    return 'image'
  }

  static override clone(node: ImageNode): ImageNode {
    return new ImageNode(node.__picture, node.__key)
  }

  static override importJSON({ src, alt }: SerializedImageNode): ImageNode {
    return $createImageNode({ src, alt })
  }

  constructor(picture: Picture = { src: '', alt: '' }, key?: NodeKey) {
    super(key)
    this.__picture = picture
  }

  getPicture(): Picture {
    return this.getLatest().__picture
  }

  setAlt(alt: string): this {
    const self = this.getWritable()
    self.__picture = { ...self.__picture, alt }
    return self
  }

  override exportJSON(): SerializedImageNode {
    const { src, alt } = this.getPicture()
    return { ...super.exportJSON(), src, alt }
  }

  /** Another app cannot see into the library: what is in the picture goes along in words. */
  override exportDOM(): DOMExportOutput {
    const element = document.createElement('span')
    element.textContent = this.getPicture().alt
    return { element }
  }

  override createDOM(config: EditorConfig): HTMLElement {
    return themedElement('span', config, 'image')
  }

  override getTextContent(): string {
    return this.getPicture().alt
  }
}

/**
 * Makes a picture.
 * @param picture its path in the library, and what is in it
 */
export function $createImageNode(picture: Picture): ImageNode {
  return new ImageNode(picture)
}
