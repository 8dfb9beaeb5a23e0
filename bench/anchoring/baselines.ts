// What anchoring is measured against: other ways to find a quote again, written for this bench from their descriptions.
import { approximateEnds } from './approximate-search.ts'
import type { Anchoring, Selectors } from '../../src/text/anchor.ts'

const reversed = (text: string): string => text.split('').reverse().join('')

/** The first occurrence to the letter, wherever that is. */
export function firstOccurrence(text: string, selectors: Selectors): Anchoring {
  const start = text.indexOf(selectors.exact)
  if (start === -1) return { status: 'orphan', start: selectors.start, end: selectors.end, score: 0 }
  return { status: 'moved', start, end: start + selectors.exact.length, score: 1 }
}

/**
 * The way of the Hypothesis client as its developers describe it (hypothesis/client, pull requests 2779 and 2814, and the
 * documentation of the approx-string-match package): the stored position if the quote is there to the letter; else all
 * occurrences to the letter; else those with the fewest errors, at most half of the quote's length and never over 256.
 * They are ranked by quote 50, prefix 20, suffix 20, position 2, and the best is taken whatever its score.
 */
export function hypothesisClient(text: string, selectors: Selectors): Anchoring {
  const { exact, prefix, suffix, start, end } = selectors
  if (text.slice(start, end) === exact) return { status: 'exact', start, end, score: 1 }
  const best = closest(text, exact, Math.min(256, exact.length / 2))
    .map((match) => {
      const quote = 1 - match.errors / exact.length
      const before =
        prefix === '' ? 1 : likeness(text.slice(Math.max(0, match.start - prefix.length), match.start), prefix)
      const after = suffix === '' ? 1 : likeness(text.slice(match.end, match.end + suffix.length), suffix)
      const position = 1 - Math.abs(match.start - start) / text.length
      return { ...match, score: (50 * quote + 20 * before + 20 * after + 2 * position) / 92 }
    })
    .reduce<(Match & { score: number }) | null>((a, b) => (a === null || b.score > a.score ? b : a), null)
  if (best === null) return { status: 'orphan', start, end, score: 0 }
  return { status: 'moved', start: best.start, end: best.end, score: best.score }
}

interface Match {
  start: number
  end: number
  errors: number
}

/** All occurrences to the letter, or else all with the fewest errors. */
function closest(text: string, pattern: string, mostErrors: number): Match[] {
  const found: Match[] = []
  for (let at = text.indexOf(pattern); at !== -1; at = text.indexOf(pattern, at + 1)) {
    found.push({ start: at, end: at + pattern.length, errors: 0 })
  }
  if (found.length > 0) return found
  const ends = approximateEnds(text, pattern, Math.floor(mostErrors))
  const fewest = ends.reduce((least, each) => Math.min(least, each.errors), Infinity)
  const backwards = reversed(pattern)
  return ends
    .filter((each) => each.errors === fewest)
    .map(({ end, errors }) => {
      const window = reversed(text.slice(Math.max(0, end - pattern.length - errors), end))
      const length = approximateEnds(window, backwards, errors, true).reduce(
        (longest, each) => (each.errors === errors && each.end > longest ? each.end : longest),
        0,
      )
      return { start: end - length, end, errors }
    })
}

/** 1 less the share of errors of the best occurrence of a context in what stands there. */
function likeness(text: string, context: string): number {
  if (text === '') return 0
  if (text.includes(context)) return 1
  const fewest = approximateEnds(text, context, context.length).reduce(
    (least, each) => Math.min(least, each.errors),
    context.length,
  )
  return 1 - fewest / context.length
}
