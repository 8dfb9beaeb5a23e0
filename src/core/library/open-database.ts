// Opens the one SQLite file of a library, with the settings that every connection needs.
import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { Failure } from '../../contract/failure.ts'
import { makeFolder } from './make-folder.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { systemFailure } from './system-failure.ts'

/**
 * Opens (or makes) the library in a folder and brings it to the newest version.
 * @param folder the library's folder; made when missing
 * @param migrations all of them, oldest first
 * @param now UTC ms
 * @returns an open database in WAL mode with foreign keys on
 * @throws Failure NO_ACCESS, DISK_FULL, CORRUPT or NEWER_VERSION; the file is left as it was
 */
export function openDatabase(folder: string, migrations: readonly Migration[], now: number): Database {
  let db: Database | undefined
  try {
    makeFolder(folder)
    makeFolder(join(folder, 'assets'))
    const file = join(folder, 'library.sqlite')
    // SQLite as root, or on a read-only mount, says only "cannot open" or, later, "read-only": ask the file system first.
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    db = new Sqlite(file, { timeout: 5_000 })
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    db.pragma('foreign_keys = ON')
    // Keeps snippets and sorts off the disk; 32 MiB of page cache.
    db.pragma('temp_store = MEMORY')
    db.pragma('cache_size = -32768')
    migrate(db, migrations, { backups: join(folder, 'backups'), now })
    return db
  } catch (error) {
    db?.close()
    throw explain(error, folder)
  }
}

function explain(error: unknown, folder: string): unknown {
  const failure = systemFailure(error)
  if (failure?.message.includes(folder)) return failure
  if (failure) return new Failure(failure.code, `${folder}: ${failure.message}`, { cause: error })
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  return isMissing
    ? new Failure('NO_ACCESS', `${folder} cannot be made: the disk or folder it would lie on is not there.`, {
        cause: error,
      })
    : error
}
