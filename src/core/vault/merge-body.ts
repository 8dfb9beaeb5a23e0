// Three ways into one: what we wrote last, what the library would write now, and the file as the user left it.
import { CONFLICT_CALLOUT, dressed, withoutMarker } from './pieces.ts'
import type { FilePart, LastPiece, Piece } from './pieces.ts'
import { mergeLines } from './three-ways.ts'

/** What a merge found, in its order; `key` is that of a piece. */
export interface BodyFinding {
  kind: 'conflict' | 'kept' | 'deleted' | 'note'
  key: string
  /** Of a note: its words in the file, as Markdown without the block id. */
  text: string
  /** Of a note that both sides changed: null where one part of it was changed differently. */
  merged?: string | null
}

export interface MergedBody {
  parts: FilePart[]
  findings: BodyFinding[]
  /** What is to be remembered of the pieces. */
  last: LastPiece[]
}

export interface MergeInput {
  last: readonly LastPiece[]
  ours: readonly Piece[]
  theirs: readonly FilePart[]
  /** Notes whose words in the file came into the library just now, in whatever way that writes them. */
  settled: ReadonlySet<string>
  /** Writes again what the user took out. */
  restore: boolean
  /** A note's words as the app writes them, so that another way to write the same is no change. */
  canonical: (key: string, markdown: string) => string
}

/**
 * Merges the body of a file. The file's order and the user's own blocks stay; what the user took out stays out.
 * @returns the parts to write and what was found; notes among the findings are edits that the library should take
 */
export function mergeBody(input: MergeInput): MergedBody {
  const ours = new Map(input.ours.map((piece) => [piece.key, piece]))
  const last = new Map(input.last.map((piece) => [piece.key, piece]))
  const merged: MergedBody = { parts: [], findings: [], last: [] }
  const inFile = new Map<string, string>()
  for (const part of input.theirs) {
    const piece = part.key === null ? undefined : ours.get(part.key)
    if (part.key === null) merged.parts.push(part)
    else if (!piece) keepOrDrop(part, last.get(part.key), merged)
    else {
      const { text, extra } = mergePiece(part, piece, last.get(part.key), input, merged.findings)
      inFile.set(part.key, text)
      merged.parts.push({ ...part, text, gap: extra === null ? part.gap : '\n\n' })
      if (extra !== null) merged.parts.push({ key: null, text: extra, gap: part.gap })
    }
  }
  for (const [index, piece] of input.ours.entries()) {
    if (inFile.has(piece.key)) continue
    if (isTakenOut(piece, index, input, inFile, last)) {
      const known = last.get(piece.key)
      if (known && known.file !== null) merged.findings.push({ kind: 'deleted', key: piece.key, text: piece.text })
    } else {
      insert(merged.parts, piece, index, input.ours)
      inFile.set(piece.key, piece.text)
    }
  }
  merged.last = input.ours.map(({ key, type, text }) => {
    const there = inFile.get(key) ?? null
    return there === text ? { key, type, ours: text } : { key, type, ours: text, file: there }
  })
  return merged
}

/** What the library does not have any more goes, unless the user wrote in it. */
function keepOrDrop(part: FilePart, last: LastPiece | undefined, merged: MergedBody): void {
  if (last && (part.text === last.ours || part.text === last.file)) {
    // The gap behind it is one too many, but for the end of the file.
    const before = merged.parts.at(-1)
    if (before && part.gap.length < before.gap.length) before.gap = part.gap
    return
  }
  merged.parts.push({ ...part, key: null })
  if (last) merged.findings.push({ kind: 'kept', key: last.key, text: part.text })
}

interface Resolved {
  text: string
  /** A block of its own below it. */
  extra: string | null
}

function mergePiece(
  { text: theirs }: FilePart,
  piece: Piece,
  last: LastPiece | undefined,
  input: MergeInput,
  findings: BodyFinding[],
): Resolved {
  const { key, type, text: ours } = piece
  if (theirs === ours || input.settled.has(key)) return { text: theirs, extra: null }
  if (type === 'note' || type === 'whole') return mergeNote(theirs, piece, last, input, findings)
  if (!last || theirs === last.ours) return { text: ours, extra: null }
  const edited = theirs !== (last.file ?? last.ours)
  if (ours === last.ours) {
    if (edited && type === 'highlight') findings.push({ kind: 'kept', key, text: theirs })
    return { text: theirs, extra: null }
  }
  const text = mergeLines(theirs, last.ours, ours)
  if (text === null) findings.push({ kind: 'conflict', key, text: theirs })
  return { text: text ?? theirs, extra: null }
}

