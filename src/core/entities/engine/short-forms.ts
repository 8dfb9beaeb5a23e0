// Acronyms and other short forms of a long name.
import { plain } from './person-names.ts'

/** The initials of the words of a name that begin with a capital. */
export const initialsOf = (surface: string): string =>
  surface
    .split(/[\s-]+/)
    .filter((word) => /^[\p{Lu}\d]/u.test(word))
    .map((word) => word[0])
    .join('')

/** Whether a name is written in capitals alone, as an acronym is. */
export const isAcronym = (surface: string): boolean => /^[\p{Lu}\d]{2,8}$/u.test(surface.replaceAll('.', ''))

/**
 * Whether what stands in brackets beside a name can be a short form of it: an acronym that shares its first letter, or
 * letters or words that the long one has too.
 */
export function isShortOf(short: string, long: string): boolean {
  const a = plain(short)
  const b = plain(long)
  if (isAcronym(short)) {
    const letters = plain(initialsOf(long))
    return a.length >= 2 && (a === letters || b.split(/[\s-]+/).some((word) => word.startsWith(a[0]!)))
  }
  const words = new Set(b.split(/\s+/))
  return (
    a.split(/\s+/).some((word) => word.length > 2 && words.has(word)) || (a.length > 3 && b.includes(a.slice(0, 4)))
  )
}
