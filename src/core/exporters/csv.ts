// Highlights as a table: one for spreadsheets with all that is known, one as Readwise takes it in.
import { stringify } from 'csv-stringify/sync'
import { markdownOf } from '../../rich-text/note-markdown.ts'
import { annotatedArticles } from './library-to-export.ts'
import type { Annotated, FormatWriter } from './library-to-export.ts'

/** The columns of the table of highlights, in their order; docs/export-formats.md says what is in each. */
export const CSV_COLUMNS = [
  'quote',
  'note',
  'colour',
  'tags',
  'created',
  'updated',
  'status',
  'title',
  'author',
  'site',
  'url',
  'published',
  'article tags',
  'article state',
  'start',
  'end',
  'highlight id',
  'article id',
] as const

/** The columns that Readwise reads by name (https://readwise.io/import_bulk). */
export const READWISE_COLUMNS = ['Highlight', 'Title', 'Author', 'URL', 'Note', 'Location', 'Date'] as const

type Row = readonly (string | number | null)[]

/** Every highlight with its article. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export const writeCsv: FormatWriter = async function* (library, selection) {
  yield line(CSV_COLUMNS, { bom: selection.options.bom })
  for await (const one of annotatedArticles(library, selection)) {
    const rows = one.highlights.map((highlight) => tableRow(one, highlight))
    yield rows.map((row) => line(row, { escape_formulas: true })).join('')
  }
}

/** Highlights for Readwise: tags stand before the note as `.tag`, which it reads as tags. Nothing is escaped. */
export const writeReadwiseCsv: FormatWriter = async function* (library, selection) {
  yield line(READWISE_COLUMNS, {})
  for await (const one of annotatedArticles(library, selection)) {
    yield one.highlights.map((highlight) => line(readwiseRow(one, highlight), {})).join('')
  }
}

function line(row: Row, options: { bom?: boolean; escape_formulas?: boolean }): string {
  return stringify([[...row]], { record_delimiter: '\r\n', ...options })
}

function tableRow({ article, highlightNotes }: Annotated, highlight: Annotated['highlights'][number]): Row {
  const { quote, colour, tags, createdAt, updatedAt, status, range, id } = highlight
  return [
    quote.exact,
    noteOn(highlightNotes.get(id)),
    colour,
    tags.join(', '),
    iso(createdAt),
    iso(updatedAt),
    status,
    article.title,
    article.byline,
    article.siteName,
    article.url,
    article.publishedAt === null ? null : iso(article.publishedAt),
    article.tags.join(', '),
    article.state,
    range.start,
    range.end,
    id,
    article.id,
  ]
}

function readwiseRow({ article, highlightNotes }: Annotated, highlight: Annotated['highlights'][number]): Row {
  const tags = highlight.tags.map((tag) => `.${tag.replace(/\s+/g, '-')}`).join(' ')
  const note = [tags, noteOn(highlightNotes.get(highlight.id))].filter((part) => part !== '').join('\n')
  const date = iso(highlight.createdAt).slice(0, 19).replace('T', ' ')
  const { title, byline, url } = article
  return [highlight.quote.exact, title, byline, url, note, highlight.range.start, date]
}

function noteOn(note: { state: string } | undefined): string {
  return note === undefined ? '' : markdownOf(note.state)
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
