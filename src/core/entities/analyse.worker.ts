// Runs the engine off the main thread.
import { analyse } from './engine/analyse.ts'
import type { Analysis, KnownName } from './engine/analyse.ts'
import { mayHoldSymbols, outsideOf, symbolRanges } from './prose-only.ts'

export interface AnalyseTask {
  text: string
  /** What the text is that of; says which of it is no prose. */
  html: string
  lang: string | null
  title: string
  known: KnownName[]
}

/** Names as last given: the engine keeps what it makes of a list for as long as it is handed the same one. */
let last: { key: string; known: KnownName[] } = { key: '[]', known: [] }

/** Runs one task. */
export default async function run({ text, html, lang, title, known }: AnalyseTask): Promise<Analysis> {
  const key = JSON.stringify(known)
  if (key !== last.key) last = { key, known }
  const analysis = analyse(text, { lang, title, known: last.known })
  if (analysis.mentions.length === 0 || !mayHoldSymbols(html)) return analysis
  const { JSDOM } = await import('jsdom')
  const { window } = new JSDOM(html)
  const ranges = symbolRanges(window.document.body)
  window.close()
  return outsideOf(analysis, ranges)
}
