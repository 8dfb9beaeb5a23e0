// The body of a file as the pieces it is merged by: highlights and notes, which their block ids mark, and all other blocks.
import type { NoteTarget } from '../../contract/model.ts'
import { blocksOf, likeness } from './markdown-blocks.ts'
import type { Block } from './markdown-blocks.ts'
import { differences } from './three-ways.ts'

export interface Piece {
  /** `h-…` and `n-…` for what a block id marks; what the library calls a fixed block by, for the others. */
  key: string
  /** Of one block: its type. */
  type: string
  text: string
  gap: string
}

/** What we wrote last of a piece. */
export interface LastPiece {
  key: string
  type: string
  /** As the library had it. */
  ours: string
  /** As it stood in the file afterwards, where that is something else; null when the user had taken it out. */
  file?: string | null
}

/** A part of the file as it is: a piece of ours, or a block of the user's own. */
export interface FilePart {
  key: string | null
  text: string
  gap: string
}

/** The key of a highlight's block, and of the note on something: by the last eight hex digits of the id, which are random. */
export function markerOf(kind: 'h' | 'n', id: string): string {
  return `${kind}-${id.replaceAll('-', '').slice(-8).toLowerCase()}`
}

/** What a note is on, for the key of its end. */
export function noteKey(target: NoteTarget): string {
  return markerOf('n', target.id)
}

/** A text with places in it: from `start` to `end`, whole lines, is what a key stands for. */
export interface Marked {
  text: string
  marks: { key: string; start: number; end: number }[]
}

/**
 * Parts what the library writes into pieces, each highlight and note with its block id.
 * @param marked the body, with the places of highlights and notes; marks of a kind do not overlap, notes may be in highlights
 * @param last what was written last, for the keys of fixed blocks: a block that changed keeps its key
 */
export function piecesOf(marked: Marked, last: readonly LastPiece[]): Piece[] {
  const pieces: Piece[] = []
  const notes = marked.marks.filter(({ key }) => key.startsWith('n-'))
  const cuts = marked.marks
    .flatMap((mark) => (mark.key.startsWith('n-') ? [mark] : withoutNotes(mark, notes)))
    .filter(({ start, end }) => marked.text.slice(start, end).trim() !== '')
    .sort((a, b) => a.start - b.start)
  let at = 0
  const fixed = (until: number) => {
    const { blocks } = blocksOf(marked.text.slice(at, until).replace(/^\s*\n/, ''))
    for (const { type, text, gap } of blocks) pieces.push({ key: '', type, text, gap: gapOf(gap) })
  }
  for (const { key, start, end } of cuts) {
    fixed(start)
    const whole = marked.text.slice(start, end)
    const text = whole.replace(/^\s*\n/, '').trimEnd()
    const after = /^\s*/.exec(marked.text.slice(end))?.[0] ?? ''
    const made = withMarker(text, key)
    const gap = gapOf(whole.slice(whole.trimEnd().length) + after)
    pieces.push({ key, type: key.startsWith('n-') ? 'note' : 'highlight', text: made, gap })
    at = end
  }
  fixed(marked.text.length)
  keepKeys(pieces, last)
  for (const piece of pieces.slice(0, -1)) if (piece.gap === '') piece.gap = '\n\n'
  const end = pieces.at(-1)
  if (end) end.gap = '\n'
  return pieces
}

/** A highlight's own words: what is left of its mark before and after the note in it. What follows the note is fixed text. */
function withoutNotes(mark: Marked['marks'][number], notes: Marked['marks']): Marked['marks'] {
  const inside = notes.find(({ start, end }) => start >= mark.start && end <= mark.end)
  if (!inside) return [mark]
  const before = { ...mark, end: inside.start }
  const isAhead = inside.start - mark.start > mark.end - inside.end
  return [isAhead ? before : { ...mark, start: inside.end }]
}

function gapOf(space: string): string {
  const lines = space.split('\n').length - 1
  return lines === 0 ? '' : lines === 1 ? '\n' : '\n\n'
}

/**
 * Dresses the words of a piece with its block id. A note that is a whole file needs none.
 * @param type of the piece
 */
export function dressed(type: string, text: string, key: string): string {
  return type === 'whole' ? text : withMarker(text, key)
}

/** Puts the block id where Obsidian reads one: at the end of a line of words or of a list, else alone below. */
export function withMarker(text: string, key: string): string {
  if (text.split('\n').some((line) => line.trimEnd().endsWith(`^${key}`))) return text
  if (text === '') return `^${key}`
  const lastBlock = blocksOf(text).blocks.at(-1)
  const inline = key.startsWith('h-') && (lastBlock?.type === 'list' || lastBlock?.type === 'paragraph')
  return inline ? `${text} ^${key}` : `${text}\n\n^${key}`
}

/** Takes the block id at the end away again. */
export function withoutMarker(text: string, key: string): string {
  return text.trimEnd().endsWith(`^${key}`) ? text.trimEnd().slice(0, -`^${key}`.length).trimEnd() : text.trimEnd()
}

function keepKeys(pieces: Piece[], last: readonly LastPiece[]): void {
  const known = last.map(({ key, type, ours }) => ({ key, type, text: ours }))
  const keys = alignKeys(known, pieces)
  const used = new Set(last.map(({ key }) => key))
  let next = 1
  for (const [index, piece] of pieces.entries()) {
    if (piece.key !== '') continue
    piece.key = keys[index] ?? ''
    while (piece.key === '') {
      const free = `f${String(next++)}`
      if (!used.has(free)) piece.key = free
    }
  }
}

interface Known {
  key: string
  type: string
  text: string
}

const isMarked = (key: string): boolean => /^[hn]-/.test(key)

