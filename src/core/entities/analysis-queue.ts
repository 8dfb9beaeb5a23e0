// Which article is analysed next: those that the user opened, added or changed, the last one first; then all the others.

export interface AnalysisQueue {
  /** How many wait. */
  readonly size: number
  /** Replaces the others that wait; what was asked for keeps its turn. */
  fill(ids: Iterable<string>): void
  /** Puts an article before all that wait. */
  first(id: string): void
  /** Takes the next one out; `onlyAsked` leaves those alone that nobody asked for. Undefined when there is none. */
  take(onlyAsked: boolean): string | undefined
}

/** An empty queue. Each of its acts takes the same time, however many wait. */
export function createAnalysisQueue(): AnalysisQueue {
  const asked = new Set<string>()
  let order: string[] = []
  let others = new Set<string>()

  return {
    get size() {
      return asked.size + others.size
    },
    fill(ids) {
      others = new Set<string>()
      for (const id of ids) if (!asked.has(id)) others.add(id)
    },
    first(id) {
      others.delete(id)
      asked.add(id)
      order.push(id)
    },
    take(onlyAsked) {
      for (let id = order.pop(); id !== undefined; id = order.pop()) if (asked.delete(id)) return id
      order = []
      if (onlyAsked) return undefined
      const [next] = others
      if (next !== undefined) others.delete(next)
      return next
    },
  }
}
