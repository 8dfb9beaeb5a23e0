// Formatted words into one run of Markdown: marks nest, never overlap, and always open and close where a reader sees them.
import { escapeInline, finishLine, reference } from './escape-markdown.ts'
import { libraryAddress, safeAddress, writtenAddress } from './links.ts'
import { FORMAT, joinLines } from './note-blocks.ts'
import type { NoteImage, NoteInline, NoteLink, NoteReference } from './note-blocks.ts'
import { textOfInlines } from './note-state.ts'
import { TAG_CHARACTER, BEFORE_TAG, writableTagName } from './tag-names.ts'

/** How what leads elsewhere is written; what is left out is written for the app itself. */
export interface WritingOptions {
  /** Writes a reference as Markdown, `articleId` being known of a quoted highlight. */
  reference?: (reference: Omit<NoteReference, 'type'> & { articleId?: string }) => string
  /** The address of a picture whose path in the library is `assets/…`. */
  image?: (src: string) => string
}

/** Outermost first. Code is innermost and is not a mark: nothing is read inside it. */
const MARKS = [FORMAT.bold, FORMAT.italic, FORMAT.strikethrough]

/** What is the same for everything in a block. */
interface Writing {
  options: WritingOptions
  /** Whether it is a cell of a table: one line, in which a bar ends the cell. */
  cell: boolean
  /** Whether a dollar could begin or end a formula. */
  dollars: boolean
}

/** Words with one set of marks, or a piece already written. */
interface Run {
  marks: number
  words: string
  written: string | null
  /** What the character before or after it must not be. */
  kind: 'tag' | 'formula' | null
  /** What follows in the same line. */
  next: Run | null
}

const NOTHING: Run = { marks: 0, words: '', written: null, kind: null, next: null }

/** A piece of Markdown; `mark` tells a delimiter from words, and `pair` which delimiters belong together. */
interface Piece {
  mark: 'open' | 'close' | null
  markdown: string
  kind?: Run['kind']
  pair?: symbol
}

/**
 * Writes inline nodes as Markdown.
 * @param inlines of a block
 * @param lineBreak what stands for a line break, newline included: `\` and a newline in a paragraph, a space in a heading
 * @param options how what leads elsewhere is written, and whether an empty line parts paragraphs, as in a quote or an item
 * @returns Markdown with its line starts and ends escaped, so that it can begin a block
 */
export function inlineMarkdown(
  inlines: readonly NoteInline[],
  lineBreak: string,
  options: WritingOptions & { paragraphs?: boolean } = {},
): string {
  const writing = { options, cell: false, dollars: hasDollars(inlines) }
  const lines = trimLines(
    splitLines(inlines).map((line, index, all) =>
      finishLine(writeLine(line, writing, { goesOn: index < all.length - 1 })),
    ),
  )
  if (!options.paragraphs) return keepEmpty(lines).join(lineBreak)
  return partLines(lines)
    .map((paragraph) => keepEmpty(paragraph).join(lineBreak))
    .join('\n\n')
}

/**
 * Writes a cell of a table.
 * @param inlines what is in it
 * @param options how what leads elsewhere is written
 * @returns Markdown of one line, without the bars around it
 */
export function cellMarkdown(inlines: readonly NoteInline[], options: WritingOptions): string {
  const writing = { options, cell: true, dollars: hasDollars(inlines) }
  return trimLines(splitLines(inlines).map((line) => finishLine(writeLine(line, writing))))
    .join('<br>')
    .replace(/(?<!\\)((?:\\\\)*)\|/g, '$1\\|')
}

/** Empty lines at the beginning and at the end are nobody's words. */
function trimLines(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== '')
  const last = lines.findLastIndex((line) => line !== '')
  return first < 0 ? [] : lines.slice(first, last + 1)
}

/** An empty line would end the paragraph: a no-break space keeps the two breaks that the user made. */
function keepEmpty(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '&#160;' : line))
}

/** Lines as paragraphs, an empty one between two; further empty lines stay lines of the next paragraph. */
function partLines(lines: readonly string[]): string[][] {
  const paragraphs: string[][] = [[]]
  let parted = false
  for (const line of lines) {
    if (line === '' && !parted) paragraphs.push([])
    else paragraphs.at(-1)!.push(line)
    parted = line === '' && !parted
  }
  return paragraphs
}

