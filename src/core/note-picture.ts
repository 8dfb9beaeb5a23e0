// Puts a picture that was pasted or chosen for a note among the library's files.
import { fail } from '../contract/failure.ts'
import { imageExtension } from './capture/images.ts'
import type { Assets } from './library/assets.ts'

const MAX_BYTES = 15 * 1024 * 1024

/**
 * Makes the function that keeps pictures for notes.
 * @param assets of the library
 * @returns a function that takes a file as base64 and gives its `assets/…` path; the same picture is kept once. It throws
 *   Failure BAD_INPUT for what is no picture, TOO_LARGE over 15 MB, DISK_FULL or NO_ACCESS
 */
export function createNotePictures(assets: Assets): (base64: string) => { src: string } {
  return (base64) => {
    const bytes = Buffer.from(base64, 'base64')
    if (bytes.byteLength > MAX_BYTES) {
      fail('TOO_LARGE', 'This picture is over 15 MB and was not put into the note. A smaller copy of it can be.')
    }
    const extension = imageExtension(bytes)
    if (extension === null || extension === 'svg') {
      return fail(
        'BAD_INPUT',
        'This file is not a PNG, JPEG, GIF, WebP or AVIF picture, and was not put into the note.',
      )
    }
    const batch = assets.batch()
    try {
      const src = batch.store(bytes, extension)
      batch.keep()
      return { src }
    } catch (error) {
      batch.discard()
      throw error
    }
  }
}
