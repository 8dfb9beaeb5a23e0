// Paints under a name that others may paint under too: two texts side by side share the names of the style sheet.

/** What only tints or underlines: where the system sets the colours, it would paint these like words that are selected. */
const TINTS = /^(mention|code|dimmed)/

function wouldHide(name: string): boolean {
  return TINTS.test(name) && typeof matchMedia === 'function' && matchMedia('(forced-colors: active)').matches
}

/** Paints ranges under a name, beside what is painted under it already; returns the way to take these off. */
export function paintShared(name: string, priority: number, ranges: readonly AbstractRange[]): () => void {
  if (typeof Highlight === 'undefined' || ranges.length === 0 || wouldHide(name)) return () => undefined
  const there = CSS.highlights.get(name)
  const painted = there ?? new Highlight(...ranges)
  if (there === undefined) {
    painted.priority = priority
    CSS.highlights.set(name, painted)
  } else for (const range of ranges) there.add(range)
  return () => {
    const alone = painted.size === ranges.length
    if (alone && CSS.highlights.get(name) === painted) CSS.highlights.delete(name)
    else for (const range of ranges) painted.delete(range)
  }
}
