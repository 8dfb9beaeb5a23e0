// Which dialog is open. One at a time; the frame renders it.
import { useSyncExternalStore } from 'react'

export type OpenDialog =
  | { name: 'add' }
  | { name: 'import' }
  | { name: 'search' }
  | { name: 'shortcuts' }
  | { name: 'about' }
  /** A note to have beside the open article. */
  | { name: 'note-beside' }
  | { name: 'tags'; articleId: string }
  /** The work of updating its text from its page, replacing it, and the texts it had before. */
  | { name: 'update' | 'replace' | 'versions'; articleId: string }
  /** The whole library when no article is named. */
  | { name: 'export' | 'export-as'; articleId: string | null }
  /** The article that its template is tried on; any when none is named. */
  | { name: 'vault'; articleId: string | null }

let open: OpenDialog | null = null
const listeners = new Set<() => void>()

/** Opens a dialog in place of the one that is open. */
export function showDialog(dialog: OpenDialog): void {
  open = dialog
  for (const listener of listeners) listener()
}

/** Closes whichever is open. */
export function closeDialog(): void {
  open = null
  for (const listener of listeners) listener()
}

/** The dialog that is open at this moment, for event handlers. */
export function openDialog(): OpenDialog | null {
  return open
}

/** The dialog that is open. */
export function useOpenDialog(): OpenDialog | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}
