// The tables of clusters: wrong merges and wrong splits, on our own annotated texts and, as judged by hand, on the sets.
import type { Analysis } from '../../src/core/entities/engine/analyse.ts'
import { addCounts, noCounts, scoreClusters } from './cluster-score.ts'
import type { ClusterCounts } from './cluster-score.ts'
import type { GoldText } from './gold.ts'
import { answerer, lonePairs, mergedPairs, readJudged, sampled, splitPairs, tally } from './judged.ts'
import type { Analysed, Pair, Tally } from './judged.ts'

const number = (value: number): string => String(value).padStart(9)
const share = (part: number, whole: number): string =>
  whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(1)}%)`.padStart(9)

/** Prints merges, splits, and how many mentions were found under the right kind. */
export function printClusters(
  groups: readonly { name: string; texts: readonly GoldText[] }[],
  find: (text: GoldText) => Analysis,
  showFaults: boolean,
): void {
  console.log(`${'Clusters, our own texts'.padEnd(28)} entities    found clusters   wrong merges       wrong splits       mentions found     kind right   beside`) // prettier-ignore
  for (const { name, texts } of groups) {
    for (const kind of [null, 'person', 'organisation', 'place'] as const) {
      const counts = texts.reduce<ClusterCounts>((sum, text) => {
        const own = scoreClusters(find(text), text.entities, kind)
        return addCounts(sum, { ...own, faults: own.faults.map((fault) => `${text.id}: ${fault}`) })
      }, noCounts())
      const c = counts
      console.log(
        [
          (kind === null ? name : `   ${kind}`).padEnd(28),
          number(c.entities), number(c.entitiesFound), number(c.clusters),
          number(c.merges) + share(c.merges, c.clusters),
          number(c.splits) + share(c.splits, c.entitiesFound),
          `${number(c.mentionsFound)} of ${String(c.mentions)}`.padEnd(18),
          number(c.kindsRight) + share(c.kindsRight, c.mentionsFound),
          kind === null ? number(c.spurious) : '',
        ].join(''),
      ) // prettier-ignore
      if (showFaults && kind === null) for (const fault of c.faults) console.log(`      ${fault}`)
    }
  }
  console.log('')
}

/** How many pairs of clusters that are no people are judged: a sample, always the same of the same. */
const SPLIT_SAMPLE = 60

/** Prints what was judged of an analysis of the sets. Says how much is not judged, so that no rate looks better than it is. */
export function printJudged(analysed: readonly Analysed[], showOpen: boolean): void {
  const judged = readJudged()
  const byName = answerer(judged.names)
  const byPlace = answerer(judged.lone, true)
  const isPerson = ({ kind }: Pair): boolean => kind === 'person'
  const merged = analysed.flatMap(mergedPairs)
  const apart = analysed.flatMap(splitPairs)
  const rows: [string, Tally, 'same' | 'different'][] = [
    ['names joined, people', tally(merged.filter(isPerson), byName), 'different'],
    ['names joined, others', tally(merged.filter((pair) => !isPerson(pair)), byName), 'different'],
    ['one lone name, twice', tally(analysed.flatMap(lonePairs), byPlace), 'different'],
    ['names apart, people', tally(apart.filter(isPerson), byName), 'same'],
    ['names apart, others', tally(sampled(apart.filter((pair) => !isPerson(pair)), SPLIT_SAMPLE, 20), byName), 'same'],
  ] // prettier-ignore
  console.log(`${'Clusters, the sets'.padEnd(28)}    pairs        wrong          not judged`)
  for (const [name, { asked, open, ...counts }, wrong] of rows) {
    const faults = counts[wrong]
    console.log(`${name.padEnd(28)}${number(asked)}${number(faults)}${share(faults, asked - open.length)}${number(open.length)}`) // prettier-ignore
    if (!showOpen) continue
    for (const { set, doc, a, b } of open) {
      const words = [a, b].map(({ start, end }) => doc.text.slice(start, end)).join(' = ')
      console.log(`      ${set} ${doc.id} [${[a.start, a.end, b.start, b.end].join(',')}] ${words}`)
    }
  }
  const pairs = [...merged, ...analysed.flatMap(lonePairs)].filter(isPerson)
  const wrongMerges = rows[0]![1].different + rows[2]![1].different
  const notJudged = rows[0]![1].open.length + rows[2]![1].open.length
  console.log(`Two people made one: ${String(wrongMerges)} of ${String(pairs.length - notJudged)} judged joins${share(wrongMerges, pairs.length - notJudged)}.`) // prettier-ignore
}
