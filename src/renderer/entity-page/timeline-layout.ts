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
  /** All of them as one shape, an SVG path: there may be thousands. */
  shape: string
  /** Where years or months begin; px from the left. */
  ticks: { x: number; at: number; unit: 'year' | 'month' | 'day' }[]
}

const SMALLEST = 3
const LARGEST = 8
/** Marks whose middles are closer than this stand above one another, px. */
const COLUMN = 7
/** How wide a bar is, and how many times too high the highest pile is before there are bars. */
const BAR = 6
const DENSE = 1.3
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
  const highest = Math.max(...piles.map(heightOf))
  const height = Math.min(size.height, Math.max(LEAST_HEIGHT, highest))
  const dense = highest > DENSE * height
  for (const one of piles) pile(one, height, dense ? Math.max(BAR / 2, (heightOf(one) / highest) * height) : height)
  const shape = dense ? piles.map((one) => barOf(one, height)).join('') : marks.map(circleOf).join('')
  return { height, marks, shape, ticks: ticksOf(first, first + span, xOf, size.width) }
}

function heightOf(marks: readonly Mark[]): number {
  return marks.reduce((sum, { r }) => sum + 2 * r, 0)
}

/** The largest at the bottom, one on the other; closer together when they would reach higher than they may. */
function pile(marks: readonly Mark[], floor: number, most: number): void {
  const ordered = marks.toSorted((a, b) => b.r - a.r)
  const lowest = Math.min(most, 2 * ordered[0]!.r)
  const others = heightOf(ordered) - 2 * ordered[0]!.r
  const closer = others <= 0 ? 1 : Math.min(1, (most - lowest) / others)
  let at = floor
  for (const [index, mark] of ordered.entries()) {
    const room = index === 0 ? lowest : 2 * mark.r * closer
    mark.y = at - room / 2
    at -= room
  }
}

const px = (value: number) => String(Math.round(value * 10) / 10)

function circleOf({ x, y, r }: Mark): string {
  const d = px(2 * r)
  return `M${px(x - r)} ${px(y)}a${px(r)} ${px(r)} 0 1 0 ${d} 0a${px(r)} ${px(r)} 0 1 0 -${d} 0z`
}

/** Marks that cannot be told apart any more are a bar, as high as they reach. */
function barOf(marks: readonly Mark[], floor: number): string {
  const left = Math.round(marks[0]!.x / COLUMN) * COLUMN - BAR / 2
  const top = Math.min(floor - BAR / 2, ...marks.map(({ y }) => y))
  return `M${px(left)} ${px(floor)}V${px(top)}h${String(BAR)}V${px(floor)}z`
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
  let distance = Infinity
  marks.forEach((mark, index) => {
    const here = Math.hypot(mark.x - x, mark.y - y)
    if (here < distance && here - mark.r < reach) [best, distance] = [index, here]
  })
  return best
}
