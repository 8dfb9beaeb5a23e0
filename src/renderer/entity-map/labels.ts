// Which names are written on the map: the most important first, none over another or over what is more important.
import type { Point } from './camera.ts'

export interface LabelInput {
  /** Middle of what it names, and how far that reaches, CSS px. */
  x: number
  y: number
  radius: number
  /** Width of the name as it is set, CSS px. */
  width: number
}

export interface Label extends Point {
  /** Number in the input. */
  index: number
}

/** Height of a name with the air around it, and the air beside it, CSS px. */
export const LABEL_HEIGHT = 16
const BESIDE = 5
const CELL = 48

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/**
 * Chooses the names that have room.
 * @param wanted in order of importance; what comes first is placed first
 * @param most so many at most
 * @returns where the names begin: `x` at the start of the line, `y` at its middle
 */
export function placeLabels(wanted: readonly LabelInput[], most = Infinity): Label[] {
  const cells = new Map<number, Box[]>()
  const labels: Label[] = []
  const take = (box: Box) => {
    for (const key of keysOf(box)) {
      const cell = cells.get(key)
      if (cell) cell.push(box)
      else cells.set(key, [box])
    }
  }
  for (const [index, one] of wanted.entries()) {
    if (labels.length >= most) break
    const { x, y, radius } = one
    take({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius })
    for (const box of boxesFor(one)) {
      if (!isFree(cells, box)) continue
      take(box)
      labels.push({ index, x: box.left + BESIDE, y: (box.top + box.bottom) / 2 })
      break
    }
  }
  return labels
}

/** Below, above, to the right, to the left. */
function* boxesFor({ x, y, radius, width }: LabelInput): Generator<Box> {
  const half = width / 2 + BESIDE
  const middle = { left: x - half, right: x + half }
  const height = { top: y - LABEL_HEIGHT / 2, bottom: y + LABEL_HEIGHT / 2 }
  yield { ...middle, top: y + radius + 1, bottom: y + radius + 1 + LABEL_HEIGHT }
  yield { ...middle, top: y - radius - 1 - LABEL_HEIGHT, bottom: y - radius - 1 }
  yield { ...height, left: x + radius, right: x + radius + width + 2 * BESIDE }
  yield { ...height, left: x - radius - width - 2 * BESIDE, right: x - radius }
}

function* keysOf({ left, top, right, bottom }: Box): Generator<number> {
  for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column++) {
    for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row++) yield column * 65_536 + row
  }
}

function isFree(cells: ReadonlyMap<number, readonly Box[]>, box: Box): boolean {
  for (const key of keysOf(box)) {
    for (const other of cells.get(key) ?? []) {
      if (box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)
        return false
    }
  }
  return true
}
