// A list of boxes is a group of check boxes to a screen reader: Lexical says so of its items, and leaves it a list of none.
import { $isListNode, ListNode } from '@lexical/list'
import { $getNodeByKey } from 'lexical'
import type { LexicalEditor } from 'lexical'

/** Keeps the role of every list in an editor; returns the way to stop. */
export function registerCheckListRoles(editor: LexicalEditor): () => void {
  return editor.registerMutationListener(ListNode, (mutations) => {
    for (const [key, mutation] of mutations) {
      if (mutation === 'destroyed') continue
      const check = editor.read(() => {
        const node = $getNodeByKey(key)
        return $isListNode(node) && node.getListType() === 'check'
      })
      const element = editor.getElementByKey(key)
      if (check) element?.setAttribute('role', 'group')
      else element?.removeAttribute('role')
    }
  })
}
