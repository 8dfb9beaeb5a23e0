// Offsets in code points, as the Web Annotation model counts, from and to offsets in UTF-16 code units, as we do.

/** The offsets of the second halves of surrogate pairs of a text. */
function lowHalves(text: string): number[] {
  const found: number[] = []
  for (const { index } of text.matchAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)) found.push(index + 1)
  return found
}

/**
 * Prepares to count a text in code points.
 * @param text any text
 * @returns what turns an offset in UTF-16 code units into one in code points; one within a pair counts as after it
 */
export function codePointsOf(text: string): (offset: number) => number {
  const low = lowHalves(text)
  return (offset) => {
    let [from, to] = [0, low.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (low[middle]! <= offset) from = middle + 1
      else to = middle
    }
    return offset - from
  }
}
