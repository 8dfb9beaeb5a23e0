// Pocket: a CSV, the zip of parts that the last exports came as, or the HTML page of before.
import { decode, isZip, textOfFile } from './decode-file.ts'
import { csvHeader, rowsOf } from './csv-rows.ts'
import type { CsvRow } from './csv-rows.ts'
import { addressOf, isTrue, itemAt, lineOf, splitTags, timeOf } from './fields.ts'
import { htmlTokens } from './html-tokens.ts'
import type { BrokenRow, ImportedItem, ImportFormat } from './imported-item.ts'
import { zipEntries } from './zip-entries.ts'

const PART = /(?:^|\/)part_\d+\.csv$/i
const NAMES = ['url', 'time_added', 'status']

/** https://getpocket.com/export as it was until 2025. */
export const pocket: ImportFormat = {
  id: 'pocket',
  name: 'Pocket (CSV, zip or HTML)',
  async recognise(file) {
    const bytes = await file.bytes()
    if (isZip(bytes)) return zipEntries(bytes).names.some((name) => PART.test(name)) ? 0.95 : 0
    const header = await csvHeader(file)
    if (header.length > 0) return NAMES.every((name) => header.includes(name)) ? 0.95 : 0
    const text = (await textOfFile(file)).slice(0, 200_000)
    return /<h1>\s*(?:Unread|Read Archive)\s*<\/h1>/i.test(text) && /time_added=/i.test(text) ? 0.95 : 0
  },
  async *read(file) {
    const bytes = await file.bytes()
    if (!isZip(bytes)) {
      const text = await textOfFile(file)
      if (/^\s*</.test(text)) yield* readHtml(text)
      else yield* readRows(text)
      return
    }
    const zip = zipEntries(bytes)
    const parts = zip.names.filter((name) => PART.test(name)).toSorted()
    for (const name of parts) {
      const part = zip.read([name]).get(name)
      if (part === undefined || part.length === 0)
        yield { at: name, problem: 'This part of the archive is empty or damaged.' }
      else yield* readRows(decode(part), `${name}, `)
    }
  },
}

async function* readRows(text: string, place = ''): AsyncGenerator<ImportedItem | BrokenRow> {
  for await (const row of rowsOf(text, place)) yield 'cell' in row ? itemOf(row) : row
}

function itemOf(row: CsvRow): ImportedItem | BrokenRow {
  const url = addressOf(row.cell('url'))
  if (url === null) return { at: row.at, problem: 'There is no web address in this row.' }
  const title = lineOf(row.cell('title'))
  return itemAt(row.at, {
    url,
    // Pocket writes the address where it knows no title.
    title: title === url ? null : title,
    addedAt: timeOf(row.cell('time_added')),
    tags: splitTags(row.cell('tags'), '|'),
    state: /archive|^1$/i.test(row.cell('status')) ? 'archive' : 'inbox',
    favourite: isTrue(row.cell('favorite')),
  })
}

function* readHtml(text: string): Generator<ImportedItem | BrokenRow> {
  let state: 'inbox' | 'archive' = 'inbox'
  for (const token of htmlTokens(text, ['h1', 'a'])) {
    if (token.name === 'h1' && token.text !== null) state = /archive/i.test(token.text) ? 'archive' : 'inbox'
    if (token.name !== 'a' || token.text === null) continue
    const at = `line ${String(token.line)}`
    const url = addressOf(token.attributes.get('href'))
    if (url === null) yield { at, problem: 'This link has no web address.' }
    else {
      const title = lineOf(token.text)
      yield itemAt(at, {
        url,
        title: title === url ? null : title,
        addedAt: timeOf(token.attributes.get('time_added')),
        tags: splitTags(token.attributes.get('tags'), ','),
        state,
      })
    }
  }
}
