// Trains the entity tagger: npm run train:entities -- --data DIR [--out FILE] [--epochs N] [--runs N] [--skip a,b]
// DIR holds train/*.jsonl of {id, text, entities: [{start, end, type}], other?}. Seeded: the same data give the same
// bytes. --skip leaves out data sets by name or parts of the engine (see docs/entities.md), for the ablation.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { writeModel } from '../src/core/entities/engine/model-file.ts'
import { FOLDS, readDocuments } from './train-entities/documents.ts'
import { examplesOf, prepareAll } from './train-entities/examples.ts'
import { averaged, compact, learn } from './train-entities/learn.ts'
import { harvest, readLists, wordKinds } from './train-entities/lists.ts'

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: new URL('../src/core/entities/model/entities.bin', import.meta.url).pathname },
    epochs: { type: 'string', default: '7' },
    runs: { type: 'string', default: '2' },
    skip: { type: 'string', default: '' },
  },
})
if (!options.data) throw new Error('Say where the data are: --data DIR')

const skipped = new Set(options.skip.split(','))
const documents = readDocuments(options.data, skipped)
const lists = readLists(skipped)
const kinds = skipped.has('kinds') ? new Map<number, number>() : wordKinds()
const harvested = (fold: number): typeof lists => (skipped.has('harvested') ? lists : harvest(documents, lists, fold))
const listsOf = Array.from({ length: FOLDS }, (_, fold) => harvested(fold))
const { examples, rows } = examplesOf(prepareAll(documents, listsOf, kinds), skipped)
// Training several times with other seeds and averaging makes the result depend less on chance.
const runs = Array.from({ length: Number(options.runs) }, (_, run) => learn(examples, rows, Number(options.epochs), 7 + run)) // prettier-ignore
const sorted = (table: ReadonlyMap<number, number>): [number, number][] => [...table].sort((a, b) => a[0] - b[0])
const bytes = writeModel(sorted(harvested(-1)), sorted(kinds), compact(averaged(runs)))
writeFileSync(options.out, bytes)
console.error(`${options.out}: ${(bytes.length / 1e6).toFixed(2)} MB in ${Math.round(performance.now() / 1000)} s`)
