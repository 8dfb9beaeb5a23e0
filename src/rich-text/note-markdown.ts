// A note as Markdown, for export and for the clipboard. Written from the stored state itself, so that every word survives.
import { inlineMarkdown } from './inline-markdown.ts'
import { parseNoteState, textOfInlines } from './note-state.ts'
import type { NoteBlock, NoteCode, NoteHeading, NoteInline, NoteItem, NoteList } from './note-state.ts'

const HARD_BREAK = '\\\n'

/**
 * Writes a note as Markdown (CommonMark with GFM's strikethrough and check lists).
 * @param state a serialised Lexical state
 * @param options `shiftHeadings` lowers every heading by so many levels, to stand below headings of a larger document
 * @returns Markdown without a newline at its end; '' for an empty note. A blank paragraph has no Markdown and is left out.
 * @throws Failure as parseNoteState does
 */
export function markdownOf(state: string, options: { shiftHeadings?: number } = {}): string {
  const blocks: string[] = []
  let before: NoteBlock | null = null
  let alternate = false
  for (const block of parseNoteState(state)) {
    // Two lists in a row would be read as one, unless their markers differ.
    const follows = block.type === 'list' && before?.type === 'list' && before.ordered === block.ordered
    alternate = follows && !alternate
    const markdown = writeBlock(block, alternate, options.shiftHeadings ?? 0)
    if (markdown === '') continue
    blocks.push(markdown)
    before = block
  }
  return blocks.join('\n\n')
}

function writeBlock(block: NoteBlock, alternate: boolean, shift: number): string {
  switch (block.type) {
    case 'paragraph':
      return inlineMarkdown(block.children, HARD_BREAK)
    case 'quote':
      return indent(inlineMarkdown(block.children, HARD_BREAK) || ' ', '> ', '> ').trimEnd()
    case 'heading':
      return writeHeading(block, shift)
    case 'code':
      return writeCode(block)
    case 'list':
      return writeList(block, alternate)
  }
}

function writeHeading(heading: NoteHeading, shift: number): string {
  const words = inlineMarkdown(heading.children, ' ').replace(/(^|\s)(#+)$/, '$1\\$2')
  return words === '' ? '' : `${'#'.repeat(Math.min(6, heading.level + shift))} ${words}`
}

function writeCode(code: NoteCode): string {
  const text = textOfInlines(code.children)
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${(code.language ?? '').replace(/[^\w-]/g, '')}\n${text}\n${fence}`
}

function writeList(list: NoteList, alternate: boolean): string {
  const lines: string[] = []
  let number = list.start
  let width = 2
  let before: NoteList | null = null
  let swap = false
  for (const item of list.items) {
    const nested = item.children.filter((child) => child.type === 'list')
    const words = item.children.filter((child) => child.type !== 'list')
    // Lexical keeps a sublist in an item of its own: it belongs to the item before it.
    if (words.length > 0 || nested.length === 0) {
      const marker = list.ordered ? `${String(number++)}${alternate ? ')' : '.'} ` : alternate ? '* ' : '- '
      width = marker.length
      before = null
      lines.push(writeItem(item, words, marker))
    }
    for (const child of nested) {
      swap = before !== null && before.ordered === child.ordered && !swap
      lines.push(indent(writeList(child, swap), ' '.repeat(width), ' '.repeat(width)))
      before = child
    }
  }
  return lines.join('\n')
}

function writeItem(item: NoteItem, words: readonly NoteInline[], marker: string): string {
  const box = item.checked === null ? '' : item.checked ? '[x] ' : '[ ] '
  return indent(box + inlineMarkdown(words, HARD_BREAK), marker, ' '.repeat(marker.length))
}

function indent(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first + line : line === '' ? others.trimEnd() : others + line))
    .join('\n')
}
