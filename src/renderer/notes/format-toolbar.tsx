// The toolbar of a note: one stop for Tab, arrow keys within, every button with its shortcut.
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { FORMAT_TEXT_COMMAND } from 'lexical'
import type { LexicalEditor, TextFormatType } from 'lexical'
import { Bold, Code, Heading, Italic, Link, List, ListOrdered, Strikethrough, TextQuote } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { $caretState, $turnInto, PLAIN } from './block-kinds.ts'
import type { BlockKind, CaretState } from './block-kinds.ts'
import { BLOCK_SHORTCUTS } from './editor-keys.tsx'
import { InsertMenu, TableMenu } from './insert-menu.tsx'

const FORMATS: { format: TextFormatType & keyof CaretState; label: string; icon: ReactNode; keys?: string }[] = [
  { format: 'bold', label: 'Bold', icon: <Bold size={16} />, keys: 'mod+b' },
  { format: 'italic', label: 'Italic', icon: <Italic size={16} />, keys: 'mod+i' },
  { format: 'strikethrough', label: 'Strikethrough', icon: <Strikethrough size={16} />, keys: 'mod+shift+x' },
  { format: 'code', label: 'Code', icon: <Code size={16} /> },
]
const BLOCKS: { kind: BlockKind; label: string; icon: ReactNode }[] = [
  { kind: 'bullet', label: 'Bulleted list', icon: <List size={16} /> },
  { kind: 'number', label: 'Numbered list', icon: <ListOrdered size={16} /> },
  { kind: 'quote', label: 'Quote', icon: <TextQuote size={16} /> },
]
const STYLES: { kind: BlockKind; label: string }[] = [
  { kind: 'paragraph', label: 'Text' },
  { kind: 'h1', label: 'Heading 1' },
  { kind: 'h2', label: 'Heading 2' },
  { kind: 'h3', label: 'Heading 3' },
  { kind: 'code', label: 'Code block' },
]

/** What the caret stands in, as it moves. */
export function useCaretState(): CaretState {
  const [editor] = useLexicalComposerContext()
  const [caret, setCaret] = useState(PLAIN)
  useLayoutEffect(
    () =>
      editor.registerUpdateListener(({ editorState }) => {
        const next = editorState.read($caretState)
        setCaret((known) =>
          (Object.keys(next) as (keyof CaretState)[]).every((key) => known[key] === next[key]) ? known : next,
        )
      }),
    [editor],
  )
  return caret
}

interface FormatToolbarProps {
  caret: CaretState
  onLink: () => void
  onHighlight: () => void
  onPicture: () => void
}

export function FormatToolbar({ caret, onLink, onHighlight, onPicture }: FormatToolbarProps) {
  const [editor] = useLexicalComposerContext()
  const bar = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState(0)
  let place = 0
  const reachable = () => {
    const index = place++
    return { tabIndex: index === stop ? 0 : -1, onFocus: () => setStop(index) }
  }
  return (
    <div
      ref={bar}
      className="note-toolbar"
      role="toolbar"
      aria-label="Formatting"
      // A press on a button must not take the caret out of the text.
      onPointerDown={(event) => {
        event.preventDefault()
      }}
      onMouseDown={(event) => {
        event.preventDefault()
      }}
      onKeyDown={(event) => {
        moveAlong(event, bar.current)
      }}
    >
      <Menu
        label="Text style"
        placement="top-start"
        trigger={<IconButton size="small" label="Text style" icon={<Heading size={16} />} {...reachable()} />}
        items={STYLES.map(({ kind, label }) => ({
          label,
          checked: caret.block === kind,
          shortcut: BLOCK_SHORTCUTS[kind]?.keys,
          run: () => {
            setBlock(editor, kind === caret.block ? 'paragraph' : kind)
          },
        }))}
      />
      {FORMATS.map(({ format, label, icon, keys }) => (
        <IconButton
          key={format}
          size="small"
          label={label}
          icon={icon}
          shortcut={keys}
          pressed={caret[format] === true}
          {...reachable()}
          onClick={() => {
            editor.dispatchCommand(FORMAT_TEXT_COMMAND, format)
            editor.focus()
          }}
        />
      ))}
      {BLOCKS.map(({ kind, label, icon }) => (
        <IconButton
          key={kind}
          size="small"
          label={label}
          icon={icon}
          shortcut={BLOCK_SHORTCUTS[kind]?.keys}
          pressed={caret.block === kind}
          {...reachable()}
          onClick={() => {
            setBlock(editor, kind)
          }}
        />
      ))}
      <IconButton
        size="small"
        label="Link"
        icon={<Link size={16} />}
        shortcut="mod+shift+k"
        pressed={caret.link !== null}
        {...reachable()}
        onClick={onLink}
      />
      {caret.table && <TableMenu reachable={reachable()} />}
      <InsertMenu reachable={reachable()} onHighlight={onHighlight} onPicture={onPicture} />
    </div>
  )
}

function setBlock(editor: LexicalEditor, kind: BlockKind): void {
  editor.update(() => {
    $turnInto(kind)
  })
  editor.focus()
}

function moveAlong(event: KeyboardEvent, bar: HTMLElement | null): void {
  const buttons = [...(bar?.querySelectorAll<HTMLElement>(':scope > button') ?? [])]
  const at = buttons.indexOf(event.target as HTMLElement)
  if (at < 0) return
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
  if (next === undefined) return
  event.preventDefault()
  buttons[(next + buttons.length) % buttons.length]?.focus()
}
