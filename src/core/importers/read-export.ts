// An export, read in a worker thread and handed over helping by helping.
import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Failure } from '../../contract/failure.ts'
import type { ImportFormatName } from '../../contract/import-model.ts'
import type { BrokenRow, ImportedItem } from './imported-item.ts'
import type { ReadAnswer, ReadTask } from './import-read.worker.ts'

const MEMORY_LIMIT_MB = 3072
/** The largest file; above this its text would not fit into a string. */
const MOST_BYTES = 480 * 1024 * 1024

/** An export that is being read. */
export interface OpenExport {
  format: ImportFormatName
  /** Bytes. */
  size: number
  /** The next items; null at the end. Throws the Failures of the format's reader. */
  next(): Promise<(ImportedItem | BrokenRow)[] | null>
  /** Ends the thread. */
  close(): Promise<void>
}

/**
 * Begins to read an export.
 * @param path of the file
 * @param options.name what the user calls the file
 * @param options.format as `--format` takes it; found out when missing
 * @throws Failure NOT_FOUND, NO_ACCESS, BAD_INPUT, TOO_LARGE or UNSUPPORTED
 */
export async function openExport(
  path: string,
  options: { name?: string | undefined; format?: string | undefined } = {},
): Promise<OpenExport> {
  const name = options.name ?? basename(path)
  const size = await sizeOf(path, name)
  const task: ReadTask = { path, name, size, format: options.format ?? null }
  const worker = new Worker(workerFile(), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
  })
  const ask = asker(worker)
  const close = async () => {
    await worker.terminate()
  }
  try {
    const first = await ask()
    if (first.kind !== 'format') throw new Error('An export is read before its format is known')
    let ended = false
    return {
      format: { id: first.id, name: first.name },
      size,
      async next() {
        if (ended) return null
        const answer = await ask()
        if (answer.kind !== 'items') throw new Error('An export gives something other than items')
        ended = answer.end
        return answer.items
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function sizeOf(path: string, name: string): Promise<number> {
  try {
    const found = await stat(path)
    if (found.isDirectory())
      throw new Failure('BAD_INPUT', `${name} is a folder. Choose the file that the other app exported.`)
    if (found.size > MOST_BYTES) {
      throw new Failure(
        'TOO_LARGE',
        `${name} is larger than 480 MB. Nothing was imported: export it in several parts if you can.`,
      )
    }
    return found.size
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new Failure('NOT_FOUND', `There is no file ${path}.`, { cause: error })
    if (code === 'EACCES' || code === 'EPERM') {
      throw new Failure('NO_ACCESS', `${path} may not be read: check its permissions.`, { cause: error })
    }
    throw error
  }
}

/** One question at a time; what ends the thread answers the one that waits. */
function asker(worker: Worker): () => Promise<Exclude<ReadAnswer, { kind: 'failure' | 'bug' }>> {
  let waiting: { resolve: (answer: ReadAnswer) => void; reject: (error: unknown) => void } | null = null
  let over: unknown = null
  const end = (error: unknown) => {
    over = error
    waiting?.reject(error)
    waiting = null
  }
  worker.on('message', (answer: ReadAnswer) => {
    waiting?.resolve(answer)
    waiting = null
  })
  worker.on('error', (error) => {
    end(explained(error))
  })
  worker.on('exit', () => {
    end(over ?? new Failure('CANCELLED', 'Stopped.'))
  })
  return async () => {
    if (over !== null) throw over
    const answer = await new Promise<ReadAnswer>((resolve, reject) => {
      waiting = { resolve, reject }
      worker.postMessage(null)
    })
    if (answer.kind === 'failure') throw new Failure(answer.code, answer.message)
    if (answer.kind === 'bug') throw new Error(answer.message)
    return answer
  }
}

function explained(error: Error): unknown {
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new Failure(
      'TOO_LARGE',
      'The file is too large to be read at once. What was imported so far is complete; export it in several parts.',
      {
        cause: error,
      },
    )
  }
  return error
}

/** In the sources the worker is a .ts file beside this one; in the build an entry beside the bundle. */
function workerFile(): string {
  const names = import.meta.url.endsWith('.ts')
    ? ['./import-read.worker.ts']
    : ['./import-read.worker.js', '../import-read.worker.js']
  const files = names.map((name) => fileURLToPath(new URL(name, import.meta.url)))
  const found = files.find((file) => existsSync(file))
  if (!found) throw new Error(`The worker that reads exports is missing beside ${import.meta.url}`)
  return found
}
