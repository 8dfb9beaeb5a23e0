// How large a source may be.
import { Failure } from '../../contract/failure.ts'

/** The largest page, file or text that is read. */
export const MAX_SOURCE_BYTES = 20 * 1024 * 1024

/**
 * Refuses a source that is over the limit.
 *
 * @param length its bytes
 * @throws Failure TOO_LARGE
 */
export function refuseLarge(length: number): void {
  if (length <= MAX_SOURCE_BYTES) return
  throw new Failure(
    'TOO_LARGE',
    'It is larger than 20 MB, more than an article can be. Nothing was added: copy the part you need and paste it as text.',
  )
}
