// How strongly the entities of some articles are tied: evidence of each article, and what of it is more than chance.

/** Names that begin within so many UTF-16 code units of each other mostly stand in one sentence. */
export const NEAR = 160

/** Of each entity so many ties are kept, its strongest: enough to see who it stands with, few enough to see it. */
const STRONGEST = 8
/** So many of each entity are kept however weak they are. */
const ALWAYS = 2
/** And so many in all for an entity. */
const TIES_AN_ENTITY = 3
/** A map of few entities may show so many ties nevertheless. */
const TIES_OF_FEW = 400

/** Where one article names which entities: parallel arrays, in the order of the text. */
export interface NamedInOrder {
  /** Numbers of the entities, from 0. */
  entities: ArrayLike<number>
  /** UTF-16 offsets into the canonical text. */
  starts: ArrayLike<number>
}

export interface WeightedTie {
  /** Numbers of the two, the lower first. */
  a: number
  b: number
  /** 0..1, where 1 is the strongest of all. */
  weight: number
  near: number
  articleCount: number
}

/** Counts of pairs in a triangle: one cell for two entities, whichever comes first. */
export interface PairCounts {
  /** Takes in one article. */
  add(article: NamedInOrder): void
  /** Ties that are more than chance, the strongest first; of each entity no more than its strongest few. */
  ties(minimum: number): WeightedTie[]
}

/**
 * Counts how often entities stand together.
 *
 * Each article gives a pair 1 / (k - 1) for naming both among k entities, so that one that names a hundred says no more of
 * a pair than one that names three (Newman, "Scientific collaboration networks. II", Physical Review E 64, 016132, 2001),
 * and log2(1 + n) for naming the two n times within NEAR of each other. A tie's weight is the root of the log-likelihood
 * ratio of that evidence against the two being independent (Dunning, "Accurate methods for the statistics of surprise and
 * coincidence", Computational Linguistics 19(1), 1993), so that one who is named everywhere is not tied to everyone, and
 * what is rare is not overrated as with mutual information.
 * @param count how many entities there are
 */
export function countPairs(count: number): PairCounts {
  const cells = (count * (count - 1)) / 2
  const evidence = new Float32Array(cells)
  const near = new Uint32Array(cells)
  const articles = new Uint32Array(cells)
  const cellOf = (a: number, b: number) => (a < b ? (b * (b - 1)) / 2 + a : (a * (a - 1)) / 2 + b)
  /** Of the article at hand: how often the entities of a cell stand near each other. */
  const nearHere = new Map<number, number>()

  function add({ entities, starts }: NamedInOrder): void {
    const cast = [...new Set(Array.from(entities))]
    if (cast.length < 2) return
    const share = 1 / (cast.length - 1)
    for (let i = 1; i < cast.length; i++) {
      for (let j = 0; j < i; j++) {
        const cell = cellOf(cast[i]!, cast[j]!)
        evidence[cell]! += share
        articles[cell]! += 1
      }
    }
    nearHere.clear()
    for (let i = 1; i < entities.length; i++) {
      for (let j = i - 1; j >= 0 && starts[i]! - starts[j]! <= NEAR; j--) {
        if (entities[i] === entities[j]) continue
        const cell = cellOf(entities[i]!, entities[j]!)
        nearHere.set(cell, (nearHere.get(cell) ?? 0) + 1)
      }
    }
    for (const [cell, times] of nearHere) {
      evidence[cell]! += Math.log2(1 + times)
      near[cell]! += times
    }
  }

  function ties(minimum: number): WeightedTie[] {
    const strengths = surprises(evidence, count)
    const enough = leastKept(strengths, count)
    const all: WeightedTie[] = []
    let strongest = 0
    for (let b = 1, cell = 0; b < count; b++) {
      for (let a = 0; a < b; a++, cell++) {
        const weight = strengths[cell]!
        if (weight <= 0 || (weight < enough[a]! && weight < enough[b]!)) continue
        strongest = Math.max(strongest, weight)
        all.push({ a, b, weight, near: near[cell]!, articleCount: articles[cell]! })
      }
    }
    for (const tie of all) tie.weight /= strongest
    return backbone(all, count).filter((tie) => tie.weight >= minimum)
  }

  return { add, ties }
}

/** The root of Dunning's log-likelihood ratio a cell; 0 for pairs that stand together less often than by chance. */
function surprises(evidence: Float32Array, count: number): Float32Array {
  const ofEntity = new Float64Array(count)
  for (let b = 1, cell = 0; b < count; b++) {
    for (let a = 0; a < b; a++, cell++) {
      ofEntity[a]! += evidence[cell]!
      ofEntity[b]! += evidence[cell]!
    }
  }
  const total = ofEntity.reduce((sum, each) => sum + each, 0)
  const xLogX = (x: number) => (x > 0 ? x * Math.log(x) : 0)
  const margins = Float64Array.from(ofEntity, (each) => xLogX(each) + xLogX(total - each))
  const found = new Float32Array(evidence.length)
  for (let b = 1, cell = 0; b < count; b++) {
    for (let a = 0; a < b; a++, cell++) {
      const both = evidence[cell]!
      if (both * total <= ofEntity[a]! * ofEntity[b]!) continue
      const onlyA = ofEntity[a]! - both
      const onlyB = ofEntity[b]! - both
      const neither = total - ofEntity[a]! - onlyB
      const inner = xLogX(both) + xLogX(onlyA) + xLogX(onlyB) + xLogX(neither)
      found[cell] = Math.sqrt(Math.max(0, 2 * (inner - margins[a]! - margins[b]! + xLogX(total))))
    }
  }
  return found
}

/** How strong a tie has to be to be among the strongest few of each entity. */
function leastKept(strengths: Float32Array, count: number): Float32Array {
  // The strongest of each entity, in falling order, in a row of its own.
  const rows = new Float32Array(count * STRONGEST)
  const offer = (entity: number, strength: number) => {
    const first = entity * STRONGEST
    let at = first + STRONGEST - 1
    if (strength <= rows[at]!) return
    for (; at > first && rows[at - 1]! < strength; at--) rows[at] = rows[at - 1]!
    rows[at] = strength
  }
  for (let b = 1, cell = 0; b < count; b++) {
    for (let a = 0; a < b; a++, cell++) {
      if (strengths[cell]! <= 0) continue
      offer(a, strengths[cell]!)
      offer(b, strengths[cell]!)
    }
  }
  return Float32Array.from({ length: count }, (_, entity) => rows[entity * STRONGEST + STRONGEST - 1]!)
}

/** The strongest first; then those in which more articles agree, then by number, so that the order never varies. */
function byStrength(one: WeightedTie, other: WeightedTie): number {
  return other.weight - one.weight || other.articleCount - one.articleCount || one.b - other.b || one.a - other.a
}

/**
 * Keeps the ties that are among the strongest of either end, and of those no more than can be looked at: first what ties
 * each entity to anyone at all, then the strongest.
 */
function backbone(all: WeightedTie[], count: number): WeightedTie[] {
  all.sort(byStrength)
  const kept = new Uint32Array(count)
  const first: WeightedTie[] = []
  const others: WeightedTie[] = []
  for (const tie of all) {
    const { a, b } = tie
    const rank = Math.min(kept[a]!, kept[b]!)
    if (rank >= STRONGEST) continue
    kept[a]! += 1
    kept[b]! += 1
    ;(rank < ALWAYS ? first : others).push(tie)
  }
  const most = Math.max(TIES_OF_FEW, count * TIES_AN_ENTITY)
  return [...first, ...others].slice(0, most).sort(byStrength)
}
