// The editor of a note on an article or a highlight: loads it, shows it, saves it as it is typed.
import { CheckListPlugin } from '@lexical/react/LexicalCheckListPlugin'
import { LexicalComposer } from '@lexical/react/LexicalComposer'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { ContentEditable } from '@lexical/react/LexicalContentEditable'
import { LexicalErrorBoundary } from '@lexical/react/LexicalErrorBoundary'
import { HistoryPlugin } from '@lexical/react/LexicalHistoryPlugin'
import { LinkPlugin } from '@lexical/react/LexicalLinkPlugin'
import { ListPlugin } from '@lexical/react/LexicalListPlugin'
import { MarkdownShortcutPlugin } from '@lexical/react/LexicalMarkdownShortcutPlugin'
import { RichTextPlugin } from '@lexical/react/LexicalRichTextPlugin'
import { TablePlugin } from '@lexical/react/LexicalTablePlugin'
import { useQuery } from '@tanstack/react-query'
import { $getSelection, $isRangeSelection, COMMAND_PRIORITY_LOW, mergeRegister } from 'lexical'
import type { NodeKey } from 'lexical'
import { useLayoutEffect, useState } from 'react'
import type { MouseEvent } from 'react'
import { flushSync } from 'react-dom'
import type { Note, NoteTarget } from '../../contract/model.ts'
import { safeAddress } from '../../rich-text/links.ts'
import { NOTE_NODES } from '../../rich-text/nodes.ts'
import { $createHighlightQuoteNode } from '../../rich-text/nodes/highlight-quote-node.ts'
import { sentenceOf } from '../client.ts'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Completion } from './completion.tsx'
import { registerCheckListRoles } from './check-list-roles.ts'
import { ChooseHighlight } from './choose-highlight.tsx'
import { EDIT_NODE } from './decorations.tsx'
import { EditorKeys } from './editor-keys.tsx'
import { FormatToolbar, useCaretState } from './format-toolbar.tsx'
import { FoundWords } from './found-words.tsx'
import { holdTyping, releaseTyping } from './held-typing.ts'
import { $insertBlock } from './insert-blocks.ts'
import { KeepInLibrary } from './keep-in-library.tsx'
import { LinkRow } from './link-row.tsx'
import { NodeFieldRow } from './node-field-row.tsx'
import type { NoteSaver } from './note-saver.ts'
import { TYPED_SHORTCUTS } from './note-shortcuts.ts'
import { NOTE_THEME } from './note-theme.ts'
import { openAddress } from './open-address.ts'
import { openNote } from './open-note.ts'
import type { Opening } from './open-note.ts'
import { registerPaste } from './paste.ts'
import { choosePictures, insertPictures } from './pictures.ts'
import { SaveFailure, SaveLine, useSaveStatus } from './save-line.tsx'
import { holdSaver, saverOf } from './savers.ts'
import './note.css'

export interface NoteEditorProps {
  target: NoteTarget
  autoFocus?: boolean
  /** Called when the user says that he is done, with Escape or mod+Enter. */
  onDone?: () => void
  placeholder?: string
  /** The accessible name; says what the note is on. */
  label?: string
}

export function NoteEditor(props: NoteEditorProps) {
  const { target, autoFocus = false } = props
  const { kind, id } = target
  const { data: note, error, refetch } = useQuery(queries.note(kind, id))
  useTypingHeld(autoFocus, error !== null)
  if (note !== undefined) return <LoadedNote key={`${kind}:${id}`} {...props} note={note} />
  if (error === null) return <div className="note-editor" aria-busy="true" />
  return (
    <div className="note-failure" role="alert">
      <span>The note could not be read: {sentenceOf(error)}</span>
      <Button size="small" onClick={() => void refetch()}>
        Retry
      </Button>
    </div>
  )
}

/** What is typed before an editor that takes the focus is there is for it. */
function useTypingHeld(awaited: boolean, failed: boolean): void {
  useLayoutEffect(() => {
    if (!awaited) return
    holdTyping()
    return () => {
      releaseTyping()
    }
  }, [awaited])
  useLayoutEffect(() => {
    if (awaited && failed) releaseTyping()
  }, [awaited, failed])
}

interface LoadedNoteProps extends NoteEditorProps {
  note: Note | null
}

function LoadedNote(props: LoadedNoteProps) {
  const { target, note } = props
  const { kind, id } = target
  const [opened] = useState(() => attempt(() => openNote(target, note)))
  const [saver] = useState(() => saverOf(target, note?.revision ?? 0))
  const unsaved = 'opening' in opened ? opened.opening.unsaved : null
  const refused = 'refusal' in opened
  useLayoutEffect(() => {
    if (refused) releaseTyping()
  }, [refused])
  useLayoutEffect(() => {
    const release = holdSaver({ kind, id })
    if (unsaved !== null && saver.unsaved() === null) saver.push(unsaved)
    return release
  }, [kind, id, saver, unsaved])
  if ('refusal' in opened) {
    return (
      <div className="note-editor">
        <p className="note-failure">{opened.refusal} It is shown as plain text and cannot be changed here.</p>
        <p className="note-plain">{note?.text}</p>
      </div>
    )
  }
  return <NoteSurface {...props} opening={opened.opening} saver={saver} />
}

