import { describe, expect, test } from 'vitest'
import { scoreClusters } from '../../bench/entities/cluster-score.ts'
import type { FoundClusters } from '../../bench/entities/cluster-score.ts'
import { answerer, sampled, tally } from '../../bench/entities/judged.ts'
import type { Pair } from '../../bench/entities/judged.ts'
import { peerSpans } from '../../bench/entities/peer.ts'
import { SpanCounts } from '../../bench/entities/spans.ts'

const span = (start: number, end: number, type: string) => ({ start, end, type })

describe('spans', () => {
  test('a right place with a wrong type counts for the span, and for nothing else', () => {
    const counts = new SpanCounts()
    counts.add([span(0, 5, 'PER'), span(10, 15, 'ORG')], [span(0, 5, 'PER'), span(10, 15, 'LOC')])
    expect(counts.exact()).toEqual({ precision: 50, recall: 50, f1: 50 })
    expect(counts.spanOnly().f1).toBe(100)
    expect(counts.partial().f1).toBe(50)
  })

  test('an overlap of one type is partial: found by precision, and each gold by recall', () => {
    const counts = new SpanCounts()
    counts.add([span(0, 20, 'ORG')], [span(0, 5, 'ORG'), span(10, 20, 'ORG'), span(30, 40, 'ORG')])
    expect(counts.exact().f1).toBe(0)
    expect(counts.partial().precision).toBe(100)
    expect(counts.partial().recall).toBeCloseTo(66.7, 1)
  })

  test('documents add up, and touching ends are no overlap', () => {
    const counts = new SpanCounts()
    counts.add([span(0, 5, 'PER')], [span(5, 9, 'PER')])
    counts.add([span(0, 5, 'PER')], [span(0, 5, 'PER')])
    expect(counts.exact()).toEqual({ precision: 50, recall: 50, f1: 50 })
    expect(counts.partial().f1).toBe(50)
  })

  test('nothing found of nothing is nothing', () => {
    expect(new SpanCounts().exact()).toEqual({ precision: 0, recall: 0, f1: 0 })
  })
})

describe('clusters', () => {
  const gold = [
    { name: 'Ann Lee', kind: 'person' as const, mentions: [{ start: 0, end: 7 }, { start: 20, end: 23 }] },
    { name: 'Bo Lee', kind: 'person' as const, mentions: [{ start: 10, end: 16 }] },
  ] // prettier-ignore
  const found = (clusters: number[]): FoundClusters => ({
    mentions: [
      { start: 0, end: 7, cluster: clusters[0]!, kind: 'person' },
      { start: 10, end: 16, cluster: clusters[1]!, kind: 'person' },
      { start: 20, end: 23, cluster: clusters[2]!, kind: 'organisation' },
      { start: 50, end: 60, cluster: 0, kind: 'place' },
    ],
    clusters: ['a', 'b', 'c'].map((name) => ({ name, kind: 'person' as const })),
  })

  test('what is right has neither merge nor split', () => {
    const counts = scoreClusters(found([0, 1, 0]), gold)
    expect(counts).toMatchObject({ merges: 0, splits: 0, clusters: 2, entitiesFound: 2, mentionsFound: 3, kindsRight: 2, spurious: 1, faults: [] }) // prettier-ignore
  })

  test('two made one is a merge, one made two is a split', () => {
    expect(scoreClusters(found([0, 0, 0]), gold)).toMatchObject({ merges: 1, splits: 0, clusters: 1 })
    expect(scoreClusters(found([0, 1, 2]), gold)).toMatchObject({ merges: 0, splits: 1, clusters: 3 })
    expect(scoreClusters(found([0, 1, 1]), gold)).toMatchObject({ merges: 1, splits: 1, clusters: 2 })
  })

  test('counted by kind, only the entities of that kind count', () => {
    expect(scoreClusters(found([0, 0, 0]), gold, 'place')).toMatchObject({ entities: 0, merges: 0, clusters: 0 })
  })
})

describe('judgements', () => {
  const doc = { id: 'd', text: 'Ann Lee met Bo Lee. Lee spoke. Ms Lee left. Annie Lee sang.', entities: [] }
  const pair = (a: [number, number], b: [number, number]): Pair => ({
    set: 's',
    doc,
    kind: 'person',
    a: { start: a[0], end: a[1] },
    b: { start: b[0], end: b[1] },
  })
  const ann: [number, number] = [0, 7]
  const bo: [number, number] = [12, 18]
  const annie: [number, number] = [44, 53]
  const ask = answerer({ s: { d: [[...ann, ...annie, 1], [...ann, ...bo, 0]] } }) // prettier-ignore

  test('one with one that is another is another', () => {
    expect(ask(pair(ann, annie))).toBe(true)
    expect(ask(pair(annie, bo))).toBe(false)
    expect(ask(pair(ann, [20, 23]))).toBeNull()
  })

  test('what is not judged is told apart from what is right', () => {
    const counts = tally([pair(ann, annie), pair(ann, bo), pair(ann, [20, 23])], ask)
    expect(counts).toMatchObject({ asked: 3, same: 1, different: 1 })
    expect(counts.open).toHaveLength(1)
  })

  test('by places, the same words elsewhere are not judged', () => {
    const places = answerer({ s: { d: [[20, 23, 34, 37, 1]] } }, true)
    expect(places(pair([20, 23], [34, 37]))).toBe(true)
    expect(places(pair([20, 23], [4, 7]))).toBeNull()
  })

  test('a sample is the same again', () => {
    const all = Array.from({ length: 50 }, (_, index) => index)
    expect(sampled(all, 10, 3)).toEqual(sampled(all, 10, 3))
    expect(new Set(sampled(all, 10, 3)).size).toBe(10)
    expect(sampled([1, 2], 10, 3).sort()).toEqual([1, 2])
  })
})

test('the peer’s titles and possessives are cut off', () => {
  const text = 'President Barack Obama went to Paris. He liked Hillary Clinton’s plan.'
  const people = peerSpans(text).filter(({ type }) => type === 'PER')
  expect(people.map(({ start, end }) => text.slice(start, end))).toEqual(['Barack Obama', 'Hillary Clinton'])
})
