// Draws the map: ties, entities in the shape and the tone of their kind, and the names that have room.
import type { EntityKind } from '../../contract/model.ts'
import type { Camera, Size } from './camera.ts'
import { placeLabels } from './labels.ts'
import type { Label } from './labels.ts'
import type { MapGraph } from './map-graph.ts'
import type { Sprites } from './sprites.ts'

/** Colours as the canvas takes them: those of the theme, resolved. */
export interface MapColours {
  ground: string
  ink: string
  soft: string
  accent: string
  kinds: Record<EntityKind, string>
}

/** What stands out; all else steps back. */
export interface Emphasis {
  nodes: ReadonlySet<number>
  ties: ReadonlySet<number>
  /** The one at hand, with a ring. */
  focus: number | null
  /** The tie at hand. */
  tie: number | null
  /** Whether all else steps back. */
  dims: boolean
}

export interface Picture {
  graph: MapGraph
  places: Float32Array
  camera: Camera
  size: Size
  /** Device pixels a CSS pixel. */
  ratio: number
  /** So many ties are drawn, the strongest. */
  shown: number
  emphasis: Emphasis | null
  colours: MapColours
  sprites: Sprites
  /** The interface's typeface. */
  font: string
  labels: readonly Label[]
}

/** What is not at hand is drawn so faintly. */
const FAINT = 0.07
/** Ties are drawn in so many strokes, each for a range of strengths. */
const STRENGTHS = 6
/** So many of the strongest have a width; the others are hairlines, which take a tenth of the time, and differ in darkness. */
const WIDE = 0.06

export function drawMap(context: CanvasRenderingContext2D, picture: Picture): void {
  const { size, ratio, colours, emphasis } = picture
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, size.width, size.height)
  drawTies(context, picture)
  for (const [index] of picture.graph.nodes.entries()) {
    if (emphasis === null || !emphasis.nodes.has(index)) drawNode(context, picture, index, emphasis?.dims ?? false)
  }
  for (const index of emphasis?.nodes ?? []) drawNode(context, picture, index, false)
  if (emphasis !== null && emphasis.focus !== null) drawRing(context, picture, emphasis.focus)
  context.globalAlpha = 1
  drawLabels(context, picture, colours)
}

function drawTies(context: CanvasRenderingContext2D, picture: Picture): void {
  const { graph, shown, emphasis, colours } = picture
  const width = (weight: number) => 1 + 2 * weight
  const dims = emphasis?.dims ?? false
  const wide = Math.round(graph.ties.length * WIDE)
  context.strokeStyle = colours.soft
  context.lineWidth = 1
  for (let strength = 0; strength < STRENGTHS; strength++) {
    const from = strength / STRENGTHS
    const to = (strength + 1) / STRENGTHS
    context.beginPath()
    for (let index = dims ? 0 : wide; index < shown; index++) {
      const { weight } = graph.ties[index]!
      if (weight > from && weight <= to && !emphasis?.ties.has(index)) line(context, picture, index)
    }
    context.globalAlpha = dims ? FAINT : 0.16 + 0.5 * from
    context.stroke()
  }
  for (let index = 0; index < Math.min(wide, shown) && !dims; index++) {
    const { weight } = graph.ties[index]!
    context.globalAlpha = 0.2 + 0.4 * weight
    context.lineWidth = width(weight)
    context.beginPath()
    line(context, picture, index)
    context.stroke()
  }
  context.strokeStyle = colours.accent
  for (const index of emphasis?.ties ?? []) {
    if (index >= shown) continue
    const atHand = index === emphasis?.tie
    context.globalAlpha = atHand ? 1 : 0.55
    context.lineWidth = width(graph.ties[index]!.weight) + (atHand ? 2 : 0.4)
    context.beginPath()
    line(context, picture, index)
    context.stroke()
  }
}

function line(context: CanvasRenderingContext2D, { graph, places, camera, size }: Picture, index: number): void {
  const { a, b } = graph.ties[index]!
  const [ax, ay] = [places[2 * a]! * camera.zoom + camera.x, places[2 * a + 1]! * camera.zoom + camera.y]
  const [bx, by] = [places[2 * b]! * camera.zoom + camera.x, places[2 * b + 1]! * camera.zoom + camera.y]
  if (Math.max(ax, bx) < 0 || Math.max(ay, by) < 0 || Math.min(ax, bx) > size.width || Math.min(ay, by) > size.height)
    return
  context.moveTo(ax, ay)
  context.lineTo(bx, by)
}

