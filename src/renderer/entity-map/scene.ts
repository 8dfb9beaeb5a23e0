// The living picture of one map: it is laid out in slices between frames, drawn when something changes, and moved about.
import { centreOn, fit, isInView, panBy, toMap, zoomAt } from './camera.ts'
import type { Camera, Point, Size } from './camera.ts'
import { drawMap, labelFont, labelsFor, radiusAt } from './draw-map.ts'
import type { Emphasis, MapColours } from './draw-map.ts'
import { hitAt } from './hit-test.ts'
import type { Hit } from './hit-test.ts'
import type { Label } from './labels.ts'
import { createLayout } from './layout.ts'
import type { Layout } from './layout.ts'
import { otherEnd } from './map-graph.ts'
import type { MapGraph } from './map-graph.ts'
import { readColours, readFont } from './map-colours.ts'
import { createSprites } from './sprites.ts'
import type { Sprites } from './sprites.ts'

/** What is kept of a map that one leaves, so that one comes back to the same. */
export interface SceneMemory {
  /** By the entity's id. */
  places: ReadonlyMap<string, Point>
  camera: Camera
}

/** What is at hand: an entity, or one of its ties. */
export interface AtHand {
  node: number | null
  tie: number | null
}

export interface Scene {
  show(graph: MapGraph, memory: SceneMemory | null): void
  setShown(count: number): void
  /** What is chosen, and what the pointer or the keys are at; the latter goes before. */
  setAtHand(chosen: AtHand, passing: AtHand | null): void
  resize(size: Size, ratio: number): void
  recolour(): void
  hit(at: Point): Hit | null
  /** Where an entity is on the screen. */
  placeOf(node: number): Point
  pan(x: number, y: number): void
  zoom(factor: number, at?: Point): void
  fitAll(): void
  /** Brings an entity to the middle; with `ifAway` only when it is not in view. */
  centre(node: number, ifAway?: boolean): void
  remember(): SceneMemory | null
  destroy(): void
}

/** Of a frame so much is given to the layout, ms; what is left of it draws. */
const SLICE_MS = 7
const MOST_MS = 24
/** A tie is hit so far beside it, CSS px. */
const TOLERANCE = 6
const MOVE_MS = 180

export interface SceneOptions {
  canvas: HTMLCanvasElement
  /** Lays out to the end before it is first shown, and moves at once. */
  still: boolean
  onSettled: (settled: boolean) => void
}

