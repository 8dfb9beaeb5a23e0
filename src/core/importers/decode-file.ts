// The text of an export, whatever encoding it is in, decoded once a file.
import { Failure } from '../../contract/failure.ts'
import { decodeBytes } from '../capture/decode.ts'
import type { ImportFile } from './imported-item.ts'

const texts = new WeakMap<ImportFile, Promise<string>>()

/**
 * Decodes an export: UTF-8 where it is that, else by its mark or by what it looks like.
 * @param file the export
 * @returns its text without a byte order mark
 * @throws Failure BAD_INPUT when there is nothing in it
 */
export function textOfFile(file: ImportFile): Promise<string> {
  const known = texts.get(file) ?? file.bytes().then(decode)
  texts.set(file, known)
  return known
}

/**
 * Decodes a part of an export, such as a file in a zip.
 * @param bytes of one text
 */
export function decode(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new Failure('BAD_INPUT', 'The file is empty. Nothing was imported; export it again.')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.slice(0, 4096).includes('\0')) return text
  } catch {
    // Another encoding.
  }
  return decodeBytes(bytes, { markup: bytes[0] === 0x3c }).text
}

/**
 * Whether a file is a zip archive, by its first bytes.
 * @param bytes of the file
 */
export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && (bytes[3] === 4 || bytes[3] === 6)
  )
}
