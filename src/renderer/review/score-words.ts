// How sure a proposed place is, in words.
import type { HighlightReview } from '../../contract/model.ts'

const percent = new Intl.NumberFormat(undefined, { style: 'percent' })

/** What is known of a highlight's place, for lists and headings. */
export function placeWords(review: HighlightReview | undefined): string {
  if (review === undefined) return ''
  if (review.score !== null) return scoreWords(review.score)
  return review.settled ? 'Kept without a place' : 'No place found'
}

/** `Probably here · 74%` for a score of 0..1. */
export function scoreWords(score: number): string {
  const word = score >= 0.7 ? 'Probably here' : score >= 0.45 ? 'Perhaps here' : 'A guess'
  return `${word} · ${percent.format(Math.round(score * 100) / 100)}`
}
