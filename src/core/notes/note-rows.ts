// A row of the table of notes, and the note it is.
import type { Note, NoteTarget } from '../../contract/model.ts'

export interface NoteRow {
  id: string
  target_kind: NoteTarget['kind']
  target_id: string
  title: string | null
  state: string
  text: string
  revision: number
  template: 'note' | 'daily' | null
  day: string | null
  created_at: number
  written_at: number
  updated_at: number
  trashed_at: number | null
  device: string
}

/**
 * @param row as the table has it
 * @returns the note of the contract
 */
export function noteOf(row: NoteRow): Note {
  return {
    id: row.id,
    target: { kind: row.target_kind, id: row.target_id },
    state: row.state,
    text: row.text,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    title: row.title,
    trashedAt: row.trashed_at,
    ...(row.template === null ? {} : { template: row.template }),
    ...(row.day === null ? {} : { day: row.day }),
  }
}
