// Personal names: their parts, and whether two of them can be one person's. First names, initials, nicknames, spellings.
import { NICKNAMES, SUFFIXES } from './known-words.ts'

/** A name cut into its parts: lower-cased words without accents, points and what follows the surname. */
export interface PersonName {
  readonly parts: readonly string[]
  /** "jr", "sr", "iii": tells a father from a son. */
  readonly suffix: string | null
  /** A name in quotes or brackets within it: “Bob” of Robert “Bob” Hale. */
  readonly nickname: string | null
}

/** A word as it is compared: no case, accents or points. */
export const plain = (word: string): string =>
  (PLAIN_LETTERS.test(word) ? word : word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'"))
    .replaceAll('.', '')
    .toLowerCase()
/** Most names have nothing to take away, and normalising costs far more than looking. */
const PLAIN_LETTERS = /^[\x20-\x7e]*$/

const ROMAN = /^(?:I{1,3}|IV|VI{0,3}|IX|XI{1,3}|XIV|XVI{0,3}|XV|XIX)$/
const QUOTES = /^["'“”‘’()[\]«»]$/

/** Words that go before a surname and belong to it. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'von van vom zu zum de der den ter ten del della di da dos das du des la le el al bin ibn ben abu bint st'.split(' '),
)

/**
 * Cuts a name.
 * @param words tokens as written, without titles
 */
export function parseName(words: readonly string[]): PersonName {
  const own: string[] = []
  let nickname: string | null = null
  for (let i = 0; i < words.length; i++) {
    const isNickname = i > 0 && QUOTES.test(words[i - 1]!) && QUOTES.test(words[i + 1] ?? '') && own.length > 0
    if (isNickname) nickname = plain(words[i]!)
    else if (/[\p{L}\d]/u.test(words[i]!)) own.push(words[i]!)
  }
  let suffix: string | null = null
  while (own.length > 1) {
    const last = own[own.length - 1]!
    const isNumeral = ROMAN.test(last)
    // "Charles II": the number is all that tells him from another Charles.
    if (isNumeral && own.length === 2) break
    if (!isNumeral && !SUFFIXES.has(plain(last))) break
    suffix ??= /^(?:jr|sr)$/.test(plain(last)) || isNumeral ? plain(last) : null
    own.pop()
  }
  const parts = (own.length ? own : words).map(plain).filter((word) => word !== '')
  return { parts: parts.length ? parts : words.map((word) => word.toLowerCase()), suffix, nickname }
}

/** Whether a name is a first name with a number: "Charles II". */
export const isRegnal = (parts: readonly string[]): boolean =>
  parts.length === 2 && ROMAN.test(parts[1]!.toUpperCase()) && parts[0]!.length > 2

const NICKNAME_GROUPS = NICKNAMES.map((group) => new Set(group))

/** Whether two full names can be one person's: same surname, and first names that agree. */
export function samePerson(a: readonly string[], b: readonly string[]): boolean {
  if (a.join(' ') === b.join(' ')) return true
  if (isRegnal(a) || isRegnal(b)) return false
  const [x, y] = [withoutParticles(a), withoutParticles(b)]
  const lastA = x[x.length - 1]!
  const lastB = y[y.length - 1]!
  const sameLast = lastA === lastB
  if (!sameLast && !(variant(lastA, lastB) && x[0] === y[0])) return false
  const first = x[0]!
  const other = y[0]!
  // "George H. W." has no surname to compare.
  if (lastA.length === 1 || lastB.length === 1) return false
  if (x.length < 2 || y.length < 2) return false
  const middles = [x.slice(1, -1), y.slice(1, -1)] as const
  if (first === other || nicknames(first, other)) return middlesAgree(middles[0], middles[1])
  if (isInitials(first) || isInitials(other)) return initialsAgree(x, y)
  return sameLast && variant(first, other) && middlesAgree(middles[0], middles[1])
}

const withoutParticles = (parts: readonly string[]): readonly string[] =>
  parts.filter((part, at) => at === 0 || at === parts.length - 1 || !PARTICLES.has(part))

const isInitials = (word: string): boolean => word.length === 1 || (word.length === 2 && !/[aeiouy]/.test(word))

/** "J. K. Low", "JK Low" and "John Kenneth Low": each initial begins the name in its place. */
function initialsAgree(a: readonly string[], b: readonly string[]): boolean {
  const spread = (parts: readonly string[]): string[] =>
    parts.slice(0, -1).flatMap((part) => (isInitials(part) ? part.split('') : [part]))
  const [x, y] = [spread(a), spread(b)]
  return x.slice(0, y.length).every((part, at) => {
    const other = y[at]!
    return part.length === 1 || other.length === 1 ? part[0] === other[0] : part === other
  })
}

function middlesAgree(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (a.length === b.length) return short.every((word, i) => word === long[i] || (word[0] === long[i]![0] && (word.length === 1 || long[i]!.length === 1))) // prettier-ignore
  return short.every((word, i) => word === long[i])
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
