// A note as Markdown, for export and for the clipboard. Written from the stored state itself, so that every word survives.
import { escapeMarkdown } from './escape-markdown.ts'
import { cellMarkdown, inlineMarkdown, writeReference } from './inline-markdown.ts'
import type { WritingOptions } from './inline-markdown.ts'
import { HIGHLIGHT_MARK } from './markdown-blocks.ts'
import { parseNoteState, textOfInlines } from './note-state.ts'
import type {
  NoteBlock,
  NoteCode,
  NoteHeading,
  NoteHighlightQuote,
  NoteInline,
  NoteItem,
  NoteList,
  NoteTable,
} from './note-blocks.ts'

const HARD_BREAK = '\\\n'

export interface MarkdownOptions extends WritingOptions {
  /** Lowers every heading by so many levels, to stand below headings of a larger document. */
  shiftHeadings?: number
}

/**
 * Writes a note as Markdown: CommonMark with GFM's tables, strikethrough and check lists, and formulas between dollars.
 * @param state a serialised Lexical state
 * @param options how far headings are lowered, and how references and pictures are written
 * @returns Markdown without a newline at its end; '' for an empty note. A blank paragraph has no Markdown and is left out.
 * @throws Failure as parseNoteState does
 */
export function markdownOf(state: string, options: MarkdownOptions = {}): string {
  return markdownOfBlocks(parseNoteState(state), options)
}

/**
 * Writes some blocks of a note as Markdown.
 * @param blocks in their order
 * @param options as markdownOf takes them
 * @returns as markdownOf does
 */
export function markdownOfBlocks(blocks: readonly NoteBlock[], options: MarkdownOptions = {}): string {
  const written: string[] = []
  let before: NoteBlock | null = null
  let alternate = false
  for (const block of blocks) {
    // Two lists in a row would be read as one, unless their markers differ.
    const follows = block.type === 'list' && before?.type === 'list' && before.ordered === block.ordered
    alternate = follows && !alternate
    const markdown = writeBlock(block, alternate, options)
    if (markdown === '') continue
    written.push(markdown)
    before = block
  }
  return written.join('\n\n')
}

function writeBlock(block: NoteBlock, alternate: boolean, options: MarkdownOptions): string {
  switch (block.type) {
    case 'paragraph':
      return inlineMarkdown(block.children, HARD_BREAK, options)
    case 'quote':
      return quoted(inlineMarkdown(block.children, HARD_BREAK, { ...options, paragraphs: true }))
    case 'heading':
      return writeHeading(block, options)
    case 'code':
      return writeCode(block)
    case 'list':
      return writeList(block, alternate, options)
    case 'highlight-quote':
      return writeHighlight(block, options)
    case 'table':
      return writeTable(block, options)
    case 'math':
      return writeFormula(block.tex)
    case 'horizontalrule':
      return '---'
  }
}

function quoted(markdown: string): string {
  return markdown === '' ? '' : indent(markdown, '> ', '> ')
}

function writeHighlight({ highlightId, articleId, text }: NoteHighlightQuote, options: MarkdownOptions): string {
  const reference = { kind: 'highlight', id: highlightId, label: HIGHLIGHT_MARK } as const
  const link = writeReference(articleId === '' ? reference : { ...reference, articleId }, options)
  const words = escapeMarkdown(text)
  return quoted(words === '' ? link : `${words}\n${link}`)
}

function writeTable({ rows }: NoteTable, options: MarkdownOptions): string {
  const columns = Math.max(0, ...rows.map(({ cells }) => cells.length))
  if (columns === 0) return ''
  const lineOf = (cells: readonly string[]) =>
    `| ${Array.from({ length: columns }, (_, index) => cells[index] ?? '').join(' | ')} |`
  const lines = rows.map(({ cells }) => lineOf(cells.map((cell) => cellMarkdown(cell, options))))
  // Markdown has no table without a header: one without words stands for none.
  if (!rows[0]?.header) lines.unshift(lineOf([]))
  lines.splice(1, 0, lineOf(Array.from({ length: columns }, () => '---')))
  return lines.join('\n')
}

function writeFormula(tex: string): string {
  const words = tex.trim()
  if (words === '') return ''
  const longest = Math.max(1, ...(words.match(/\$+/g) ?? []).map((run) => run.length))
  const fence = '$'.repeat(longest + 1)
  return `${fence}\n${words}\n${fence}`
}

function writeHeading(heading: NoteHeading, options: MarkdownOptions): string {
  const words = inlineMarkdown(heading.children, ' ', options).replace(/(^|\s)(#+)$/, '$1\\$2')
  return words === '' ? '' : `${'#'.repeat(Math.min(6, heading.level + (options.shiftHeadings ?? 0)))} ${words}`
}

function writeCode(code: NoteCode): string {
  const text = textOfInlines(code.children)
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${(code.language ?? '').replace(/[^\w+#.-]/g, '')}\n${text}\n${fence}`
}

function writeList(list: NoteList, alternate: boolean, options: MarkdownOptions): string {
  const lines: string[] = []
  let number = list.start
  let width: number | null = null
  let before: NoteList | null = null
  let swap = false
  const begin = (item: NoteItem, words: readonly NoteInline[]) => {
    const marker = list.ordered ? `${String(number++)}${alternate ? ')' : '.'} ` : alternate ? '* ' : '- '
    width = marker.length
    before = null
    lines.push(writeItem(item, words, marker, options))
  }
  for (const item of list.items) {
    const nested = item.children.filter((child) => child.type === 'list')
    const words = item.children.filter((child) => child.type !== 'list')
    // Lexical keeps a sublist in an item of its own: it belongs to the item before it.
    if (words.length > 0 || nested.length === 0 || width === null) begin(item, words)
    for (const child of nested) {
      swap = before !== null && (before as NoteList).ordered === child.ordered && !swap
      const room = ' '.repeat(width ?? 2)
      // A list that does not begin with 1, or begins with nothing, would be read as words of the line above.
      if (!mayFollowWords(child)) lines.push('')
      lines.push(indent(writeList(child, swap, options), room, room))
      before = child
    }
  }
  return lines.join('\n')
}

function mayFollowWords({ ordered, start, items: [first] }: NoteList): boolean {
  return (!ordered || start === 1) && first?.children.some((child) => child.type !== 'list') === true
}

function writeItem(item: NoteItem, words: readonly NoteInline[], marker: string, options: MarkdownOptions): string {
  const markdown = inlineMarkdown(words, HARD_BREAK, { ...options, paragraphs: true })
  const box = item.checked === null ? '' : item.checked ? '[x] ' : '[ ] '
  // A box without words would be read as words itself.
  return indent(box + (box !== '' && markdown === '' ? '&#160;' : markdown), marker, ' '.repeat(marker.length))
}

function indent(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first + line : line === '' ? others.trimEnd() : others + line))
    .join('\n')
}