/** How large an entity is drawn: it grows less than the map does, so that what is near stays apart. */
export function radiusAt(radius: number, zoom: number): number {
  return radius * Math.min(1.7, Math.max(0.45, Math.sqrt(zoom)))
}

function drawNode(context: CanvasRenderingContext2D, picture: Picture, index: number, faint: boolean): void {
  const { graph, places, camera, size, sprites, ratio } = picture
  const r = radiusAt(graph.radii[index]!, camera.zoom)
  const x = places[2 * index]! * camera.zoom + camera.x
  const y = places[2 * index + 1]! * camera.zoom + camera.y
  if (x < -r || y < -r || x > size.width + r || y > size.height + r) return
  const { image, side } = sprites.of(graph.nodes[index]!.kind, r, faint)
  // On whole pixels, so that edges stay sharp.
  const left = Math.round((x - side / 2) * ratio) / ratio
  const top = Math.round((y - side / 2) * ratio) / ratio
  context.globalAlpha = 1
  context.drawImage(image, left, top, image.width / ratio, image.height / ratio)
}

function drawRing(context: CanvasRenderingContext2D, { graph, places, camera, colours }: Picture, index: number): void {
  const r = radiusAt(graph.radii[index]!, camera.zoom)
  context.globalAlpha = 1
  context.beginPath()
  context.arc(
    places[2 * index]! * camera.zoom + camera.x,
    places[2 * index + 1]! * camera.zoom + camera.y,
    r * 1.2 + 4,
    0,
    2 * Math.PI,
  )
  context.strokeStyle = colours.accent
  context.lineWidth = 2
  context.stroke()
}

/** CSS px: names are as large however far one zooms; those of who is named most a little larger. */
export function labelSize(radius: number): number {
  return radius > 9 ? 14 : 12.5
}

export function labelFont(radius: number, font: string): string {
  return `${radius > 9 ? '600' : '500'} ${String(labelSize(radius))}px ${font}`
}

function drawLabels(context: CanvasRenderingContext2D, picture: Picture, colours: MapColours): void {
  const { graph, camera, labels, emphasis, size } = picture
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 3.5
  context.strokeStyle = colours.ground
  for (const { index, x: left, y: middle } of labels) {
    // Labels are placed on the screen's scale about the map's origin.
    const [x, y] = [left + camera.x, middle + camera.y]
    if (y < -20 || y > size.height + 20 || x > size.width || x < -300) continue
    if (emphasis?.dims && !emphasis.nodes.has(index)) continue
    const { name } = graph.nodes[index]!
    context.font = labelFont(graph.radii[index]!, picture.font)
    // Half a name tells nothing.
    const cut = x < 0 || x + context.measureText(name).width > size.width
    if (cut && index !== emphasis?.focus) continue
    context.strokeText(name, x, y)
    context.fillStyle = index === emphasis?.focus ? colours.accent : colours.ink
    context.fillText(name, x, y)
  }
}

/** A diamond reaches further than a disc of its size. */
const REACH = 1.2
/** A name that fills half the window hides more than it says. */
const MOST_LABELS = 160

/**
 * The names to be written, placed on the screen's scale about the map's origin, so that they hold while it is only moved.
 * @param order numbers of entities, the most important first
 * @param width the width of a name, CSS px
 */
export function labelsFor(
  { graph, places, camera }: Pick<Picture, 'graph' | 'places' | 'camera'>,
  order: readonly number[],
  width: (index: number) => number,
): Label[] {
  const wanted = order.map((index) => ({
    x: places[2 * index]! * camera.zoom,
    y: places[2 * index + 1]! * camera.zoom,
    radius: radiusAt(graph.radii[index]!, camera.zoom) * REACH,
    width: width(index),
  }))
  return placeLabels(wanted, MOST_LABELS * Math.max(1, camera.zoom ** 2)).map((label) => ({
    ...label,
    index: order[label.index]!,
  }))
}
