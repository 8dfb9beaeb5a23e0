// Exports of other apps, made by hand to the names that those apps write, as files that a reader can be given.
import { strToU8, zipSync } from 'fflate'
import { formatNamed, readAs, recognise } from '../../../src/core/importers/formats.ts'
import type { BrokenRow, ImportedItem, ImportFile } from '../../../src/core/importers/imported-item.ts'

/** A file with some content. */
export function exportFile(content: string | Uint8Array, name = 'export'): ImportFile {
  const bytes = typeof content === 'string' ? strToU8(content) : content
  return { name, size: bytes.length, bytes: () => Promise.resolve(bytes) }
}

/** A zip of some files. */
export function zipOf(files: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}

/** What is in a file, by the format that it is recognised as or a named one. */
export async function readAll(content: string | Uint8Array, format?: string) {
  const file = exportFile(content)
  const chosen = format === undefined ? await recognise(file) : formatNamed(format)
  const items: ImportedItem[] = []
  const broken: BrokenRow[] = []
  for await (const item of readAs(file, chosen)) {
    if ('problem' in item) broken.push(item)
    else items.push(item)
  }
  return { format: chosen.id, items, broken }
}
