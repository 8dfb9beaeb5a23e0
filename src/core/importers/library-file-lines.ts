// Reads the library's own file record by record: as it is written, a record a line, without ever holding more than one.
import { z } from 'zod'
import { fail } from '../../contract/failure.ts'
import { SECTIONS } from '../exporters/library-file.ts'
import type { Section } from '../exporters/library-file.ts'
import type { TableRecord } from '../library/table-rows.ts'

/** A record of the file; `problem` says what is wrong with it, and is null when it is what it should be. */
export interface FileRecord {
  section: Section | 'head'
  /** Where it stands, for the report. */
  at: string
  value: TableRecord
  problem: string | null
}

const isSection = (name: string): name is Section => Object.hasOwn(SECTIONS, name)

/**
 * Whether bytes begin as the library's own file does.
 * @param bytes of a file
 */
export function isLibraryFile(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 400))
  return /^\uFEFF?\s*\{/.test(head) && /"format"\s*:\s*"commonplace"/.test(head)
}

/**
 * Reads the file. One that another program has laid out anew is read whole first.
 * @param bytes of the file
 * @returns what stands before the lists, then their records in order
 * @throws Failure BAD_INPUT when it is no JSON or was cut off
 */
export function* readLibraryFile(bytes: Uint8Array): Generator<FileRecord> {
  const lines = linesOf(bytes)
  const first = lines.next()
  const head = first.done ? undefined : headOf(first.value)
  if (head === undefined) {
    yield* readWhole(bytes)
    return
  }
  yield { section: 'head', at: 'line 1', value: head, problem: null }
  let section: Section | null = null
  let number = 1
  for (const line of lines) {
    number += 1
    const opens = /^"(\w+)":\[\]?,?$/.exec(line)
    if (opens) section = line.includes(']') ? null : isSection(opens[1]!) ? opens[1] : null
    else if (line === '}') return
    else if (line !== '' && line !== ']' && line !== '],' && section !== null) yield recordIn(section, line, number)
  }
  fail('BAD_INPUT', 'The file ends in the middle: it was cut off. What was whole in it is imported; export it again.')
}

function recordIn(section: Section, line: string, number: number): FileRecord {
  const at = `line ${String(number)}`
  const value = parsed(line.replace(/,$/, ''))
  return checked(section, at, value)
}

function checked(section: Section, at: string, value: unknown): FileRecord {
  const found = SECTIONS[section].safeParse(value)
  if (found.success) return { section, at, value: found.data, problem: null }
  const [issue] = found.error.issues
  const where = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.map(String).join('.')})`
  const problem = `This is none of the ${section} that such a file holds${where}, so it was left out.`
  return { section, at, value: {}, problem }
}

const Whole = z.looseObject({ format: z.string() })

function* readWhole(bytes: Uint8Array): Generator<FileRecord> {
  const whole = Whole.safeParse(parsed(new TextDecoder().decode(bytes).replace(/^\uFEFF/, '')))
  if (!whole.success)
    fail('BAD_INPUT', 'That is no library file of Commonplace, or it was cut off. Nothing was imported.')
  yield { section: 'head', at: 'head', value: whole.data, problem: null }
  for (const section of Object.keys(SECTIONS).filter(isSection)) {
    const list = whole.data[section]
    if (!Array.isArray(list)) continue
    for (const [index, value] of list.entries()) yield checked(section, `${section}[${String(index)}]`, value)
  }
}

/** The first line as we write it: what stands before the first list, without an end. */
function headOf(line: string): TableRecord | undefined {
  const value = parsed(`${line.replace(/^\uFEFF/, '').replace(/,$/, '')}}`)
  const head = Whole.safeParse(value)
  return head.success ? head.data : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function* linesOf(bytes: Uint8Array): Generator<string, void> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(0x0a, start)
    const end = found < 0 ? bytes.length : found
    yield decoder.decode(bytes.subarray(start, end)).replace(/\r$/, '')
    start = end + 1
  }
}
