// The map of an article, a tag or the library: a picture, a tree beside it, or tables; every tie opens its sentences.
import { SlidersHorizontal, Table2, Waypoints } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { MapScope } from '../../contract/map-model.ts'
import { sentenceOf } from '../client.ts'
import { takesText } from '../commands/keys.ts'
import { queries } from '../queries.ts'
import { Announcer, announce } from '../reader/announcer.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { MapCanvas } from './map-canvas.tsx'
import type { MapCanvasHandle } from './map-canvas.tsx'
import { FIRST_CHOICE, MapControls, MapFind } from './map-controls.tsx'
import type { Choice } from './map-controls.tsx'
import { counted, graphOf, tiesShown } from './map-graph.ts'
import type { MapGraph } from './map-graph.ts'
import { useEntityMap } from './map-queries.ts'
import { formatMapRoute } from './map-route.ts'
import { Nothing, Pending } from './map-states.tsx'
import { MapTables } from './map-tables.tsx'
import { NodeTree } from './node-tree.tsx'
import type { AtHand } from './scene.ts'
import { TiePanel } from './tie-panel.tsx'
import { keyOf } from './tree-rows.ts'
import type { TreeRow } from './tree-rows.ts'
import '../entities/mention-card.css'
import './entity-map.css'

/** What one looked at, by id, as numbers are another map's when the library has changed. */
interface Looked {
  view: 'map' | 'table'
  choice: Choice
  open: string | null
  at: string | null
  tie: { a: string; b: string } | null
}

/** By the map's address, for as long as the window lives: who comes back from an article finds it as it was. */
const remembered = new Map<string, Looked>()

export function MapView({ scope }: { scope: MapScope }) {
  const address = formatMapRoute(scope)
  // Another map begins anew.
  return <OneMap key={address} scope={scope} address={address} />
}

function OneMap({ scope, address }: { scope: MapScope; address: string }) {
  const before = remembered.get(address)
  const [view, setView] = useState(before?.view ?? 'map')
  const [choice, setChoice] = useState(before?.choice ?? FIRST_CHOICE)
  const query = useEntityMap(scope, choice)
  const graph = useMemo(() => (query.data ? graphOf(query.data) : null), [query.data])
  const title = useScopeTitle(scope)
  /** Where there is little room, what is shown is chosen when asked for. */
  const [filters, setFilters] = useState(false)
  return (
    <section className="map-view" aria-label="Map">
      <header className="map-head" data-filters={filters || undefined}>
        <h1 className="map-title">
          Map <span className="map-of">{title}</span>
        </h1>
        {graph && (
          <MapFind
            query={choice.query}
            onQuery={(words) => {
              setChoice({ ...choice, query: words })
            }}
          />
        )}
        <Segmented
          label="Shown as"
          options={[
            { value: 'map', label: 'Map', icon: <Waypoints size={16} /> },
            { value: 'table', label: 'Table', icon: <Table2 size={16} /> },
          ]}
          value={view}
          onChange={setView}
        />
        <IconButton
          label="What is shown"
          className="map-filter-toggle"
          pressed={filters}
          icon={<SlidersHorizontal size={18} />}
          onClick={() => {
            setFilters(!filters)
          }}
        />
        {query.data && graph && <MapControls choice={choice} onChoice={setChoice} map={query.data} graph={graph} />}
      </header>
      {query.data && <Pending map={query.data} />}
      {query.isError && (
        <EmptyState
          title="The map cannot be drawn"
          action={<Button onClick={() => void query.refetch()}>Try again</Button>}
        >
          {sentenceOf(query.error)}
        </EmptyState>
      )}
      {query.isPending && (
        <p className="map-none" role="status">
          Reading who is named with whom…
        </p>
      )}
      {query.data && graph && graph.nodes.length === 0 && (
        <Nothing
          map={query.data}
          scope={scope}
          filtered={choice.kinds !== null}
          onAll={() => {
            setChoice({ ...choice, kinds: null })
          }}
        />
      )}
      {graph && graph.nodes.length > 0 && (
        <Body {...{ graph, scope, address, view, setView, choice }} before={before} />
      )}
      <Announcer />
    </section>
  )
}

interface BodyProps {
  graph: MapGraph
  scope: MapScope
  address: string
  view: 'map' | 'table'
  setView: (view: 'map' | 'table') => void
  choice: Choice
  before: Looked | undefined
}

