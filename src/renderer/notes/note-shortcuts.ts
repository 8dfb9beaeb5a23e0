// What turns into something else while it is typed: Markdown's marks, `[ ]`, `$…$`, `$$`, `---` and `#tag`.
import { $isListItemNode, $isListNode } from '@lexical/list'
import type { ElementTransformer, TextMatchTransformer, Transformer } from '@lexical/markdown'
import { $createParagraphNode, $createTextNode } from 'lexical'
import type { ElementNode, LexicalNode } from 'lexical'
import { $createMathNode, MathNode } from '../../rich-text/nodes/math-node.ts'
import { $createHorizontalRuleNode, HorizontalRuleNode } from '../../rich-text/nodes/rule-node.ts'
import { $createTagNode, TagNode } from '../../rich-text/nodes/tag-node.ts'
import { BEFORE_TAG, TAG_CHARACTER, isTagName } from '../../rich-text/tag-names.ts'
import { NOTE_TRANSFORMERS } from '../../rich-text/transformers.ts'

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
    $replaceBlock(parent, $createMathNode({ tex: (match[1] ?? '').trim(), display: true }))
  },
}

function $replaceBlock(parent: ElementNode, block: LexicalNode): void {
  parent.replace(block)
  const below = block.getNextSibling() ?? block.insertAfter($createParagraphNode())
  below?.selectStart()
}

/** For typing in an editor. */
export const TYPED_SHORTCUTS: Transformer[] = [RULE, DISPLAYED_FORMULA, ...NOTE_TRANSFORMERS, CHECK_ITEM, FORMULA, TAG]
