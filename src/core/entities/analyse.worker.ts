// Runs the engine off the main thread.
import { analyse } from './engine/analyse.ts'
import type { Analysis, KnownName } from './engine/analyse.ts'

export interface AnalyseTask {
  text: string
  lang: string | null
  title: string
  known: KnownName[]
}

/** Names as last given: the engine keeps what it makes of a list for as long as it is handed the same one. */
let last: { key: string; known: KnownName[] } = { key: '[]', known: [] }

/** Runs one task. */
export default function run({ text, lang, title, known }: AnalyseTask): Analysis {
  const key = JSON.stringify(known)
  if (key !== last.key) last = { key, known }
  return analyse(text, { lang, title, known: last.known })
}
