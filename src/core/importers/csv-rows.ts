// Rows of an export in CSV, by the names in its header. A row that cannot be read is told of with its line; the rest comes in.
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { Failure } from '../../contract/failure.ts'
import { isZip, textOfFile } from './decode-file.ts'
import type { BrokenRow, ImportFile } from './imported-item.ts'

/** The cells of a row by the names of the header, in lower case and without repeated white space. */
export interface CsvRow {
  /** Where it begins: `line 12`. */
  at: string
  line: number
  /** The cell below one of these names, without white space around it; empty when there is none. */
  cell(...names: string[]): string
}

const CHUNK = 64 * 1024
/** Files whose quotes are never closed are read again from the next line on, but not without end. */
const MOST_RESTARTS = 500
/** A text larger than this in one cell is a quote that was never closed. */
const MOST_CELL = 8 * 1024 * 1024

/**
 * The names of an export's columns.
 * @param file the export
 * @returns in lower case; empty when the file is no text with a header
 */
export async function csvHeader(file: ImportFile): Promise<string[]> {
  if (isZip(await file.bytes())) return []
  const text = await textOfFile(file)
  const start = text.search(/\S/)
  if (start < 0 || /[<{]/.test(text[start]!) || text.startsWith('[', start)) return []
  return headerOf(text, start).names
}

/**
 * The rows of an export, in their order.
 * @param file the export
 * @throws Failure BAD_INPUT when it has no header
 */
export async function* csvRows(file: ImportFile): AsyncGenerator<CsvRow | BrokenRow> {
  yield* rowsOf(await textOfFile(file))
}

/**
 * The rows of CSV text, in their order.
 * @param text with a header
 * @param place goes before the line in `at`, as the name of a part of a zip
 * @throws Failure BAD_INPUT when it has no header
 */
export async function* rowsOf(text: string, place = ''): AsyncGenerator<CsvRow | BrokenRow> {
  const start = text.search(/\S/)
  if (start < 0) throw new Failure('BAD_INPUT', 'The file is empty. Nothing was imported; export it again.')
  const header = headerOf(text, start)
  const column = new Map(header.names.map((name, index) => [name, index]))
  const lines = lineStarts(text)
  let line = lines.lineAt(header.end)
  for (let restarts = 0; line <= lines.count; restarts += 1) {
    const stop = yield* readFrom(text, lines, line, header, column, place)
    if (stop === null) return
    if (restarts >= MOST_RESTARTS) {
      yield {
        at: `${place}line ${String(stop)}`,
        problem: 'From here on the quotation marks do not match: what follows was not read.',
      }
      return
    }
    line = stop
  }
}

interface Header {
  names: string[]
  delimiter: string
  /** Offset of the first row. */
  end: number
}

type Lines = ReturnType<typeof lineStarts>

/** Reads rows from a line on. Returns the line to begin again at after one whose quotes do not match; null at the end. */
async function* readFrom(
  text: string,
  lines: Lines,
  first: number,
  header: Header,
  column: ReadonlyMap<string, number>,
  place: string,
): AsyncGenerator<CsvRow | BrokenRow, number | null> {
  const parser = Readable.from(chunksOf(text, lines.startOf(first))).pipe(
    parse({
      delimiter: header.delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: MOST_CELL,
    }),
  )
  let next = first
  const broken = (problem: string): BrokenRow => ({ at: `${place}line ${String(next)}`, problem })
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      next = lines.nextFilled(next)
      const last = first + info.lines - 1
      const tooMany = record.length > header.names.length
      if (tooMany && last > next) {
        yield broken('A quotation mark in this row is not closed. Only this row was left out.')
        return next + 1
      }
      if (tooMany) {
        const [has, names] = [String(record.length), String(header.names.length)]
        yield broken(
          `The row has ${has} values where the header names ${names} columns: a comma or quotation mark is amiss.`,
        )
      } else yield rowOf(record, column, place, next)
      next = last + 1
    }
    return null
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('CSV_')) throw error
    next = lines.nextFilled(next)
    yield broken('A quotation mark in this row is not closed. Only this row was left out.')
    return next + 1
  } finally {
    parser.destroy()
  }
}

function rowOf(record: string[], column: ReadonlyMap<string, number>, place: string, line: number): CsvRow {
  return {
    at: `${place}line ${String(line)}`,
    line,
    cell(...names) {
      for (const name of names) {
        const found = record[column.get(name) ?? -1]?.trim()
        if (found) return found
      }
      return ''
    },
  }
}

function* chunksOf(text: string, from: number): Generator<string> {
  for (let at = from; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK)
}

/** Some programs write semicolons or tabs; the header shows which. */
function headerOf(text: string, start: number): Header {
  const [line = ''] = /[^\r\n]*/.exec(text.slice(start, start + 20_000)) ?? []
  const delimiter = [',', ';', '\t'].reduce(
    (best, each) => (line.split(each).length > line.split(best).length ? each : best),
    ',',
  )
  const names = line.split(delimiter).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replace(/\s+/g, ' ')
      .trim()
      .toLowerCase(),
  )
  const end = start + line.length
  return { names, delimiter, end: text.startsWith('\r\n', end) ? end + 2 : end + 1 }
}

/** Where lines begin; lines count from 1. They end in CRLF, LF or CR, as the parser sees them. */
function lineStarts(text: string) {
  const starts = [0]
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length)
  return {
    count: starts.length,
    startOf: (line: number) => starts[line - 1] ?? text.length,
    lineAt(offset: number) {
      let [low, high] = [0, starts.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if (starts[middle]! < offset) low = middle + 1
        else high = middle
      }
      return low + 1
    },
    /** The next line with something in it. */
    nextFilled(line: number) {
      let at = line
      while (at < starts.length && text.slice(starts[at - 1], starts[at]).trim() === '') at += 1
      return at
    },
  }
}
