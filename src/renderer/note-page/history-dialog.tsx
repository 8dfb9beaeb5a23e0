// The former states of a note: the list, what each was, and the way back to it.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Note } from '../../contract/model.ts'
import type { NoteVersion, NoteVersionReason } from '../../contract/note-model.ts'
import { sentenceOf } from '../client.ts'
import { countOf } from '../library/dates.tsx'
import { NoteView } from '../notes/note-view.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { restoreVersion } from './note-actions.ts'
import { nameOfNote } from './note-name.ts'
import { noteQueries } from './note-queries.ts'
import './history-dialog.css'

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

const WHY: Record<NoteVersionReason, string> = {
  pause: 'before you went on writing',
  device: 'before another device wrote',
  deleted: 'before much was deleted',
  restore: 'before an earlier version was restored',
  link: 'before a mention was linked',
}

export function HistoryDialog({ note, onClose }: { note: Pick<Note, 'id' | 'title'>; onClose: () => void }) {
  const { data: versions, error } = useQuery(noteQueries.versions(note.id))
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = versions?.find(({ id }) => id === chosen) ?? versions?.[0]
  return (
    <Dialog
      title="Earlier versions of the note"
      width="large"
      onClose={onClose}
      footer={
        shown && (
          <Button
            variant="primary"
            onClick={() => {
              onClose()
              void restoreVersion(note.id, shown)
            }}
          >
            Restore this version
          </Button>
        )
      }
    >
      {error !== null && <p role="alert">{sentenceOf(error)}</p>}
      {versions?.length === 0 && (
        <EmptyState title="This is the only version">
          When you come back to a note after ten minutes or more and go on writing, what it was before is kept here.
        </EmptyState>
      )}
      {shown && (
        <div className="note-history">
          <div className="note-history-list" role="group" aria-label="Versions, the newest first">
            {versions?.map((version) => (
              <button
                key={version.id}
                type="button"
                className="note-history-row"
                aria-pressed={version.id === shown.id}
                onClick={() => {
                  setChosen(version.id)
                }}
              >
                <time dateTime={new Date(version.writtenAt).toISOString()}>{moment.format(version.writtenAt)}</time>
                <span>
                  {WHY[version.reason]} · {countOf(version.wordCount, 'word')}
                </span>
              </button>
            ))}
          </div>
          <Preview noteId={note.id} version={shown} />
        </div>
      )}
    </Dialog>
  )
}

function Preview({ noteId, version }: { noteId: string; version: NoteVersion }) {
  const { data, error } = useQuery(noteQueries.version(noteId, version.id))
  return (
    <article
      className="note-history-preview"
      tabIndex={0}
      aria-label={`The note as of ${moment.format(version.writtenAt)}`}
    >
      {version.title !== null && (
        <h3 className="note-history-title" dir="auto">
          {nameOfNote(version.title)}
        </h3>
      )}
      {error !== null && <p role="alert">{sentenceOf(error)}</p>}
      {data && <NoteView state={data.state} fallback={data.text} />}
    </article>
  )
}
