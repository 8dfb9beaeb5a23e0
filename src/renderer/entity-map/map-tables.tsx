// The map as tables: its entities and its ties, sorted by any column, page by page.
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { kindLabel } from '../entities/kinds.ts'
import { Button } from '../ui/button.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { counted } from './map-graph.ts'
import type { MapGraph } from './map-graph.ts'
import { StrengthBar } from './node-tree.tsx'
import { nextOrder, sortLines } from './table-order.ts'
import type { Order } from './table-order.ts'
import { folded } from './tree-rows.ts'

export interface MapTablesProps {
  graph: MapGraph
  /** So many ties there are, the strongest. */
  shown: number
  query: string
  onNode: (node: number) => void
  onTie: (tie: number) => void
}

export function MapTables({ graph, shown, query, onNode, onTie }: MapTablesProps) {
  const [tab, setTab] = useState('entities')
  const wanted = folded(query)
  const nodes = useMemo(() => {
    const all = graph.nodes.map((node, index) => ({
      ...node,
      index,
      kindName: kindLabel(node.kind),
      ties: graph.tiesOf[index]!.filter((tie) => tie < shown).length,
    }))
    return wanted === '' ? all : all.filter(({ name }) => folded(name).includes(wanted))
  }, [graph, shown, wanted])
  const ties = useMemo(() => {
    const all = graph.ties.slice(0, shown).map((tie, index) => ({
      ...tie,
      index,
      one: graph.nodes[tie.a]!,
      other: graph.nodes[tie.b]!,
    }))
    const has = (name: string) => folded(name).includes(wanted)
    return wanted === '' ? all : all.filter(({ one, other }) => has(one.name) || has(other.name))
  }, [graph, shown, wanted])
  return (
    <div className="map-tables">
      <Tabs
        label="Tables of the map"
        tabs={[
          { id: 'entities', label: 'Entities', count: nodes.length },
          { id: 'ties', label: 'Ties', count: ties.length },
        ]}
        value={tab}
        onChange={setTab}
      >
        {tab === 'entities' ? <NodeTable lines={nodes} onNode={onNode} /> : <TieTable lines={ties} onTie={onTie} />}
      </Tabs>
    </div>
  )
}

type NodeLine = MapGraph['nodes'][number] & { index: number; kindName: string; ties: number }

function NodeTable({ lines, onNode }: { lines: readonly NodeLine[]; onNode: (node: number) => void }) {
  return (
    <SortedTable
      caption="Entities of the map"
      lines={lines}
      columns={NODE_COLUMNS}
      first={{ column: 'articleCount', descending: true }}
      value={(line, column) => line[column]}
      keyOf={({ id }) => id}
      cell={(line, column) => {
        if (column === 'name') {
          return (
            <a href={`#/entity/${line.id}`} className="map-cell-name" dir="auto">
              <span className="entity-dot" data-kind={line.kind} />
              {line.name}
            </a>
          )
        }
        if (column === 'kindName') return line.kindName
        if (column !== 'ties') return line[column].toLocaleString()
        return (
          <button
            type="button"
            className="map-cell-button"
            aria-label={`${counted(line.ties, 'tie')} of ${line.name}, on the map`}
            onClick={() => {
              onNode(line.index)
            }}
          >
            {line.ties.toLocaleString()}
          </button>
        )
      }}
    />
  )
}

type TieLine = MapGraph['ties'][number] & {
  index: number
  one: { id: string; name: string; kind: string }
  other: { id: string; name: string; kind: string }
}

