// What turns into something else while it is typed: Markdown's marks, `[ ]`, `$…$`, `$$`, `---` and `#tag`.
import { $isListItemNode, $isListNode } from '@lexical/list'
import type { ElementTransformer, TextMatchTransformer, Transformer } from '@lexical/markdown'
import {
  $createParagraphNode,
  $createTextNode,
  $getEditor,
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  $isTextNode,
  $onUpdate,
} from 'lexical'
import type { ElementNode, LexicalNode } from 'lexical'
import { $createMathNode, MathNode } from '../../rich-text/nodes/math-node.ts'
import { $createHorizontalRuleNode, HorizontalRuleNode } from '../../rich-text/nodes/rule-node.ts'
import { $createTagNode, TagNode } from '../../rich-text/nodes/tag-node.ts'
import { BEFORE_TAG, TAG_CHARACTER, isTagName } from '../../rich-text/tag-names.ts'
import { NOTE_TRANSFORMERS } from '../../rich-text/transformers.ts'
import { EDIT_NODE } from './decorations.tsx'

/** `[ ] ` at the beginning of a bulleted item makes its list one with boxes. */
const CHECK_ITEM: TextMatchTransformer = {
  dependencies: [],
  regExp: /^\[( |x)?\] $/i,
  trigger: ' ',
  type: 'text-match',
  replace: (node, match) => {
    const item = node.getParent()
    const list = item?.getParent()
    if (!$isListItemNode(item) || !$isListNode(list) || item.getFirstChild() !== node) return
    if (list.getListType() !== 'bullet') return
    list.setListType('check')
    item.setChecked(match[1]?.toLowerCase() === 'x')
    node.remove()
    item.selectStart()
  },
}

/** Between dollars without a space within them at either end, as Markdown has formulas. */
const FORMULA: TextMatchTransformer = {
  dependencies: [MathNode],
  regExp: /(?<![\\$\p{L}\p{N}])\$([^\s$](?:[^$]*[^\s$])?)\$$/u,
  trigger: '$',
  type: 'text-match',
  replace: (node, match) => {
    const formula = $createMathNode({ tex: match[1] ?? '', display: false })
    node.replace(formula)
    formula.selectNext(0, 0)
  },
}

const TAG: TextMatchTransformer = {
  dependencies: [TagNode],
  regExp: new RegExp(`(^|[${BEFORE_TAG}])#([${TAG_CHARACTER}]+) $`, 'u'),
  trigger: ' ',
  type: 'text-match',
  replace: (node, match) => {
    const [, before = '', name = ''] = match
    if (!isTagName(name)) return
    const tag = $createTagNode(name)
    node.replace(tag)
    if (before !== '') tag.insertBefore($createTextNode(before))
    const space = $createTextNode(' ')
    tag.insertAfter(space)
    space.select()
  },
}

const RULE: ElementTransformer = {
  dependencies: [HorizontalRuleNode],
  export: () => null,
  regExp: /^(?:---|\*\*\*|___)\s$/,
  type: 'element',
  replace: (parent) => {
    $replaceBlock(parent, $createHorizontalRuleNode())
  },
}

const DISPLAYED_FORMULA: ElementTransformer = {
  dependencies: [MathNode],
  export: () => null,
  regExp: /^\$\$([^$]*?)(?:\$\$)?\s$/,
  type: 'element',
  replace: (parent, _children, match) => {
    $insertFormula(parent, match[1] ?? '')
  },
}

/** A formula of nothing asks for its TeX at once. */
function $insertFormula(parent: ElementNode, tex: string): void {
  const formula = $createMathNode({ tex: tex.trim(), display: true })
  $replaceBlock(parent, formula)
  const editor = $getEditor()
  if (tex.trim() === '') $onUpdate(() => void editor.dispatchCommand(EDIT_NODE, formula.getKey()))
}

/**
 * Enter after `---`, `$$` or `$$…$$` on a line of its own, where a space would do the same; false where there is no such line.
 */
export function $turnLineIntoBlock(): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false
  const line = selection.anchor.getNode().getTopLevelElement()
  if (!$isParagraphNode(line) || !line.getChildren().every($isTextNode)) return false
  const words = line.getTextContent()
  const formula = /^\$\$([^$]*?)(?:\$\$)?$/.exec(words)
  if (formula) $insertFormula(line, formula[1] ?? '')
  else if (/^(?:---|\*\*\*|___)$/.test(words)) $replaceBlock(line, $createHorizontalRuleNode())
  else return false
  return true
}

function $replaceBlock(parent: ElementNode, block: LexicalNode): void {
  parent.replace(block)
  const below = block.getNextSibling() ?? block.insertAfter($createParagraphNode())
  below?.selectStart()
}

/** For typing in an editor. */
export const TYPED_SHORTCUTS: Transformer[] = [RULE, DISPLAYED_FORMULA, ...NOTE_TRANSFORMERS, CHECK_ITEM, FORMULA, TAG]
