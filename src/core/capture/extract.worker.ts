// Extraction in a thread of its own: a page that takes too long or too much memory ends with this thread, not the app.
import { Failure } from '../../contract/failure.ts'
import type { FailureCode } from '../../contract/failure.ts'
import { extract } from './extract.ts'
import type { ExtractInput, Extraction } from './extract.ts'
import { placeImages } from './place-images.ts'

/** What the thread is asked to do. */
export type ExtractTask =
  { task: 'extract'; input: ExtractInput } | { task: 'place'; html: string; stored: Map<string, string | null> }

/** Failures cross between threads as values: a thrown one would lose its code. */
export type ExtractAnswer<Result> = { ok: true; result: Result } | { ok: false; code: FailureCode; message: string }

/**
 * Runs one task.
 *
 * @param task what to do
 * @returns its result or its Failure; throws only for bugs
 */
export default function run(task: ExtractTask): ExtractAnswer<Extraction | { html: string; text: string }> {
  try {
    return { ok: true, result: task.task === 'extract' ? extract(task.input) : placeImages(task.html, task.stored) }
  } catch (error) {
    if (error instanceof Failure) return { ok: false, code: error.code, message: error.message }
    throw error
  }
}
