// Which notes link to something: under a note, beside an article, on the page of an entity.
import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '../client.ts'
import type { NoteReference } from '../../contract/note-model.ts'
import { Button } from '../ui/button.tsx'
import { linkMention } from './note-actions.ts'
import { NoteLines } from './note-lines.tsx'
import { noteQueries } from './note-queries.ts'

interface BacklinksProps extends NoteReference {
  /** What is said when there are none; nothing is when left out. */
  none?: string
}

export function Backlinks({ kind, id, none }: BacklinksProps) {
  const { data, error, refetch } = useQuery(noteQueries.backlinks({ kind, id }))
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  if (data === undefined) return null
  if (data.length > 0) return <NoteLines notes={data} />
  return none === undefined ? null : <p className="note-quiet">{none}</p>
}

/** How many notes link to something; undefined until that is known. */
export function useBacklinkCount({ kind, id }: NoteReference): number | undefined {
  return useQuery(noteQueries.backlinks({ kind, id })).data?.length
}

export function UnlinkedNotes({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(noteQueries.unlinked(id))
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  if (data === undefined) return null
  if (data.length === 0) return <p className="note-quiet">No other note says this title without a link.</p>
  return (
    <NoteLines
      notes={data}
      act={(note) => (
        <Button
          size="small"
          aria-label={`Link it in “${note.title}”`}
          onClick={() => void linkMention(note.noteId, id)}
        >
          Link it
        </Button>
      )}
    />
  )
}

/** How many notes say the title without a link; undefined until that is known. */
export function useUnlinkedCount(id: string): number | undefined {
  return useQuery(noteQueries.unlinked(id)).data?.length
}

function Failure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <p className="note-quiet" role="alert">
      {sentenceOf(error)}{' '}
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    </p>
  )
}