function hasDollars(inlines: readonly NoteInline[]): boolean {
  const isMath = (inline: NoteInline): boolean =>
    inline.type === 'math' || (inline.type === 'link' && inline.children.some(isMath))
  return inlines.some(isMath) || textOfInlines(inlines).split('$').length > 2
}

function splitLines(inlines: readonly NoteInline[]): NoteInline[][] {
  const lines: NoteInline[][] = [[]]
  for (const inline of inlines) {
    const pieces =
      'text' in inline ? joinLines(inline.text.split(/\r\n?|\n/).map((text) => [{ ...inline, text }])) : [inline]
    for (const piece of pieces) {
      if (piece.type === 'linebreak') lines.push([])
      else lines.at(-1)!.push(piece)
    }
  }
  return lines
}

/** `goesOn`: a line break follows, whose backslash an address at the end of the line would take for its own. */
function writeLine(
  inlines: readonly NoteInline[],
  writing: Writing,
  { inLink = false, goesOn = false }: { inLink?: boolean; goesOn?: boolean } = {},
): string {
  const runs = mergeRuns(inlines.map((inline) => runOf(inline, writing, inLink)))
  return joinPieces(writeRuns(chainRuns(runs, goesOn), MARKS, writing))
}

function chainRuns(runs: readonly Run[], goesOn: boolean): Run[] {
  const chained = runs.map((run) => ({ ...run }))
  chained.forEach((run, index) => (run.next = chained[index + 1] ?? (goesOn ? NOTHING : null)))
  return chained
}

function runOf(inline: NoteInline, writing: Writing, inLink: boolean): Run {
  switch (inline.type) {
    case 'linebreak':
      return { ...NOTHING, words: ' ' }
    case 'link':
      return { ...NOTHING, written: writeLink(inline, writing) }
    case 'reference':
      // Links cannot stand within links.
      return inLink
        ? { ...NOTHING, words: inline.label }
        : { ...NOTHING, written: writeReference(inline, writing.options) }
    case 'tag':
      if (inLink) return { ...NOTHING, words: `#${inline.name}` }
      return { ...NOTHING, written: `#${writableTagName(inline.name)}`, kind: 'tag' }
    case 'math':
      return { ...NOTHING, written: formulaMarkdown(inline.tex, writing.cell), kind: 'formula' }
    case 'image':
      return { ...NOTHING, written: writeImage(inline, writing.options) }
    default: {
      const marks = inline.format & (FORMAT.bold | FORMAT.italic | FORMAT.strikethrough | FORMAT.code)
      return { ...NOTHING, marks, words: inline.text }
    }
  }
}

function mergeRuns(runs: readonly Run[]): Run[] {
  const merged: Run[] = []
  for (const run of runs) {
    const last = merged.at(-1)
    if (run.written === '' || (run.written === null && run.words === '')) continue
    if (last && last.written === null && run.written === null && last.marks === run.marks) last.words += run.words
    else merged.push({ ...run })
  }
  return merged
}

