// Single values as exports write them: times, yes and no, lists of tags, colours, addresses.
import type { HighlightColour } from '../../contract/model.ts'
import { parseMachineDate } from '../capture/dates.ts'
import type { ImportedHighlight, ImportedItem } from './imported-item.ts'

const LAST_YEAR = Date.UTC(2200, 0)

/**
 * A time: seconds, milliseconds or microseconds since 1970, ISO 8601, or a date as people write it.
 * @param value of an export
 * @returns UTC ms; null when it is none
 */
export function timeOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null
  const text = String(value as string | number).trim()
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    const number = Number(text)
    const ms = number > 1e14 ? number / 1000 : number > 1e11 ? number : number * 1000
    return ms > 0 && ms < LAST_YEAR ? Math.round(ms) : null
  }
  const date = typeof value === 'string' ? parseMachineDate(text) : null
  return date !== null && date < LAST_YEAR ? date : null
}

/**
 * Yes or no, as `true`, `1`, `yes`, `x`.
 * @param value of an export
 */
export function isTrue(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(?:true|1|yes|y|x|on)$/i.test(value.trim()))
}

/**
 * Tags in one text.
 * @param text of an export; null for none
 * @param separator between them
 */
export function splitTags(text: string | null | undefined, separator: string): string[] {
  return tidyTags((text ?? '').split(separator))
}

/**
 * Names of tags without blanks and repeats; a `#` in front is no part of a name.
 * @param names as they stand
 */
export function tidyTags(names: readonly unknown[]): string[] {
  const tidy = names.flatMap((name) =>
    typeof name === 'string'
      ? [
          name
            .trim()
            .replace(/^#(?=\S)/, '')
            .slice(0, 100),
        ]
      : [],
  )
  return [...new Set(tidy.filter((name) => name !== ''))]
}

/**
 * A list as Python prints it (`['a', "b's"]`), or as JSON; anything else is split at commas.
 * @param text of an export
 */
export function printedList(text: string | null | undefined): string[] {
  const trimmed = (text ?? '').trim()
  if (trimmed === '' || trimmed === '[]') return []
  if (!trimmed.startsWith('[')) return splitTags(trimmed, ',')
  const quoted = [...trimmed.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g)]
  if (quoted.length === 0) return splitTags(trimmed.slice(1, -1), ',')
  return tidyTags(quoted.map(([, double, single]) => (double ?? single ?? '').replace(/\\(["'\\])/g, '$1')))
}

const COLOURS: Record<string, HighlightColour> = {
  yellow: 'yellow',
  orange: 'yellow',
  gold: 'yellow',
  green: 'green',
  lime: 'green',
  teal: 'green',
  blue: 'blue',
  cyan: 'blue',
  aqua: 'blue',
  pink: 'pink',
  red: 'pink',
  magenta: 'pink',
  purple: 'purple',
  violet: 'purple',
  brown: 'yellow',
}

/**
 * One of the five colours for the name of any.
 * @param name as the other app calls it
 * @returns null when it says nothing that is known
 */
export function colourOf(name: unknown): HighlightColour | null {
  return typeof name === 'string' ? (COLOURS[name.trim().toLowerCase()] ?? null) : null
}

/**
 * A web address; null for anything else, such as a book's id.
 * @param value of an export
 */
export function addressOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const trimmed = value.trim()
  return /^https?:\/\/\S+$/i.test(trimmed) && URL.canParse(trimmed) ? trimmed : null
}

/**
 * One line, without repeated white space; null when empty.
 * @param value of an export
 */
export function lineOf(value: unknown): string | null {
  const line = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : ''
  return line === '' ? null : line
}

/**
 * An item of which only its place is known.
 * @param at where it stands
 * @param known what the export says of it
 */
export function itemAt(at: string, known: Partial<ImportedItem> = {}): ImportedItem {
  return {
    at,
    foreignId: null,
    url: null,
    title: null,
    byline: null,
    siteName: null,
    excerpt: null,
    lang: null,
    publishedAt: null,
    addedAt: null,
    state: null,
    favourite: false,
    progress: null,
    tags: [],
    note: '',
    highlights: [],
    content: null,
    ...known,
  }
}

/**
 * A highlight of which only its words are known.
 * @param exact its words
 * @param known what the export says of it
 */
export function highlightOf(exact: string, known: Partial<ImportedHighlight> = {}): ImportedHighlight {
  return {
    exact: exact.trim(),
    prefix: '',
    suffix: '',
    start: null,
    colour: null,
    note: '',
    tags: [],
    createdAt: null,
    foreignId: null,
    ...known,
  }
}
