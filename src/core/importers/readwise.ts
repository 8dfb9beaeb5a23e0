// Readwise: its highlights, a row each, and the documents of its Reader.
import { csvHeader, csvRows } from './csv-rows.ts'
import type { CsvRow } from './csv-rows.ts'
import { addressOf, colourOf, highlightOf, itemAt, lineOf, printedList, splitTags, tidyTags, timeOf } from './fields.ts'
import type { BrokenRow, ImportedHighlight, ImportedItem, ImportFormat } from './imported-item.ts'

/**
 * `Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags`, and
 * what people write for an import there: `Highlight,Title,Author,URL,Note,Location`.
 */
export const readwise: ImportFormat = {
  id: 'readwise',
  name: 'Readwise highlights (CSV)',
  async recognise(file) {
    const header = await csvHeader(file)
    if (!header.includes('highlight')) return 0
    if (header.includes('book title')) return 0.97
    return header.includes('title') || header.includes('url') ? 0.7 : 0.3
  },
  async *read(file) {
    const books = new Map<string, { item: ImportedItem; places: number[] }>()
    for await (const row of csvRows(file)) {
      if (!('cell' in row)) yield row
      else if (row.cell('highlight') === '')
        yield { at: row.at, problem: 'There are no words in the column Highlight.' }
      else addTo(books, row)
    }
    for (const { item, places } of books.values()) {
      const order = item.highlights.map((highlight, index) => ({ highlight, place: places[index]!, index }))
      order.sort((a, b) => a.place - b.place || a.index - b.index)
      yield { ...item, highlights: order.map(({ highlight }) => highlight) }
    }
  },
}

function addTo(books: Map<string, { item: ImportedItem; places: number[] }>, row: CsvRow): void {
  const title = lineOf(row.cell('book title', 'title'))
  const byline = lineOf(row.cell('book author', 'author'))
  const url = addressOf(row.cell('url', 'source url'))
  const key = url ?? JSON.stringify([title, byline])
  const book = books.get(key) ?? {
    item: itemAt(row.at, {
      url,
      title: title ?? (url === null ? 'Highlights without a title' : null),
      byline,
      foreignId: key,
    }),
    places: [],
  }
  books.set(key, book)
  const { item } = book
  const highlight = highlightIn(row)
  item.highlights.push(highlight)
  const place = Number(row.cell('location'))
  book.places.push(row.cell('location') === '' || Number.isNaN(place) ? Infinity : place)
  item.tags = tidyTags([...item.tags, ...tagsIn(row.cell('document tags'))])
  const { createdAt } = highlight
  if (createdAt !== null && (item.addedAt === null || createdAt < item.addedAt)) item.addedAt = createdAt
}

function highlightIn(row: CsvRow): ImportedHighlight {
  return highlightOf(row.cell('highlight'), {
    note: row.cell('note'),
    colour: colourOf(row.cell('color', 'colour')),
    tags: tagsIn(row.cell('tags')),
    createdAt: timeOf(row.cell('highlighted at', 'date')),
  })
}

function tagsIn(text: string): string[] {
  return text.startsWith('[') ? printedList(text) : splitTags(text, ',')
}

/** `Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen`; items of feeds were never saved by the user. */
export const readwiseReader: ImportFormat = {
  id: 'readwise-reader',
  name: 'Readwise Reader (CSV)',
  async recognise(file) {
    const header = await csvHeader(file)
    return ['url', 'id', 'saved date', 'location'].every((name) => header.includes(name)) ? 0.97 : 0
  },
  async *read(file) {
    for await (const row of csvRows(file)) {
      const item = 'cell' in row ? documentOf(row) : row
      if (item !== null) yield item
    }
  },
}

const STATES = { new: 'inbox', inbox: 'inbox', later: 'later', shortlist: 'later', archive: 'archive' } as const

function documentOf(row: CsvRow): ImportedItem | BrokenRow | null {
  const location = row.cell('location').toLowerCase()
  if (location === 'feed') return null
  const url = addressOf(row.cell('url'))
  const title = lineOf(row.cell('title'))
  if (url === null) return { at: row.at, problem: 'There is no web address in this row.' }
  const read = Number(row.cell('reading progress').replace(/%$/, ''))
  const fraction = row.cell('reading progress').endsWith('%') || read > 1 ? read / 100 : read
  return itemAt(row.at, {
    foreignId: row.cell('id') || null,
    url,
    title,
    tags: printedList(row.cell('document tags')),
    addedAt: timeOf(row.cell('saved date')),
    state: Object.hasOwn(STATES, location) ? STATES[location as keyof typeof STATES] : null,
    favourite: location === 'shortlist',
    progress: row.cell('reading progress') === '' || Number.isNaN(read) ? null : Math.min(1, Math.max(0, fraction)),
  })
}
