// Files that belong to articles, kept by what is in them: the same picture is stored once.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import { systemFailure } from './system-failure.ts'

/** What an asset's path looks like: the first byte of the SHA-256 is its folder. */
export const ASSET_PATH = /^assets\/[0-9a-f]{2}\/[0-9a-f]{62}\.[a-z0-9]{1,5}$/

export interface Assets {
  /** Begins a batch of assets for one capture. */
  batch(): AssetBatch
}

export interface AssetBatch {
  /** Stores bytes and returns their `assets/…` path. Throws Failure DISK_FULL or NO_ACCESS. */
  store(bytes: Uint8Array, extension: string): string
  /** Records the batch for an article; call it inside the transaction that inserts the article. */
  attach(articleId: string): void
  /** Records the batch for no article: its files are kept for whoever names them. */
  keep(): void
  /** Removes the files that this batch made and no article uses. */
  discard(): void
}

/**
 * Assets of a library.
 * @param db an open library
 * @param folder the library's folder
 * @param now UTC ms
 */
export function createAssets(db: Database, folder: string, now: () => number): Assets {
  const insert = db.prepare('INSERT OR IGNORE INTO asset (path, byte_length, created_at) VALUES (?, ?, ?)')
  const link = db.prepare('INSERT OR IGNORE INTO article_asset (article_id, path) VALUES (?, ?)')
  const known = db.prepare<[string], number>('SELECT 1 FROM asset WHERE path = ?').pluck()

  function batch(): AssetBatch {
    const stored = new Map<string, { bytes: number; made: boolean }>()
    return {
      store(bytes, extension) {
        const path = assetPath(bytes, extension)
        if (stored.has(path)) return path
        const made = writeOnce(join(folder, path), bytes)
        stored.set(path, { bytes: bytes.byteLength, made })
        return path
      },
      attach(articleId) {
        for (const [path, { bytes }] of stored) {
          insert.run(path, bytes, now())
          link.run(articleId, path)
        }
      },
      keep() {
        for (const [path, { bytes }] of stored) insert.run(path, bytes, now())
      },
      discard() {
        for (const [path, { made }] of stored) {
          if (made && known.get(path) === undefined) rmSync(join(folder, path), { force: true })
        }
      },
    }
  }
  return { batch }
}

function assetPath(bytes: Uint8Array, extension: string): string {
  const hash = createHash('sha256').update(bytes).digest('hex')
  const path = `assets/${hash.slice(0, 2)}/${hash.slice(2)}.${extension.toLowerCase()}`
  return ASSET_PATH.test(path) ? path : fail('BAD_INPUT', `An asset cannot end in .${extension}`)
}

/** Writes by rename, so that a crash leaves a whole file or none. Returns whether the file is new. */
function writeOnce(file: string, bytes: Uint8Array): boolean {
  if (existsSync(file)) return false
  const unfinished = `${file}.${String(process.pid)}.tmp`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(unfinished, bytes)
    renameSync(unfinished, file)
    return true
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw systemFailure(error) ?? error
  }
}
