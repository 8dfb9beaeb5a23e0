// Where in the words something is being completed: `[[` a link, `@` an entity, `#` a tag.
import { $isCodeNode } from '@lexical/code'
import { $isLinkNode } from '@lexical/link'
import { $findMatchingParent, $getSelection, $isRangeSelection, $isTextNode } from 'lexical'
import type { NodeKey, TextNode } from 'lexical'
import { BEFORE_TAG, TAG_CHARACTER } from '../../rich-text/tag-names.ts'

export type CompletionKind = 'link' | 'entity' | 'tag'

export interface Trigger {
  kind: CompletionKind
  /** What was typed after the mark. */
  query: string
  key: NodeKey
  /** Where the mark begins in the text node, and where the caret is. */
  start: number
  end: number
}

const LINK = /\[\[([^[\]|]{0,80})$/
/** A name may have three words; no space stands right after the mark, so that "@ 5" is none. */
const ENTITY = /(?:^|[\s([{"'“‘«—–])(@(?!\s)((?:[^\s@]{1,30} ?){0,3}))$/u
const TAG = new RegExp(`(?:^|[${BEFORE_TAG}])(#([${TAG_CHARACTER}]{0,60}))$`, 'u')

/**
 * What is typed before a caret.
 * @param words from the beginning of the text node to the caret
 * @param beginsBlock whether these are the first words of their block, where a `#` alone begins a heading
 */
export function triggerOf(words: string, beginsBlock: boolean): Omit<Trigger, 'key'> | null {
  const end = words.length
  const link = LINK.exec(words)
  if (link) return { kind: 'link', query: link[1] ?? '', start: link.index, end }
  const tag = TAG.exec(words)
  const [, marked = '', name = ''] = tag ?? []
  if (tag && !(beginsBlock && name === '' && marked.length === end)) {
    return { kind: 'tag', query: name, start: end - marked.length, end }
  }
  const entity = ENTITY.exec(words)
  return entity ? { kind: 'entity', query: entity[2] ?? '', start: end - (entity[1] ?? '').length, end } : null
}

/** What is being completed at the caret; run it in an editor read or update. */
export function $trigger(): Trigger | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed() || selection.anchor.type !== 'text') return null
  const node = selection.anchor.getNode()
  if (!$isTextNode(node) || !node.isSimpleText() || node.hasFormat('code')) return null
  if ($findMatchingParent(node, (parent) => $isCodeNode(parent) || $isLinkNode(parent))) return null
  const words = node.getTextContent().slice(0, selection.anchor.offset)
  const found = triggerOf(words, node.getPreviousSibling() === null)
  return found && { ...found, key: node.getKey() }
}

/** The text node of exactly what a trigger spans, cut out of its words. */
export function $cutOut(node: TextNode, { start, end }: Trigger): TextNode | null {
  const pieces = start === 0 ? node.splitText(end) : node.splitText(start, end)
  return pieces[start === 0 ? 0 : 1] ?? null
}
