// What the tagger sees of a text before any weight is asked, and that its weights come out of their file as they went in.
import { expect, test } from 'vitest'
import { LABELS } from '../../../../src/core/entities/engine/crf.ts'
import { EDGE_COUNT, readModel, writeModel } from '../../../../src/core/entities/engine/model-file.ts'
import { prepare, WordTypes } from '../../../../src/core/entities/engine/prepared.ts'
import type { Prepared } from '../../../../src/core/entities/engine/prepared.ts'
import { tokenise } from '../../../../src/core/entities/engine/tokens.ts'

const nothing = { bits: () => 0, kinds: () => 0 }
const see = (text: string): Prepared => prepare(tokenise(text), new WordTypes(nothing), nothing)
const words = ({ tokens }: Prepared, from: number, to: number): string => tokens.word.slice(from, to).join(' ')
const stretches = (text: string): string[] => {
  const seen = see(text)
  return seen.stretches.map(({ from, to }) => words(seen, from, to))
}
const heads = (text: string): (string | null)[] => {
  const seen = see(text)
  return [...seen.head].flatMap((at, i) => (seen.runStart[i] === i ? [at < 0 ? null : seen.tokens.word[at]!] : []))
}

test('only capitals, numbers and what joins them can be a name', () => {
  expect(stretches('yesterday Anna met people from Bank of the West near here')).toEqual(['Anna', 'Bank of the West'])
  expect(stretches('soldiers of the 43rd Artillery Brigade came')).toEqual(['43rd Artillery Brigade'])
  expect(stretches('nothing here is a name')).toEqual([])
})

test('an apposition and “is a” tell the head of what is said', () => {
  expect(heads('we met Orrin, a small software company that grew')).toEqual(['company'])
  expect(heads('Clervaux is a small town in the north')).toEqual(['town'])
  expect(heads('we met Orrin, who sang')).toEqual([null])
})

test('an acronym in brackets stands for the capitals before it, when the letters fit', () => {
  const long = (text: string): string[] => {
    const seen = see(text)
    return [...seen.longForms].map(([type, at]) => `${type.word}: ${seen.tokens.word[at]!}`)
  }
  expect(long('at the Cold Harbour Laboratory (CHL) near')).toEqual(['CHL: Laboratory'])
  expect(long('at the Bank of England (BE) near')).toEqual(['BE: England'])
  expect(long('at the Cold Harbour Laboratory (XYZ) near')).toEqual([])
})

test('weights and lists are read as they were written', () => {
  const row = (...values: [number, number][]): Int8Array => {
    const weights = new Int8Array(LABELS)
    for (const [label, weight] of values) weights[label] = weight
    return weights
  }
  const keys = [3, 70_000, 0xfffffffe]
  const rows = [row([0, 5], [2, -100]), row([12, 127]), row([1, -7], [3, 8], [4, -1])]
  const edges = new Float32Array(EDGE_COUNT).fill(0.5)
  const bytes = writeModel([[7, 0x7fffffff], [9, 1]], [[11, 300]], { keys, rows, step: 0.25, edges }) // prettier-ignore
  const { lists, kinds, names } = readModel(bytes)
  expect([lists.get(7), lists.get(9), lists.get(8), kinds.get(11), kinds.get(7)]).toEqual([0x7fffffff, 1, 0, 300, 0])
  const read = keys.map((key) => {
    const weights = new Int8Array(LABELS)
    const at = names.rowOf.find(key)
    for (let k = names.rowOf.pairs[at]!; k < names.rowOf.pairs[at + 2]!; k++) {
      weights[names.entries[k]! >> 8] = (names.entries[k]! << 24) >> 24
    }
    return weights
  })
  expect(read).toEqual(rows)
  expect(names.rowOf.find(4)).toBe(-1)
  expect(names.step).toBe(0.25)
  expect(() => readModel(bytes.slice(0, bytes.length - 2))).toThrow('cut short')
  expect(() => readModel(new Uint8Array(40))).toThrow('train it again')
})
