// Whether two names can be one person's: first names, initials, nicknames, spellings. Lower-cased words without accents.
import { NICKNAMES } from './known-words.ts'

const NICKNAME_GROUPS = NICKNAMES.map((group) => new Set(group))

/** Whether two full names can be one person's: same surname, and first names that agree. */
export function samePerson(a: readonly string[], b: readonly string[]): boolean {
  if (a.join(' ') === b.join(' ')) return true
  const lastA = a[a.length - 1]!
  const lastB = b[b.length - 1]!
  const sameLast = lastA === lastB
  if (!sameLast && !(variant(lastA, lastB) && a[0] === b[0])) return false
  const first = a[0]!
  const other = b[0]!
  const middles = [a.slice(1, -1), b.slice(1, -1)]
  if (first === other || nicknames(first, other)) return middlesAgree(middles[0]!, middles[1]!)
  if (first.length === 1 || other.length === 1) return first[0] === other[0] && middlesAgree(middles[0]!, middles[1]!)
  return sameLast && variant(first, other) && middlesAgree(middles[0]!, middles[1]!)
}

function middlesAgree(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (a.length === b.length) return short.every((word, i) => word === long[i] || word[0] === long[i]![0])
  return short.every((word) => long.some((other) => other === word))
}

const nicknames = (a: string, b: string): boolean => NICKNAME_GROUPS.some((group) => group.has(a) && group.has(b))

/** Spellings of one name: long enough, the same beginning, one letter added, dropped or changed (or y/yy/iy at the end). */
export function variant(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < 5 || long.length - short.length > 1 || short.slice(0, 2) !== long.slice(0, 2)) return false
  const ending = (word: string): string => word.replace(/(?:i?y|yy|ii|ij|i|iy)$/, 'y')
  if (ending(a) === ending(b) && /(?:y|i|j)$/.test(a) && /(?:y|i|j)$/.test(b)) return true
  if (short.length < 7) return false
  let i = 0
  while (i < short.length && short[i] === long[i]) i++
  const rest =
    short.length === long.length ? short.slice(i + 1) === long.slice(i + 1) : short.slice(i) === long.slice(i + 1)
  return rest && i < short.length - 1
}
