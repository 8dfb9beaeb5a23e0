// A note that stands alone in the second pane: its title and its words, and the way to its page.
import { useQuery } from '@tanstack/react-query'
import { Maximize2 } from 'lucide-react'
import { useRef } from 'react'
import { sentenceOf } from '../client.ts'
import { openNotePage } from '../navigation.ts'
import { NoteEditor } from '../notes/note-editor.tsx'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { NoteTitle } from './note-title.tsx'
import './note-page.css'

export function NoteBeside({ noteId }: { noteId: string }) {
  const place = useRef<HTMLDivElement>(null)
  const { data: note, error, refetch } = useQuery(queries.note('note', noteId))
  if (error !== null) {
    return (
      <p className="note-quiet" role="alert">
        {sentenceOf(error)}{' '}
        <Button size="small" onClick={() => void refetch()}>
          Try again
        </Button>
      </p>
    )
  }
  if (note === null) return <p className="note-quiet">This note is not in the library.</p>
  if (note === undefined) return null
  return (
    <div ref={place}>
      <NoteTitle
        note={note}
        onDone={() => {
          place.current?.querySelector<HTMLElement>('.note-text[contenteditable="true"]')?.focus()
        }}
      />
      {note.trashedAt !== null && <p className="note-quiet">This note is in the trash.</p>}
      <NoteEditor
        target={{ kind: 'note', id: noteId }}
        label="Words of the note"
        placeholder="Write…"
        autoFocus
        onDone={() => {
          document.querySelector<HTMLElement>('#split-main .reader')?.focus({ preventScroll: true })
        }}
      />
      <Button
        variant="quiet"
        size="small"
        icon={<Maximize2 size={15} />}
        onClick={() => {
          openNotePage(noteId)
        }}
      >
        Open its page
      </Button>
    </div>
  )
}
