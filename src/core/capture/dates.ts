// Dates as pages and texts write them, to UTC milliseconds.

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const MONTH_FIRST = new RegExp(String.raw`\b(${MONTHS})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b`, 'i')
const DAY_FIRST = new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?(${MONTHS})\.?,? (\d{4})\b`, 'i')
const NUMERIC = /\b(\d{4})-(\d{2})-(\d{2})\b/
const CLOCK =
  /\b(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap])?\.?m?\.?\s*(UTC|GMT|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|BST|CES?T|EES?T)?\b/i
const ZONES: Record<string, number> = {
  UTC: 0,
  GMT: 0,
  ET: -5,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PT: -8,
  PST: -8,
  PDT: -7,
  BST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
}
const HOUR = 3_600_000
const FIRST_YEAR = 1500

/**
 * Reads a date and time as machines write it: ISO 8601 and RFC 2822. Without a zone it counts as UTC.
 *
 * @param value the content of a `datetime` attribute, a meta element or JSON-LD
 * @returns UTC milliseconds, or null when it is no date
 */
export function parseMachineDate(value: string): number | null {
  const trimmed = value.trim()
  if (!/^\d{4}-?\d{2}/.test(trimmed) && !/^\w{3}, \d{1,2} \w{3} \d{4}/.test(trimmed)) return parseWrittenDate(trimmed)
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?$/.exec(trimmed)
  const iso = compact
    ? `${compact[1] ?? ''}-${compact[2] ?? ''}-${compact[3] ?? ''}T${compact[4] ?? '00'}:${compact[5] ?? '00'}:${compact[6] ?? '00'}Z`
    : trimmed.replace(/^(\d{4}-\d{2}-\d{2})\s+(?=\d{2}:)/, '$1T').replace(/(T[\d:.]+)\s+([+-]\d{2}:?\d{2})$/, '$1$2')
  const zoned = /(?:Z|[+-]\d{2}:?\d{2}|[A-Z]{3})$/i.test(iso) || !iso.includes('T') ? iso : `${iso}Z`
  return valid(Date.parse(zoned)) ?? parseWrittenDate(trimmed)
}

/**
 * Reads a date as people write it in English: "Feb. 9, 2025", "9 February 2025 at 4:31 PM ET", "2025-02-09 16:31".
 *
 * @param text a short line; the first date in it counts
 * @returns UTC milliseconds, or null when there is no date with a year in it
 */
export function parseWrittenDate(text: string): number | null {
  const day = dayOf(text.replace(/\s+/g, ' '))
  if (!day) return null
  const clock = CLOCK.exec(text)
  if (!clock) return valid(day)
  const half = clock[3]?.toLowerCase()
  const hours = half ? (Number(clock[1]) % 12) + (half === 'p' ? 12 : 0) : Number(clock[1])
  const zone = ZONES[clock[4]?.toUpperCase() ?? 'UTC'] ?? 0
  return valid(day + (hours - zone) * HOUR + Number(clock[2]) * 60_000)
}

function dayOf(text: string): number | null {
  const monthFirst = MONTH_FIRST.exec(text)
  if (monthFirst) return utcDay(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2])
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst) return utcDay(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1])
  const numeric = NUMERIC.exec(text)
  return numeric ? utcDay(numeric[1], Number(numeric[2]) - 1, numeric[3]) : null
}

function utcDay(year: string | undefined, month: number, day: string | undefined): number | null {
  const time = Date.UTC(Number(year), month, Number(day))
  return new Date(time).getUTCMonth() === month ? time : null
}

function monthNumber(name = ''): number {
  return ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(
    name.slice(0, 3).toLowerCase(),
  )
}

function valid(time: number): number | null {
  return Number.isNaN(time) || new Date(time).getUTCFullYear() < FIRST_YEAR ? null : time
}
