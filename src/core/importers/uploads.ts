// Files that a window hands over piece by piece, kept beside the library until they are imported.
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fail } from '../../contract/failure.ts'
import { systemFailure } from '../library/system-failure.ts'

/** The largest export that is taken. */
const MOST_BYTES = 480 * 1024 * 1024
/** Those begun last are kept. */
const MOST_KEPT = 4

export interface Uploads {
  /** Begins a file. */
  begin(name: string): string
  /** Appends bytes. Throws Failure NOT_FOUND, TOO_LARGE, DISK_FULL. */
  append(id: string, bytes: Uint8Array): void
  /** Where a file is, and what the user calls it. Throws Failure NOT_FOUND. */
  find(id: string): { path: string; name: string }
  remove(id: string): void
  close(): void
}

/**
 * Uploads of one open library.
 * @param newId makes their ids
 */
export function createUploads(newId: () => string): Uploads {
  const files = new Map<string, { folder: string; path: string; name: string }>()

  function remove(id: string): void {
    const file = files.get(id)
    files.delete(id)
    if (file) rmSync(file.folder, { recursive: true, force: true })
  }
  const find = (id: string) =>
    files.get(id) ?? fail('NOT_FOUND', 'That file is not here any more. Nothing was imported; choose it again.')

  return {
    begin(name) {
      const [oldest] = files.keys()
      if (files.size >= MOST_KEPT && oldest !== undefined) remove(oldest)
      const id = newId()
      const folder = mkdtempSync(join(tmpdir(), 'commonplace-import-'))
      const path = join(folder, 'export')
      writeFileSync(path, '')
      files.set(id, { folder, path, name: basename(name) || 'export' })
      return id
    },
    append(id, bytes) {
      const { path, name } = find(id)
      if (statSync(path).size + bytes.length > MOST_BYTES) {
        remove(id)
        fail('TOO_LARGE', `${name} is larger than 480 MB. Nothing was imported: export it in several parts if you can.`)
      }
      try {
        appendFileSync(path, bytes)
      } catch (error) {
        remove(id)
        throw systemFailure(error) ?? error
      }
    },
    find,
    remove,
    close() {
      for (const id of [...files.keys()]) remove(id)
    },
  }
}
