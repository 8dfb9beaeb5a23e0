// A walk through a DOM subtree without recursion: pages nest deeper than a call stack.
import { ELEMENT_NODE, TEXT_NODE } from './elements.ts'

/** What a walk calls, in document order. The visitor must not move or remove nodes before the walk is over. */
export type Visitor = {
  text: (node: Text) => void
  /** Returns whether to go inside. `depth` is 0 at the root. */
  enter: (element: Element, depth: number) => boolean
  /** Called once for every element entered, gone inside or not. */
  leave: (element: Element, depth: number) => void
}

/**
 * Visits the root and everything below it.
 * @param root any node
 * @param visitor what to call
 */
export function walk(root: Node, visitor: Visitor): void {
  let node = root
  let depth = 0
  for (;;) {
    const first = enter(node, depth, visitor) ? node.firstChild : null
    if (first !== null) {
      node = first
      depth += 1
      continue
    }
    for (;;) {
      if (node.nodeType === ELEMENT_NODE) visitor.leave(node as Element, depth)
      if (node === root) return
      const next = node.nextSibling
      if (next !== null) {
        node = next
        break
      }
      node = node.parentNode as Node
      depth -= 1
    }
  }
}

function enter(node: Node, depth: number, visitor: Visitor): boolean {
  if (node.nodeType === ELEMENT_NODE) return visitor.enter(node as Element, depth)
  if (node.nodeType === TEXT_NODE) visitor.text(node as Text)
  return true
}
