// What each family of features, each kind of list and each data set brings: trains without it and measures.
// node bench/entities-ablation.ts --data DIR [--epochs N] [--runs N]; takes about a minute a line, on one core.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { analyse } from '../src/core/entities/engine/analyse.ts'
import { FAMILIES } from '../src/core/entities/engine/features.ts'
import { loadModel } from '../src/core/entities/engine/model.ts'
import type { EntityKind } from '../src/contract/model.ts'
import { devSets } from './entities/dev-sets.ts'

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    epochs: { type: 'string', default: '5' },
    runs: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
})
if (!options.data) throw new Error('Say where the data are: --data DIR')
const TYPE: Partial<Record<EntityKind, string>> = { person: 'PER', organisation: 'ORG', place: 'LOC' }
const sets = devSets(options.data)
const folder = mkdtempSync(join(tmpdir(), 'ablation-'))

/** Trains without some parts; returns the exact F1 on each development set. */
function without(parts: string): number[] {
  const out = join(folder, 'model.bin')
  const script = new URL('../scripts/train-entities.ts', import.meta.url).pathname
  const given = ['--data', options.data!, '--out', out, '--epochs', options.epochs, '--runs', options.runs, '--skip', parts] // prettier-ignore
  const { status, stderr } = spawnSync(process.execPath, [script, ...given], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`Training without ${parts} failed: ${stderr.slice(-400)}`)
  loadModel(out)
  return sets.map(({ texts }) => {
    let [right, found, gold] = [0, 0, 0]
    for (const { text, entities } of texts) {
      const answers = new Set(entities.map(({ start, end, type }) => `${start} ${end} ${type}`))
      const named = analyse(text).mentions.filter(({ kind }) => TYPE[kind] !== undefined)
      found += named.length
      gold += answers.size
      right += named.filter(({ start, end, kind }) => answers.has(`${start} ${end} ${TYPE[kind]!}`)).length
    }
    return (200 * right) / (found + gold)
  })
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const line = (name: string, scores: readonly number[], whole: number): void =>
  console.log(`| ${[name.padEnd(22), ...scores.map((score) => score.toFixed(1)), mean(scores).toFixed(2), (mean(scores) - whole).toFixed(2)].join(' | ')} |`) // prettier-ignore

const trainingSets = readdirSync(join(options.data, 'train'))
  .filter((name) => name.endsWith('.jsonl'))
  .map((name) => name.replace('.jsonl', ''))
const parts = [...FAMILIES, 'spelling', 'handmade', 'derived', 'handmade,derived', 'harvested', ...trainingSets, 'own']
const chosen = options.only === '' ? parts : options.only.split(' ')
try {
  console.log(`| without | ${sets.map(({ name }) => name).join(' | ')} | mean | change |`)
  console.log(`| --- |${' ---: |'.repeat(sets.length + 2)}`)
  const whole = without('')
  line('nothing', whole, mean(whole))
  for (const part of chosen) line(part, without(part), mean(whole))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