function mergeNote(
  theirs: string,
  { key, type, text: ours }: Piece,
  last: LastPiece | undefined,
  { canonical }: MergeInput,
  findings: BodyFinding[],
): Resolved {
  const plain = (text: string) => withoutMarker(text, key)
  const there = canonical(key, plain(theirs))
  const written = dressed(type, there, key)
  const before = last ? (last.file ?? last.ours) : null
  if (written === ours) return { text: theirs, extra: null }
  if (last && (theirs === before || written === last.ours)) {
    // What the file says in its own way, such as a link to a file that is not ours, stays in the lines that did not change.
    const kept = mergeLines(plain(theirs), plain(last.ours), plain(ours))
    return { text: kept === null ? ours : dressed(type, kept, key), extra: null }
  }
  if (last && ours === last.ours) {
    findings.push({ kind: 'note', key, text: plain(theirs) })
    return { text: theirs, extra: null }
  }
  const merged = last ? mergeLines(there, plain(last.ours), plain(ours)) : null
  findings.push({ kind: 'note', key, text: plain(theirs), merged })
  return merged === null
    ? { text: ours, extra: calloutOf(plain(theirs)) }
    : { text: dressed(type, merged, key), extra: null }
}

/** What stood in the file, to be kept in it beside what the library has. */
export function calloutOf(markdown: string): string {
  const lines = markdown.split('\n').map((line) => (line === '' ? '>' : `> ${line}`))
  return [CONFLICT_CALLOUT, ...lines].join('\n')
}

/** Whether a piece that is not in the file is so by the user's wish: itself, or what it stands under. */
function isTakenOut(
  piece: Piece,
  index: number,
  { ours, last: before, restore }: MergeInput,
  inFile: ReadonlyMap<string, string>,
  last: ReadonlyMap<string, LastPiece>,
): boolean {
  if (restore) return false
  if (last.has(piece.key)) return true
  if (before.length === 0) return false
  if (piece.type === 'note') {
    const of = ours[index - 1]
    return of?.type === 'highlight' && of.key.slice(2) === piece.key.slice(2) && !inFile.has(of.key)
  }
  const above = piece.type === 'highlight' ? undefined : headingAbove(ours, index)
  return above !== undefined && last.has(above.key) && !inFile.has(above.key)
}

function headingAbove(pieces: readonly Piece[], index: number): Piece | undefined {
  const level = (piece: Piece | undefined) => Number(/^heading:(\d)$/.exec(piece?.type ?? '')?.[1] ?? 7)
  const own = level(pieces[index])
  return pieces.slice(0, index).findLast((piece) => level(piece) < own && level(piece) > 1)
}

/** Puts a new piece behind the one that it follows in the library, and behind what the user wrote below that. */
function insert(parts: FilePart[], piece: Piece, index: number, ours: readonly Piece[]): void {
  let at = 0
  for (let before = index - 1; before >= 0; before -= 1) {
    const found = parts.findIndex(({ key }) => key === ours[before]!.key)
    if (found < 0) continue
    at = found + 1
    const isOwnText = (part: FilePart | undefined) => part?.key === null && !part.text.startsWith('#')
    if (ours[before]!.type !== 'heading:1') while (isOwnText(parts[at])) at += 1
    break
  }
  const previous = parts[at - 1]
  const tight = piece.gap === '\n' && ours[index + 1] !== undefined
  const made: FilePart = { key: piece.key, text: piece.text, gap: tight ? '\n' : '\n\n' }
  if (previous) {
    if (at === parts.length) made.gap = /^\n*$/.test(previous.gap) && previous.gap !== '' ? previous.gap : '\n'
    const wanted = ours[index - 1]?.gap === '\n' && ours[index - 1]?.key === previous.key ? '\n' : '\n\n'
    if (previous.gap.split('\n').length <= wanted.length) previous.gap = wanted
  } else if (parts.length === 0) made.gap = '\n'
  parts.splice(at, 0, made)
}
