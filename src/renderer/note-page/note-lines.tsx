// Notes with the lines for which they are shown: those that link here, those that say the title.
import type { ReactNode } from 'react'
import type { NoteLine, NoteWithLines } from '../../contract/note-model.ts'
import { ShortDate } from '../library/dates.tsx'
import { openArticle, openEntity, openNotePage } from '../navigation.ts'
import { nameOfNote } from './note-name.ts'
import './note-lines.css'

const ON: Record<NoteWithLines['target']['kind'], string | null> = {
  note: null,
  article: 'Note on the article',
  highlight: 'Note on a highlight',
  entity: 'Note on the entity',
}

/** Opens a note where it stands: on its own page, at its passage, on the page of its entity. */
export function openWhereItStands({ target, articleId, range }: NoteWithLines): void {
  if (target.kind === 'note') openNotePage(target.id)
  else if (target.kind === 'entity') openEntity(target.id)
  else if (articleId !== null) openArticle(articleId, range)
}

interface NoteLinesProps {
  notes: readonly NoteWithLines[]
  /** What can be done with one, below its lines. */
  act?: (note: NoteWithLines) => ReactNode
}

export function NoteLines({ notes, act }: NoteLinesProps) {
  return (
    <ul className="note-lines">
      {notes.map((note) => (
        <li key={note.noteId} className="note-lines-item">
          <button
            type="button"
            className="note-lines-open"
            data-note={note.target.kind === 'note' ? note.noteId : undefined}
            onClick={() => {
              openWhereItStands(note)
            }}
          >
            <span className="note-lines-title" dir="auto">
              {nameOfNote(note.title)}
            </span>
            {note.lines.map((line, index) => (
              <span key={index} className="note-lines-line" dir="auto">
                <Marked line={line} />
              </span>
            ))}
            <span className="note-lines-facts">
              {ON[note.target.kind] !== null && <span>{ON[note.target.kind]}</span>}
              <ShortDate at={note.updatedAt} />
            </span>
          </button>
          {act?.(note)}
        </li>
      ))}
    </ul>
  )
}

function Marked({ line: { text, marks } }: { line: NoteLine }) {
  const runs: ReactNode[] = []
  let at = 0
  for (const { start, end } of marks) {
    if (start < at) continue
    runs.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  return [...runs, text.slice(at)]
}
