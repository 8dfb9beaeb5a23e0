// The formats of one file, by the name that the contract knows them by.
import type { ExportFormat } from '../../contract/export-model.ts'
import { writeBibtex, writeCslJson } from './citations.ts'
import { writeCsv, writeReadwiseCsv } from './csv.ts'
import { writeEpub } from './epub.ts'
import { writeHtml } from './html.ts'
import { writeHypothesis } from './hypothesis.ts'
import type { FormatWriter } from './library-to-export.ts'
import { writeW3c } from './w3c.ts'

export interface Format {
  /** The ending of its files, without the dot. */
  extension: string
  mediaType: string
  write: FormatWriter
}

/** Every format but the library's own, which needs more of the library than the others. */
export const FORMATS: Record<Exclude<ExportFormat, 'json'>, Format> = {
  html: { extension: 'html', mediaType: 'text/html', write: writeHtml },
  epub: { extension: 'epub', mediaType: 'application/epub+zip', write: writeEpub },
  w3c: { extension: 'jsonld', mediaType: 'application/ld+json', write: writeW3c },
  hypothesis: { extension: 'json', mediaType: 'application/json', write: writeHypothesis },
  readwise: { extension: 'csv', mediaType: 'text/csv', write: writeReadwiseCsv },
  csv: { extension: 'csv', mediaType: 'text/csv', write: writeCsv },
  bibtex: { extension: 'bib', mediaType: 'application/x-bibtex', write: writeBibtex },
  'csl-json': { extension: 'json', mediaType: 'application/vnd.citationstyles.csl+json', write: writeCslJson },
}