function attempt(open: () => Opening): { opening: Opening } | { refusal: string } {
  try {
    return { opening: open() }
  } catch (error) {
    return { refusal: sentenceOf(error) }
  }
}

interface NoteSurfaceProps extends LoadedNoteProps {
  opening: Opening
  saver: NoteSaver
}

function NoteSurface({ target, note, opening, saver, autoFocus = false, ...props }: NoteSurfaceProps) {
  const { onDone, placeholder = 'Write a note…', label = `Note on the ${target.kind}` } = props
  const [config] = useState(() => ({
    namespace: 'commonplace-note',
    nodes: NOTE_NODES,
    theme: NOTE_THEME,
    ...(opening.state === null ? {} : { editorState: opening.state }),
    onError: (error: Error) => {
      console.error(error)
    },
  }))
  return (
    <LexicalComposer initialConfig={config}>
      <div className="note-editor">
        <FoundWords target={target} found={opening.found} saver={saver} />
        <div className="note-surface" onClick={followLink} onAuxClick={followLink}>
          <RichTextPlugin
            contentEditable={
              <ContentEditable
                className="note-text"
                dir="auto"
                aria-label={label}
                aria-multiline
                aria-placeholder={placeholder}
                placeholder={<div className="note-placeholder">{placeholder}</div>}
              />
            }
            ErrorBoundary={LexicalErrorBoundary}
          />
        </div>
        <NoteTools saver={saver} onDone={onDone} />
        <HistoryPlugin />
        <ListPlugin hasStrictIndent />
        <CheckListPlugin />
        <TablePlugin hasCellMerge={false} hasCellBackgroundColor={false} hasHorizontalScroll />
        <LinkPlugin validateUrl={(url) => safeAddress(url) !== null} attributes={{ rel: 'noopener noreferrer' }} />
        <MarkdownShortcutPlugin transformers={TYPED_SHORTCUTS} />
        <Completion />
        <KeepInLibrary saver={saver} note={note} />
        {autoFocus && <FocusAtEnd />}
      </div>
    </LexicalComposer>
  )
}

/** What is open below the words: the field of a link, or that of a formula or a picture. */
type OpenRow = { kind: 'link' } | { kind: 'node'; key: NodeKey } | null

function NoteTools({ saver, onDone }: { saver: NoteSaver; onDone: (() => void) | undefined }) {
  const [editor] = useLexicalComposerContext()
  const [row, setRow] = useState<OpenRow>(null)
  const [choosing, setChoosing] = useState(false)
  const caret = useCaretState()
  const status = useSaveStatus(saver)
  useLayoutEffect(
    () =>
      mergeRegister(
        registerPaste(editor),
        registerCheckListRoles(editor),
        editor.registerCommand(
          EDIT_NODE,
          (key) => {
            setRow({ kind: 'node', key })
            return true
          },
          COMMAND_PRIORITY_LOW,
        ),
      ),
    [editor],
  )
  const close = () => {
    setRow(null)
  }
  return (
    <>
      <EditorKeys
        onLink={() => {
          setRow({ kind: 'link' })
        }}
        onDone={onDone}
      />
      {row?.kind === 'link' && <LinkRow address={caret.link} onClose={close} />}
      {row?.kind === 'node' && <NodeFieldRow key={row.key} nodeKey={row.key} onClose={close} />}
      {choosing && (
        <ChooseHighlight
          onClose={() => {
            setChoosing(false)
          }}
          onChoose={({ id, articleId, quote }) => {
            // The dialog gives the focus back to where it was: after that it goes into the words.
            flushSync(() => {
              setChoosing(false)
            })
            editor.update(() => {
              $insertBlock($createHighlightQuoteNode({ highlightId: id, articleId, text: quote.exact }))
            })
            editor.focus()
          }}
        />
      )}
      <SaveFailure status={status} onRetry={saver.retry} />
      <div className="note-foot">
        <FormatToolbar
          caret={caret}
          onLink={() => {
            setRow(row?.kind === 'link' ? null : { kind: 'link' })
          }}
          onHighlight={() => {
            setChoosing(true)
          }}
          onPicture={() => {
            choosePictures((files) => void insertPictures(editor, files))
          }}
        />
        <SaveLine status={status} />
      </div>
    </>
  )
}

function FocusAtEnd() {
  const [editor] = useLexicalComposerContext()
  useLayoutEffect(() => {
    editor.focus(
      () => {
        const words = releaseTyping()
        if (words === '') return
        editor.update(() => {
          const selection = $getSelection()
          if ($isRangeSelection(selection)) selection.insertRawText(words)
        })
      },
      { defaultSelection: 'rootEnd' },
    )
    return () => {
      releaseTyping()
    }
  }, [editor])
  return null
}

/** A plain click sets the caret; with mod, or the middle button, a link is followed. */
function followLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link) return
  event.preventDefault()
  if (event.button === 1 || event.metaKey || event.ctrlKey) openAddress(link.href)
}
