// How sure a proposed place is, in words.
const percent = new Intl.NumberFormat(undefined, { style: 'percent' })

/** `Probably here · 74%` for a score of 0..1. */
export function scoreWords(score: number): string {
  const word = score >= 0.7 ? 'Probably here' : score >= 0.45 ? 'Perhaps here' : 'A guess'
  return `${word} · ${percent.format(Math.round(score * 100) / 100)}`
}