export function createScene({ canvas, still, onSettled }: SceneOptions): Scene {
  const context = canvas.getContext('2d')
  let graph: MapGraph | null = null
  let layout: Layout | null = null
  let camera: Camera = { x: 0, y: 0, zoom: 1 }
  let size: Size = { width: 0, height: 0 }
  let ratio = 1
  let shown = 0
  let emphasis: Emphasis | null = null
  let colours: MapColours | null = null
  let sprites: Sprites | null = null
  /** How long the last drawing took, ms. */
  let drawing = 0
  let font = ''
  let labels: readonly Label[] = []
  let labelsFresh = false
  let widths: (number | undefined)[] = []
  /** As long as the user has not moved it, all of the map is kept in view. */
  let followsLayout = true
  let frame = 0
  let moving: { from: Camera; to: Camera; began: number } | null = null

  function widthOf(index: number): number {
    if (!graph || !context) return 0
    context.font = labelFont(graph.radii[index]!, font)
    return (widths[index] ??= context.measureText(graph.nodes[index]!.name).width)
  }

  function draw(): void {
    if (!graph || !layout || !context || size.width === 0) return
    const began = performance.now()
    colours ??= readColours(canvas)
    sprites ??= createSprites(colours, ratio)
    const { places } = layout
    if (!labelsFresh) {
      const order = emphasis?.dims
        ? [...emphasis.nodes]
        : [...new Set([...(emphasis?.nodes ?? []), ...graph.nodes.keys()])]
      labels = labelsFor({ graph, places, camera }, order, widthOf)
      labelsFresh = true
    }
    drawMap(context, { graph, places, camera, size, ratio, shown, emphasis, colours, sprites, font, labels })
    drawing = performance.now() - began
  }

  function moveCamera(now: number): void {
    if (!moving) return
    // A frame's time is that of its begin, which may be before the move was asked for.
    const part = Math.min(1, Math.max(0, (now - moving.began) / MOVE_MS))
    const eased = 1 - (1 - part) ** 3
    const between = (from: number, to: number) => from + (to - from) * eased
    const { from, to } = moving
    camera = { x: between(from.x, to.x), y: between(from.y, to.y), zoom: between(from.zoom, to.zoom) }
    if (from.zoom !== to.zoom) labelsFresh = false
    if (part === 1) moving = null
  }

  function layOut(): void {
    if (!layout || layout.settled) return
    // Where drawing is slow, laying out takes as long; else it would never come to its end.
    const end = performance.now() + Math.max(SLICE_MS, Math.min(MOST_MS, drawing))
    do layout.step()
    while (!layout.settled && performance.now() < end)
    labelsFresh = false
    if (followsLayout) camera = fit(layout.places, size)
    if (layout.settled) onSettled(true)
  }

  function onFrame(now: number): void {
    frame = 0
    layOut()
    moveCamera(now)
    const hidden = still && layout !== null && !layout.settled
    if (!hidden) draw()
    if (moving || (layout && !layout.settled)) ask()
  }

  function ask(): void {
    if (frame === 0) frame = requestAnimationFrame(onFrame)
  }

  function go(to: Camera, animated = true): void {
    followsLayout = false
    if (to.zoom !== camera.zoom) labelsFresh = false
    if (animated && !still) moving = { from: camera, to, began: performance.now() }
    else {
      moving = null
      camera = to
    }
    ask()
  }

  const placeOnMap = (node: number): Point => ({
    x: layout?.places[2 * node] ?? 0,
    y: layout?.places[2 * node + 1] ?? 0,
  })

  return {
    show(next, memory) {
      const before = layout && graph ? placesById(graph, layout.places) : memory?.places
      const known = new Map<number, Point>()
      for (const [index, { id }] of next.nodes.entries()) {
        const place = before?.get(id)
        if (place) known.set(index, place)
      }
      const asBefore = memory !== null && known.size === next.nodes.length
      graph = next
      const aspect = size.height > 0 ? Math.min(2, Math.max(0.5, size.width / size.height)) : 1
      layout = createLayout({ radii: next.radii, links: next.ties, known, aspect, rested: asBefore })
      widths = []
      labelsFresh = false
      emphasis = null
      font = readFont(canvas)
      if (asBefore && layout.settled) {
        camera = memory.camera
        followsLayout = false
      } else if (followsLayout) camera = fit(layout.places, size)
      onSettled(layout.settled)
      ask()
    },
    setShown(count) {
      shown = count
      ask()
    },
    setAtHand(chosen, passing) {
      // A tie that the pointer only passes is shown where it lies: all else would flicker.
      const found = graph ? emphasisOf(graph, shown, passing ?? chosen) : null
      emphasis = found && { ...found, dims: passing?.node !== null || passing.tie === null }
      labelsFresh = false
      ask()
    },
    resize(next, nextRatio) {
      if (!followsLayout && size.width > 0) {
        camera = panBy(camera, (next.width - size.width) / 2, (next.height - size.height) / 2)
      }
      size = next
      if (ratio !== nextRatio) sprites = null
      ratio = nextRatio
      canvas.width = Math.round(next.width * nextRatio)
      canvas.height = Math.round(next.height * nextRatio)
      if (followsLayout && layout) camera = fit(layout.places, next)
      labelsFresh = false
      // At once: a canvas that is resized is empty.
      draw()
      ask()
    },
    recolour() {
      colours = null
      sprites = null
      font = readFont(canvas)
      widths = []
      labelsFresh = false
      ask()
    },
    hit(at) {
      if (!graph || !layout) return null
      const { zoom } = camera
      const radii = graph.radii.map((radius) => radiusAt(radius, zoom) / zoom)
      const drawn = { places: layout.places, radii, ties: graph.ties.slice(0, shown) }
      return hitAt(drawn, toMap(camera, at), TOLERANCE / zoom)
    },
    placeOf(node) {
      const { x, y } = placeOnMap(node)
      return { x: x * camera.zoom + camera.x, y: y * camera.zoom + camera.y }
    },
    pan(x, y) {
      go(panBy(camera, x, y), false)
    },
    zoom(factor, at = { x: size.width / 2, y: size.height / 2 }) {
      go(zoomAt(camera, at, factor), false)
    },
    fitAll() {
      if (!layout) return
      go(fit(layout.places, size))
      followsLayout = true
    },
    centre(node, ifAway = false) {
      const place = placeOnMap(node)
      if (ifAway && isInView(camera, place, size)) return
      // From far away one also comes near enough to read.
      go(centreOn(camera, place, size, Math.max(camera.zoom, 0.8)))
    },
    remember: () =>
      graph && layout && layout.settled
        ? { places: placesById(graph, layout.places), camera: moving?.to ?? camera }
        : null,
    destroy() {
      cancelAnimationFrame(frame)
      graph = null
      layout = null
    },
  }
}

function placesById(graph: MapGraph, places: Float32Array): Map<string, Point> {
  return new Map(graph.nodes.map(({ id }, index) => [id, { x: places[2 * index]!, y: places[2 * index + 1]! }]))
}

/** An entity stands out with all it is tied to, a tie with its ends. */
export function emphasisOf(graph: MapGraph, shown: number, { node, tie }: AtHand): Omit<Emphasis, 'dims'> | null {
  const around = node === null ? [] : graph.tiesOf[node]!.filter((index) => index < shown)
  if (tie !== null) {
    const { a, b } = graph.ties[tie]!
    const ends = node === null ? [a, b] : [node, otherEnd(graph.ties[tie]!, node)]
    const others = around.map((index) => otherEnd(graph.ties[index]!, node ?? a))
    return { nodes: new Set([...ends, ...others]), ties: new Set([...around, tie]), focus: node ?? a, tie }
  }
  if (node === null) return null
  const nodes = new Set([node, ...around.map((index) => otherEnd(graph.ties[index]!, node))])
  return { nodes, ties: new Set(around), focus: node, tie: null }
}
