// The table of spans: each set, each finder, each kind.
import type { DevSet } from './dev-sets.ts'
import { SpanCounts } from './spans.ts'
import type { Span } from './spans.ts'

export interface Finder {
  name: string
  find: (text: string) => Span[]
}

const TYPES = ['PER', 'ORG', 'LOC']

const show = (value: number): string => value.toFixed(1).padStart(7)

function line(name: string, counts: SpanCounts): string {
  const exact = counts.exact()
  const figures = [exact.f1, exact.precision, exact.recall, counts.spanOnly().f1, counts.partial().f1]
  return name.padEnd(28) + figures.map(show).join(' ')
}

/**
 * Prints exact, span-only and partial F1 of each finder on each set.
 * @param errors of how many texts of each set to show the first finder's faults
 * @returns milliseconds that each finder took
 */
export function printSpans(sets: readonly DevSet[], finders: readonly Finder[], errors: number): number[] {
  const times = finders.map(() => 0)
  console.log(`${'Names'.padEnd(28)}  exact       P       R    span partial`)
  for (const { name, texts } of sets) {
    finders.forEach((finder, number) => {
      const all = new SpanCounts()
      const byType = new Map(TYPES.map((type) => [type, new SpanCounts()]))
      texts.forEach(({ text, entities }, index) => {
        const before = performance.now()
        const found = finder.find(text)
        times[number] = (times[number] ?? 0) + performance.now() - before
        all.add(found, entities)
        const only = (spans: readonly Span[], type: string): Span[] => spans.filter((span) => span.type === type)
        for (const [type, counts] of byType) counts.add(only(found, type), only(entities, type))
        if (number === 0 && index < errors) printErrors(text, found, entities)
      })
      console.log(line(`${name}, ${finder.name}`, all))
      for (const [type, counts] of byType) console.log(line(`   ${type}`, counts))
    })
  }
  console.log('')
  return times
}

function printErrors(text: string, found: readonly Span[], gold: readonly Span[]): void {
  const key = ({ start, end, type }: Span): string => `${String(start)},${String(end)},${type}`
  const keys = [new Set(found.map(key)), new Set(gold.map(key))] as const
  const wrong = [
    ...found.filter((span) => !keys[1].has(key(span))).map((span) => ({ span, from: 'found' })),
    ...gold.filter((span) => !keys[0].has(key(span))).map((span) => ({ span, from: 'gold ' })),
  ]
  for (const { span, from } of wrong.sort((a, b) => a.span.start - b.span.start)) {
    const { start, end, type } = span
    const around = `${text.slice(Math.max(0, start - 40), start)}[[${text.slice(start, end)}]]${text.slice(end, end + 30)}`
    console.log(`  ${from} ${type}  ${around.replace(/\s+/g, ' ')}`)
  }
}
