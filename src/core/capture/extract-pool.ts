// The threads that extraction runs in, with limits of time and memory.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { Failure } from '../../contract/failure.ts'
import type { ExtractInput, Extraction } from './extract.ts'
import type { ExtractAnswer, ExtractTask } from './extract.worker.ts'

/** The two heavy steps of a capture, wherever they run. */
export interface Extractor {
  extract: (input: ExtractInput, signal?: AbortSignal) => Promise<Extraction>
  placeImages: (
    html: string,
    stored: Map<string, string | null>,
    signal?: AbortSignal,
  ) => Promise<{ html: string; text: string }>
}

/** Runs both steps in the calling thread: for tests, and for sources that are trusted. Loads the parser when first used. */
export const inProcessExtractor: Extractor = {
  extract: async (input) => (await import('./extract.ts')).extract(input),
  placeImages: async (html, stored) => (await import('./place-images.ts')).placeImages(html, stored),
}

const TIME_LIMIT_MS = 60_000
const MEMORY_LIMIT_MB = 1024
const IDLE_MS = 20_000

/**
 * Makes an extractor of worker threads, which start when first needed and end when idle.
 *
 * @param limits milliseconds and megabytes of heap that one task may take
 * @returns the extractor, and `close` to end its threads at once
 */
export function createExtractPool(
  limits: { timeMs?: number; memoryMb?: number } = {},
): Extractor & { close: () => Promise<void> } {
  const timeMs = limits.timeMs ?? TIME_LIMIT_MS
  let threads = startThreads(limits.memoryMb ?? MEMORY_LIMIT_MB)
  const run = async <Result>(task: ExtractTask, signal: AbortSignal | undefined): Promise<Result> => {
    if (threads.failed.aborted) threads = startThreads(limits.memoryMb ?? MEMORY_LIMIT_MB)
    const { pool, failed } = threads
    const timeout = AbortSignal.timeout(timeMs)
    try {
      const answer = (await pool.run(task, {
        signal: AbortSignal.any(signal ? [signal, timeout, failed] : [timeout, failed]),
      })) as ExtractAnswer<Result>
      if (answer.ok) return answer.result
      throw new Failure(answer.code, answer.message)
    } catch (error) {
      throw explained(failed.aborted ? failed.reason : error, signal, timeout, timeMs)
    }
  }
  return {
    extract: (input, signal) => run<Extraction>({ task: 'extract', input }, signal),
    placeImages: (html, stored, signal) => run<{ html: string; text: string }>({ task: 'place', html, stored }, signal),
    close: () => threads.pool.destroy(),
  }
}

/**
 * A thread that dies before it takes a task tells nobody but the pool, whose tasks would then wait for ever: so the
 * pool's own error ends them all, and the next task starts new threads.
 */
function startThreads(memoryMb: number): { pool: Piscina; failed: AbortSignal } {
  const pool = new Piscina({
    filename: workerFile(),
    minThreads: 0,
    maxThreads: 2,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  const failure = new AbortController()
  pool.on('error', (error) => {
    if (failure.signal.aborted) return
    failure.abort(error)
    // Piscina starts no thread after one failed to start.
    void pool.destroy()
  })
  return { pool, failed: failure.signal }
}

/** In the sources the worker is a .ts file beside this one; in the build an entry beside the bundle. */
function workerFile(): string {
  const names = import.meta.url.endsWith('.ts')
    ? ['./extract.worker.ts']
    : ['./extract.worker.js', '../extract.worker.js']
  const files = names.map((name) => fileURLToPath(new URL(name, import.meta.url)))
  const found = files.find((file) => existsSync(file))
  if (!found) throw new Error(`The extraction worker is missing beside ${import.meta.url}`)
  return found
}

function explained(error: unknown, signal: AbortSignal | undefined, timeout: AbortSignal, timeMs: number): unknown {
  if (error instanceof Failure) return error
  if (signal?.aborted) return new Failure('CANCELLED', 'Stopped. Nothing was added.', { cause: error })
  if (timeout.aborted) {
    return new Failure(
      'TOO_LARGE',
      `Reading it took longer than ${String(Math.round(timeMs / 1000))} seconds and was stopped. Nothing was added: copy the part you need and paste it as text.`,
      { cause: error },
    )
  }
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new Failure(
      'TOO_LARGE',
      'The page is too complicated to be read in the memory it may use. Nothing was added: copy the part you need and paste it as text.',
      { cause: error },
    )
  }
  return error
}

let shared: ReturnType<typeof createExtractPool> | null = null

/**
 * The extractor of this process, made when first asked for.
 */
export function sharedExtractor(): Extractor {
  shared ??= createExtractPool()
  return shared
}

/** Ends the threads of the process's extractor, if it has any. */
export async function closeExtractor(): Promise<void> {
  const closing = shared
  shared = null
  await closing?.close()
}
