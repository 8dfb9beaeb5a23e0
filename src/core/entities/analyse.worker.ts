// Runs the engine off the main thread.
import { analyse } from './engine/analyse.ts'
import type { Analysis, KnownName } from './engine/analyse.ts'

export interface AnalyseTask {
  text: string
  lang: string | null
  title: string
  known: KnownName[]
}

export default function run({ text, lang, title, known }: AnalyseTask): Analysis {
  return analyse(text, { lang, title, known })
}
