// What of the map is under the pointer: an entity before a tie, the nearest of each.
import type { Point } from './camera.ts'

/** What is drawn, on the map's own scale. */
export interface Drawn {
  /** x and y in turn. */
  places: ArrayLike<number>
  radii: ArrayLike<number>
  ties: readonly { a: number; b: number }[]
}

export type Hit = { kind: 'node'; index: number } | { kind: 'tie'; index: number }

/**
 * Finds what is at a point.
 * @param at the point, on the map's own scale
 * @param tolerance how far beside it may be, on that scale
 */
export function hitAt({ places, radii, ties }: Drawn, at: Point, tolerance: number): Hit | null {
  let best: { hit: Hit; distance: number } | null = null
  for (let index = 0; index < radii.length; index++) {
    const distance = Math.hypot(places[2 * index]! - at.x, places[2 * index + 1]! - at.y)
    if (distance > radii[index]! + tolerance || (best !== null && distance >= best.distance)) continue
    best = { hit: { kind: 'node', index }, distance }
  }
  if (best !== null) return best.hit
  for (const [index, { a, b }] of ties.entries()) {
    const one = { x: places[2 * a]!, y: places[2 * a + 1]! }
    const other = { x: places[2 * b]!, y: places[2 * b + 1]! }
    const distance = distanceToLine(at, one, other)
    if (distance > tolerance || (best !== null && distance >= best.distance)) continue
    best = { hit: { kind: 'tie', index }, distance }
  }
  return best?.hit ?? null
}

/** How far a point is from the piece of a line between two others. */
export function distanceToLine(at: Point, from: Point, to: Point): number {
  const [x, y] = [to.x - from.x, to.y - from.y]
  const length = x * x + y * y
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((at.x - from.x) * x + (at.y - from.y) * y) / length))
  return Math.hypot(at.x - from.x - along * x, at.y - from.y - along * y)
}