function writeLink(link: NoteLink, writing: Writing): string {
  const words = writeLine(link.children, writing, { inLink: true })
  const address = addressOf(link.url)?.replaceAll('|', writing.cell ? '%7C' : '|')
  if (!address || words === '') return words
  const plain = textOfInlines(link.children)
  const [only] = link.children
  const bare = only?.type === 'text' && only.format === 0 && !link.title
  if (bare && /^https?:\/\/[^\s<>]+$/i.test(plain) && plain === address) return `<${address}>`
  const title = link.title
    ?.replace(/\s+/g, ' ')
    .replace(/&(?=#?\w+;)/g, '&#38;')
    .replace(/[\\"]/g, '\\$&')
  return title ? `[${words}](${targetOf(address)} "${title}")` : `[${words}](${targetOf(address)})`
}

/** As it stands where it can be read back so; what is no address of the web is kept unless it runs a script. */
function addressOf(url: string): string | null {
  const safe = safeAddress(url)
  if (safe === null) return writtenAddress(url)
  return /^[a-z]+:\S+$/i.test(url) ? url : safe
}

function targetOf(address: string): string {
  return address.replace(/[\\()<>]/g, '\\$&').replace(/&(?=#?\w+;)/g, '&#38;')
}

/**
 * Writes a reference.
 * @param inline what it leads to and its label; of a quoted highlight also the article
 * @param options how what leads elsewhere is written
 * @returns a link to `commonplace://…`, or what the options make of it
 */
export function writeReference(
  inline: Omit<NoteReference, 'type'> & { articleId?: string },
  options: WritingOptions,
): string {
  const { kind, id, articleId } = inline
  const label = inline.label.replace(/\s+/g, ' ').trim()
  const place = articleId ? { kind, id, articleId } : { kind, id }
  if (options.reference) return options.reference({ ...place, label })
  return `[${escapeInline(label || kind)}](${libraryAddress(place)})`
}

function writeImage({ src, alt }: NoteImage, options: WritingOptions): string {
  const words = escapeInline(alt.replace(/\s+/g, ' ').trim())
  return `![${words}](${targetOf((options.image?.(src) ?? src).replace(/\s/g, '%20'))})`
}

/** In a table a bar would end the cell, and TeX has another name for it. */
function formulaMarkdown(tex: string, cell: boolean): string {
  const line = tex.replace(/\s+/g, ' ').trim()
  if (line === '') return ''
  const words = cell ? line.replaceAll('\\|', '\\Vert ').replaceAll('|', '\\vert ').trim() : line
  const isPlain = /^(?:\\.|[^\\$])+$/.test(words)
  if (isPlain) return `$${words}$`
  const fence = '$'.repeat(Math.max(1, ...(words.match(/\$+/g) ?? []).map((run) => run.length)) + 1)
  const edges = /^\$|\$$/.test(words)
  return edges ? `${fence} ${words} ${fence}` : fence + words + fence
}

function writeRuns(runs: readonly Run[], marks: readonly number[], writing: Writing): Piece[] {
  const [mark, ...rest] = marks
  if (mark === undefined) {
    return runs.map((run) => ({ mark: null, markdown: writeWords(run, writing), kind: run.kind }))
  }
  const pieces: Piece[] = []
  for (let start = 0; start < runs.length;) {
    const marked = hasMark(runs[start]!, mark)
    let end = start + 1
    while (end < runs.length && hasMark(runs[end]!, mark) === marked) end += 1
    const group = runs.slice(start, end)
    pieces.push(...(marked ? writeMarked(group, mark, rest, writing) : writeRuns(group, rest, writing)))
    start = end
  }
  return pieces
}

function hasMark(run: Run, mark: number): boolean {
  return (run.marks & mark) !== 0
}

function writeWords(run: Run, writing: Writing): string {
  if (run.written !== null) return run.written
  // A bar and the backslash before it cannot both be kept in code that stands in a cell.
  if (run.marks & FORMAT.code && !(writing.cell && run.words.includes('\\|'))) return codeSpan(run.words)
  const escaped = escapeInline(run.words, run.next !== null)
  const words = writing.dollars ? escaped.replace(/\\?\$/g, '\\$') : escaped
  // A mail address would take the mark before it for its own first letter.
  const mail = run.marks === 0 ? words : words.replace(/(?<=[\w.+-])@(?=\w)/g, '\\@')
  return run.next?.written ? mail.replace(/!$/, '\\!') : mail
}

/** White space at the edge of a mark keeps it from being one, so it goes outside. */
function writeMarked(group: readonly Run[], mark: number, rest: readonly number[], writing: Writing): Piece[] {
  const { before, inside, after } = withoutEdges(group)
  if (inside.length === 0) return plain(before)
  const delimiter = mark === FORMAT.bold ? '**' : mark === FORMAT.italic ? '_' : '~~'
  const pair = Symbol()
  return [
    ...plain(before),
    { mark: 'open', markdown: delimiter, pair },
    ...writeRuns(inside, rest, writing),
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
  return joinTexts(pieces, texts)
}

const TAG_GOES_ON = new RegExp(`^[${TAG_CHARACTER}]`, 'u')
const TAG_MAY_BEGIN = new RegExp(`[${BEFORE_TAG}]$`, 'u')

/** A tag is one only where no word touches it, and a formula where no digit follows it. */
function joinTexts(pieces: readonly Piece[], texts: readonly string[]): string {
  let line = ''
  texts.forEach((text, index) => {
    const [before, here] = [pieces[index - 1]?.kind, pieces[index]?.kind]
    const parted =
      (before === 'tag' && TAG_GOES_ON.test(text)) ||
      (here === 'tag' && line !== '' && !TAG_MAY_BEGIN.test(line)) ||
      (before === 'formula' && here === 'formula')
    if (parted) line += ' '
    line += before === 'formula' && /^\d/.test(text) ? reference(text.charAt(0)) + text.slice(1) : text
  })
  return line
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