function Body({ graph, scope, address, view, setView, choice, before }: BodyProps) {
  const [openId, setOpenId] = useState(before?.open ?? null)
  const [at, setAt] = useState<TreeRow | null>(null)
  const [atKey, setAtKey] = useState(before?.at ?? null)
  const [tieIds, setTieIds] = useState(before?.tie ?? null)
  const canvas = useRef<MapCanvasHandle>(null)
  const panel = useRef<HTMLDivElement>(null)
  const shown = tiesShown(graph, choice.share)
  const open = openId === null ? null : (graph.numberOf.get(openId) ?? null)
  const tie = useMemo(() => tieBetween(graph, tieIds), [graph, tieIds])
  useEffect(() => {
    announce(`${counted(graph.nodes.length, 'entity', 'entities')} and ${counted(graph.ties.length, 'tie')}.`)
  }, [graph])
  useEffect(() => {
    remembered.set(address, { view, choice, open: openId, at: atKey, tie: tieIds })
  })

  const chosen: AtHand = useMemo(() => ({ node: tie === null ? open : null, tie }), [open, tie])
  const passing: AtHand | null = useMemo(() => {
    if (at === null || tie !== null) return null
    return at.kind === 'tie' && at.tie < graph.ties.length
      ? { node: at.node, tie: at.tie }
      : at.node < graph.nodes.length
        ? { node: at.node, tie: null }
        : null
  }, [at, tie, graph])
  const goTo = (row: TreeRow) => {
    setAt(row)
    setAtKey(keyOf(row))
    canvas.current?.centre(row.node, true)
  }
  const openNode = (node: number | null) => {
    setTieIds(null)
    setOpenId(node === null ? null : (graph.nodes[node]?.id ?? null))
    if (node !== null) canvas.current?.centre(node)
  }
  const pressNode = (node: number) => {
    openNode(node)
    goTo({ kind: 'node', node })
  }
  const openTie = (index: number, from?: number) => {
    const { a, b } = graph.ties[index]!
    const row: TreeRow = { kind: 'tie', node: from ?? open ?? a, tie: index }
    // From the picture or the table the list opens where the tie is, so that there is a way back to it.
    if (row.node !== a && row.node !== b) row.node = a
    setOpenId(graph.nodes[row.node]!.id)
    setAt(row)
    setAtKey(keyOf(row))
    setTieIds({ a: graph.nodes[a]!.id, b: graph.nodes[b]!.id })
  }
  const closeTie = () => {
    setTieIds(null)
    requestAnimationFrame(() => panel.current?.querySelector<HTMLElement>('[role="tree"]')?.focus())
  }
  const tree = (
    <NodeTree
      graph={graph}
      query={choice.query}
      shown={shown}
      open={open}
      at={atKey}
      onAt={goTo}
      onOpen={openNode}
      onTie={openTie}
      onPage={(node) => {
        location.hash = `#/entity/${graph.nodes[node]!.id}`
      }}
    />
  )
  const sentences =
    tie === null ? null : <TiePanel graph={graph} tie={graph.ties[tie]!} scope={scope} onBack={closeTie} />
  return (
    <div
      className="map-body"
      data-view={view}
      onKeyDown={(event) => {
        moveMap(event, canvas.current)
      }}
    >
      {view === 'map' ? (
        <MapCanvas
          ref={canvas}
          graph={graph}
          shown={shown}
          chosen={chosen}
          passing={passing}
          address={address}
          onNode={pressNode}
          onTie={(index) => {
            openTie(index)
          }}
        />
      ) : (
        <MapTables
          graph={graph}
          shown={shown}
          query={choice.query}
          onNode={(node) => {
            setView('map')
            pressNode(node)
          }}
          onTie={(index) => {
            openTie(index)
          }}
        />
      )}
      {(view === 'map' || sentences) && (
        <div className="map-side" ref={panel}>
          {sentences ?? tree}
        </div>
      )}
    </div>
  )
}

const STEP = 60
const ZOOM_STEP = 1.4

/** Keys that move the picture, wherever the focus is in it and beside it. */
function moveMap(event: KeyboardEvent, map: MapCanvasHandle | null): void {
  if (!map || event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return
  const moves: Partial<Record<string, () => void>> = {
    '+': () => {
      map.zoom(ZOOM_STEP)
    },
    '=': () => {
      map.zoom(ZOOM_STEP)
    },
    '-': () => {
      map.zoom(1 / ZOOM_STEP)
    },
    '0': () => {
      map.fitAll()
    },
  }
  const pans: Partial<Record<string, () => void>> = {
    ArrowLeft: () => {
      map.pan(STEP, 0)
    },
    ArrowRight: () => {
      map.pan(-STEP, 0)
    },
    ArrowUp: () => {
      map.pan(0, STEP)
    },
    ArrowDown: () => {
      map.pan(0, -STEP)
    },
  }
  const move = moves[event.key] ?? (event.shiftKey ? pans[event.key] : undefined)
  if (!move) return
  move()
  event.preventDefault()
  event.stopPropagation()
}

function tieBetween(graph: MapGraph, ids: { a: string; b: string } | null): number | null {
  if (ids === null) return null
  const [a, b] = [graph.numberOf.get(ids.a), graph.numberOf.get(ids.b)]
  const index = graph.ties.findIndex((tie) => (tie.a === a && tie.b === b) || (tie.a === b && tie.b === a))
  return index === -1 ? null : index
}

function useScopeTitle(scope: MapScope) {
  const id = scope.kind === 'article' ? scope.id : null
  const { data: article } = useQuery({ ...queries.article(id ?? ''), enabled: id !== null })
  if (scope.kind === 'library') return 'of the library'
  if (scope.kind === 'tag') return `of the tag “${scope.tag}”`
  return (
    <>
      of{' '}
      <a href={`#/article/${scope.id}`} dir="auto">
        {article?.title ?? 'this article'}
      </a>
    </>
  )
}
