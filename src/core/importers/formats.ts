// Every format that can be read, and finding out which one a file is.
import { Failure, fail } from '../../contract/failure.ts'
import { clipper } from './clipper.ts'
import { isZip } from './decode-file.ts'
import { hypothesis } from './hypothesis.ts'
import type { ImportFile, ImportFormat } from './imported-item.ts'
import { jsonIfAny } from './json-file.ts'
import { instapaper } from './instapaper.ts'
import { karakeep } from './karakeep.ts'
import { markdownFiles } from './markdown-files.ts'
import { matter } from './matter.ts'
import { netscape } from './netscape.ts'
import { omnivore } from './omnivore.ts'
import { pocket } from './pocket.ts'
import { raindrop } from './raindrop.ts'
import { readwise, readwiseReader } from './readwise.ts'
import { wallabag } from './wallabag.ts'

/** Its reader is loaded only for a file that may be one: it takes longer than reading most exports. */
const w3c: ImportFormat = {
  id: 'w3c',
  name: 'W3C Web Annotations (JSON-LD)',
  recognise: async (file) =>
    (await jsonIfAny(file)) === undefined ? 0 : (await import('./w3c.ts')).w3c.recognise(file),
  async *read(file) {
    yield* (await import('./w3c.ts')).w3c.read(file)
  },
}

/** In the order in which they are offered. */
export const formats: readonly ImportFormat[] = [
  pocket,
  instapaper,
  omnivore,
  wallabag,
  readwise,
  readwiseReader,
  raindrop,
  matter,
  karakeep,
  hypothesis,
  w3c,
  clipper,
  netscape,
  markdownFiles,
]

/** Below this nobody would call it that format. */
const LEAST_SURE = 0.3

/**
 * The format with a name.
 * @param id as `--format` takes it
 * @throws Failure BAD_INPUT that names those there are
 */
export function formatNamed(id: string): ImportFormat {
  const found = formats.find((format) => format.id === id.toLowerCase())
  return (
    found ??
    fail('BAD_INPUT', `There is no format “${id}”. Those there are: ${formats.map((each) => each.id).join(', ')}.`)
  )
}

/**
 * Finds out what a file is, by what is in it.
 * @param file that the user chose
 * @throws Failure BAD_INPUT when it is empty, UNSUPPORTED when it is nothing that is known
 */
export async function recognise(file: ImportFile): Promise<ImportFormat> {
  if ((await file.bytes()).length === 0) {
    throw new Failure('BAD_INPUT', 'The file is empty. Nothing was imported; export it again.')
  }
  let best: { format: ImportFormat; sure: number } | null = null
  for (const format of formats) {
    const sure = await Promise.resolve(format.recognise(file)).catch(() => 0)
    if (sure >= LEAST_SURE && sure > (best?.sure ?? 0)) best = { format, sure }
  }
  return best?.format ?? fail('UNSUPPORTED', await unknownFile(file))
}

async function unknownFile(file: ImportFile): Promise<string> {
  const kind = isZip(await file.bytes()) ? 'This zip archive' : 'This file'
  return `${kind} is none of the exports that can be read. Nothing was imported; choose the format yourself if you know it.`
}

/**
 * Reads a file as a format, in plain words when it is another.
 * @param file that the user chose
 * @param format to read it as
 * @returns its items and broken rows; throws Failure BAD_INPUT when there is not a single one
 */
export async function* readAs(file: ImportFile, format: ImportFormat): ReturnType<ImportFormat['read']> {
  const sure = await Promise.resolve(format.recognise(file)).catch(() => 0)
  let read = 0
  if (sure > 0) {
    for await (const item of format.read(file)) {
      read += 1
      yield item
    }
    if (read > 0) return
  }
  if (sure > 0)
    throw new Failure(
      'BAD_INPUT',
      `There is nothing in this file to import: it is an export of ${format.name} without a single row.`,
    )
  const other = await recognise(file).catch(() => null)
  const meant = other === null ? 'Check that it is the right file.' : `It looks like ${other.name}.`
  throw new Failure('BAD_INPUT', `This file cannot be read as ${format.name}. ${meant} Nothing was imported.`)
}
