// What a note that stands alone is called in the window.
import { useQuery } from '@tanstack/react-query'
import { queries } from '../queries.ts'

/** The title, or words for a note that has none yet. */
export function nameOfNote(title: string | null | undefined): string {
  return title === null || title === undefined || title === '' ? 'Untitled note' : title
}

/** The name of a note, as far as it is known. */
export function useNoteName(id: string | null): string {
  const note = useQuery({ ...queries.note('note', id ?? ''), enabled: id !== null }).data
  return note === undefined || note === null ? 'Note' : nameOfNote(note.title)
}
