// The one file that an export goes to: written whole beside its place and then moved there, or not at all.
import { open, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { Failure, fail } from '../../contract/failure.ts'
import { makeFolder } from '../library/make-folder.ts'

export interface FileTarget {
  /** Absolute. */
  readonly path: string
  write(bytes: Uint8Array): Promise<void>
  /** Moves what was written to its place. */
  finish(): Promise<void>
  /** Removes what was written. After `finish` it does nothing. */
  discard(): Promise<void>
}

/**
 * Opens a file to write.
 * @param path the file, or a folder that is there or ends in a separator; `~/` stands for the user's home
 * @param name of the file, when the path is a folder
 * @param replace whether a file that is there is written over
 * @throws Failure CONFLICT when it is there and not to be replaced, BAD_INPUT, NO_ACCESS or DISK_FULL
 */
export async function openFileTarget(path: string, name: string, replace: boolean): Promise<FileTarget> {
  if (path.trim() === '') fail('BAD_INPUT', 'Say which file to write.')
  const at = await placeOf(path, name)
  return guarded(at, async () => {
    makeFolder(dirname(at))
    await refuseOther(at, replace)
    const draft = join(
      dirname(at),
      `.${basename(at).slice(0, 40)}.${String(process.pid)}-${String((drafts += 1))}.part`,
    )
    const file = await open(draft, 'wx')
    return target(at, draft, file, replace)
  })
}

let drafts = 0

function target(path: string, draft: string, file: FileHandle, replace: boolean): FileTarget {
  let state: 'open' | 'done' = 'open'
  return {
    path,
    write: (bytes) =>
      guarded(path, async () => {
        for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done)).bytesWritten
      }),
    finish: () =>
      guarded(path, async () => {
        await file.sync()
        await file.close()
        // Another program may have made it meanwhile.
        await refuseOther(path, replace)
        await rename(draft, path)
        state = 'done'
      }),
    async discard() {
      if (state === 'done') return
      state = 'done'
      await file.close().catch(() => undefined)
      await rm(draft, { force: true }).catch(() => undefined)
    },
  }
}

async function placeOf(path: string, name: string): Promise<string> {
  const at = resolve(path.trim().replace(/^~(?=$|[/\\])/, homedir()))
  const isFolder = await stat(at).then(
    (found) => found.isDirectory(),
    () => path.endsWith('/') || path.endsWith(sep),
  )
  return isFolder ? join(at, name) : at
}

async function refuseOther(path: string, replace: boolean): Promise<void> {
  const there = await stat(path).catch(() => null)
  if (there?.isDirectory()) fail('CONFLICT', `There is a folder ${path}. Nothing was written; choose another name.`)
  if (there && !replace) {
    fail('CONFLICT', `There is a file ${path} already. Nothing was written; replace it, or choose another name.`)
  }
}

async function guarded<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    throw fileFailure(error, path)
  }
}

function fileFailure(error: unknown, path: string): unknown {
  if (error instanceof Failure) return error
  const cause = { cause: error }
  switch (error instanceof Error && 'code' in error ? String(error.code) : '') {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Failure('NO_ACCESS', `${path} cannot be written. Nothing was changed; choose another folder.`, cause)
    case 'ENOSPC':
    case 'EDQUOT':
      return new Failure(
        'DISK_FULL',
        `The disk is full, so ${path} was not written. Free some space and try again.`,
        cause,
      )
    case 'ENOTDIR':
    case 'EEXIST':
      return new Failure('BAD_INPUT', `${path} lies within a file. Nothing was written; choose a folder.`, cause)
    case 'ENOENT':
      return new Failure('BAD_INPUT', `${path} cannot be made: the disk or folder it would lie on is not there.`, cause)
    case 'ENAMETOOLONG':
      return new Failure('BAD_INPUT', `The path ${path} is too long. Nothing was written; choose a shorter one.`, cause)
    default:
      return error
  }
}
