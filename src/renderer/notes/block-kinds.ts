// Which kind of block the caret is in, and turning blocks from one kind into another.
import { $createCodeNode, $isCodeNode } from '@lexical/code'
import { $isLinkNode } from '@lexical/link'
import { $insertList, $isListNode, $removeList } from '@lexical/list'
import { $createHeadingNode, $createQuoteNode, $isHeadingNode, $isQuoteNode } from '@lexical/rich-text'
import { $isTableNode } from '@lexical/table'
import {
  $createParagraphNode,
  $findMatchingParent,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isRootOrShadowRoot,
} from 'lexical'
import type { ElementNode, LexicalNode, RangeSelection } from 'lexical'

export const BLOCK_KINDS = ['paragraph', 'h1', 'h2', 'h3', 'bullet', 'number', 'check', 'quote', 'code'] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

/** What the toolbar shows of the place where the caret is. */
export interface CaretState {
  block: BlockKind
  bold: boolean
  italic: boolean
  strikethrough: boolean
  code: boolean
  /** The address of the link that the caret is in; null outside links. */
  link: string | null
  /** Whether it is in a table. */
  table: boolean
}

export const PLAIN: CaretState = {
  block: 'paragraph',
  bold: false,
  italic: false,
  strikethrough: false,
  code: false,
  link: null,
  table: false,
}

/** Reads the caret's surroundings; run it in an editor read or update. */
export function $caretState(): CaretState {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return PLAIN
  const anchor = selection.anchor.getNode()
  const link = $findMatchingParent(anchor, $isLinkNode)
  return {
    block: $blockKind(anchor),
    bold: selection.hasFormat('bold'),
    italic: selection.hasFormat('italic'),
    strikethrough: selection.hasFormat('strikethrough'),
    code: selection.hasFormat('code'),
    link: $isLinkNode(link) ? link.getURL() : null,
    table: $findMatchingParent(anchor, $isTableNode) !== null,
  }
}

function $blockKind(node: LexicalNode): BlockKind {
  const list = $findMatchingParent(node, $isListNode)
  if ($isListNode(list)) return list.getListType()
  const block = $topBlock(node)
  if ($isHeadingNode(block)) {
    const tag = block.getTag()
    return tag === 'h1' || tag === 'h2' ? tag : 'h3'
  }
  if ($isQuoteNode(block)) return 'quote'
  return $isCodeNode(block) ? 'code' : 'paragraph'
}

function $topBlock(node: LexicalNode): ElementNode | null {
  const top = $findMatchingParent(node, (candidate) => $isRootOrShadowRoot(candidate.getParent()))
  return $isElementNode(top) ? top : null
}

/** Turns the selected blocks into a kind; the kind they have already turns them back into plain text. Run it in an update. */
export function $turnInto(wanted: BlockKind): void {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return
  const now = $blockKind(selection.anchor.getNode())
  const kind = now === wanted ? 'paragraph' : wanted
  if (kind === 'bullet' || kind === 'number' || kind === 'check') {
    $insertList(kind)
    return
  }
  if (now === 'bullet' || now === 'number' || now === 'check') $removeList()
  for (const block of $selectedBlocks(selection)) block.replace($createBlock(kind), true)
}

function $selectedBlocks(selection: RangeSelection): ElementNode[] {
  const nodes = [selection.anchor.getNode(), ...selection.getNodes(), selection.focus.getNode()]
  const blocks = nodes.map($topBlock).filter((block) => block !== null)
  return [...new Map(blocks.map((block) => [block.getKey(), block])).values()]
}

function $createBlock(kind: Exclude<BlockKind, 'bullet' | 'number' | 'check'>): ElementNode {
  if (kind === 'paragraph') return $createParagraphNode()
  if (kind === 'quote') return $createQuoteNode()
  return kind === 'code' ? $createCodeNode() : $createHeadingNode(kind)
}
