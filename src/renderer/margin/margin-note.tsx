// One note in the margin: to read, clamped when it is long; pressed, it is written where it stands.
import { useQuery } from '@tanstack/react-query'
import { memo, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Highlight } from '../../contract/model.ts'
import { NoteEditor } from '../notes/note-editor.tsx'
import { NoteView } from '../notes/note-view.tsx'
import { queries } from '../queries.ts'
import type { NoteHeights } from './note-heights.ts'

interface MarginNoteProps {
  highlight: Highlight
  /** Px from the top of the text. */
  top: number
  writing: boolean
  /** The one of all that Tab goes to. */
  tabStop: boolean
  watch: NoteHeights['watch']
  onPoint: (id: string | null) => void
  onFocus: (id: string | null) => void
  onWrite: (highlight: Highlight) => void
  /** The user is through with it and back at the passage. */
  onDone: (highlight: Highlight) => void
}

/** Memoised: while one is written, the others at most move. */
export const MarginNote = memo(function MarginNote(props: MarginNoteProps) {
  const { highlight, top, writing, tabStop, watch, onPoint, onFocus, onWrite, onDone } = props
  const { id, colour } = highlight
  const label = `Note on “${shortened(highlight.quote.exact)}”`
  const moves = useMovesSoon()
  return (
    <li
      ref={watch}
      className="margin-note"
      data-note={id}
      data-colour={colour}
      data-writing={writing || undefined}
      data-moves={moves || undefined}
      style={{ transform: `translateY(${String(top)}px)` }}
      onPointerEnter={() => {
        onPoint(id)
      }}
      onPointerLeave={() => {
        onPoint(null)
      }}
      onFocus={() => {
        onFocus(id)
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onFocus(null)
      }}
    >
      {writing ? (
        <NoteEditor
          target={{ kind: 'highlight', id }}
          label={label}
          autoFocus
          onDone={() => {
            onDone(highlight)
          }}
        />
      ) : (
        <ReadNote
          highlight={highlight}
          label={label}
          tabStop={tabStop}
          onWrite={() => {
            onWrite(highlight)
          }}
        />
      )}
    </li>
  )
})

interface ReadNoteProps {
  highlight: Highlight
  label: string
  tabStop: boolean
  onWrite: () => void
}

function ReadNote({ highlight, label, tabStop, onWrite }: ReadNoteProps) {
  const words = useId()
  // Asked again only when the list of highlights says that the words are others: a letter typed in one note is no reason
  // to ask for all of them.
  const { data: note } = useQuery({
    ...queries.note('highlight', highlight.id),
    enabled: ({ state }) => state.data === undefined || (state.data?.text ?? '') !== highlight.noteText,
  })
  const { ref, clamped } = useClamped(note?.state ?? highlight.noteText)
  return (
    <>
      <button
        type="button"
        className="margin-note-open"
        aria-label={label}
        aria-describedby={words}
        tabIndex={tabStop ? 0 : -1}
        onClick={onWrite}
      />
      <div ref={ref} id={words} className="margin-note-words" data-clamped={clamped || undefined}>
        {note ? (
          <NoteView state={note.state} fallback={note.text} />
        ) : (
          <p className="note-text note-plain">{highlight.noteText}</p>
        )}
      </div>
      {clamped && (
        <span className="margin-note-more" aria-hidden>
          more
        </span>
      )}
    </>
  )
}

/** Whether a note is longer than what of it is shown. */
function useClamped(content: string) {
  const ref = useRef<HTMLDivElement>(null)
  const [clamped, setClamped] = useState(false)
  useLayoutEffect(() => {
    const element = ref.current
    if (element !== null) setClamped(element.scrollHeight > element.clientHeight + 1)
  }, [content])
  return { ref, clamped }
}

/** A note that has just come stands at its place at once; from then on it moves there. */
function useMovesSoon(): boolean {
  const [moves, setMoves] = useState(false)
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      setMoves(true)
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [])
  return moves
}

function shortened(words: string): string {
  return words.length > 60 ? `${words.slice(0, 60).trimEnd()}…` : words
}
