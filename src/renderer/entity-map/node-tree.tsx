// The map as a tree: what the picture shows, for the keyboard and for screen readers, and as a list for everyone.
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { kindLabel } from '../entities/kinds.ts'
import { counted, otherEnd, tieFacts } from './map-graph.ts'
import type { MapGraph } from './map-graph.ts'
import { keyOf, rowsOf, stepBy } from './tree-rows.ts'
import type { TreeRow } from './tree-rows.ts'

export interface NodeTreeProps {
  graph: MapGraph
  query: string
  /** So many ties there are, the strongest. */
  shown: number
  /** The entity whose ties are listed. */
  open: number | null
  /** Key of the row at hand; the first when there is none. */
  at: string | null
  onAt: (row: TreeRow) => void
  onOpen: (node: number | null) => void
  onTie: (tie: number, node: number) => void
  onPage: (node: number) => void
}

/** CSS px; two thousand rows are only drawn where they are seen. */
const ROW = 34
const BEYOND = 12

export function NodeTree({ graph, query, shown, open, at, onAt, onOpen, onTie, onPage }: NodeTreeProps) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => rowsOf({ graph, open, query, shown }), [graph, open, query, shown])
  const found = rows.findIndex((row) => keyOf(row) === at)
  const here = Math.max(0, found)
  const all = useMemo(() => rows.reduce((count, { kind }) => count + (kind === 'node' ? 1 : 0), 0), [rows])
  const [from, to] = useRowsInView(box, rows.length)
  useKeptInView(box, found)

  const enter = (row: TreeRow) => {
    if (row.kind === 'page') onPage(row.node)
    else if (row.kind === 'tie') onTie(row.tie, row.node)
    else onOpen(row.node === open ? null : row.node)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const step = stepBy(event.key, here, rows, graph, open)
    if (step === null) return
    event.preventDefault()
    event.stopPropagation()
    const row = step.act === 'go' ? rows[step.to] : undefined
    if (row) onAt(row)
    if (step.act === 'open' || step.act === 'visit') {
      onOpen(step.node)
      onAt({ kind: 'node', node: step.node })
    } else if (step.act === 'close') onOpen(null)
    else if (step.act === 'enter') enter(step.row)
  }
  // The row at hand is there also where it is not seen: it is what the keys are at.
  const drawn = rows
    .map((row, index) => ({ row, index }))
    .filter(({ index }) => index === here || (index >= from && index < to))
  if (rows.length === 0) {
    return (
      <p className="map-none" role="status">
        No entity of this map has “{query.trim()}” in its name.
      </p>
    )
  }
  return (
    <div
      ref={box}
      className="map-tree"
      role="tree"
      tabIndex={0}
      aria-label="Entities of the map; right opens one and goes through its ties, Enter on a tie shows its sentences"
      aria-activedescendant={rows[here] ? `${id}${keyOf(rows[here])}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === box.current && rows[here] && found === -1) onAt(rows[here])
      }}
    >
      <div className="map-tree-rows" role="presentation" style={{ blockSize: `${String(rows.length * ROW)}px` }}>
        {drawn.map(({ row, index }) => (
          <div
            key={keyOf(row)}
            id={`${id}${keyOf(row)}`}
            className="map-row"
            role="treeitem"
            data-row={row.kind}
            data-at={index === found || undefined}
            aria-level={row.kind === 'node' ? 1 : 2}
            aria-selected={index === found}
            {...placeAmong(row, index, { graph, open, shown, all, below: rows.length - all })}
            style={{ insetBlockStart: `${String(index * ROW)}px` }}
            onClick={() => {
              onAt(row)
              enter(row)
            }}
          >
            <RowContent graph={graph} row={row} open={open} />
          </div>
        ))}
      </div>
    </div>
  )
}

interface TreeSize {
  graph: MapGraph
  open: number | null
  shown: number
  /** How many entities are listed, and how many rows below the open one. */
  all: number
  below: number
}

/** What a screen reader says of a row's place, as not all of its neighbours are drawn. */
function placeAmong(row: TreeRow, index: number, { graph, open, shown, all, below }: TreeSize) {
  if (row.kind === 'node') {
    const place = open !== null && row.node > open ? index - below : index
    return { 'aria-expanded': open === row.node, 'aria-posinset': place + 1, 'aria-setsize': all }
  }
  const ties = graph.tiesOf[row.node]!.filter((tie) => tie < shown)
  return { 'aria-posinset': row.kind === 'page' ? 1 : ties.indexOf(row.tie) + 2, 'aria-setsize': ties.length + 1 }
}

function RowContent({ graph, row, open }: { graph: MapGraph; row: TreeRow; open: number | null }) {
  const node = graph.nodes[row.node]!
  if (row.kind === 'page') return <span className="map-row-page">Open the page of {node.name}</span>
  if (row.kind === 'tie') {
    const tie = graph.ties[row.tie]!
    const other = graph.nodes[otherEnd(tie, row.node)]!
    return (
      <>
        <span className="entity-dot" data-kind={other.kind} />
        <span className="map-row-name" dir="auto">
          {other.name}
        </span>
        <span className="visually-hidden">
          , {kindLabel(other.kind)}; {tieFacts(tie)}
        </span>
        <StrengthBar weight={tie.weight} />
        <span className="map-row-count" aria-hidden="true" title={tieFacts(tie)}>
          {tie.near > 0 ? `${tie.near.toLocaleString()}×` : '–'}
        </span>
      </>
    )
  }
  const facts = `${kindLabel(node.kind)}, named ${counted(node.mentionCount, 'time')} in ${counted(node.articleCount, 'article')}`
  const Chevron = row.node === open ? ChevronDown : ChevronRight
  return (
    <>
      <Chevron size={14} aria-hidden="true" />
      <span className="entity-dot" data-kind={node.kind} />
      <span className="map-row-name" dir="auto">
        {node.name}
      </span>
      <span className="visually-hidden">, {facts}</span>
      <span className="map-row-count" aria-hidden="true" title={facts}>
        {graph.sizes[row.node]!.toLocaleString()}
      </span>
    </>
  )
}

/** How strong a tie is, to be seen at once. */
export function StrengthBar({ weight }: { weight: number }) {
  return (
    <span className="map-strength" aria-hidden="true">
      <span style={{ inlineSize: `${String(Math.max(6, Math.round(weight * 100)))}%` }} />
    </span>
  )
}

/** First and last row to be drawn. */
function useRowsInView(box: { current: HTMLDivElement | null }, count: number): [from: number, to: number] {
  const [view, setView] = useState({ top: 0, height: 600 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const look = () => {
      const top = Math.floor(element.scrollTop / ROW) * ROW
      const height = element.clientHeight
      setView((before) => (before.top === top && before.height === height ? before : { top, height }))
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      sizes.disconnect()
    }
  }, [box])
  const from = Math.max(0, Math.floor(view.top / ROW) - BEYOND)
  return [from, Math.min(count, Math.ceil((view.top + view.height) / ROW) + BEYOND)]
}

/** The row at hand is scrolled to when it becomes another. */
function useKeptInView(box: { current: HTMLDivElement | null }, index: number): void {
  useLayoutEffect(() => {
    const element = box.current
    if (!element || index < 0) return
    const [top, bottom] = [index * ROW, (index + 1) * ROW]
    if (top < element.scrollTop) element.scrollTo({ top })
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTo({ top: bottom - element.clientHeight })
  }, [box, index])
}