/**
 * Finds fixed blocks again in another version of the text: those that are the same, then those that stand where one is
 * missing and are much like it, then those that were moved.
 * @param known in their order
 * @param blocks in theirs; a key says what a block is already known to be
 * @returns for each block the key of the fixed block it is; null for none
 */
function alignKeys(
  known: readonly Known[],
  blocks: readonly { key: string; type: string; text: string }[],
): (string | null)[] {
  const keys: (string | null)[] = blocks.map(() => null)
  const taken = new Set<string>()
  const give = (index: number, one: Known | undefined) => {
    if (!one || isMarked(one.key) || blocks[index]!.key !== '' || taken.has(one.key)) return
    keys[index] = one.key
    taken.add(one.key)
  }
  const token = ({ key, text }: { key: string; text: string }) => (isMarked(key) ? `^${key}` : text)
  const hunks = differences(known.map(token), blocks.map(token))
  let [left, right] = [0, 0]
  const equal = (until: number) => {
    while (right < until) give(right++, known[left++])
  }
  for (const { before, after } of hunks) {
    equal(after.start)
    const gone = known.slice(before.start, before.end).filter(({ key }) => !isMarked(key))
    for (let index = after.start; index < after.end; index += 1) {
      const block = blocks[index]!
      const found = gone.findIndex((one) => one.type === block.type && isLike(one, block))
      if (found >= 0 && block.key === '') give(index, gone.splice(0, found + 1).at(-1))
    }
    left = before.end
    right = after.end
  }
  equal(blocks.length)
  for (const [index, { text }] of blocks.entries()) {
    if (keys[index] === null)
      give(
        index,
        known.find((one) => one.text === text && !taken.has(one.key)),
      )
  }
  return keys
}

function isLike(known: Known, block: { type: string; text: string }): boolean {
  // There is one title; what was put in its place is still the title.
  if (known.type === 'heading:1') return true
  return likeness(known.text, block.text) >= 0.5
}

/** The first line of a callout that holds what stood in the file where both sides changed the same words. */
export const CONFLICT_CALLOUT = '> [!warning] Changed here and in Commonplace; this is what stood here'

/**
 * Reads a file that is one note: all of it, but for what was kept of a conflict.
 * @param body the file without its front matter
 * @param key of the note
 */
export function readWhole(body: string, key: string): { lead: string; parts: FilePart[] } {
  const { lead, blocks } = blocksOf(body)
  const parts: FilePart[] = []
  for (const { text, gap } of blocks) {
    const owner = text.startsWith(CONFLICT_CALLOUT) ? null : key
    const before = parts.at(-1)
    if (owner !== null && before?.key === owner) {
      before.text += before.gap + text
      before.gap = gap
    } else parts.push({ key: parts.some((part) => part.key === owner) ? null : owner, text, gap })
  }
  return { lead, parts }
}

/**
 * Tells in a file which blocks are pieces of ours and which the user's own. A note is all that stands between its end and
 * the piece before it; a highlight begins with the first block that is like one of its own.
 * @param body the file without its front matter
 * @param last what was written last
 * @param marked keys of highlights and notes that the library would write now
 */
export function readPieces(
  body: string,
  last: readonly LastPiece[],
  marked: ReadonlyMap<string, string>,
): { lead: string; parts: FilePart[] } {
  const { lead, blocks } = blocksOf(body)
  const owners: (string | null)[] = blocks.map(() => null)
  const wasThere = new Map(last.map((piece) => [piece.key, piece.file ?? piece.ours]))
  const ends = new Map<string, number>()
  for (const [index, { marker }] of blocks.entries()) {
    if (marker !== null && !ends.has(marker) && (wasThere.has(marker) || marked.has(marker))) {
      ends.set(marker, index)
      owners[index] = marker
    }
  }
  for (const [key, end] of ends) {
    if (key.startsWith('h-')) claimHighlight(blocks, owners, end, [wasThere.get(key) ?? '', marked.get(key) ?? ''])
  }
  const known = last
    .filter(({ file }) => file !== null)
    .map(({ key, type, ours, file }) => ({ key, type, text: file ?? ours }))
  const fixed = alignKeys(
    known,
    blocks.map((block, index) => ({ ...block, key: owners[index] ?? '' })),
  )
  for (const [index, key] of fixed.entries()) owners[index] ??= key
  for (const [key, end] of ends) {
    if (!key.startsWith('n-')) continue
    for (let at = end - 1; at >= 0 && owners[at] === null; at -= 1) owners[at] = key
  }
  return { lead, parts: partsOf(blocks, owners) }
}

function claimHighlight(blocks: readonly Block[], owners: (string | null)[], end: number, versions: string[]): void {
  const own = versions.flatMap((text) => blocksOf(text).blocks)
  let start = end
  for (let at = end - 1; at >= 0 && owners[at] === null; at -= 1) {
    const block = blocks[at]!
    if (
      own.some((one) => one.text === block.text || (one.type === block.type && likeness(one.text, block.text) >= 0.5))
    )
      start = at
  }
  if (start === end && /^\s*\^/.test(blocks[end]!.text) && blocks[end - 1]?.type === 'blockquote') start -= 1
  owners.fill(owners[end]!, start, end)
}

function partsOf(blocks: readonly Block[], owners: readonly (string | null)[]): FilePart[] {
  const parts: FilePart[] = []
  for (const [index, { text, gap }] of blocks.entries()) {
    const key = owners[index] ?? null
    const before = parts.at(-1)
    if (key !== null && isMarked(key) && before?.key === key) {
      before.text += before.gap + text
      before.gap = gap
    } else parts.push({ key, text, gap })
  }
  return parts
}
