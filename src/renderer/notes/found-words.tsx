// Words that an earlier window could not save, and that the note has moved on from: the user decides, nothing is lost.
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $getRoot, $parseSerializedNode } from 'lexical'
import { useState } from 'react'
import type { NoteTarget } from '../../contract/model.ts'
import { textOfState } from '../../rich-text/note-state.ts'
import { Button } from '../ui/button.tsx'
import type { Draft } from './draft-store.ts'
import { showState } from './keep-in-library.tsx'
import type { NoteSaver } from './note-saver.ts'
import { drafts } from './savers.ts'

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

interface FoundWordsProps {
  target: NoteTarget
  found: Draft | null
  saver: NoteSaver
}

export function FoundWords({ target, found, saver }: FoundWordsProps) {
  const [editor] = useLexicalComposerContext()
  const [decided, setDecided] = useState(false)
  if (!found || decided) return null
  const decide = () => {
    drafts().remove(target, 'found')
    setDecided(true)
    editor.focus()
  }
  const putBack = () => {
    showState(editor, found.state)
    saver.push(found.state)
    decide()
  }
  const keepBoth = () => {
    const blocks = editor.parseEditorState(found.state).toJSON().root.children
    editor.update(() => {
      $getRoot().append(...blocks.map((block) => $parseSerializedNode(block)))
    })
    decide()
  }
  return (
    <div className="note-found" role="alert">
      <p>
        These words of {WHEN.format(found.at)} were not saved, and the note has changed since:{' '}
        <q>{textOfState(found.state)}</q>
      </p>
      <Button size="small" onClick={putBack}>
        Put them back
      </Button>
      <Button size="small" onClick={keepBoth}>
        Keep both
      </Button>
      <Button size="small" variant="quiet" onClick={decide}>
        Discard
      </Button>
    </div>
  )
}
