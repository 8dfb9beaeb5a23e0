// The folder of a vault on disk: its Markdown files in all their folders, and writing that never loses what came between.
import { createHash } from 'node:crypto'
import { copyFile, readFile, readdir, rename, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve, sep } from 'node:path'
import { fail } from '../../contract/failure.ts'
import { guardFolder } from '../exporters/export-folder.ts'
import { makeFolder } from '../library/make-folder.ts'

/** Paths are relative to the folder, with `/`. */
export interface VaultFolder {
  /** Absolute. */
  readonly path: string
  /** Every Markdown file, but for those in folders whose name begins with a dot. */
  list(): Promise<string[]>
  /** Null when there is none. */
  read(file: string): Promise<Uint8Array | null>
  has(file: string): Promise<boolean>
  /** Writes a file whole or not at all. False, and nothing written, when it is not `before` any more. */
  replace(file: string, content: string, before: Uint8Array | null): Promise<boolean>
  write(file: string, content: string): Promise<void>
  /** Also to a name that differs in its case alone. */
  move(from: string, to: string): Promise<void>
  copyIn(source: string, file: string): Promise<void>
  remove(file: string): Promise<void>
}

/** SHA-256, hex. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/**
 * Opens the folder of a vault.
 * @param folder a path; `~/` stands for the user's home
 * @param dryRun whether nothing is to be made: then a folder that is not there is an empty one
 * @throws Failure BAD_INPUT when it is a file, NO_ACCESS or DISK_FULL when it cannot be made or written
 */
export async function openVaultFolder(folder: string, dryRun: boolean): Promise<VaultFolder> {
  if (folder.trim() === '') fail('BAD_INPUT', 'Choose a folder for the vault.')
  const path = resolve(folder.trim().replace(/^~(?=$|[/\\])/, homedir()))
  const own = join(path, '.commonplace')
  let drafts = 0
  const guarded = <Result>(act: () => Promise<Result>): Promise<Result> => guardFolder(path, act)
  const at = (file: string) => join(path, ...file.split('/'))

  await guarded(async () => {
    const known = await stat(path).catch(() => null)
    if (known && !known.isDirectory()) fail('BAD_INPUT', `${path} is a file. Choose a folder for the vault.`)
    if (dryRun) return
    makeFolder(path)
    makeFolder(own)
  })

  const read = (file: string) =>
    guarded(async () => {
      try {
        return new Uint8Array(await readFile(at(file)))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    })

  async function through(
    file: string,
    make: (draft: string) => Promise<void>,
    check: () => Promise<boolean>,
  ): Promise<boolean> {
    const draft = join(own, `writing-${String(process.pid)}-${String((drafts += 1))}`)
    try {
      makeFolder(own)
      await make(draft)
      makeFolder(dirname(at(file)))
      if (!(await check())) {
        await rm(draft, { force: true })
        return false
      }
      await rename(draft, at(file))
      return true
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined)
      throw error
    }
  }

  return {
    path,
    list: () =>
      guarded(async () => {
        const found: string[] = []
        const folders = ['']
        for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
          const entries = await readdir(at(folder), { withFileTypes: true }).catch((error: unknown) => {
            if (isMissing(error)) return []
            throw error
          })
          for (const entry of entries) {
            const name = folder === '' ? entry.name : `${folder}/${entry.name}`
            if (entry.name.startsWith('.')) continue
            if (entry.isDirectory()) folders.push(name)
            else if (/\.md$/i.test(entry.name) && entry.isFile()) found.push(name)
          }
        }
        return found.sort()
      }),
    read,
    has: (file) => guarded(async () => (await stat(at(file)).catch(() => null)) !== null),
    replace: (file, content, before) =>
      guarded(() =>
        through(
          file,
          (draft) => writeFile(draft, content),
          async () => sameBytes(await read(file), before),
        ),
      ),
    write: (file, content) =>
      guarded(async () => {
        await through(
          file,
          (draft) => writeFile(draft, content),
          () => Promise.resolve(true),
        )
      }),
    move: (from, to) =>
      guarded(async () => {
        makeFolder(dirname(at(to)))
        // By way of another name: some file systems take two names that differ in case alone for one.
        const between = join(own, `moving-${String(process.pid)}-${String((drafts += 1))}`)
        await rename(at(from), between)
        await rename(between, at(to)).catch(async (error: unknown) => {
          await rename(between, at(from))
          throw error
        })
      }),
    copyIn: (source, file) =>
      guarded(async () => {
        await through(
          file,
          (draft) => copyFile(source, draft),
          () => Promise.resolve(true),
        )
      }),
    remove: (file) => guarded(() => unlink(at(file))),
  }
}

function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

/** Whether a path stays within the folder and may be a file of ours. */
export function isOwnPath(file: string): boolean {
  const parts = file.split('/')
  return (
    /\.md$/i.test(file) &&
    !file.includes('\\') &&
    !file.includes(sep === '/' ? '\0' : ':') &&
    parts.every((part) => part !== '' && !part.startsWith('.'))
  )
}
