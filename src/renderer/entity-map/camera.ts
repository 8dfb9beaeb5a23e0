// Where the map is looked at: what point of it is where on the screen, and how large.

export interface Point {
  x: number
  y: number
}

export interface Size {
  width: number
  height: number
}

/** On the screen, in CSS px, a point of the map is at its place times `zoom`, moved by `x` and `y`. */
export interface Camera {
  x: number
  y: number
  zoom: number
}

export const ZOOM = { least: 0.08, most: 6 }
/** A map of few names is not blown up to fill the window. */
const LARGEST_FIT = 1.6
/** Room at the edges, CSS px, for names that reach beyond what they belong to. */
const EDGE = 56
const EDGE_ACROSS = 88

export function toScreen({ x, y, zoom }: Camera, point: Point): Point {
  return { x: point.x * zoom + x, y: point.y * zoom + y }
}

export function toMap({ x, y, zoom }: Camera, point: Point): Point {
  return { x: (point.x - x) / zoom, y: (point.y - y) / zoom }
}

/** Zooms about a point of the screen, which stays where it is. */
export function zoomAt(camera: Camera, at: Point, factor: number): Camera {
  const zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, camera.zoom * factor))
  const ratio = zoom / camera.zoom
  return { x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio, zoom }
}

export function panBy(camera: Camera, x: number, y: number): Camera {
  return { ...camera, x: camera.x + x, y: camera.y + y }
}

/** Brings a point of the map to the middle. */
export function centreOn(camera: Camera, point: Point, size: Size, zoom = camera.zoom): Camera {
  return { x: size.width / 2 - point.x * zoom, y: size.height / 2 - point.y * zoom, zoom }
}

/**
 * Shows all of some places.
 * @param places x and y in turn
 */
export function fit(places: ArrayLike<number>, size: Size): Camera {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < places.length; i += 2) {
    left = Math.min(left, places[i]!)
    right = Math.max(right, places[i]!)
    top = Math.min(top, places[i + 1]!)
    bottom = Math.max(bottom, places[i + 1]!)
  }
  if (left > right) return { x: size.width / 2, y: size.height / 2, zoom: 1 }
  const wide = (size.width - 2 * Math.min(EDGE_ACROSS, size.width / 6)) / Math.max(1, right - left)
  const high = (size.height - 2 * EDGE) / Math.max(1, bottom - top)
  const zoom = Math.min(LARGEST_FIT, Math.max(ZOOM.least, Math.min(wide, high)))
  return centreOn({ x: 0, y: 0, zoom }, { x: (left + right) / 2, y: (top + bottom) / 2 }, size)
}

/** Whether a point of the map is on the screen, not at its very edge. */
export function isInView(camera: Camera, point: Point, size: Size): boolean {
  const { x, y } = toScreen(camera, point)
  const room = Math.min(EDGE, size.width / 4, size.height / 4)
  return x >= room && y >= room && x <= size.width - room && y <= size.height - room
}
