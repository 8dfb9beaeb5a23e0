// Formatted words into one run of Markdown: marks nest, never overlap, and always open and close where a reader sees them.
import { escapeInline, finishLine, reference } from './escape-markdown.ts'
import { safeAddress } from './links.ts'
import { FORMAT } from './note-state.ts'
import type { NoteInline } from './note-state.ts'

/** Outermost first. Code is innermost and is not a mark: nothing is read inside it. */
const MARKS = [FORMAT.bold, FORMAT.italic, FORMAT.strikethrough]

/** Words with one set of marks, or a link already written. */
interface Run {
  marks: number
  words: string
  written: string | null
  /** What follows in the same line. */
  next: Run | null
  /** Whether it stands in a link or in a line with one. */
  byLink: boolean
}

const NOTHING: Run = { marks: 0, words: '', written: null, next: null, byLink: false }

/** A piece of Markdown; `mark` tells a delimiter from words, and `pair` which delimiters belong together. */
interface Piece {
  mark: 'open' | 'close' | null
  markdown: string
  pair?: symbol
}

/**
 * Writes inline nodes as Markdown.
 * @param inlines text, line breaks and links
 * @param lineBreak what stands for a line break, newline included: `\` and a newline in a paragraph, a space in a heading
 * @returns Markdown with its line starts and ends escaped, so that it can begin a block
 */
export function inlineMarkdown(inlines: readonly NoteInline[], lineBreak: string): string {
  const lines = splitLines(inlines)
    .map((line) => finishLine(writeLine(line)))
    .filter((line, index, all) => line !== '' || (index > 0 && index < all.length - 1))
  // An empty line would end the paragraph: a no-break space keeps the two breaks that the user made.
  return lines.map((line) => (line === '' ? '&#160;' : line)).join(lineBreak)
}

function splitLines(inlines: readonly NoteInline[]): NoteInline[][] {
  const lines: NoteInline[][] = [[]]
  const last = () => lines[lines.length - 1]!
  for (const inline of inlines) {
    if (inline.type === 'linebreak') lines.push([])
    else if (inline.type === 'link') last().push(inline)
    else {
      inline.text.split(/\r\n?|\n/).forEach((text, index) => {
        if (index > 0) lines.push([])
        last().push({ ...inline, text })
      })
    }
  }
  return lines
}

function writeLine(inlines: readonly NoteInline[], inLink = false): string {
  const runs = mergeRuns(inlines.map(runOf))
  const byLink = inLink || runs.some((run) => run.written !== null)
  const written = runs.map((run, index) => ({ ...run, next: runs[index + 1] ?? null, byLink }))
  return joinPieces(writeRuns(written, MARKS))
}

function runOf(inline: NoteInline): Run {
  if (inline.type === 'linebreak') return { ...NOTHING, words: ' ' }
  if (inline.type === 'link') return { ...NOTHING, written: writeLink(inline) }
  const marks = inline.format & (FORMAT.bold | FORMAT.italic | FORMAT.strikethrough | FORMAT.code)
  return { ...NOTHING, marks, words: inline.text }
}

function mergeRuns(runs: readonly Run[]): Run[] {
  const merged: Run[] = []
  for (const run of runs) {
    const last = merged.at(-1)
    if (run.written === null && run.words === '') continue
    if (last && last.written === null && run.written === null && last.marks === run.marks) last.words += run.words
    else merged.push({ ...run })
  }
  return merged
}

