// What can be put into a note beside words, and, within a table, what can be done to it.
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import {
  $deleteTableColumnAtSelection,
  $deleteTableRowAtSelection,
  $insertTableColumnAtSelection,
  $insertTableRowAtSelection,
  $isTableNode,
} from '@lexical/table'
import { $findMatchingParent, $getSelection, $insertNodes, $isRangeSelection } from 'lexical'
import type { LexicalEditor } from 'lexical'
import { Highlighter, ImageIcon, Link2, Minus, Plus, Sigma, SquareCheck, Table2 } from 'lucide-react'
import type { HTMLProps } from 'react'
import { $createMathNode } from '../../rich-text/nodes/math-node.ts'
import { $createHorizontalRuleNode } from '../../rich-text/nodes/rule-node.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { MenuItem } from '../ui/menu.tsx'
import { $turnInto } from './block-kinds.ts'
import { EDIT_NODE } from './decorations.tsx'
import { BLOCK_SHORTCUTS } from './editor-keys.tsx'
import { $insertBlock, $insertTable } from './insert-blocks.ts'

type Reachable = Pick<HTMLProps<HTMLButtonElement>, 'tabIndex' | 'onFocus'>

export interface InsertMenuProps {
  reachable: Reachable
  onHighlight: () => void
  onPicture: () => void
}

export function InsertMenu({ reachable, onHighlight, onPicture }: InsertMenuProps) {
  const [editor] = useLexicalComposerContext()
  const items: MenuItem[] = [
    {
      label: 'Check list',
      icon: <SquareCheck size={16} />,
      shortcut: BLOCK_SHORTCUTS.check?.keys,
      run: () => {
        act(editor, () => {
          $turnInto('check')
        })
      },
    },
    { label: 'Table', icon: <Table2 size={16} />, run: () => act(editor, $insertTable) },
    { label: 'Formula', icon: <Sigma size={16} />, run: () => insertFormula(editor) },
    { label: 'Picture…', icon: <ImageIcon size={16} />, run: onPicture },
    {
      label: 'Rule',
      icon: <Minus size={16} />,
      run: () => act(editor, () => $insertBlock($createHorizontalRuleNode())),
    },
    { label: 'Highlight…', icon: <Highlighter size={16} />, separated: true, run: onHighlight },
    { label: 'Link within the library', icon: <Link2 size={16} />, shortcut: '[ [', run: () => beginLink(editor) },
  ]
  return (
    <Menu
      label="Insert"
      placement="top-start"
      trigger={<IconButton size="small" label="Insert" icon={<Plus size={16} />} {...reachable} />}
      items={items}
    />
  )
}

export function TableMenu({ reachable }: { reachable: Reachable }) {
  const [editor] = useLexicalComposerContext()
  const item = (label: string, run: () => void, separated = false): MenuItem => ({
    label,
    separated,
    run: () => {
      act(editor, run)
    },
  })
  return (
    <Menu
      label="Table"
      placement="top-start"
      trigger={<IconButton size="small" label="Rows and columns" icon={<Table2 size={16} />} {...reachable} />}
      items={[
        item('Row above', () => $insertTableRowAtSelection(false)),
        item('Row below', () => $insertTableRowAtSelection(true)),
        item('Column before', () => $insertTableColumnAtSelection(false)),
        item('Column after', () => $insertTableColumnAtSelection(true)),
        item('Delete the row', $deleteTableRowAtSelection, true),
        item('Delete the column', $deleteTableColumnAtSelection),
        item('Delete the table', $deleteTable),
      ]}
    />
  )
}

function act(editor: LexicalEditor, run: () => void): void {
  // First the focus, which brings the caret back to where it was; then what moves it on.
  editor.focus(() => {
    editor.update(run)
  })
}

function $deleteTable(): void {
  const selection = $getSelection()
  const [node] = selection?.getNodes() ?? []
  const table = node && $findMatchingParent(node, $isTableNode)
  table?.selectNext()
  table?.remove()
}

function insertFormula(editor: LexicalEditor): void {
  const formula: { key?: string } = {}
  editor.update(
    () => {
      const selection = $getSelection()
      const words = $isRangeSelection(selection) ? selection.getTextContent().trim() : ''
      const node = $createMathNode({ tex: words, display: false })
      $insertNodes([node])
      formula.key = node.getKey()
    },
    {
      onUpdate: () => {
        if (formula.key !== undefined) editor.dispatchCommand(EDIT_NODE, formula.key)
      },
    },
  )
}

function beginLink(editor: LexicalEditor): void {
  editor.focus(() => {
    editor.update(() => {
      const selection = $getSelection()
      if ($isRangeSelection(selection)) selection.insertText('[[')
    })
  })
}
