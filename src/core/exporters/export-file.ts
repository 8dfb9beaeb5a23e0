// Runs a format over a selection and puts what it writes into a file, or hands it out for a download.
import { fail } from '../../contract/failure.ts'
import type { ExportFileEvent } from '../../contract/export-model.ts'
import { openFileTarget } from './file-target.ts'
import type { Format } from './formats.ts'
import type { LibraryToExport, Selection } from './library-to-export.ts'

export interface FileExport {
  format: Format
  library: LibraryToExport
  selection: Omit<Selection, 'after'>
  /** The name of the file, with its ending. */
  name: string
  /** Null for a download. */
  path: string | null
  replace: boolean
  signal?: AbortSignal | undefined
}

/** How much is gathered before it is written or handed out, bytes. */
const PIECE = 256 * 1024
/** At most about so many progress events an export. */
const MOST_EVENTS = 200

/**
 * Exports into one file.
 * @param input what, how and where to
 * @returns progress, the bytes of a download, and last the report
 * @throws Failure as `openFileTarget`, NOT_FOUND for an id that is no article's, CANCELLED when stopped; in all cases there
 *   is then no file, and what was there before is as it was
 */
export async function* exportFile(input: FileExport): AsyncGenerator<ExportFileEvent, void> {
  const { format, library, selection, name, signal } = input
  const total = selection.articleIds.length
  const counts = { articles: 0, highlights: 0, notes: 0 }
  const after: Selection['after'] = ({ articles, highlights, notes }) => {
    counts.articles += articles
    counts.highlights += highlights
    counts.notes += notes
    if (signal?.aborted) stopped()
  }
  const target = input.path === null ? null : await openFileTarget(input.path, name, input.replace)
  let size = 0
  let told = 0
  const step = Math.max(1, Math.ceil(total / MOST_EVENTS))
  try {
    yield { type: 'progress', done: 0, total }
    for await (const piece of pieces(format.write(library, { ...selection, after }))) {
      if (signal?.aborted) stopped()
      size += piece.length
      if (target) await target.write(piece)
      else yield { type: 'bytes', base64: piece.toString('base64') }
      if (counts.articles < told + step) continue
      told = counts.articles
      yield { type: 'progress', done: told, total }
    }
    await target?.finish()
  } finally {
    await target?.discard()
  }
  yield { type: 'done', path: target?.path ?? null, name, mediaType: format.mediaType, size, ...counts }
}

function stopped(): never {
  return fail('CANCELLED', 'Stopped. No file was written.')
}

/** The same bytes in pieces worth a write. */
async function* pieces(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk.toWellFormed(), 'utf8') : chunk
    waiting.push(bytes)
    length += bytes.length
    if (length < PIECE) continue
    yield Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(waiting)
}
