// Entities drawn once for each kind and size, and then copied: two thousand shapes a frame would take five times as long.
import type { EntityKind } from '../../contract/model.ts'

export interface SpriteColours {
  ground: string
  kinds: Record<EntityKind, string>
}

export interface Sprites {
  /** The picture of an entity with its middle in the middle. `radius` and the picture's `side` are CSS px. */
  of(kind: EntityKind, radius: number, faint: boolean): { image: HTMLCanvasElement; side: number }
}

/** What is not at hand is drawn so faintly. */
const FAINT = 0.16
/** Sizes are made in steps of so many CSS px. */
const STEP = 0.5

/** Makes pictures as they are asked for. `ratio` is device pixels a CSS pixel. */
export function createSprites(colours: SpriteColours, ratio: number): Sprites {
  const made = new Map<string, { image: HTMLCanvasElement; side: number }>()
  return {
    of(kind, radius, faint) {
      const size = Math.max(STEP, Math.round(radius / STEP) * STEP)
      const key = `${kind} ${String(size)} ${String(faint)}`
      let sprite = made.get(key)
      if (!sprite) made.set(key, (sprite = draw(kind, size, faint, colours, ratio)))
      return sprite
    },
  }
}

function draw(kind: EntityKind, radius: number, faint: boolean, { ground, kinds }: SpriteColours, ratio: number) {
  const side = Math.ceil(radius * 2.5 + 4)
  const image = document.createElement('canvas')
  image.width = Math.ceil(side * ratio)
  image.height = image.width
  const context = image.getContext('2d')
  if (!context) return { image, side }
  context.scale(ratio, ratio)
  context.translate(side / 2, side / 2)
  shape(context, kind, radius)
  // What lies behind does not show through, faint or not.
  context.fillStyle = ground
  context.strokeStyle = ground
  context.lineWidth = 2
  context.fill()
  context.stroke()
  if (faint) context.globalAlpha = FAINT
  if (kind === 'person' || kind === 'organisation' || kind === 'place') {
    context.fillStyle = kinds[kind]
    context.fill()
  } else {
    context.strokeStyle = kinds[kind]
    context.lineWidth = Math.max(1.5, radius * 0.35)
    context.stroke()
  }
  return { image, side }
}

/** The shapes of the lists: a disc is a person, a square acts, a diamond is a place; events, works and others are hollow. */
function shape(context: CanvasRenderingContext2D, kind: EntityKind, r: number): void {
  context.beginPath()
  if (kind === 'organisation' || kind === 'work') {
    context.roundRect(-0.88 * r, -0.88 * r, 1.76 * r, 1.76 * r, r * 0.25)
  } else if (kind === 'place') {
    context.moveTo(0, -1.2 * r)
    context.lineTo(1.2 * r, 0)
    context.lineTo(0, 1.2 * r)
    context.lineTo(-1.2 * r, 0)
    context.closePath()
  } else context.arc(0, 0, r * (kind === 'person' ? 1 : 0.85), 0, 2 * Math.PI)
}
