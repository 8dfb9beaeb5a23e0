// What stands where there is no map, or not all of it yet.
import { Network } from 'lucide-react'
import type { EntityMap, MapScope } from '../../contract/map-model.ts'
import { showDialog } from '../frame/dialogs.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { counted } from './map-graph.ts'

export function Pending({ map: { pendingCount, articleCount } }: { map: EntityMap }) {
  if (pendingCount === 0) return null
  return (
    <p className="map-pending" role="status">
      {articleCount === 1
        ? 'This article is still being read for names.'
        : `${pendingCount.toLocaleString()} of ${counted(articleCount, 'article')} are still being read for names; the map grows with them.`}
    </p>
  )
}

export function Nothing({
  map,
  scope,
  filtered,
  onAll,
}: {
  map: EntityMap
  scope: MapScope
  filtered: boolean
  onAll: () => void
}) {
  if (filtered) {
    return (
      <EmptyState
        icon={<Network size={28} />}
        title="No one of these kinds"
        action={<Button onClick={onAll}>Show all kinds</Button>}
      >
        The names of the other kinds are hidden by the filter.
      </EmptyState>
    )
  }
  if (map.pendingCount > 0) return null
  const add = (
    <Button
      variant="primary"
      onClick={() => {
        showDialog({ name: 'add' })
      }}
    >
      Add an article
    </Button>
  )
  return (
    <EmptyState
      icon={<Network size={28} />}
      title="No one is named here"
      action={scope.kind === 'library' ? add : undefined}
    >
      People, organisations and places are drawn here, and who stands together with whom, once an article names them.
    </EmptyState>
  )
}
