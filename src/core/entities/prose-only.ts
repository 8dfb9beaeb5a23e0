// Formulas and code are no prose: a variable or a register is nobody's name, whatever it looks like. What is only set as
// it was typed (`pre`) may be a letter, though.
import type { TextRange } from '../../contract/model.ts'
import { mapText } from '../../text/canonical-text.ts'
import type { Analysis } from './engine/analyse.ts'

const NO_PROSE = 'math, code, kbd, samp'
const MAY_HOLD = /<(?:math|code|kbd|samp)\b/

/**
 * Whether an article has formulas or code at all: a look at its source, so that a parser is loaded only where one is needed.
 * @param html html of an article
 */
export function mayHoldSymbols(html: string): boolean {
  return MAY_HOLD.test(html)
}

/**
 * Where in the canonical text formulas and code stand.
 * @param root the article's html, parsed
 * @returns in order, UTF-16 code units; those that touch are one
 */
export function symbolRanges(root: Node): TextRange[] {
  const ranges: TextRange[] = []
  for (const { node, start, end } of mapText(root).segments) {
    if (!node.parentElement?.closest(NO_PROSE)) continue
    const last = ranges.at(-1)
    if (last?.end === start) last.end = end
    else ranges.push({ start, end })
  }
  return ranges
}

/**
 * An analysis without the mentions that share a character with any of some ranges, and without clusters that then name
 * nobody.
 * @param analysis what the engine found
 * @param ranges in order, UTF-16 code units
 */
export function outsideOf(analysis: Analysis, ranges: readonly TextRange[]): Analysis {
  const stays = analysis.mentions.map(({ start, end }) => !ranges.some((at) => at.start < end && start < at.end))
  if (stays.every(Boolean)) return analysis
  let count = 0
  const renumbered = stays.map((stay) => (stay ? count++ : -1))
  const clusters = analysis.clusters.map((cluster) => ({
    ...cluster,
    mentions: cluster.mentions.flatMap((index) => (stays[index] === true ? [renumbered[index] ?? 0] : [])),
  }))
  const kept = clusters.filter(({ mentions }) => mentions.length > 0)
  const place = new Map(kept.map((cluster, index) => [clusters.indexOf(cluster), index]))
  return {
    mentions: analysis.mentions.flatMap((mention, index) =>
      stays[index] === true ? [{ ...mention, cluster: place.get(mention.cluster) ?? 0 }] : [],
    ),
    clusters: kept,
  }
}
