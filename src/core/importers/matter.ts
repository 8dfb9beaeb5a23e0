// Matter's CSV. It counts highlights but does not hold them.
import { csvHeader, csvRows } from './csv-rows.ts'
import type { CsvRow } from './csv-rows.ts'
import { addressOf, isTrue, itemAt, lineOf, splitTags, timeOf } from './fields.ts'
import type { BrokenRow, ImportedItem, ImportFormat } from './imported-item.ts'

/** `Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,Last Interaction Date,File Id`. */
export const matter: ImportFormat = {
  id: 'matter',
  name: 'Matter (CSV)',
  async recognise(file) {
    const header = await csvHeader(file)
    return ['url', 'publisher', 'in queue', 'favorited'].every((name) => header.includes(name)) ? 0.97 : 0
  },
  async *read(file) {
    for await (const row of csvRows(file)) yield 'cell' in row ? itemOf(row) : row
  },
}

function itemOf(row: CsvRow): ImportedItem | BrokenRow {
  const url = addressOf(row.cell('url'))
  if (url === null) return { at: row.at, problem: 'There is no web address in this row.' }
  const read = isTrue(row.cell('read'))
  return itemAt(row.at, {
    foreignId: row.cell('file id') || null,
    url,
    title: lineOf(row.cell('title')),
    byline: lineOf(row.cell('author')),
    siteName: lineOf(row.cell('publisher')),
    tags: splitTags(row.cell('tags'), ';'),
    state: isTrue(row.cell('in queue')) && !read ? 'inbox' : 'archive',
    favourite: isTrue(row.cell('favorited')),
    progress: read ? 1 : null,
    addedAt: timeOf(row.cell('last interaction date')),
  })
}
