// The map as a tree to be walked by keys: every entity, the most important first, and below the open one what it is tied to.
import { otherEnd } from './map-graph.ts'
import type { MapGraph } from './map-graph.ts'

export type TreeRow =
  | { kind: 'node'; node: number }
  /** The way to the entity's own page. */
  | { kind: 'page'; node: number }
  | { kind: 'tie'; node: number; tie: number }

export interface TreeInput {
  graph: MapGraph
  /** The entity whose ties are listed. */
  open: number | null
  /** Only entities whose name has these words; all when empty. */
  query: string
  /** So many ties there are, the strongest. */
  shown: number
}

/** Compares without case and accents. */
export function folded(words: string): string {
  return words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase().trim()
}

export function rowsOf({ graph, open, query, shown }: TreeInput): TreeRow[] {
  const wanted = folded(query)
  const rows: TreeRow[] = []
  for (const [node, { name }] of graph.nodes.entries()) {
    if (wanted !== '' && node !== open && !folded(name).includes(wanted)) continue
    rows.push({ kind: 'node', node })
    if (node !== open) continue
    rows.push({ kind: 'page', node })
    for (const tie of graph.tiesOf[node]!) if (tie < shown) rows.push({ kind: 'tie', node, tie })
  }
  return rows
}

export function keyOf(row: TreeRow): string {
  return row.kind === 'tie' ? `${String(row.node)}-${String(row.tie)}` : `${row.kind}-${String(row.node)}`
}

/** What a key does to the row that is at hand; null when it is not for the tree. */
export type TreeStep =
  | { act: 'go'; to: number }
  | { act: 'open'; node: number }
  | { act: 'close'; node: number }
  /** To an entity that may not be listed yet: the other end of a tie. */
  | { act: 'visit'; node: number }
  | { act: 'enter'; row: TreeRow }

const PAGE = 10

/**
 * Reads a key as trees do: up and down from row to row; right opens, goes in and, from a tie, on to the other end; left
 * goes out and closes.
 */
export function stepBy(
  key: string,
  at: number,
  rows: readonly TreeRow[],
  graph: MapGraph,
  open: number | null,
): TreeStep | null {
  const row = rows[at]
  if (row === undefined) return null
  const last = rows.length - 1
  const go = (to: number): TreeStep => ({ act: 'go', to: Math.min(last, Math.max(0, to)) })
  const lines: Partial<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + PAGE,
    PageUp: at - PAGE,
    Home: 0,
    End: last,
  }
  const to = lines[key]
  if (to !== undefined) return go(to)
  if (key === 'Enter' || key === ' ') return { act: 'enter', row }
  if (key === 'ArrowRight') {
    if (row.kind === 'tie') return { act: 'visit', node: otherEnd(graph.ties[row.tie]!, row.node) }
    if (row.kind === 'page') return null
    // Into its ties: the way to its page comes before them.
    return row.node === open ? go(rows[at + 2]?.kind === 'tie' ? at + 2 : at + 1) : { act: 'open', node: row.node }
  }
  if (key !== 'ArrowLeft') return null
  if (row.kind !== 'node') return go(rows.findIndex((one) => one.kind === 'node' && one.node === row.node))
  return row.node === open ? { act: 'close', node: row.node } : null
}
