// A note in the list: its title, its first words, when it was changed, its tags.
import { CalendarDays, FilePlus2, Trash2, Undo2 } from 'lucide-react'
import { memo } from 'react'
import type { NoteSummary } from '../../contract/note-model.ts'
import { ShortDate } from '../library/dates.tsx'
import { openNotePage } from '../navigation.ts'
import { IconButton } from '../ui/button.tsx'
import { putNoteBack, trashNote } from './note-actions.ts'
import { nameOfNote } from './note-name.ts'

interface NoteRowProps {
  note: NoteSummary
  tabStop: boolean
  onFocus: (id: string) => void
}

export const NoteRow = memo(function NoteRow({ note, tabStop, onFocus }: NoteRowProps) {
  const { id, title, excerpt, tags, updatedAt, trashedAt, template, day } = note
  return (
    <li className="notes-row">
      <button
        type="button"
        className="notes-row-open"
        data-note={id}
        tabIndex={tabStop ? 0 : -1}
        onFocus={() => {
          onFocus(id)
        }}
        onClick={() => {
          openNotePage(id)
        }}
      >
        <span className="notes-row-title" data-nameless={title === '' || undefined} dir="auto">
          {nameOfNote(title)}
        </span>
        {excerpt !== '' && (
          <span className="notes-row-words" dir="auto">
            {excerpt}
          </span>
        )}
        <span className="notes-row-facts">
          <ShortDate at={updatedAt} />
          {day !== undefined && (
            <span>
              <CalendarDays size={13} aria-hidden="true" /> Daily note
            </span>
          )}
          {template !== undefined && (
            <span>
              <FilePlus2 size={13} aria-hidden="true" /> {template === 'daily' ? 'Template of daily notes' : 'Template'}
            </span>
          )}
          {tags.map((tag) => (
            <bdi key={tag}>#{tag}</bdi>
          ))}
        </span>
      </button>
      {trashedAt === null ? (
        <IconButton
          label={`Move “${nameOfNote(title)}” to trash`}
          size="small"
          className="notes-row-act"
          icon={<Trash2 size={16} />}
          placement="bottom-end"
          onClick={() => void trashNote(note)}
        />
      ) : (
        <IconButton
          label={`Put “${nameOfNote(title)}” back`}
          size="small"
          icon={<Undo2 size={16} />}
          placement="bottom-end"
          onClick={() => void putNoteBack(note)}
        />
      )}
    </li>
  )
})
