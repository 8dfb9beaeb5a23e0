import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import type { Analysis } from '../../../src/core/entities/engine/analyse.ts'
import { mayHoldSymbols, outsideOf, symbolRanges } from '../../../src/core/entities/prose-only.ts'
import { textOf } from '../../../src/text/canonical-text.ts'

const html =
  '<p>Ada sums <math><msub><mi>A</mi><mn>1</mn></msub></math> in London.</p><pre>Dear Ada</pre><pre><code>Paris = 1</code></pre>'
const body = new JSDOM(html).window.document.body
const text = textOf(body)

const mention = (words: string, cluster: number) => {
  const start = text.indexOf(words)
  return { start, end: start + words.length, kind: 'person' as const, cluster, confidence: 1 }
}
const named = (name: string, mentions: number[]) => ({
  ...{ name, mentions, kind: 'person' as const, aliases: [name], role: null, roles: [], confidence: 1, evidence: [] },
})

test('formulas and code are where they stand in the text, and a letter typed as it stands is prose', () => {
  expect(mayHoldSymbols(html)).toBe(true)
  expect(mayHoldSymbols('<p>Coded in London</p><pre>Dear Ada</pre>')).toBe(false)
  expect(symbolRanges(body).map(({ start, end }) => text.slice(start, end))).toEqual(['A1', 'Paris = 1'])
})

test('what touches one of them names nobody, and the others keep whom they name', () => {
  const analysis: Analysis = {
    mentions: [mention('Ada', 1), mention('A1', 0), mention('London', 2), mention('Paris', 2)],
    clusters: [named('A1', [1]), named('Ada', [0]), named('London', [2, 3])],
  }
  expect(outsideOf(analysis, symbolRanges(body))).toEqual({
    mentions: [mention('Ada', 0), mention('London', 1)],
    clusters: [named('Ada', [0]), named('London', [1])],
  })
  expect(outsideOf(analysis, [])).toBe(analysis)
})
