// Where notes beside a text stand: each as near to its passage as the others allow.

/** A note that is to be placed. */
export interface Wish {
  /** Where its top would be if it were alone: at its passage, px. */
  at: number
  height: number
}

export interface Column {
  /** The least room between two notes, px. */
  gap: number
  /** No note begins above this, px. */
  top: number
  /** Index of the note that is to stand exactly at its passage; null when none is preferred. */
  pinned: number | null
}

/**
 * Places notes one below the other, in their order and without overlap, so that the sum of the squared distances from
 * where they would like to be is the least there is.
 *
 * Taking from every top the heights and gaps before it turns "does not overlap" into "does not decrease", and the task
 * into isotonic regression, which pooling adjacent violators solves in linear time: Ayer, Brunk, Ewing, Reid and Silverman,
 * An Empirical Distribution Function for Sampling with Incomplete Information, 1955; Barlow, Bartholomew, Bremner and
 * Brunk, Statistical Inference under Order Restrictions, 1972. Bounds are met by clipping the unbounded solution to them.
 *
 * The pinned note stands at its passage and the others give way, unless those before it need more room than there is
 * above: then it is the first place after them.
 *
 * @param wishes in the order in which the notes are to stand
 * @returns the top of each note, px, in the same order
 */
export function placeNotes(wishes: readonly Wish[], { gap, top, pinned }: Column): number[] {
  const before: number[] = []
  let used = 0
  for (const { height } of wishes) {
    before.push(used)
    used += height + gap
  }
  const targets = wishes.map(({ at }, index) => at - (before[index] ?? 0))
  const fixed = pinned === null ? undefined : targets[pinned]
  const clipped = (fit: number[], low: number, high: number) => fit.map((value) => Math.min(high, Math.max(low, value)))
  let free: number[]
  if (pinned === null || fixed === undefined) {
    free = clipped(nonDecreasing(targets), top, Infinity)
  } else {
    const held = Math.max(fixed, top)
    free = [
      ...clipped(nonDecreasing(targets.slice(0, pinned)), top, held),
      held,
      ...clipped(nonDecreasing(targets.slice(pinned + 1)), held, Infinity),
    ]
  }
  return free.map((value, index) => value + (before[index] ?? 0))
}

/** The non-decreasing sequence nearest to the given one by least squares: runs that decrease are pooled to their mean. */
function nonDecreasing(values: readonly number[]): number[] {
  const pools: { mean: number; size: number }[] = []
  for (const value of values) {
    let pool = { mean: value, size: 1 }
    for (let last = pools.at(-1); last !== undefined && last.mean > pool.mean; last = pools.at(-1)) {
      pools.pop()
      const size = last.size + pool.size
      pool = { mean: (last.mean * last.size + pool.mean * pool.size) / size, size }
    }
    pools.push(pool)
  }
  return pools.flatMap(({ mean, size }) => Array.from({ length: size }, () => mean))
}
