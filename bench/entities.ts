// How good and how fast the entity engine is: node bench/entities.ts --data DIR [--model FILE] [--set NAME] [--errors N]
// DIR holds dev/*.jsonl with gold answers; prints exact, span-only and partial micro-F1 for each, and MB a second.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { analyse } from '../src/core/entities/engine/analyse.ts'
import { loadModel } from '../src/core/entities/engine/model.ts'
import type { EntityKind } from '../src/contract/model.ts'

interface Span {
  start: number
  end: number
  type: string
}
interface Gold {
  id: string
  text: string
  entities: Span[]
}
const TYPE: Partial<Record<EntityKind, string>> = { person: 'PER', organisation: 'ORG', place: 'LOC' }

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    model: { type: 'string' },
    set: { type: 'string', default: '' },
    errors: { type: 'string', default: '0' },
  },
})
if (!options.data) throw new Error('Say where the data are: --data DIR')

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end
const f1 = (right: number, rightGold: number, found: number, gold: number): number => {
  const precision = found ? right / found : 0
  const recall = gold ? rightGold / gold : 0
  return precision + recall ? (200 * precision * recall) / (precision + recall) : 0
}

class Counts {
  found = 0
  gold = 0
  exact = 0
  span = 0
  near = 0
  nearGold = 0
  add(found: readonly Span[], gold: readonly Span[]): void {
    const same = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end
    const near = (a: Span, b: Span): boolean => overlaps(a, b) && a.type === b.type
    this.found += found.length
    this.gold += gold.length
    this.exact += found.filter((f) => gold.some((g) => same(f, g) && f.type === g.type)).length
    this.span += found.filter((f) => gold.some((g) => same(f, g))).length
    this.near += found.filter((f) => gold.some((g) => near(f, g))).length
    this.nearGold += gold.filter((g) => found.some((f) => near(f, g))).length
  }
  line(): string {
    const show = (value: number): string => value.toFixed(1).padStart(6)
    const { found, gold, exact, span, near, nearGold } = this
    return [
      f1(exact, exact, found, gold),
      found ? (100 * exact) / found : 0,
      gold ? (100 * exact) / gold : 0,
      f1(span, span, found, gold),
      f1(near, nearGold, found, gold),
    ].map(show).join('  ') // prettier-ignore
  }
}

function showErrors(text: string, found: readonly Span[], gold: readonly Span[]): void {
  const key = (s: Span): string => `${s.start},${s.end},${s.type}`
  const right = new Set(gold.map(key).filter((k) => found.some((f) => key(f) === k)))
  for (const span of [...found.map((s) => ({ ...s, from: 'found' })), ...gold.map((s) => ({ ...s, from: 'gold ' }))]
    .filter((s) => !right.has(key(s)))
    .sort((a, b) => a.start - b.start)) {
    const around = `${text.slice(Math.max(0, span.start - 40), span.start)}[[${text.slice(span.start, span.end)}]]${text.slice(span.end, span.end + 30)}`
    console.log(`  ${span.from} ${span.type}  ${around.replace(/\s+/g, ' ')}`)
  }
}

const started = performance.now()
loadModel(options.model)
console.log(`model loaded in ${(performance.now() - started).toFixed(0)} ms`)
console.log(`${''.padEnd(14)} exact       P       R    span   partial`)
let characters = 0
let milliseconds = 0
for (const file of readdirSync(join(options.data, 'dev')).sort()) {
  const set = file.replace('.jsonl', '')
  if (options.set && options.set !== set) continue
  const lines = readFileSync(join(options.data, 'dev', file), 'utf8')
    .split('\n')
    .filter(Boolean)
  const all = new Counts()
  const byType = new Map(Object.values(TYPE).map((type) => [type, new Counts()]))
  let shown = 0
  for (const { text, entities } of lines.map((line) => JSON.parse(line) as Gold)) {
    const before = performance.now()
    const { mentions } = analyse(text)
    milliseconds += performance.now() - before
    characters += text.length
    const found = mentions.flatMap(({ start, end, kind }) => (TYPE[kind] ? [{ start, end, type: TYPE[kind] }] : []))
    all.add(found, entities)
    for (const [type, counts] of byType) {
      counts.add(found.filter((s) => s.type === type), entities.filter((s) => s.type === type)) // prettier-ignore
    }
    if (shown++ < Number(options.errors)) showErrors(text, found, entities)
  }
  console.log(`${set.padEnd(14)}${all.line()}`)
  for (const [type, counts] of byType) console.log(`${`   ${type}`.padEnd(14)}${counts.line()}`)
}
// A warm run over everything again: the speed of long work.
const texts = readdirSync(join(options.data, 'dev')).flatMap((file) =>
  readFileSync(join(options.data!, 'dev', file), 'utf8').split('\n').filter(Boolean).map((line) => (JSON.parse(line) as Gold).text),
) // prettier-ignore
const before = performance.now()
for (const text of texts) analyse(text)
const rate = texts.reduce((sum, text) => sum + text.length, 0) / (performance.now() - before) / 1000
console.log(`first run ${(characters / milliseconds / 1000).toFixed(2)} MB/s, warm ${rate.toFixed(2)} MB/s`)
