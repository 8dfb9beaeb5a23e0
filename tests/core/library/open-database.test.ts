import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { Failure } from '../../../src/contract/failure.ts'
import { openDatabase } from '../../../src/core/library/open-database.ts'
import { systemFailure } from '../../../src/core/library/system-failure.ts'
import { temporaryFolder } from '../temporary-library.ts'

const FIRST = { name: 'first', sql: 'CREATE TABLE word (text TEXT NOT NULL) STRICT' }
const SECOND = { name: 'second', sql: 'ALTER TABLE word ADD COLUMN lang TEXT' }
const BROKEN = { name: 'broken', sql: 'CREATE TABLE half (x TEXT) STRICT; CREATE TABLE half (x TEXT) STRICT' }

function failureOf(act: () => unknown): Failure {
  try {
    act()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('nothing failed')
}

test('a new folder becomes a library in WAL mode with foreign keys', () => {
  const folder = join(temporaryFolder(), 'deep', 'library')
  const db = openDatabase(folder, [FIRST], 0)
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(db.pragma('user_version', { simple: true })).toBe(1)
  db.close()
})

test('a library is copied before it is migrated, and keeps its rows', () => {
  const folder = temporaryFolder()
  const old = openDatabase(folder, [FIRST], 0)
  old.exec("INSERT INTO word VALUES ('ink')")
  old.close()
  const db = openDatabase(folder, [FIRST, SECOND], Date.UTC(2026, 0, 2))
  expect(db.prepare('SELECT text, lang FROM word').get()).toEqual({ text: 'ink', lang: null })
  db.close()
  const [copy] = readdirSync(join(folder, 'backups'))
  expect(copy).toBe('before-migration-from-1-2026-01-02T00-00-00.000Z.sqlite')
  const backup = new Sqlite(join(folder, 'backups', copy!), { readonly: true })
  expect(backup.prepare('SELECT * FROM word').get()).toEqual({ text: 'ink' })
  backup.close()
})

test('a migration that fails leaves the library at its old version', () => {
  const folder = temporaryFolder()
  openDatabase(folder, [FIRST], 0).close()
  expect(() => openDatabase(folder, [FIRST, SECOND, BROKEN], 0)).toThrow(/already exists/)
  const db = openDatabase(folder, [FIRST], 0)
  expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0)
  expect(db.prepare("SELECT count(*) FROM pragma_table_info('word')").pluck().get()).toBe(1)
  db.close()
})

test('a library of a newer version is refused and left as it was', () => {
  const folder = temporaryFolder()
  openDatabase(folder, [FIRST, SECOND], 0).close()
  const before = readFileSync(join(folder, 'library.sqlite'))
  const failure = failureOf(() => openDatabase(folder, [FIRST], 0))
  expect(failure.code).toBe('NEWER_VERSION')
  expect(failure.message).toMatch(/newer Commonplace.*update the app/)
  expect(readFileSync(join(folder, 'library.sqlite')).equals(before)).toBe(true)
})

test('a damaged file and a file of another program are refused and left as they were', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'library.sqlite'), 'this is no database, it only has its name'.repeat(100))
  expect(failureOf(() => openDatabase(folder, [FIRST], 0)).code).toBe('CORRUPT')

  const other = temporaryFolder()
  const db = new Sqlite(join(other, 'library.sqlite'))
  db.exec('CREATE TABLE recipes (name TEXT)')
  db.close()
  expect(failureOf(() => openDatabase(other, [FIRST], 0)).message).toMatch(/another program/)
})

test('a file where the folder should be is refused', () => {
  const file = join(temporaryFolder(), 'library')
  writeFileSync(file, '')
  expect(failureOf(() => openDatabase(file, [FIRST], 0)).message).toMatch(/is a file/)
})

test('a folder that cannot be made is a failure that names it', () => {
  // /dev/null is a file for root too, whom permissions do not stop.
  const failure = failureOf(() => openDatabase('/dev/null/library', [FIRST], 0))
  expect(['NO_ACCESS', 'BAD_INPUT']).toContain(failure.code)
  expect(failure.message).toContain('/dev/null/library')
})

test.runIf(process.platform === 'linux')('a folder where none can be made is a failure, not a wait for ever', () => {
  expect(failureOf(() => openDatabase('/proc/nowhere/library', [FIRST], 0))).toMatchObject({ code: 'NO_ACCESS' })
})

test('a read-only library is a failure, unless the user is above permissions', () => {
  const folder = temporaryFolder()
  openDatabase(folder, [FIRST], 0).close()
  chmodSync(join(folder, 'library.sqlite'), 0o444)
  chmodSync(folder, 0o555)
  try {
    if (process.getuid?.() === 0) openDatabase(folder, [FIRST], 0).close()
    else expect(failureOf(() => openDatabase(folder, [FIRST], 0)).code).toBe('NO_ACCESS')
  } finally {
    chmodSync(folder, 0o755)
  }
  expect(existsSync(join(folder, 'library.sqlite'))).toBe(true)
})

test.each([
  ['SQLITE_FULL', 'DISK_FULL'],
  ['ENOSPC', 'DISK_FULL'],
  ['SQLITE_READONLY_DBMOVED', 'NO_ACCESS'],
  ['SQLITE_IOERR_WRITE', 'NO_ACCESS'],
  ['SQLITE_CORRUPT_VTAB', 'CORRUPT'],
  ['SQLITE_BUSY', 'CONFLICT'],
])('%s becomes %s', (code, expected) => {
  expect(systemFailure(Object.assign(new Error('x'), { code }))?.code).toBe(expected)
})

test('an error that is a bug stays one', () => {
  expect(systemFailure(new TypeError('x is not a function'))).toBeUndefined()
})
