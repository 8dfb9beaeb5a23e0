// Ties an editor to its saver: what is typed goes to the library, what was changed elsewhere comes into the editor.
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $createParagraphNode, $getRoot } from 'lexical'
import type { LexicalEditor } from 'lexical'
import { useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { Note } from '../../contract/model.ts'
import { parseNoteState } from '../../rich-text/note-state.ts'
import type { NoteSaver } from './note-saver.ts'

const FROM_LIBRARY = 'from-library'

interface KeepInLibraryProps {
  saver: NoteSaver
  /** The note as the library has it now. */
  note: Note | null
}

export function KeepInLibrary({ saver, note }: KeepInLibraryProps) {
  const [editor] = useLexicalComposerContext()
  // The state that this editor shows, as it was last pushed or loaded.
  const shown = useRef<string | null>(null)

  useLayoutEffect(() => {
    shown.current ??= JSON.stringify(editor.getEditorState())
    return editor.registerUpdateListener(({ editorState, dirtyElements, dirtyLeaves, tags }) => {
      if (dirtyElements.size === 0 && dirtyLeaves.size === 0) return
      const state = JSON.stringify(editorState)
      if (state === shown.current) return
      shown.current = state
      if (!tags.has(FROM_LIBRARY)) saver.push(state)
    })
  }, [editor, saver])

  const takeOver = useEffectEvent((latest: Note) => {
    if (saver.unsaved() !== null || latest.revision < saver.revision()) return
    const isNews = latest.revision > saver.revision() || latest.state !== shown.current
    saver.learn(latest.revision)
    if (isNews && latest.state !== shown.current) showState(editor, latest.state)
  })
  useLayoutEffect(() => {
    if (note) takeOver(note)
  }, [note])
  return null
}

/** Puts a stored state into an editor, without sending it back to the library. */
export function showState(editor: LexicalEditor, state: string, tag: string = FROM_LIBRARY): void {
  if (parseNoteState(state).length > 0) {
    editor.setEditorState(editor.parseEditorState(state), { tag })
    return
  }
  editor.update(
    () => {
      $getRoot().clear().append($createParagraphNode())
    },
    { tag },
  )
}
