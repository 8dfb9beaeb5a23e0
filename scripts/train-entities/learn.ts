// Learns the weights of the tagger and makes them small.
import { BEFORE, forwardBackward, LABELS, makeLattice, START_LABELS } from '../../src/core/entities/engine/crf.ts'
import { EDGE_COUNT } from '../../src/core/entities/engine/model-file.ts'
import type { RowsToWrite } from '../../src/core/entities/engine/model-file.ts'
import type { Example, Rows } from './examples.ts'
import { generator, shuffle } from './random.ts'

const RATE = 0.15
const DROPOUT = 0.5
/** What one step of a quantised weight is worth, and the smallest weight that is kept. */
const STEP = 5 / 127
const SMALLEST = 1.5 * STEP

/** Rows, their weights (rows x LABELS) and the weights of transitions. */
export interface Learned {
  rows: Rows
  weights: Float32Array
  edges: Float32Array
}

/**
 * Learns weights by stochastic gradient descent with AdaGrad (Duchi, Hazan and Singer 2011) on the likelihood of the gold
 * labels; features are dropped by chance, half of them each time. Takes examples, rows, epochs and a seed.
 */
export function learn(examples: readonly Example[], rows: Rows, epochs: number, seed: number): Learned {
  const random = generator(seed)
  const weights = new Float32Array(rows.keys.length * LABELS)
  const squares = new Float32Array(weights.length)
  const edges = new Float32Array(EDGE_COUNT)
  const edgeSquares = new Float32Array(EDGE_COUNT)
  const expEdges = new Float64Array(EDGE_COUNT).fill(1)
  const longest = examples.reduce((max, { n }) => Math.max(max, n), 1)
  const free = makeLattice(longest)
  const bound = makeLattice(longest)
  const unary = new Float32Array(longest * LABELS)
  const slope = new Float64Array(longest * LABELS)
  const active = new Int32Array(examples.reduce((max, e) => Math.max(max, e.rows.length), 1))
  const order = examples.map((_, index) => index)
  for (let epoch = 0; epoch < epochs; epoch++) {
    let loss = 0
    shuffle(order, random)
    for (const index of order) {
      const example = examples[index]!
      const { n, starts, weight } = example
      const ends = new Int32Array(n)
      let count = 0
      unary.fill(0, 0, n * LABELS)
      for (let i = 0; i < n; i++) {
        for (let k = starts[i]!; k < starts[i + 1]!; k++) {
          if (random() < DROPOUT) continue
          const row = example.rows[k]! * LABELS
          active[count++] = row
          for (let a = 0; a < LABELS; a++) unary[i * LABELS + a]! += weights[row + a]!
        }
        ends[i] = count
      }
      const scale = 1 / (1 - DROPOUT)
      for (let k = 0; k < n * LABELS; k++) unary[k]! *= scale
      const all = forwardBackward(free, unary, n, expEdges, example.edgeKind, null)
      const allowed = example.allowed ?? exactly(example.gold)
      loss += weight * (all - forwardBackward(bound, unary, n, expEdges, example.edgeKind, allowed))
      for (let k = 0; k < n * LABELS; k++)
        slope[k] = weight * (free.alpha[k]! * free.beta[k]! - bound.alpha[k]! * bound.beta[k]!)
      let k = 0
      for (let i = 0; i < n; i++) {
        const base = i * LABELS
        let most = 0
        for (let a = 0; a < LABELS; a++) most = Math.max(most, Math.abs(slope[base + a]!))
        if (most < 0.002) {
          k = ends[i]!
          continue
        }
        for (; k < ends[i]!; k++) {
          const row = active[k]!
          for (let a = 0; a < LABELS; a++) {
            const g = slope[base + a]!
            if (g < 0.0005 && g > -0.0005) continue
            const square = (squares[row + a]! += g * g)
            weights[row + a]! -= (RATE * g) / Math.sqrt(square + 0.01)
          }
        }
      }
      edgeStep(example, free, bound, weight, edges, edgeSquares, expEdges)
    }
    console.error(
      `epoch ${epoch + 1}: loss ${(loss / order.length).toFixed(4)}, ${rows.keys.length} features, ${Math.round(performance.now() / 1000)} s`,
    )
  }
  return { rows, weights, edges }
}

function exactly(gold: Int32Array): Uint8Array {
  const allowed = new Uint8Array(gold.length * LABELS)
  gold.forEach((label, i) => (allowed[i * LABELS + label] = 1))
  return allowed
}

type Lattice = ReturnType<typeof makeLattice>
function edgeStep(
  { n, edgeKind }: Example,
  free: Lattice,
  bound: Lattice,
  weight: number,
  edges: Float32Array,
  squares: Float32Array,
  expEdges: Float64Array,
): void {
  // prettier-ignore
  for (let i = 0; i < n; i++) {
    const base = edgeKind[i]! * LABELS * LABELS
    const row = i * LABELS
    for (let b = 0; b < LABELS; b++) {
      const open = i === 0 ? (START_LABELS.includes(b) ? [0] : []) : BEFORE[b]!
      const f = (free.exp[row + b]! * free.beta[row + b]!) / free.scale[i]!
      const t = (bound.exp[row + b]! * bound.beta[row + b]!) / bound.scale[i]!
      if (f < 1e-4 && t < 1e-4) continue
      for (const a of open) {
        const at = base + a * LABELS + b
        const e = expEdges[at]!
        const pf = i === 0 ? f * e : free.alpha[row - LABELS + a]! * e * f
        const pt = i === 0 ? t * e : bound.alpha[row - LABELS + a]! * e * t
        const g = weight * (pf - pt)
        if (g < 0.0005 && g > -0.0005) continue
        const square = (squares[at]! += g * g)
        edges[at]! -= (RATE * 0.5 * g) / Math.sqrt(square + 0.01)
        expEdges[at] = Math.exp(edges[at]!)
      }
    }
  }
}

/** Drops small weights and rounds the others to steps. Takes what was learnt; returns rows in the order of their keys. */
export function compact({ rows, weights, edges }: Learned): RowsToWrite {
  const order = rows.keys.map((key, index) => [key, index] as const).sort((a, b) => a[0] - b[0])
  const keys: number[] = []
  const kept: Int8Array[] = []
  for (const [key, index] of order) {
    const row = new Int8Array(LABELS)
    let some = false
    for (let a = 0; a < LABELS; a++) {
      const w = weights[index * LABELS + a]!
      if (Math.abs(w) < SMALLEST) continue
      row[a] = Math.max(-127, Math.min(127, Math.round(w / STEP)))
      some ||= row[a] !== 0
    }
    if (!some) continue
    keys.push(key)
    kept.push(row)
  }
  return { keys, rows: kept, step: STEP, edges }
}

/** The mean of the weights of several runs over the same rows. */
export function averaged(runs: readonly Learned[]): Learned {
  const [first, ...others] = runs
  const share = 1 / runs.length
  const mean = (pick: (run: Learned) => Float32Array): Float32Array =>
    pick(first!).map((w, i) => others.reduce((sum, run) => sum + pick(run)[i]!, w) * share)
  return { rows: first!.rows, weights: mean((run) => run.weights), edges: mean((run) => run.edges) }
}