function TieTable({ lines, onTie }: { lines: readonly TieLine[]; onTie: (tie: number) => void }) {
  return (
    <SortedTable
      caption="Ties of the map"
      lines={lines}
      columns={TIE_COLUMNS}
      first={{ column: 'weight', descending: true }}
      value={(line, column) => (column === 'one' || column === 'other' ? line[column].name : line[column])}
      keyOf={({ index }) => String(index)}
      cell={(line, column) => {
        if (column === 'one' || column === 'other') {
          const { id, name, kind } = line[column]
          return (
            <a href={`#/entity/${id}`} className="map-cell-name" dir="auto">
              <span className="entity-dot" data-kind={kind} />
              {name}
            </a>
          )
        }
        if (column === 'near') {
          return (
            <button
              type="button"
              className="map-cell-button"
              aria-label={`Sentences of ${line.one.name} and ${line.other.name}; ${counted(line.near, 'time')} close together`}
              onClick={() => {
                onTie(line.index)
              }}
            >
              {line.near.toLocaleString()}
            </button>
          )
        }
        if (column === 'articleCount') return line.articleCount.toLocaleString()
        return (
          <span className="map-cell-strength">
            <StrengthBar weight={line.weight} />
            {Math.round(line.weight * 100)}
          </span>
        )
      }}
    />
  )
}

interface Column<Name extends string> {
  name: Name
  label: string
  /** Words begin at the left and with A, numbers at the right and with the largest. */
  words?: boolean
}

const NODE_COLUMNS = [
  { name: 'name', label: 'Name', words: true },
  { name: 'kindName', label: 'Kind', words: true },
  { name: 'articleCount', label: 'Articles' },
  { name: 'mentionCount', label: 'Mentions' },
  { name: 'ties', label: 'Ties' },
] as const satisfies readonly Column<string>[]
const TIE_COLUMNS = [
  { name: 'one', label: 'Entity', words: true },
  { name: 'other', label: 'Tied to', words: true },
  { name: 'weight', label: 'Strength' },
  { name: 'near', label: 'Close together' },
  { name: 'articleCount', label: 'Articles' },
] as const satisfies readonly Column<string>[]

const PAGE = 100

interface SortedTableProps<Line, Name extends string> {
  caption: string
  lines: readonly Line[]
  columns: readonly Column<Name>[]
  first: Order<Name>
  value: (line: Line, column: Name) => string | number
  keyOf: (line: Line) => string
  cell: (line: Line, column: Name) => ReactNode
}

function SortedTable<Line, Name extends string>({
  caption,
  lines,
  columns,
  first,
  value,
  keyOf,
  cell,
}: SortedTableProps<Line, Name>) {
  const [order, setOrder] = useState(first)
  const [page, setPage] = useState(0)
  const sorted = sortLines(lines, order, value)
  const pages = Math.max(1, Math.ceil(sorted.length / PAGE))
  const here = Math.min(page, pages - 1)
  const words = columns.filter((column) => column.words).map(({ name }) => name)
  const Arrow = order.descending ? ArrowDown : ArrowUp
  return (
    <>
      <div className="map-table-box" tabIndex={0} role="region" aria-label={caption}>
        <table className="map-table">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ name, label, words: isWords }) => (
                <th
                  key={name}
                  scope="col"
                  data-words={isWords}
                  aria-sort={order.column === name ? (order.descending ? 'descending' : 'ascending') : undefined}
                >
                  <button
                    type="button"
                    onClick={() => {
                      setOrder(nextOrder(order, name, words))
                      setPage(0)
                    }}
                  >
                    {label}
                    {order.column === name && <Arrow size={14} aria-hidden="true" />}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(here * PAGE, (here + 1) * PAGE).map((line) => (
              <tr key={keyOf(line)}>
                {columns.map(({ name, words: isWords }, index) =>
                  index === 0 ? (
                    <th key={name} scope="row" data-words={isWords}>
                      {cell(line, name)}
                    </th>
                  ) : (
                    <td key={name} data-words={isWords}>
                      {cell(line, name)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
        {lines.length === 0 && <p className="map-none">Nothing has this name.</p>}
      </div>
      {pages > 1 && (
        <div className="map-pages">
          <Button
            size="small"
            disabled={here === 0}
            onClick={() => {
              setPage(here - 1)
            }}
          >
            Previous
          </Button>
          <span className="tabular" role="status">
            {(here * PAGE + 1).toLocaleString()} to {Math.min(sorted.length, (here + 1) * PAGE).toLocaleString()} of{' '}
            {sorted.length.toLocaleString()}
          </span>
          <Button
            size="small"
            disabled={here === pages - 1}
            onClick={() => {
              setPage(here + 1)
            }}
          >
            Next
          </Button>
        </div>
      )}
    </>
  )
}
