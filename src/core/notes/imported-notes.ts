// The way out of a note that an import made.
import type { Database } from 'better-sqlite3'

/**
 * Removes notes for good; call it inside a transaction.
 * @param db an open library
 * @returns a function that takes a note's id
 */
export function createNoteRemoval(db: Database): (id: string) => void {
  const remove = db.prepare('DELETE FROM note WHERE id = ?')
  return (id) => {
    remove.run(id)
  }
}
