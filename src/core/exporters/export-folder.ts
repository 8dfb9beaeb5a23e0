// The folder that an export goes to: what is in it, writing a file whole or not at all, and failures in plain words.
import { readFile, readdir, rename, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { Failure, fail } from '../../contract/failure.ts'
import { makeFolder } from '../library/make-folder.ts'

export interface ExportFolder {
  /** Absolute. */
  readonly path: string
  /** Names of the files and folders directly in it. */
  names(): Promise<string[]>
  /** The bytes of a file; null when there is none. */
  read(name: string): Promise<Uint8Array | null>
  /** Writes a file whole or not at all. */
  write(name: string, content: string): Promise<void>
  remove(name: string): Promise<void>
}

/**
 * Opens the folder of an export and makes it when it is missing.
 * @param folder a path; `~/` stands for the user's home
 * @throws Failure BAD_INPUT when it is a file, NO_ACCESS or DISK_FULL when it cannot be made or written
 */
export async function openExportFolder(folder: string): Promise<ExportFolder> {
  if (folder.trim() === '') fail('BAD_INPUT', 'Choose a folder to export to.')
  const path = resolve(folder.replace(/^~(?=$|[/\\])/, homedir()))
  const own = join(path, '.commonplace')
  let temporary = 0

  const guarded = <Result>(act: () => Promise<Result>): Promise<Result> => guardFolder(path, act)

  await guarded(async () => {
    makeFolder(path)
    if (!(await stat(path)).isDirectory()) fail('BAD_INPUT', `${path} is a file. Choose a folder to export to.`)
    makeFolder(own)
  })

  return {
    path,
    names: () => guarded(() => readdir(path)),
    read: (name) =>
      guarded(async () => {
        try {
          return await readFile(join(path, name))
        } catch (error) {
          if (codeOf(error) === 'ENOENT') return null
          throw error
        }
      }),
    write: (name, content) =>
      guarded(async () => {
        const draft = join(own, `writing-${String(process.pid)}-${String((temporary += 1))}`)
        try {
          await writeFile(draft, content)
          await rename(draft, join(path, name))
        } catch (error) {
          await rm(draft, { force: true }).catch(() => undefined)
          throw error
        }
      }),
    remove: (name) => guarded(() => unlink(join(path, name))),
  }
}

/**
 * Does something with a folder, and says in plain words what the system refused.
 * @param path of the folder, absolute
 * @param act what to do
 * @throws Failure NO_ACCESS, DISK_FULL, BAD_INPUT or CONFLICT; whatever else went wrong as it is
 */
export async function guardFolder<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    throw folderFailure(error, path)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function folderFailure(error: unknown, path: string): unknown {
  if (error instanceof Failure) return error
  const cause = { cause: error }
  const kept = 'What was exported before is kept.'
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return new Failure(
        'NO_ACCESS',
        `${path} cannot be written. ${kept} Choose another folder, or change its permissions.`,
        cause,
      )
    case 'EROFS':
      return new Failure('NO_ACCESS', `${path} is on a read-only disk. ${kept} Choose another folder.`, cause)
    case 'ENOSPC':
    case 'EDQUOT':
      return new Failure(
        'DISK_FULL',
        `The disk is full. ${kept} Free some space and export again; it goes on where it stopped.`,
        cause,
      )
    case 'ENOTDIR':
    case 'EEXIST':
      return new Failure('BAD_INPUT', `${path} is a file, or lies within one. Choose a folder to export to.`, cause)
    case 'ENOENT':
      return new Failure(
        'BAD_INPUT',
        `${path} cannot be made, because the disk or folder it would lie on is not there. ${kept}`,
        cause,
      )
    case 'ENAMETOOLONG':
      return new Failure(
        'BAD_INPUT',
        `The path ${path} is too long. ${kept} Choose a folder with a shorter path.`,
        cause,
      )
    case 'EISDIR':
      return new Failure(
        'CONFLICT',
        `A folder in ${path} has the name of a file to write. ${kept} Rename that folder and export again.`,
        cause,
      )
    default:
      return error
  }
}
