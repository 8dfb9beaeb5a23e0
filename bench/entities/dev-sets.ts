// Reads the development sets: DIR/dev/*.jsonl, one document a line with its gold spans.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Span } from './spans.ts'

export interface DevText {
  id: string
  text: string
  entities: Span[]
}

export interface DevSet {
  name: string
  texts: DevText[]
}

/** The sets of a folder, by name. Throws when the folder has none. */
export function devSets(folder: string): DevSet[] {
  const files = readdirSync(join(folder, 'dev')).filter((name) => name.endsWith('.jsonl')).sort() // prettier-ignore
  if (files.length === 0) throw new Error(`${folder} holds no dev/*.jsonl`)
  return files.map((file) => ({
    name: file.replace('.jsonl', ''),
    texts: readFileSync(join(folder, 'dev', file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as DevText),
  }))
}
