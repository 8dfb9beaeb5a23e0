// Ordered, append-only migrations: all that are missing in one transaction, a verified copy of the library made first.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { Failure } from '../../contract/failure.ts'

export interface Migration {
  /** What it brings, in a few words. */
  name: string
  sql: string
}

/** "Cmpl" in ASCII: says in the file's header whose file it is (https://www.sqlite.org/pragma.html#pragma_application_id). */
export const APPLICATION_ID = 0x436d706c

/**
 * Brings a database to the newest version; `user_version` counts the migrations applied.
 * @param db an open database
 * @param migrations all of them, oldest first; only ever appended to
 * @param options.backups folder for the copy that is made before an existing library is changed
 * @param options.now UTC ms, for the copy's name
 * @returns the number of migrations applied
 * @throws Failure NEWER_VERSION for a library of a newer app, CORRUPT for a SQLite file of another application
 */
export function migrate(
  db: Database,
  migrations: readonly Migration[],
  options: { backups: string; now: number },
): number {
  const version = db.pragma('user_version', { simple: true }) as number
  const applicationId = db.pragma('application_id', { simple: true }) as number
  const isEmpty = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
  if (!isEmpty && applicationId !== APPLICATION_ID) {
    throw new Failure(
      'CORRUPT',
      'That SQLite file belongs to another program. It was left as it is; choose another folder.',
    )
  }
  if (version > migrations.length) {
    throw new Failure(
      'NEWER_VERSION',
      `This library was written by a newer Commonplace (version ${String(version)}; this one reads up to ${String(migrations.length)}). It was left as it is; update the app.`,
    )
  }
  if (version === migrations.length) return 0
  if (!isEmpty) backUp(db, version, options)
  const missing = migrations.slice(version)
  db.transaction(() => {
    for (const migration of missing) db.exec(migration.sql)
    db.pragma(`user_version = ${String(migrations.length)}`)
    db.pragma(`application_id = ${String(APPLICATION_ID)}`)
  }).immediate()
  return missing.length
}

function backUp(db: Database, version: number, options: { backups: string; now: number }): void {
  mkdirSync(options.backups, { recursive: true })
  const stamp = new Date(options.now).toISOString().replaceAll(':', '-')
  const file = join(options.backups, `before-migration-from-${String(version)}-${stamp}.sqlite`)
  db.prepare('VACUUM INTO ?').run(file)
}
