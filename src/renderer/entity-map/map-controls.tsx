// What of the map is shown: which kinds, how many entities, which ties; and the way to one by name.
import { Search } from 'lucide-react'
import { useId } from 'react'
import type { EntityMap } from '../../contract/map-model.ts'
import type { EntityKind } from '../../contract/model.ts'
import { KINDS } from '../entities/kinds.ts'
import { tiesShown } from './map-graph.ts'
import type { MapGraph } from './map-graph.ts'
import type { MapChoice } from './map-queries.ts'

export interface Choice extends MapChoice {
  /** The share of the ties that are shown, the strongest; 0..1. */
  share: number
  query: string
}

const LIMITS = [100, 300, 1_000, 2_000]
export const FIRST_CHOICE: Choice = { kinds: null, limit: 300, share: 1, query: '' }

export interface MapControlsProps {
  choice: Choice
  onChoice: (choice: Choice) => void
  map: EntityMap
  graph: MapGraph
}

export function MapControls({ choice, onChoice, map, graph }: MapControlsProps) {
  const id = useId()
  const ties = tiesShown(graph, choice.share)
  // What is not enough for all is offered, and the first that is.
  const limits = LIMITS.filter((_, index) => index === 0 || LIMITS[index - 1]! < map.total)
  return (
    <div className="map-controls">
      <div className="map-kinds" role="group" aria-label="Kinds">
        {KINDS.map(({ kind, many }) => (
          <button
            key={kind}
            type="button"
            className="map-kind"
            aria-pressed={choice.kinds === null || choice.kinds.includes(kind)}
            onClick={() => {
              onChoice({ ...choice, kinds: toggled(choice.kinds, kind) })
            }}
          >
            <span className="entity-dot" data-kind={kind} />
            {many}
          </button>
        ))}
      </div>
      {limits.length > 1 && (
        <label className="map-limit">
          Entities
          <select
            className="field"
            value={choice.limit}
            onChange={(event) => {
              onChoice({ ...choice, limit: Number(event.target.value) })
            }}
          >
            {limits.map((limit) => (
              <option key={limit} value={limit}>
                {limit >= map.total
                  ? `all ${map.total.toLocaleString()}`
                  : `${limit.toLocaleString()} of ${map.total.toLocaleString()}`}
              </option>
            ))}
          </select>
        </label>
      )}
      {graph.ties.length > 1 && (
        <div className="map-share">
          <label htmlFor={id}>Ties</label>
          <input
            id={id}
            type="range"
            min={2}
            max={100}
            value={Math.round(choice.share * 100)}
            aria-valuetext={`the strongest ${ties.toLocaleString()} of ${graph.ties.length.toLocaleString()}`}
            onChange={(event) => {
              onChoice({ ...choice, share: Number(event.target.value) / 100 })
            }}
          />
          <span className="tabular">
            {ties === graph.ties.length ? `all ${ties.toLocaleString()}` : `strongest ${ties.toLocaleString()}`}
          </span>
        </div>
      )}
    </div>
  )
}

/** The way to an entity by its name. */
export function MapFind({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  return (
    <div className="map-find">
      <Search size={16} aria-hidden="true" />
      <input
        type="search"
        className="field"
        placeholder="Find a name"
        aria-label="Find on the map"
        value={query}
        onChange={(event) => {
          onQuery(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
          event.preventDefault()
          // What was found is the tree's, or the table's, to be gone through.
          const view = event.currentTarget.closest('.map-view')
          view?.querySelector<HTMLElement>('[role="tree"], .map-table a')?.focus()
        }}
      />
    </div>
  )
}

/** All kinds but the ones pressed out; none pressed is all again. */
function toggled(kinds: readonly EntityKind[] | null, kind: EntityKind): EntityKind[] | null {
  const all = KINDS.map((one) => one.kind)
  const now = kinds ?? all
  const next = now.includes(kind)
    ? now.filter((one) => one !== kind)
    : all.filter((one) => one === kind || now.includes(one))
  return next.length === 0 || next.length === all.length ? null : next
}
