// Reading what a command is given: a file, or standard input for `-`.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { Failure, fail } from '../contract/failure.ts'
import type { CaptureInput } from '../contract/model.ts'

/**
 * Reads a source whole.
 * @param source a path, or `-` for standard input
 * @param checkSize called with the bytes read so far; throws when they are too many
 * @throws Failure NOT_FOUND, BAD_INPUT or NO_ACCESS when it cannot be read
 */
export async function readBytes(source: string, checkSize: (bytes: number) => void = () => undefined): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await openSource(source)) {
    chunks.push(chunk)
    checkSize((size += chunk.length))
  }
  return Buffer.concat(chunks)
}

/**
 * Reads a source line by line, without ever holding more than a line.
 * @param source a path, or `-` for standard input; UTF-8
 * @returns lines without their ends, which are `\n` or `\r\n` only: other separators may stand inside JSON
 * @throws Failure as readBytes does, and BAD_INPUT when it is not UTF-8
 */
export async function* readLines(source: string): AsyncGenerator<string> {
  const decode = strictUtf8(source)
  let rest = ''
  for await (const chunk of await openSource(source)) {
    const lines = decode(chunk).split('\n')
    lines[0] = rest + lines[0]!
    rest = lines.pop()!
    for (const line of lines) yield line.replace(/\r$/, '')
  }
  rest += decode(null)
  if (rest !== '') yield rest.replace(/\r$/, '')
}

/** Reads a source as UTF-8 text exactly as it stands. Throws Failure as readLines does. */
export async function readText(source: string): Promise<string> {
  const decode = strictUtf8(source)
  return decode(await readBytes(source)) + decode(null)
}

function strictUtf8(source: string): (chunk: Uint8Array | null) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  return (chunk) => {
    try {
      return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true })
    } catch (error) {
      throw new Failure('BAD_INPUT', `${nameOf(source)} is not text in UTF-8.`, { cause: error })
    }
  }
}

/** How a source is called in messages, and as a file's name. */
export function nameOf(source: string): string {
  return source === '-' ? 'standard input' : basename(source)
}

async function openSource(source: string): Promise<AsyncIterable<Buffer>> {
  if (source === '-') return process.stdin
  try {
    if ((await stat(source)).isDirectory()) return fail('BAD_INPUT', `${source} is a folder. Give a file.`)
  } catch (error) {
    throw fileFailure(error, source)
  }
  return guarded(createReadStream(source), source)
}

async function* guarded(stream: Readable, source: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk as Buffer
  } catch (error) {
    throw fileFailure(error, source)
  }
}

function fileFailure(error: unknown, source: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new Failure('NOT_FOUND', `There is no file ${source}.`, { cause: error })
  if (code === 'EACCES' || code === 'EPERM') {
    return new Failure('NO_ACCESS', `${source} may not be read: check its permissions.`, { cause: error })
  }
  return error
}

/**
 * Reads what an article is made of: the address of a page as it is, anything else whole.
 * @param source an http or https address, a path, or `-` for standard input
 * @param url where a file comes from
 * @throws Failure as readBytes does, and TOO_LARGE
 */
export async function readSource(source: string, url?: string): Promise<CaptureInput> {
  if (/^https?:\/\//i.test(source)) return { kind: 'url', url: source }
  const { refuseLarge } = await import('../core/capture/source-size.ts')
  const bytes = await readBytes(source, refuseLarge)
  return { kind: 'file', name: nameOf(source), base64: bytes.toString('base64'), ...(url !== undefined && { url }) }
}
