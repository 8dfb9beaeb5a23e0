// A map as it is drawn and walked: numbers instead of ids, and the ties of each entity at hand.
import type { EntityMap, MapTie } from '../../contract/map-model.ts'
import type { EntitySummary } from '../../contract/model.ts'

export interface GraphTie extends Omit<MapTie, 'a' | 'b'> {
  /** Numbers of the two ends. */
  a: number
  b: number
}

export interface MapGraph {
  /** The most important first. */
  nodes: readonly EntitySummary[]
  numberOf: ReadonlyMap<string, number>
  /** What each is known by: how many articles name it or, where that is one for all, how often it is named. */
  sizes: readonly number[]
  radii: readonly number[]
  /** The strongest first. */
  ties: readonly GraphTie[]
  /** For each entity the numbers of its ties, the strongest first. */
  tiesOf: readonly (readonly number[])[]
}

/** Of the entities that are named least and most, on the map's own scale. */
const RADIUS = { least: 4, most: 15 }
/** Whose size is less than this is drawn smaller, however few there are that are larger. */
const LARGE = 8

export function graphOf(map: Pick<EntityMap, 'nodes' | 'ties'>): MapGraph {
  const { nodes } = map
  const numberOf = new Map(nodes.map(({ id }, index) => [id, index]))
  const ties = map.ties.flatMap(({ a, b, ...tie }): GraphTie[] => {
    const [one, other] = [numberOf.get(a), numberOf.get(b)]
    return one === undefined || other === undefined ? [] : [{ ...tie, a: one, b: other }]
  })
  const sizes = sizesOf(nodes)
  return { nodes, numberOf, sizes, radii: radiiOf(sizes), ties, tiesOf: tiesOf(nodes.length, ties) }
}

function sizesOf(nodes: readonly EntitySummary[]): number[] {
  const inOne = nodes.every(({ articleCount }) => articleCount === 1)
  return nodes.map((node) => (inOne ? node.mentionCount : node.articleCount))
}

/** It is the area that tells the size. */
function radiiOf(sizes: readonly number[]): number[] {
  const largest = sizes.reduce((most, size) => Math.max(most, size), LARGE)
  return sizes.map((size) => RADIUS.least + (RADIUS.most - RADIUS.least) * Math.sqrt((size - 1) / (largest - 1)))
}

function tiesOf(count: number, ties: readonly GraphTie[]): number[][] {
  const found: number[][] = Array.from({ length: count }, () => [])
  for (const [index, { a, b }] of ties.entries()) {
    found[a]!.push(index)
    found[b]!.push(index)
  }
  return found
}

/** The other end of a tie. */
export function otherEnd({ a, b }: GraphTie, node: number): number {
  return a === node ? b : a
}

/** So many ties are shown when a share of them, 0..1, is wanted: the strongest; one at least. */
export function tiesShown(graph: MapGraph, share: number): number {
  return Math.max(Math.min(1, graph.ties.length), Math.round(graph.ties.length * share))
}

/** A count with its word: `1 article`, `3 articles`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`
}

/** What a tie stands on, in words. */
export function tieFacts({ near, articleCount }: Pick<GraphTie, 'near' | 'articleCount'>): string {
  const articles = counted(articleCount, 'article')
  return near === 0 ? `in ${articles}, never close together` : `${counted(near, 'time')} close together, in ${articles}`
}
