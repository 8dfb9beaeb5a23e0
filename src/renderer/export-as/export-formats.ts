// The formats of one file, as the dialog offers them.
import type { ExportFormat } from '../../contract/export-model.ts'

export interface OfferedFormat {
  format: ExportFormat
  name: string
  /** One line: what it is for. */
  use: string
}

/** In the order in which they are offered. */
export const OFFERED: readonly OfferedFormat[] = [
  { format: 'html', name: 'Web page', use: 'HTML with pictures, highlights and notes in one file, for any browser' },
  { format: 'epub', name: 'Book', use: 'EPUB for e-readers, a chapter an article' },
  { format: 'json', name: 'Everything', use: 'JSON with all there is, which comes back without loss' },
  { format: 'csv', name: 'Table of highlights', use: 'CSV for spreadsheets' },
  { format: 'readwise', name: 'Readwise', use: 'CSV of highlights as Readwise takes it in' },
  { format: 'w3c', name: 'Web annotations', use: 'W3C JSON-LD of highlights and notes' },
  { format: 'hypothesis', name: 'Hypothesis', use: 'JSON of highlights and notes as its API gives them' },
  { format: 'bibtex', name: 'BibTeX', use: 'Citations for LaTeX and reference managers' },
  { format: 'csl-json', name: 'CSL-JSON', use: 'Citations for Zotero and pandoc' },
]

/** What can be chosen of each format, by the contract's name for it. */
export const CHOICES: Partial<Record<ExportFormat, readonly ('pictures' | 'annotations' | 'versions' | 'bom')[]>> = {
  html: ['annotations', 'pictures'],
  epub: ['annotations', 'pictures'],
  json: ['pictures', 'versions'],
  csv: ['bom'],
}
export const CHOICE_LABELS = {
  pictures: 'With pictures',
  annotations: 'With highlights and notes',
  versions: 'With the texts that articles had before',
  bom: 'Begin with a byte order mark, which Excel needs',
} as const
