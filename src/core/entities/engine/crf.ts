// A linear-chain conditional random field over one run of tokens: best path, and marginals by forward-backward.
// Lafferty, McCallum and Pereira (2001). The training script uses the same functions as the app.

/** Label 0 is "outside"; each class has two: B (a name begins) and I (it goes on). */
export const CLASSES = ['PER', 'ORG', 'LOC', 'EVENT', 'WORK', 'MISC'] as const
export type NameClass = (typeof CLASSES)[number]
export const LABELS = 1 + CLASSES.length * 2

/** Whether a label goes on with the name before it. */
export const goesOn = (label: number): boolean => label > 0 && (label & 1) === 0
/** The class of a label; -1 for outside. */
export const classOf = (label: number): number => (label === 0 ? -1 : (label - 1) >> 1)
/** The label of a class at the beginning of a name, or within one. */
export const labelOf = (nameClass: number, within: boolean): number => 1 + nameClass * 2 + (within ? 1 : 0)
const opens = (label: number): boolean => !goesOn(label)
/** Whether label `b` may follow label `a`. */
export const follows = (a: number, b: number): boolean => !goesOn(b) || classOf(a) === classOf(b)

/** For each label, those that may precede it. */
export const BEFORE: readonly Int32Array[] = Array.from({ length: LABELS }, (_, b) =>
  Int32Array.from(Array.from({ length: LABELS }, (_, a) => a).filter((a) => follows(a, b))),
)
export const START_LABELS = Int32Array.from(Array.from({ length: LABELS }, (_, a) => a).filter(opens))

/**
 * The best label sequence (Viterbi). Takes the unary scores (n x LABELS, log space), transition scores (kinds x LABELS
 * x LABELS) and for each token the kind of the transition into it; returns n labels that obey `follows`.
 */
export function bestPath(unary: Float32Array, n: number, edges: Float32Array, edgeKind: Uint8Array): Int32Array {
  const score = new Float64Array(n * LABELS).fill(-Infinity)
  const back = new Int32Array(n * LABELS)
  for (const b of START_LABELS) score[b] = unary[b]! + edges[edgeKind[0]! * LABELS * LABELS + b]!
  for (let i = 1; i < n; i++) {
    const base = edgeKind[i]! * LABELS * LABELS
    for (let b = 0; b < LABELS; b++) {
      let best = -Infinity
      let from = 0
      const before = BEFORE[b]!
      for (let k = 0; k < before.length; k++) {
        const a = before[k]!
        const s = score[(i - 1) * LABELS + a]! + edges[base + a * LABELS + b]!
        if (s > best) {
          best = s
          from = a
        }
      }
      score[i * LABELS + b] = best + unary[i * LABELS + b]!
      back[i * LABELS + b] = from
    }
  }
  return trace(score, back, n)
}

function trace(score: Float64Array, back: Int32Array, n: number): Int32Array {
  const path = new Int32Array(n)
  let best = 0
  for (let a = 1; a < LABELS; a++) {
    if (score[(n - 1) * LABELS + a]! > score[(n - 1) * LABELS + best]!) best = a
  }
  for (let i = n - 1; i >= 0; i--) {
    path[i] = best
    best = back[i * LABELS + best]!
  }
  return path
}

/** Room for the marginals of one run; reused from run to run. */
export interface Lattice {
  alpha: Float64Array
  beta: Float64Array
  exp: Float64Array
  scale: Float64Array
}

/** Makes room for runs of up to `n` tokens. */
export function makeLattice(n: number): Lattice {
  const size = n * LABELS
  return {
    alpha: new Float64Array(size),
    beta: new Float64Array(size),
    exp: new Float64Array(size),
    scale: new Float64Array(n),
  }
}

/**
 * Forward-backward with scaling. Takes unary scores in log space, exponentiated transitions (kinds x LABELS x LABELS)
 * and, when given, which labels each token may have (n x LABELS, 1 or 0); fills the lattice, so that the marginal of
 * label a at token i is alpha * beta. Returns the log of the partition sum.
 */
export function forwardBackward(
  lattice: Lattice,
  unary: Float32Array,
  n: number,
  edges: Float64Array,
  edgeKind: Uint8Array,
  allowed: Uint8Array | null,
): number {
  const { exp } = lattice
  let log = 0
  for (let i = 0; i < n; i++) {
    let max = -Infinity
    for (let a = 0; a < LABELS; a++) if (unary[i * LABELS + a]! > max) max = unary[i * LABELS + a]!
    log += max
    for (let a = 0; a < LABELS; a++) {
      const open = !allowed || allowed[i * LABELS + a] === 1
      exp[i * LABELS + a] = open ? Math.exp(unary[i * LABELS + a]! - max) : 0
    }
  }
  log += forward(lattice, n, edges, edgeKind)
  backward(lattice, n, edges, edgeKind)
  return log
}

function forward({ alpha, exp, scale }: Lattice, n: number, edges: Float64Array, edgeKind: Uint8Array): number {
  let log = 0
  for (let i = 0; i < n; i++) {
    const base = edgeKind[i]! * LABELS * LABELS
    const row = i * LABELS
    let total = 0
    for (let b = 0; b < LABELS; b++) {
      let sum = 0
      const before = BEFORE[b]!
      if (i === 0) sum = opens(b) ? edges[base + b]! : 0
      else
        for (let k = 0; k < before.length; k++)
          sum += alpha[row - LABELS + before[k]!]! * edges[base + before[k]! * LABELS + b]!
      const value = sum * exp[row + b]!
      alpha[row + b] = value
      total += value
    }
    scale[i] = total
    log += Math.log(total)
    for (let b = 0; b < LABELS; b++) alpha[row + b]! /= total
  }
  return log
}

function backward({ beta, exp, scale }: Lattice, n: number, edges: Float64Array, edgeKind: Uint8Array): void {
  const last = (n - 1) * LABELS
  for (let a = 0; a < LABELS; a++) beta[last + a] = 1
  for (let i = n - 2; i >= 0; i--) {
    const base = edgeKind[i + 1]! * LABELS * LABELS
    const row = i * LABELS
    const next = row + LABELS
    beta.fill(0, row, next)
    for (let b = 0; b < LABELS; b++) {
      const right = (exp[next + b]! * beta[next + b]!) / scale[i + 1]!
      if (right === 0) continue
      const before = BEFORE[b]!
      for (let k = 0; k < before.length; k++) beta[row + before[k]!]! += edges[base + before[k]! * LABELS + b]! * right
    }
  }
}
