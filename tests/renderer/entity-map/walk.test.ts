import { expect, test } from 'vitest'
import { graphOf, tieFacts, tiesShown } from '../../../src/renderer/entity-map/map-graph.ts'
import { formatMapRoute, parseMapRoute } from '../../../src/renderer/entity-map/map-route.ts'
import { emphasisOf } from '../../../src/renderer/entity-map/scene.ts'
import { nextOrder, sortLines } from '../../../src/renderer/entity-map/table-order.ts'
import { keyOf, rowsOf, stepBy } from '../../../src/renderer/entity-map/tree-rows.ts'

const entity = (id: string, name: string, articleCount: number) => ({
  id,
  name,
  kind: 'person' as const,
  mentionCount: articleCount * 2,
  articleCount,
})
const graph = graphOf({
  nodes: [entity('a', 'Ada Lovelace', 9), entity('b', 'Émile Baudot', 4), entity('c', 'Charles Babbage', 1)],
  ties: [
    { a: 'c', b: 'a', weight: 1, near: 3, articleCount: 2 },
    { a: 'a', b: 'b', weight: 0.4, near: 0, articleCount: 1 },
    { a: 'a', b: 'gone', weight: 0.3, near: 0, articleCount: 1 },
  ],
})
const rows = (open: number | null, query = '', shown = 2) => rowsOf({ graph, open, query, shown })

test('addresses of maps are read as they are written', () => {
  const id = '01890000-0000-7000-8000-00000000000a'
  for (const scope of [{ kind: 'library' }, { kind: 'article', id }, { kind: 'tag', tag: 'R&D / 50%' }] as const) {
    expect(parseMapRoute(formatMapRoute(scope))).toEqual(scope)
  }
  for (const other of ['', '#/', '#/map/', '#/map/article/x', '#/map/tag/%E0%A4%A', `#/article/${id}`]) {
    expect(parseMapRoute(other)).toBeNull()
  }
})

test('an area tells the number of articles, and ties to what is not shown are left out', () => {
  expect(graph.ties).toHaveLength(2)
  expect(graph.tiesOf).toEqual([[0, 1], [1], [0]])
  expect(graph.radii[0]).toBeGreaterThan(graph.radii[1]!)
  expect(graph.radii[1]).toBeGreaterThan(graph.radii[2]!)
  expect([0, 0.5, 1].map((share) => tiesShown(graph, share))).toEqual([1, 1, 2])
  expect(graph.ties.map(tieFacts)).toEqual([
    '3 times close together, in 2 articles',
    'in 1 article, never close together',
  ])
})

test('below the open entity stand its page and its ties, and a search leaves the open one in', () => {
  expect(rows(null).map(keyOf)).toEqual(['node-0', 'node-1', 'node-2'])
  expect(rows(0).map(keyOf)).toEqual(['node-0', 'page-0', '0-0', '0-1', 'node-1', 'node-2'])
  expect(rows(0, '', 1).map(keyOf)).toEqual(['node-0', 'page-0', '0-0', 'node-1', 'node-2'])
  expect(rows(null, ' emile').map(keyOf)).toEqual(['node-1'])
  expect(rows(2, 'emile').map(keyOf)).toEqual(['node-1', 'node-2', 'page-2', '2-0'])
})

test('arrow keys walk from entity to tie to the next entity, and back', () => {
  const step = (key: string, at: number, open: number | null) => stepBy(key, at, rows(open), graph, open)
  expect(step('ArrowDown', 0, null)).toEqual({ act: 'go', to: 1 })
  expect(step('ArrowUp', 0, null)).toEqual({ act: 'go', to: 0 })
  expect(step('End', 0, null)).toEqual({ act: 'go', to: 2 })
  expect(step('PageDown', 0, null)).toEqual({ act: 'go', to: 2 })
  expect(step('ArrowRight', 0, null)).toEqual({ act: 'open', node: 0 })
  expect(step('ArrowRight', 0, 0)).toEqual({ act: 'go', to: 2 })
  expect(step('ArrowRight', 2, 0)).toEqual({ act: 'visit', node: 2 })
  expect(step('ArrowLeft', 3, 0)).toEqual({ act: 'go', to: 0 })
  expect(step('ArrowLeft', 0, 0)).toEqual({ act: 'close', node: 0 })
  expect(step('ArrowLeft', 0, null)).toBeNull()
  expect(step('Enter', 2, 0)).toEqual({ act: 'enter', row: { kind: 'tie', node: 0, tie: 0 } })
  expect(step('a', 0, null)).toBeNull()
  expect(stepBy('ArrowDown', 0, [], graph, null)).toBeNull()
})

test('an entity stands out with its neighbours, a tie with its ends; weaker ties than shown do not', () => {
  expect(emphasisOf(graph, 2, { node: null, tie: null })).toBeNull()
  expect(emphasisOf(graph, 2, { node: 0, tie: null })).toEqual({
    nodes: new Set([0, 2, 1]),
    ties: new Set([0, 1]),
    focus: 0,
    tie: null,
  })
  expect(emphasisOf(graph, 1, { node: 0, tie: null })?.nodes).toEqual(new Set([0, 2]))
  expect(emphasisOf(graph, 2, { node: null, tie: 1 })).toEqual({
    nodes: new Set([0, 1]),
    ties: new Set([1]),
    focus: 0,
    tie: 1,
  })
})

test('tables are sorted by any column, either way', () => {
  const lines = graph.nodes
  const value = (line: (typeof lines)[number], column: 'name' | 'articleCount') => line[column]
  const order = (column: 'name' | 'articleCount', descending: boolean) =>
    sortLines(lines, { column, descending }, value).map(({ id }) => id)
  expect(order('name', false)).toEqual(['a', 'c', 'b'])
  expect(order('name', true)).toEqual(['b', 'c', 'a'])
  expect(order('articleCount', false)).toEqual(['c', 'b', 'a'])
  const words = ['name'] as const
  expect(nextOrder({ column: 'name', descending: false }, 'name', words)).toEqual({ column: 'name', descending: true })
  expect(nextOrder<'name' | 'count'>({ column: 'name', descending: false }, 'count', words)).toEqual({
    column: 'count',
    descending: true,
  })
  expect(nextOrder<'name' | 'count'>({ column: 'count', descending: true }, 'name', words)).toEqual({
    column: 'name',
    descending: false,
  })
})
