// Which map the address names: `#/map`, `#/map/article/<id>`, `#/map/tag/<name>`.
import { useSyncExternalStore } from 'react'
import type { MapScope } from '../../contract/map-model.ts'

/** Reads the address of a map; null for anything else. */
export function parseMapRoute(hash: string): MapScope | null {
  if (hash === '#/map') return { kind: 'library' }
  const [, id] = /^#\/map\/article\/([0-9a-f-]{36})$/.exec(hash) ?? []
  if (id !== undefined) return { kind: 'article', id }
  const [, name] = /^#\/map\/tag\/([^/]+)$/.exec(hash) ?? []
  if (name === undefined) return null
  try {
    return { kind: 'tag', tag: decodeURIComponent(name) }
  } catch {
    return null
  }
}

export function formatMapRoute(scope: MapScope): string {
  if (scope.kind === 'library') return '#/map'
  return scope.kind === 'article' ? `#/map/article/${scope.id}` : `#/map/tag/${encodeURIComponent(scope.tag)}`
}

/** Goes to the map of the library, an article or a tag. */
export function openMap(scope: MapScope = { kind: 'library' }): void {
  location.hash = formatMapRoute(scope)
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => {
    window.removeEventListener('hashchange', listener)
  }
}

/** The map that the address names. */
export function useMapScope(): MapScope | null {
  return parseMapRoute(useSyncExternalStore(subscribe, () => location.hash))
}
