// Chooses a note to have beside the article, or begins one there.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { client, sentenceOf } from '../client.ts'
import { openNoteBeside } from '../split/open-beside.ts'
import { Dialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.tsx'
import { nameOfNote } from './note-name.ts'
import './choose-note-dialog.css'

export function ChooseNoteDialog({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('')
  const { data: notes, error } = useQuery({
    queryKey: ['notes', 'list', 'find', query],
    queryFn: ({ signal }) => client.note.find({ query, kinds: ['note'] }, { signal }),
    placeholderData: keepPreviousData,
  })
  const open = (id: string) => {
    onClose()
    openNoteBeside(id)
  }
  const begin = async () => {
    try {
      open((await client.note.create({ id: uuidv7(), title: query })).id)
    } catch (refusal) {
      toast({ message: sentenceOf(refusal), tone: 'danger' })
    }
  }
  return (
    <Dialog title="A note beside the article" width="small" onClose={onClose}>
      <form
        className="choose-note"
        onSubmit={(event) => {
          event.preventDefault()
          const first = notes?.[0]
          if (first) open(first.id)
          else void begin()
        }}
      >
        <input
          type="search"
          className="field"
          aria-label="Title of the note"
          placeholder="Title of a note"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
          }}
        />
        {error !== null && <p role="alert">{sentenceOf(error)}</p>}
        <ul>
          {notes?.map(({ id, label }) => (
            <li key={id}>
              <button
                type="button"
                className="choose-note-row"
                dir="auto"
                onClick={() => {
                  open(id)
                }}
              >
                {nameOfNote(label)}
              </button>
            </li>
          ))}
          <li>
            <button type="button" className="choose-note-row" onClick={() => void begin()}>
              <Plus size={16} aria-hidden="true" />
              {query.trim() === '' ? 'New note' : `New note “${query.trim()}”`}
            </button>
          </li>
        </ul>
      </form>
    </Dialog>
  )
}
