// Turns what SQLite and the file system throw into failures that a user can act on.
import { Failure } from '../../contract/failure.ts'
import type { FailureCode } from '../../contract/failure.ts'

const BY_CODE: [prefix: string, code: FailureCode, sentence: string][] = [
  ['SQLITE_FULL', 'DISK_FULL', 'The disk is full. Nothing was changed; free some space and try again.'],
  ['ENOSPC', 'DISK_FULL', 'The disk is full. Nothing was changed; free some space and try again.'],
  ['EDQUOT', 'DISK_FULL', 'Your disk quota is used up. Nothing was changed; free some space and try again.'],
  ['SQLITE_READONLY', 'NO_ACCESS', 'The library folder cannot be written. Nothing was changed; check its permissions.'],
  [
    'SQLITE_CANTOPEN',
    'NO_ACCESS',
    'The library cannot be opened: check that its folder exists and may be read and written.',
  ],
  ['SQLITE_PERM', 'NO_ACCESS', 'The library file may not be read or written: check its permissions.'],
  [
    'SQLITE_IOERR',
    'NO_ACCESS',
    'The disk did not answer as it should. Nothing was changed; check the disk and try again.',
  ],
  ['EACCES', 'NO_ACCESS', 'That folder or file may not be read or written: check its permissions.'],
  ['EPERM', 'NO_ACCESS', 'That folder or file may not be read or written: check its permissions.'],
  ['ENOTDIR', 'BAD_INPUT', 'That place is not a folder. Choose another one.'],
  ['EISDIR', 'BAD_INPUT', 'That is a folder. Choose a file.'],
  ['EROFS', 'NO_ACCESS', 'That folder is on a read-only disk. Nothing was changed.'],
  [
    'SQLITE_CORRUPT',
    'CORRUPT',
    'The library file is damaged. It was left as it is; restore a copy from its backups folder.',
  ],
  ['SQLITE_NOTADB', 'CORRUPT', 'That file is not a Commonplace library, or it is damaged. It was left as it is.'],
  [
    'SQLITE_BUSY',
    'CONFLICT',
    'Another program is writing to this library. Nothing was changed; try again in a moment.',
  ],
]

/**
 * The Failure for an error of SQLite or of the file system.
 * @param error anything thrown
 * @returns a Failure with the original as its cause, the error itself when it is a Failure, or undefined when it is neither
 */
export function systemFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error
  const systemCode = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = BY_CODE.find(([prefix]) => systemCode === prefix || systemCode.startsWith(`${prefix}_`))
  return known && new Failure(known[1], known[2], { cause: error })
}
