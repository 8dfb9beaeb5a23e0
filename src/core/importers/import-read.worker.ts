// Reads an export in a thread of its own: unpacking, decoding and parsing never keep the window waiting, and a file that
// takes too much memory ends this thread and not the app. It gives items in helpings, when asked.
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { Failure } from '../../contract/failure.ts'
import type { FailureCode } from '../../contract/failure.ts'
import { formatNamed, readAs, recognise } from './formats.ts'
import type { BrokenRow, ImportedItem, ImportFile } from './imported-item.ts'

/** What the thread is told when it starts. */
export interface ReadTask {
  path: string
  name: string
  size: number
  /** Found out when null. */
  format: string | null
}

/** What it answers to each message. */
export type ReadAnswer =
  | { kind: 'format'; id: string; name: string }
  | { kind: 'items'; items: (ImportedItem | BrokenRow)[]; end: boolean }
  | { kind: 'failure'; code: FailureCode; message: string }
  | { kind: 'bug'; message: string }

/** A helping: so many items, or fewer when they are long. */
const ITEMS = 200
const CHARACTERS = 1_000_000

async function* answers({ path, name, size, format: wanted }: ReadTask): AsyncGenerator<ReadAnswer> {
  let held: Promise<Uint8Array> | undefined
  const file: ImportFile = { name, size, bytes: () => (held ??= readFile(path)) }
  const format = wanted === null ? await recognise(file) : formatNamed(wanted)
  yield { kind: 'format', id: format.id, name: format.name }
  let items: (ImportedItem | BrokenRow)[] = []
  let length = 0
  for await (const item of readAs(file, format)) {
    items.push(item)
    if ('problem' in item || item.content === null) length += 200
    else length += contentLength(item)
    if (items.length < ITEMS && length < CHARACTERS) continue
    yield { kind: 'items', items, end: false }
    items = []
    length = 0
  }
  yield { kind: 'items', items, end: true }
}

function contentLength({ content }: ImportedItem): number {
  if (content === null) return 0
  return content.kind === 'html'
    ? content.html.length
    : content.kind === 'markdown'
      ? content.markdown.length
      : content.text.length
}

const port = parentPort
if (port !== null) {
  const stream = answers(workerData as ReadTask)
  port.on('message', () => {
    stream.next().then(
      ({ value, done }) => {
        port.postMessage(done === true ? { kind: 'items', items: [], end: true } : value)
      },
      (error: unknown) => {
        const answer: ReadAnswer =
          error instanceof Failure
            ? { kind: 'failure', code: error.code, message: error.message }
            : { kind: 'bug', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
        port.postMessage(answer)
      },
    )
  })
}
