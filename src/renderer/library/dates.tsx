// Dates and amounts in the user's own locale: short where they stand, full on hover.
const short = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })
const number = new Intl.NumberFormat()

/** A date, `9 Feb 2025`, with the whole of it on hover. */
export function ShortDate({ at }: { at: number }) {
  const date = new Date(at)
  return (
    <time dateTime={date.toISOString()} title={full.format(date)}>
      {short.format(date)}
    </time>
  )
}

/** A whole number as the locale groups it. */
export function formatNumber(value: number): string {
  return number.format(value)
}

/** `1 article`, `12 articles`. */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`
}
