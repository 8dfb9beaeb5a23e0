// Instapaper's CSV.
import { csvHeader, csvRows } from './csv-rows.ts'
import type { CsvRow } from './csv-rows.ts'
import { addressOf, highlightOf, itemAt, lineOf, printedList, tidyTags, timeOf } from './fields.ts'
import type { BrokenRow, ImportedItem, ImportFormat } from './imported-item.ts'

/** `URL,Title,Selection,Folder,Timestamp,Tags`; some files have no Tags, some no Timestamp. */
export const instapaper: ImportFormat = {
  id: 'instapaper',
  name: 'Instapaper (CSV)',
  async recognise(file) {
    const header = await csvHeader(file)
    return ['url', 'title', 'selection', 'folder'].every((name) => header.includes(name)) ? 0.95 : 0
  },
  async *read(file) {
    for await (const row of csvRows(file)) yield 'cell' in row ? itemOf(row) : row
  },
}

function itemOf(row: CsvRow): ImportedItem | BrokenRow {
  const url = addressOf(row.cell('url'))
  const title = lineOf(row.cell('title'))
  const selection = row.cell('selection')
  if (url === null && selection === '') return { at: row.at, problem: 'There is no web address in this row.' }
  const folder = row.cell('folder')
  const own = /^(?:unread|archive|starred)$/i.test(folder)
  return itemAt(row.at, {
    url,
    title,
    state: /^archive$/i.test(folder) ? 'archive' : 'inbox',
    favourite: /^starred$/i.test(folder),
    tags: tidyTags([...(own ? [] : [folder]), ...printedList(row.cell('tags'))]),
    addedAt: timeOf(row.cell('timestamp')),
    // What was marked on the page when it was saved.
    highlights: selection === '' ? [] : [highlightOf(selection)],
  })
}
