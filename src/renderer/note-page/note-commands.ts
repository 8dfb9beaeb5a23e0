// The keys of notes that work everywhere in the window.
import { useCommand } from '../commands/commands.ts'
import { openNotes } from '../navigation.ts'
import { newNote, openToday } from './note-actions.ts'

/** Registers them; once in the window. */
export function useNoteCommands(): void {
  const everywhere = { group: 'Everywhere' } as const
  useCommand({ ...everywhere, keys: 'shift+w', label: 'New note', run: () => void newNote() })
  useCommand({ ...everywhere, keys: 'shift+d', label: 'Note of today', run: () => void openToday() })
  useCommand({ ...everywhere, keys: 'shift+l', label: 'Notes of the whole library', run: openNotes })
}
