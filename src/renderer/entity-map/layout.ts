// Where the entities of a map stand: forces that are settled step by step. The same map always comes out the same.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force'
import type { SimulationLinkDatum, SimulationNodeDatum } from 'd3-force'

export interface LayoutLink {
  /** Numbers of the two ends. */
  a: number
  b: number
  /** 0..1 */
  weight: number
}

export interface LayoutInput {
  /** Radius of each entity, the most important first. */
  radii: readonly number[]
  links: readonly LayoutLink[]
  /** Where some of them stood before, by number, so that what was known stays near its place. */
  known?: ReadonlyMap<number, { x: number; y: number }> | undefined
  /** Width by height of what it is drawn in. */
  aspect?: number
  /** Whether those places are all that there is to do. */
  rested?: boolean
}

export interface Layout {
  /** x and y of each entity in turn; written anew by every step. */
  readonly places: Float32Array
  readonly settled: boolean
  /** One step; for two thousand entities it takes about ten milliseconds. */
  step(): void
}

interface Body extends SimulationNodeDatum {
  x: number
  y: number
  radius: number
}

/** Steps until it rests; a large map is given fewer, as each costs more and its begin is as good. */
const STEPS = { few: 240, many: 130, manyFrom: 800 }
/** How strongly all are drawn to the middle, so that who is tied to nobody does not drift away. */
const GATHER = 0.045
/** Half the golden angle apart, whatever is added to a spiral keeps its distance. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))

export function createLayout({ radii, links, known, aspect = 1, rested = false }: LayoutInput): Layout {
  const places = new Float32Array(radii.length * 2)
  const bodies = begin(radii, links, known)
  const steps = radii.length >= STEPS.manyFrom ? STEPS.many : STEPS.few
  const strength = (link: SimulationLinkDatum<Body> & LayoutLink) =>
    (0.3 + 0.7 * link.weight) / Math.min(degrees[link.a]!, degrees[link.b]!)
  const degrees = degreesOf(radii.length, links)
  const simulation = forceSimulation(bodies)
    .alphaDecay(1 - 0.002 ** (1 / steps))
    .force(
      'repel',
      forceManyBody<Body>()
        .strength((body) => -50 - 9 * body.radius)
        .theta(1)
        .distanceMax(700),
    )
    .force(
      'tie',
      forceLink<Body, SimulationLinkDatum<Body> & LayoutLink>(
        links.map((link) => ({ ...link, source: link.a, target: link.b })),
      )
        .distance((link) => 34 + 56 * (1 - link.weight))
        .strength(strength),
    )
    .force('apart', forceCollide<Body>((body) => body.radius + 3).iterations(1))
    // What is drawn in is mostly wider than high, or higher than wide; the map is given its form.
    .force('across', forceX<Body>(0).strength(GATHER / aspect))
    .force('down', forceY<Body>(0).strength(GATHER * aspect))
    .stop()
  let left = known !== undefined && known.size > radii.length / 2 ? Math.ceil(steps / 2) : steps
  if (left < steps) simulation.alpha(0.3)
  if (rested) left = 0
  const write = () => {
    for (const [i, { x, y }] of bodies.entries()) {
      places[2 * i] = x
      places[2 * i + 1] = y
    }
  }
  write()
  return {
    places,
    get settled() {
      return left === 0
    },
    step() {
      if (left === 0) return
      simulation.tick()
      left -= 1
      write()
    },
  }
}

function degreesOf(count: number, links: readonly LayoutLink[]): number[] {
  const degrees = new Array<number>(count).fill(0)
  for (const { a, b } of links) {
    degrees[a]! += 1
    degrees[b]! += 1
  }
  return degrees
}

/** Everyone begins beside the one before in importance to whom the tie is strongest; who has none, on a spiral. */
function begin(radii: readonly number[], links: readonly LayoutLink[], known: LayoutInput['known']): Body[] {
  const closest = new Array<LayoutLink | undefined>(radii.length)
  for (const link of links) {
    const later = Math.max(link.a, link.b)
    if (closest[later] === undefined || link.weight > closest[later].weight) closest[later] = link
  }
  const bodies: Body[] = []
  for (const [i, radius] of radii.entries()) {
    const before = known?.get(i)
    const link = closest[i]
    const beside = link === undefined ? undefined : bodies[Math.min(link.a, link.b)]
    const reach = beside === undefined ? 26 * Math.sqrt(i + 0.5) : 60
    const angle = i * GOLDEN_ANGLE
    const x = before?.x ?? (beside?.x ?? 0) + reach * Math.cos(angle)
    const y = before?.y ?? (beside?.y ?? 0) + reach * Math.sin(angle)
    bodies.push({ x, y, radius })
  }
  return bodies
}
