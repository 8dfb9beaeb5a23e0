// How right and how fast the entity engine is, beside compromise in the same run: npm run bench:entities [-- --data DIR].
// DIR holds dev/*.jsonl with gold spans; without it only our own annotated texts are measured. Options: --set NAME,
// --errors N (show the faults of the first N texts of each set), --open (show what is not judged yet), --faults (show the
// faults of clusters), --model FILE.
import { parseArgs } from 'node:util'
import { analyse } from '../src/core/entities/engine/analyse.ts'
import { loadModel } from '../src/core/entities/engine/model.ts'
import type { EntityKind } from '../src/contract/model.ts'
import { printClusters, printJudged } from './entities/cluster-tables.ts'
import { devSets } from './entities/dev-sets.ts'
import type { DevSet } from './entities/dev-sets.ts'
import { sampleArticles, shortTexts } from './entities/gold.ts'
import { everyText } from './entities/judged.ts'
import { peerSpans } from './entities/peer.ts'
import { printSpans } from './entities/span-table.ts'
import type { Span } from './entities/spans.ts'
import { printSpeed } from './entities/speed.ts'

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    model: { type: 'string' },
    set: { type: 'string', default: '' },
    errors: { type: 'string', default: '0' },
    open: { type: 'boolean', default: false },
    faults: { type: 'boolean', default: false },
  },
})

const TYPE: Partial<Record<EntityKind, string>> = { person: 'PER', organisation: 'ORG', place: 'LOC' }

/** What the engine names in a text, as the sets write it. */
const ownSpans = (text: string): Span[] =>
  analyse(text).mentions.flatMap(({ start, end, kind }) => (TYPE[kind] ? [{ start, end, type: TYPE[kind] }] : []))

const before = performance.now()
loadModel(options.model)
console.log(`Weights loaded in ${(performance.now() - before).toFixed(0)} ms.\n`)

const finders = [
  { name: 'ours', find: ownSpans },
  { name: 'compromise', find: peerSpans },
]
const gold = { samples: sampleArticles(), short: shortTexts() }
const sets: DevSet[] =
  options.data === undefined
    ? []
    : devSets(options.data).filter(({ name }) => options.set === '' || name === options.set)
const ours: DevSet = {
  name: 'our own texts',
  texts: [...gold.samples.filter(({ lang }) => lang?.startsWith('en')), ...gold.short].map(
    ({ id, text, entities }) => ({
      id,
      text,
      entities: entities.flatMap(({ kind, mentions }) =>
        mentions.map(({ start, end }) => ({ start, end, type: TYPE[kind] ?? '' })),
      ),
    }),
  ),
}
const times = printSpans([...sets, ours], finders, Number(options.errors))
printSpeed([...sets, ours].flatMap(({ texts }) => texts.map(({ text }) => text)), finders, times) // prettier-ignore
printClusters(
  [
    { name: 'sample articles', texts: gold.samples },
    { name: 'short texts', texts: gold.short },
  ],
  (text) => analyse(text.text, { lang: text.lang, title: text.title }),
  options.faults,
)
if (sets.length === 0) console.log('The development sets are left out: name their folder with --data DIR.')
else {
  const analysed = everyText(sets).map((entry) => ({ ...entry, analysis: analyse(entry.doc.text) }))
  printJudged(analysed, options.open)
}
