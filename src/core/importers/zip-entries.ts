// What is in a zip archive, without trusting it: entries are listed first, inflated only when wanted, and within limits.
import { unzipSync } from 'fflate'
import { Failure } from '../../contract/failure.ts'

/** One file in an archive may take so many bytes; all that are asked for at once, so many. */
const MOST_BYTES = 64 * 1024 * 1024
const MOST_AT_ONCE = 512 * 1024 * 1024
/** Text does not get smaller than this by compression; an archive that says so means harm. */
const MOST_RATIO = 1_100
const MOST_ENTRIES = 300_000

export interface ZipEntries {
  /** Paths within the archive, with forward slashes, in their order; those that lead out of it are left out. */
  names: readonly string[]
  /** The bytes of some of them; an entry over the limits or damaged is missing. */
  read(names: readonly string[]): Map<string, Uint8Array>
}

/**
 * Opens an archive.
 * @param bytes of the file
 * @throws Failure BAD_INPUT when it is no zip or damaged, TOO_LARGE when it has too many entries
 */
export function zipEntries(bytes: Uint8Array): ZipEntries {
  const original = new Map<string, string>()
  unzip(bytes, ({ name, size, originalSize }) => {
    const path = name.replaceAll('\\', '/')
    const leads = path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..')
    const heavy = originalSize > MOST_BYTES || originalSize > Math.max(1, size) * MOST_RATIO
    if (original.size > MOST_ENTRIES)
      throw new Failure('TOO_LARGE', 'The archive holds too many files. Nothing was imported.')
    if (!leads && !heavy && !path.endsWith('/') && !path.includes('__MACOSX/')) original.set(path, name)
    return false
  })
  return {
    names: [...original.keys()],
    read(names) {
      const wanted = new Map(names.flatMap((name) => (original.has(name) ? [[original.get(name)!, name]] : [])))
      let left = MOST_AT_ONCE
      const found = unzip(bytes, ({ name, originalSize }) => wanted.has(name) && (left -= originalSize) >= 0)
      return new Map(Object.entries(found).map(([name, content]) => [wanted.get(name)!, content]))
    },
  }
}

function unzip(bytes: Uint8Array, filter: (file: { name: string; size: number; originalSize: number }) => boolean) {
  try {
    return unzipSync(bytes, { filter })
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(
      'BAD_INPUT',
      'The zip archive is damaged or was cut off. Nothing was imported; download it again.',
      {
        cause: error,
      },
    )
  }
}