function writeLink(link: Extract<NoteInline, { type: 'link' }>): string {
  const words = writeLine(link.children, true)
  const address = safeAddress(link.url)
  if (!address || words === '') return words
  const target = address.replace(/[\\()<>]/g, '\\$&').replace(/&(?=#?\w+;)/g, '&#38;')
  const title = link.title
    ?.replace(/\s+/g, ' ')
    .replace(/&(?=#?\w+;)/g, '&#38;')
    .replace(/[\\"]/g, '\\$&')
  return title ? `[${words}](${target} "${title}")` : `[${words}](${target})`
}

function writeRuns(runs: readonly Run[], marks: readonly number[]): Piece[] {
  const [mark, ...rest] = marks
  if (mark === undefined) return runs.map((run) => ({ mark: null, markdown: writeWords(run) }))
  const pieces: Piece[] = []
  for (let start = 0; start < runs.length;) {
    const marked = hasMark(runs[start]!, mark)
    let end = start + 1
    while (end < runs.length && hasMark(runs[end]!, mark) === marked) end += 1
    const group = runs.slice(start, end)
    pieces.push(...(marked ? writeMarked(group, mark, rest) : writeRuns(group, rest)))
    start = end
  }
  return pieces
}

function hasMark(run: Run, mark: number): boolean {
  return (run.marks & mark) !== 0
}

function writeWords(run: Run): string {
  if (run.written !== null) return run.written
  if (run.marks & FORMAT.code) return codeSpan(run.words)
  const escaped = escapeInline(run.words, run.next !== null)
  const words = run.next?.written ? escaped.replace(/!$/, '\\!') : escaped
  // Beside or inside a link some readers take even an escaped bracket for the link's own.
  return run.byLink ? words.replace(/\\([[\]])/g, (_, bracket: string) => reference(bracket)) : words
}

/** White space at the edge of a mark keeps it from being one, so it goes outside. */
function writeMarked(group: readonly Run[], mark: number, rest: readonly number[]): Piece[] {
  const { before, inside, after } = withoutEdges(group)
  if (inside.length === 0) return plain(before)
  const delimiter = mark === FORMAT.bold ? '**' : mark === FORMAT.italic ? '_' : '~~'
  const pair = Symbol()
  return [
    ...plain(before),
    { mark: 'open', markdown: delimiter, pair },
    ...writeRuns(inside, rest),
    { mark: 'close', markdown: delimiter, pair },
    ...plain(after),
  ]
}

function plain(space: string): Piece[] {
  return space === '' ? [] : [{ mark: null, markdown: space }]
}

function withoutEdges(group: readonly Run[]): { before: string; inside: Run[]; after: string } {
  const inside = group.map((run) => ({ ...run }))
  let before = ''
  let after = ''
  const isCode = (run: Run) => (run.marks & FORMAT.code) !== 0 || run.written !== null
  while (inside.length > 0 && !isCode(inside[0]!)) {
    const [space] = /^\s*/.exec(inside[0]!.words)!
    before += space
    inside[0]!.words = inside[0]!.words.slice(space.length)
    if (inside[0]!.words !== '') break
    inside.shift()
  }
  while (inside.length > 0 && !isCode(inside.at(-1)!)) {
    const last = inside.at(-1)!
    const [space] = /\s*$/.exec(last.words)!
    after = space + after
    last.words = last.words.slice(0, last.words.length - space.length)
    if (last.words !== '') break
    inside.pop()
  }
  return { before, inside, after }
}

/**
 * A code span whose fence is longer than any run of backticks in it.
 * @param words its text; https://spec.commonmark.org/0.31.2/#code-spans
 */
export function codeSpan(words: string): string {
  const longest = Math.max(0, ...(words.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const padded = /^`|`$|^ .*[^ ].* $/.test(words) ? ` ${words} ` : words
  return fence + padded + fence
}

/** Joins the pieces; where a delimiter would not be seen as one, the letter outside it becomes a reference. */
function joinPieces(pieces: readonly Piece[]): string {
  const texts = pieces.map((piece) => piece.markdown)
  pieces.forEach((piece, index) => {
    if (piece.mark === 'open' && texts[index] === '_') settleItalic(pieces, texts, index)
  })
  pieces.forEach((piece, index) => {
    if (piece.mark === 'open') {
      const outside = pieces[index - 1]?.mark === null ? [...texts[index - 1]!].at(-1)! : ''
      const inside = [...(texts[index + 1] ?? '')][0] ?? ''
      if (mayBeLetter(outside) && (texts[index] === '_' || !isLetter(inside))) {
        texts[index - 1] = texts[index - 1]!.slice(0, -outside.length) + reference(outside)
      }
    } else if (piece.mark === 'close') {
      const outside = pieces[index + 1]?.mark === null ? [...texts[index + 1]!][0]! : ''
      const inside = [...(texts[index - 1] ?? '')].at(-1) ?? ''
      if (mayBeLetter(outside) && (texts[index] === '_' || !isLetter(inside))) {
        texts[index + 1] = reference(outside) + texts[index + 1]!.slice(outside.length)
      }
    }
  })
  return texts.join('')
}

/** Inside a word only `*` is seen as a mark; it is taken where it cannot run together with the `**` of bold. */
function settleItalic(pieces: readonly Piece[], texts: string[], open: number): void {
  const close = pieces.findLastIndex((piece) => piece.pair === pieces[open]!.pair)
  const outer = [pieces[open - 1], pieces[close + 1]]
  if (outer.some((piece) => piece && piece.mark !== null)) return
  const inWord =
    mayBeLetter([...(texts[open - 1] ?? '')].at(-1) ?? '') || mayBeLetter([...(texts[close + 1] ?? '')][0] ?? '')
  const clean = isLetter([...(texts[open + 1] ?? '')][0] ?? '') && isLetter([...(texts[close - 1] ?? '')].at(-1) ?? '')
  if (inWord && clean) texts[open] = texts[close] = '*'
}

function isLetter(character: string): boolean {
  return character !== '' && !/[\s\p{P}\p{S}]/u.test(character)
}

/** Some readers see half of a character beyond the basic plane, and take an emoji for a letter. */
function mayBeLetter(character: string): boolean {
  return isLetter(character) || character.length > 1
}
