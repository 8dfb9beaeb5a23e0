// What a note is made of: the Lexical node classes that the editor registers and the core reads.
import { CodeHighlightNode, CodeNode } from '@lexical/code'
import { LinkNode } from '@lexical/link'
import { ListItemNode, ListNode } from '@lexical/list'
import { HeadingNode, QuoteNode } from '@lexical/rich-text'
import { TableCellNode, TableNode, TableRowNode } from '@lexical/table'
import type { Klass, LexicalNode } from 'lexical'
import { HighlightQuoteNode } from './nodes/highlight-quote-node.ts'
import { ImageNode } from './nodes/image-node.ts'
import { MathNode } from './nodes/math-node.ts'
import { ReferenceNode } from './nodes/reference-node.ts'
import { HorizontalRuleNode } from './nodes/rule-node.ts'
import { TagNode } from './nodes/tag-node.ts'

/** Every node class of a note, besides Lexical's own paragraph, text, tab and line break. */
export const NOTE_NODES: readonly Klass<LexicalNode>[] = [
  HeadingNode,
  QuoteNode,
  ListNode,
  ListItemNode,
  LinkNode,
  CodeNode,
  CodeHighlightNode,
  TableNode,
  TableRowNode,
  TableCellNode,
  ReferenceNode,
  TagNode,
  HighlightQuoteNode,
  MathNode,
  ImageNode,
  HorizontalRuleNode,
]
