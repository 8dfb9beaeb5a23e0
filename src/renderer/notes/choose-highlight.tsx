// Choosing a highlight of the library to quote in a note.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { LibraryHighlight } from '../../contract/model.ts'
import { sentenceOf } from '../client.ts'
import { queries } from '../queries.ts'
import { Dialog } from '../ui/dialog.tsx'
import './choose-highlight.css'

const MOST = 60

interface ChooseHighlightProps {
  onChoose: (highlight: LibraryHighlight) => void
  onClose: () => void
}

export function ChooseHighlight({ onChoose, onClose }: ChooseHighlightProps) {
  const [text, setText] = useState('')
  const { data, error } = useQuery({
    ...queries.highlightLibrary({ order: 'date', limit: MOST, ...(text.trim() === '' ? {} : { text: text.trim() }) }),
    placeholderData: keepPreviousData,
  })
  return (
    <Dialog
      title="Insert a highlight"
      onClose={onClose}
      description="It stays what it is: its words, its colour, its article."
    >
      <div className="choose-highlight" onKeyDown={moveAmong}>
        <input
          type="search"
          className="field"
          data-autofocus
          aria-label="Find a highlight"
          placeholder="Words of a highlight, its note or its article"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
          }}
        />
        {error !== null && <p role="alert">{sentenceOf(error)}</p>}
        <p className="choose-highlight-count" role="status">
          {data === undefined ? '' : countOf(data.total, data.all)}
        </p>
        <ul className="choose-highlight-list" aria-label="Highlights">
          {data?.items.map((highlight) => (
            <li key={highlight.id}>
              <button
                type="button"
                className="choose-highlight-row"
                data-colour={highlight.colour}
                onClick={() => {
                  onChoose(highlight)
                }}
              >
                <span className="choose-highlight-words" dir="auto">
                  {highlight.quote.exact}
                </span>
                <bdi className="choose-highlight-source">{highlight.title}</bdi>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

function countOf(total: number, all: number): string {
  if (all === 0) return 'There are no highlights yet. Select words in an article to make one.'
  if (total === 0) return 'No highlight has these words.'
  return total > MOST
    ? `The newest ${String(MOST)} of ${String(total)}`
    : total === 1
      ? '1 highlight'
      : `${String(total)} highlights`
}

/** Arrow keys go from the field to the rows and along them. */
function moveAmong(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, .choose-highlight-row')]
  const next = stops[stops.indexOf(event.target as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
