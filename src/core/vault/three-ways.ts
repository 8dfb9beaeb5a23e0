// Two and three versions of a list or of lines: where they differ, and both changes in one (the diff3 algorithm).
import { diff3Merge, diffIndices } from 'node-diff3'

interface Span {
  start: number
  end: number
}

/**
 * Where two lists differ, in order; what lies between is the same in both.
 * @param before one list
 * @param after the other
 * @returns spans of indices, end exclusive
 */
export function differences(before: string[], after: string[]): { before: Span; after: Span }[] {
  const found = diffIndices(before, after) as unknown as { buffer1: [number, number]; buffer2: [number, number] }[]
  const span = ([start, length]: [number, number]) => ({ start, end: start + length })
  return found.map(({ buffer1, buffer2 }) => ({ before: span(buffer1), after: span(buffer2) }))
}

/**
 * Merges two versions of a text line by line.
 * @param a one version
 * @param base what both were
 * @param b the other version
 * @returns the text with both changes; null where both changed the same lines, or neighbouring ones, in different ways
 */
export function mergeLines(a: string, base: string, b: string): string | null {
  const regions = diff3Merge(a.split('\n'), base.split('\n'), b.split('\n'), {
    excludeFalseConflicts: true,
  }) as unknown as { ok?: string[]; conflict?: unknown }[]
  if (regions.some(({ conflict }) => conflict !== undefined)) return null
  return regions.flatMap(({ ok }) => ok ?? []).join('\n')
}
