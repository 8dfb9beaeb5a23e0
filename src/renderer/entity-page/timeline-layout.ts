// Where the marks of a timeline stand: one an article, along the time, those of the same days above one another.

export interface TimelinePoint {
  /** UTC ms. */
  at: number
  /** How often the article names it: the area of its mark. */
  weight: number
}

export interface Mark {
  x: number
  y: number
  r: number
}

export interface TimelineLayout {
  /** How high the marks reach, px: the base line. */
  height: number
  /** In the order of the points. */
  marks: Mark[]
  /** Where years or months begin; px from the left. */
  ticks: { x: number; at: number; unit: 'year' | 'month' | 'day' }[]
}

const SMALLEST = 3
const LARGEST = 8
/** Marks whose middles are closer than this stand above one another, px. */
const COLUMN = 7
/** A picture of single marks is not less high than this, px. */
const LEAST_HEIGHT = 20
/** Room between labels, px. */
const LABEL = 64
const DAY = 86_400_000

/**
 * Lays marks out over a base line.
 * @param points at least one, by time
 * @param size px; `height` is the most that marks may take, less when they need less
 */
export function layOut(points: readonly TimelinePoint[], size: { width: number; height: number }): TimelineLayout {
  const first = points[0]?.at ?? 0
  const span = (points.at(-1)?.at ?? first) - first
  // A single day stands in the middle.
  const inner = size.width - 2 * LARGEST
  const xOf = (at: number) => LARGEST + (span < DAY ? inner / 2 : ((at - first) / span) * inner)
  const most = Math.max(1, ...points.map(({ weight }) => weight))
  const marks = points.map(({ at, weight }): Mark => {
    const share = Math.sqrt((weight - 1) / Math.max(1, most - 1))
    return { x: xOf(at), y: 0, r: SMALLEST + (LARGEST - SMALLEST) * share }
  })
  const piles = [...Map.groupBy(marks, ({ x }) => Math.round(x / COLUMN)).values()]
  const height = Math.min(size.height, Math.max(LEAST_HEIGHT, ...piles.map(heightOf)))
  for (const one of piles) pile(one, height)
  return { height, marks, ticks: ticksOf(first, first + span, xOf, size.width) }
}

function heightOf(marks: readonly Mark[]): number {
  return marks.reduce((sum, { r }) => sum + 2 * r, 0)
}

/** The largest at the bottom, one on the other; closer together when they would reach beyond the top. */
function pile(marks: readonly Mark[], height: number): void {
  const ordered = marks.toSorted((a, b) => b.r - a.r)
  const lowest = 2 * ordered[0]!.r
  const others = heightOf(ordered) - lowest
  const closer = others === 0 ? 1 : Math.min(1, (height - lowest) / others)
  let floor = height
  for (const [index, mark] of ordered.entries()) {
    const room = 2 * mark.r * (index === 0 ? 1 : closer)
    mark.y = floor - room / 2
    floor -= room
  }
}

function ticksOf(
  first: number,
  last: number,
  xOf: (at: number) => number,
  width: number,
): { x: number; at: number; unit: 'year' | 'month' | 'day' }[] {
  if (last - first < DAY) return [{ x: xOf(first), at: first, unit: 'day' }]
  const most = Math.max(2, Math.floor(width / LABEL))
  for (const { unit, months } of STEPS) {
    const starts = startsOf(first, last, months)
    if (starts.length > most) continue
    // A short stretch may hold no first of a month: its ends say when it was.
    if (starts.length === 0) break
    return starts.map((at) => ({ x: xOf(at), at, unit }))
  }
  return [first, last].map((at) => ({ x: xOf(at), at, unit: 'day' as const }))
}

const STEPS = [
  { unit: 'month', months: 1 },
  { unit: 'month', months: 3 },
  { unit: 'year', months: 12 },
  { unit: 'year', months: 24 },
  { unit: 'year', months: 60 },
  { unit: 'year', months: 120 },
  { unit: 'year', months: 600 },
  { unit: 'year', months: 12_000 },
] as const

/** The firsts of every so many months between two times, in UTC; more than fit are not counted out. */
function startsOf(first: number, last: number, months: number): number[] {
  const date = new Date(first)
  const from = date.getUTCFullYear() * 12 + date.getUTCMonth()
  const starts: number[] = []
  for (let month = Math.ceil(from / months) * months; starts.length < 200; month += months) {
    const at = Date.UTC(Math.floor(month / 12), month % 12)
    if (at > last) break
    if (at >= first) starts.push(at)
  }
  return starts
}

/** The mark nearest to a place, or -1 when none is within reach. */
export function markNear(marks: readonly Mark[], x: number, y: number, reach = 24): number {
  let best = -1
  let distance = reach
  marks.forEach((mark, index) => {
    const here = Math.max(0, Math.hypot(mark.x - x, mark.y - y) - mark.r)
    if (here < distance) [best, distance] = [index, here]
  })
  return best
}

/** All marks as one shape: there may be thousands. */
export function shapeOf(marks: readonly Mark[]): string {
  return marks
    .map(({ x, y, r }) => {
      const d = (2 * r).toFixed(1)
      return `M${(x - r).toFixed(1)} ${y.toFixed(1)}a${r.toFixed(1)} ${r.toFixed(1)} 0 1 0 ${d} 0a${r.toFixed(1)} ${r.toFixed(1)} 0 1 0 -${d} 0z`
    })
    .join('')
}
