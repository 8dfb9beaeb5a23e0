// Exports in JSON, parsed once a file, and the reading of values that may be missing or of another kind.
import { Failure } from '../../contract/failure.ts'
import { isZip, textOfFile } from './decode-file.ts'
import type { ImportFile } from './imported-item.ts'

export type JsonObject = Record<string, unknown>

const parsed = new WeakMap<ImportFile, Promise<unknown>>()

/**
 * Parses an export.
 * @param file the export
 * @throws Failure BAD_INPUT when it is no JSON
 */
export function jsonOfFile(file: ImportFile): Promise<unknown> {
  const known = parsed.get(file) ?? textOfFile(file).then(parseJson)
  parsed.set(file, known)
  return known
}

/**
 * Parses an export to see what it is.
 * @param file the export
 * @returns undefined when it is no JSON
 */
export async function jsonIfAny(file: ImportFile): Promise<unknown> {
  const bytes = await file.bytes()
  if (isZip(bytes)) return undefined
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 64)).replaceAll('\0', '').trimStart()
  if (!/^\ufeff?[[{]/.test(head)) {
    // UTF-16 shows its mark as something else here.
    if (bytes[0] !== 0xff && bytes[0] !== 0xfe) return undefined
  }
  return jsonOfFile(file).catch(() => undefined)
}

/**
 * Parses JSON.
 * @param text of a file
 * @throws Failure BAD_INPUT that says about where it ends to be JSON
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    const position = Number(/position (\d+)/.exec(said)?.[1] ?? NaN)
    const line = Number.isNaN(position) ? '' : ` (line ${String(text.slice(0, position).split('\n').length)})`
    throw new Failure(
      'BAD_INPUT',
      `The file is not valid JSON${line}: it may have been cut off. Nothing was imported; export it again.`,
      { cause: error },
    )
  }
}

/**
 * A value as an object with keys; null when it is anything else.
 * @param value of any kind
 */
export function objectOf(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
}

/**
 * A value as a list; empty when it is anything else.
 * @param value of any kind
 */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/**
 * The first of some keys that holds words; null when none does.
 * @param object of an export
 * @param keys by preference
 */
export function wordsAt(object: JsonObject | null, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = object?.[key]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  }
  return null
}
