// Putting something new into a note at the caret: a block after the one that it is in, or words and blocks that were read.
import { $createTableNodeWithDimensions, $isTableNode } from '@lexical/table'
import {
  $createParagraphNode,
  $findMatchingParent,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isParagraphNode,
  $isRangeSelection,
  $isRootNode,
  $parseSerializedNode,
} from 'lexical'
import type { LexicalNode, RangeSelection, SerializedLexicalNode } from 'lexical'
import { joinLines, linesOfBlock } from '../../rich-text/note-blocks.ts'
import type { NoteBlock } from '../../rich-text/note-blocks.ts'
import { stateOfBlocks } from '../../rich-text/state-of-blocks.ts'

/** The selection in the words; at the end of the note where there is none. Run it in an update, as all here. */
function $caret(): RangeSelection {
  const selection = $getSelection()
  if ($isRangeSelection(selection)) return selection
  const [node] = selection?.getNodes() ?? []
  return (node?.getTopLevelElement() ?? $getRoot()).selectEnd() as RangeSelection
}

/** Puts a block after the one that the caret is in, or in the place of an empty paragraph; the caret goes below it. */
export function $insertBlock(block: LexicalNode): void {
  const anchor = $caret().anchor.getNode()
  const top = $findMatchingParent(anchor, (node) => $isRootNode(node.getParent()))
  if (top === null) $getRoot().append(block)
  else if ($isParagraphNode(top) && top.isEmpty()) top.replace(block)
  else top.insertAfter(block)
  const below = block.getNextSibling() ?? block.insertAfter($createParagraphNode())
  if ($isElementNode(below)) below.selectStart()
}

/** Puts an empty table of three columns into the note, with the caret in its first cell. */
export function $insertTable(): void {
  const table = $createTableNodeWithDimensions(3, 3, { rows: true, columns: false })
  $insertBlock(table)
  table.selectStart()
}

/** Puts blocks where the caret is; those of one paragraph alone go into the words. In a table they become lines. */
export function $insertBlocks(blocks: readonly NoteBlock[]): void {
  const caret = $caret()
  const inTable = $findMatchingParent(caret.anchor.getNode(), $isTableNode) !== null
  const inserted: readonly NoteBlock[] = inTable
    ? [{ type: 'paragraph', children: joinLines(blocks.flatMap(linesOfBlock)) }]
    : blocks
  const { root } = JSON.parse(stateOfBlocks(inserted)) as { root: { children: SerializedLexicalNode[] } }
  const nodes = root.children.map((node) => $parseSerializedNode(node))
  const [only] = nodes
  caret.insertNodes(nodes.length === 1 && $isParagraphNode(only) ? only.getChildren() : nodes)
  const last = nodes.at(-1)
  // Below a block that has no words of its own there is a place to go on.
  if (last && nodes.length > 0 && !$isElementNode(last) && last.getNextSibling() === null && last.isAttached()) {
    const below = $createParagraphNode()
    last.insertAfter(below)
    below.select()
  }
}
