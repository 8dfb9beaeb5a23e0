// Raindrop's CSV.
import { csvHeader, csvRows } from './csv-rows.ts'
import type { CsvRow } from './csv-rows.ts'
import { addressOf, colourOf, highlightOf, isTrue, itemAt, lineOf, splitTags, tidyTags, timeOf } from './fields.ts'
import type { BrokenRow, ImportedHighlight, ImportedItem, ImportFormat } from './imported-item.ts'

/** `id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite`; a folder is a path with slashes. */
export const raindrop: ImportFormat = {
  id: 'raindrop',
  name: 'Raindrop (CSV)',
  async recognise(file) {
    const header = await csvHeader(file)
    return ['url', 'folder', 'excerpt', 'created'].every((name) => header.includes(name)) ? 0.95 : 0
  },
  async *read(file) {
    for await (const row of csvRows(file)) yield 'cell' in row ? itemOf(row) : row
  },
}

function itemOf(row: CsvRow): ImportedItem | BrokenRow {
  const url = addressOf(row.cell('url'))
  if (url === null) return { at: row.at, problem: 'There is no web address in this row.' }
  const folders = row
    .cell('folder')
    .split('/')
    .filter((name) => !/^(?:unsorted|trash)$/i.test(name.trim()))
  return itemAt(row.at, {
    foreignId: row.cell('id') || null,
    url,
    title: lineOf(row.cell('title')),
    excerpt: lineOf(row.cell('excerpt')),
    note: row.cell('note'),
    tags: tidyTags([...folders, ...splitTags(row.cell('tags'), ',')]),
    addedAt: timeOf(row.cell('created')),
    favourite: isTrue(row.cell('favorite', 'favourite')),
    highlights: highlightsIn(row.cell('highlights')),
  })
}

/** One cell: passages set apart by blank lines, each perhaps with labelled lines for its colour and note. */
function highlightsIn(cell: string): ImportedHighlight[] {
  const found: ImportedHighlight[] = []
  const blocks = cell.replace(/\r\n?/g, '\n').split(/\n{2,}|\n(?=highlight:)/i)
  for (const block of blocks) {
    const words: string[] = []
    let note = ''
    let colour: string | null = null
    for (const line of block.split('\n')) {
      const labelled = /^\s*(highlight|note|annotation|colou?r)\s*:\s*(.*)$/i.exec(line)
      const label = labelled?.[1]?.toLowerCase() ?? ''
      if (/^(?:note|annotation)$/.test(label)) note = labelled![2]!
      else if (/^colou?r$/.test(label)) colour = labelled![2]!
      else words.push(labelled === null ? line : labelled[2]!)
    }
    const exact = words.join('\n').trim()
    const last = found.at(-1)
    if (exact !== '') found.push(highlightOf(exact, { note, colour: colourOf(colour) }))
    else if (last !== undefined)
      Object.assign(last, { note: note || last.note, colour: colourOf(colour) ?? last.colour })
  }
  return found
}
