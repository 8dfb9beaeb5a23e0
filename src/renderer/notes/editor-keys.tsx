// What keys do in a note beyond what Lexical brings: kinds of block, lists, links, leaving; and what a note does not take.
import { $isListItemNode, $isListNode } from '@lexical/list'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import {
  $findMatchingParent,
  $getSelection,
  $isNodeSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_LOW,
  FORMAT_TEXT_COMMAND,
  INDENT_CONTENT_COMMAND,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  OUTDENT_CONTENT_COMMAND,
  TextNode,
  mergeRegister,
} from 'lexical'
import type { LexicalEditor, LexicalNode } from 'lexical'
import { useEffectEvent, useLayoutEffect } from 'react'
import type { NoteReference } from '../../contract/note-model.ts'
import { HighlightQuoteNode } from '../../rich-text/nodes/highlight-quote-node.ts'
import { ImageNode } from '../../rich-text/nodes/image-node.ts'
import { MathNode } from '../../rich-text/nodes/math-node.ts'
import { ReferenceNode } from '../../rich-text/nodes/reference-node.ts'
import { FORMAT } from '../../rich-text/note-blocks.ts'
import { $turnInto } from './block-kinds.ts'
import type { BlockKind } from './block-kinds.ts'
import { EDIT_NODE } from './decorations.tsx'
import { knownDescribed } from './described.ts'
import { $turnLineIntoBlock } from './note-shortcuts.ts'
import { openPlace } from './open-place.ts'

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** Shortcuts as the toolbar shows them. By `code`, because Shift and Alt change which character a digit key gives. */
export const BLOCK_SHORTCUTS: Partial<Record<BlockKind, { keys: string; code: string; modifier: 'shift' | 'alt' }>> = {
  paragraph: { keys: 'mod+alt+0', code: 'Digit0', modifier: 'alt' },
  h1: { keys: 'mod+alt+1', code: 'Digit1', modifier: 'alt' },
  h2: { keys: 'mod+alt+2', code: 'Digit2', modifier: 'alt' },
  h3: { keys: 'mod+alt+3', code: 'Digit3', modifier: 'alt' },
  number: { keys: 'mod+shift+7', code: 'Digit7', modifier: 'shift' },
  bullet: { keys: 'mod+shift+8', code: 'Digit8', modifier: 'shift' },
  quote: { keys: 'mod+shift+9', code: 'Digit9', modifier: 'shift' },
}

interface EditorKeysProps {
  onLink: () => void
  /** The user is done: Escape or mod+Enter. */
  onDone: (() => void) | undefined
}

export function EditorKeys({ onLink, onDone }: EditorKeysProps) {
  const [editor] = useLexicalComposerContext()
  const press = useEffectEvent((event: KeyboardEvent) => {
    const mod = isMac ? event.metaKey : event.ctrlKey
    const done = event.key === 'Escape' || (event.key === 'Enter' && mod)
    if (done && onDone && !event.isComposing) onDone()
    else if (mod && event.shiftKey && event.code === 'KeyK') onLink()
    else if (mod && event.shiftKey && event.code === 'KeyX')
      editor.dispatchCommand(FORMAT_TEXT_COMMAND, 'strikethrough')
    else if (!opensNode(event, editor) && !turnsBlock(event, mod, editor) && !indentsItem(event, editor)) return false
    event.preventDefault()
    return true
  })
  useLayoutEffect(
    () =>
      mergeRegister(
        editor.registerCommand(KEY_DOWN_COMMAND, (event) => press(event), COMMAND_PRIORITY_HIGH),
        editor.registerCommand(
          KEY_ENTER_COMMAND,
          (event) => {
            if (event?.shiftKey === true || !$turnLineIntoBlock()) return false
            event?.preventDefault()
            return true
          },
          COMMAND_PRIORITY_LOW,
        ),
        // Markdown has no underline and no centred paragraphs: what cannot be exported is not offered.
        editor.registerCommand(FORMAT_TEXT_COMMAND, (format) => !(format in FORMAT), COMMAND_PRIORITY_HIGH),
        editor.registerCommand(INDENT_CONTENT_COMMAND, () => !$inList(), COMMAND_PRIORITY_HIGH),
        editor.registerNodeTransform(TextNode, dropForeignFormat),
      ),
    [editor],
  )
  return null
}

/** Enter on a part that is selected as a whole follows it, or asks for what it is made of. */
function opensNode(event: KeyboardEvent, editor: LexicalEditor): boolean {
  if (event.key !== 'Enter' || event.shiftKey) return false
  const node = editor.read(() => {
    const selection = $getSelection()
    return $isNodeSelection(selection) ? (selection.getNodes()[0] ?? null) : null
  })
  const reference = node && editor.read(() => $referenceIn(node))
  if (reference) openPlace(reference, knownDescribed(reference))
  else if (node instanceof MathNode || node instanceof ImageNode) editor.dispatchCommand(EDIT_NODE, node.getKey())
  else return false
  return true
}

function $referenceIn(node: LexicalNode): NoteReference | null {
  if (node instanceof ReferenceNode) return node.getReference()
  return node instanceof HighlightQuoteNode ? { kind: 'highlight', id: node.getQuoted().highlightId } : null
}

function turnsBlock(event: KeyboardEvent, mod: boolean, editor: LexicalEditor): boolean {
  const found = Object.entries(BLOCK_SHORTCUTS).find(
    ([, { code, modifier }]) =>
      mod && event.code === code && event.altKey === (modifier === 'alt') && event.shiftKey === (modifier === 'shift'),
  )
  if (!found) return false
  editor.update(() => {
    $turnInto(found[0] as BlockKind)
  })
  return true
}

/** Tab makes a sublist only where there can be one; anywhere else it leaves the editor, so that nobody is caught in it. */
function indentsItem(event: KeyboardEvent, editor: LexicalEditor): boolean {
  if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return false
  const possible = editor.read(() => {
    const selection = $getSelection()
    if (!$isRangeSelection(selection)) return false
    const item = $findMatchingParent(selection.anchor.getNode(), $isListItemNode)
    if (!$isListItemNode(item)) return false
    return event.shiftKey ? item.getIndent() > 0 : item.getPreviousSibling() !== null
  })
  if (possible) editor.dispatchCommand(event.shiftKey ? OUTDENT_CONTENT_COMMAND : INDENT_CONTENT_COMMAND, undefined)
  return possible
}

function $inList(): boolean {
  const selection = $getSelection()
  return $isRangeSelection(selection) && $findMatchingParent(selection.anchor.getNode(), $isListNode) !== null
}

/** Pasted text brings underlines, colours and sizes; a note keeps only what Markdown can say. */
function dropForeignFormat(node: TextNode): void {
  const kept = node.getFormat() & (FORMAT.bold | FORMAT.italic | FORMAT.strikethrough | FORMAT.code)
  if (kept !== node.getFormat()) node.setFormat(kept)
  if (node.getStyle() !== '') node.setStyle('')
}
