// Runs the engine off the main thread, over a few articles a call.
import { analyse } from './engine/analyse.ts'
import type { Analysis, KnownName } from './engine/analyse.ts'
import { mayHoldSymbols, outsideOf, symbolRanges } from './prose-only.ts'

export interface ArticleToAnalyse {
  text: string
  /** What the text is that of; says which of it is no prose. */
  html: string
  lang: string | null
  title: string
}

export interface AnalyseTask {
  articles: ArticleToAnalyse[]
  known: KnownName[]
}

/** What came of one article; one that the engine fails on takes no other with it. */
export type AnalyseOutcome = { analysis: Analysis } | { problem: string }

/** Names as last given: the engine keeps what it makes of a list for as long as it is handed the same one. */
let last: { key: string; known: KnownName[] } = { key: '[]', known: [] }

/** Runs one task; the outcomes are in the order of its articles. */
export default async function run({ articles, known }: AnalyseTask): Promise<AnalyseOutcome[]> {
  const key = JSON.stringify(known)
  if (key !== last.key) last = { key, known }
  const outcomes: AnalyseOutcome[] = []
  for (const article of articles) {
    try {
      outcomes.push({ analysis: await analyseOne(article, last.known) })
    } catch (error) {
      outcomes.push({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
  return outcomes
}

async function analyseOne({ text, html, lang, title }: ArticleToAnalyse, known: KnownName[]): Promise<Analysis> {
  const analysis = analyse(text, { lang, title, known })
  if (analysis.mentions.length === 0 || !mayHoldSymbols(html)) return analysis
  const { JSDOM } = await import('jsdom')
  const { window } = new JSDOM(html)
  const ranges = symbolRanges(window.document.body)
  window.close()
  return outsideOf(analysis, ranges)
}
