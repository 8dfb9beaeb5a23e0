// Plain text into blocks: paragraphs by blank lines, hard-wrapped lines joined again, lists, quotes and code kept.
import { endsSentence, isCaption, isRule, listMark, startsCaption } from './plain-lines.ts'

/** A stretch of plain text that becomes one block of html. */
export type PlainBlock =
  | { kind: 'line'; text: string }
  | { kind: 'verse'; lines: string[] }
  | { kind: 'rule' }
  | { kind: 'quote'; paragraphs: string[] }
  | { kind: 'list'; ordered: boolean; start: number; items: string[] }
  | { kind: 'code'; text: string }
  | { kind: 'heading'; text: string }

const WIDEST_WRAP = 100
const NARROWEST_WRAP = 40
const VERSE_LINE = 60

/**
 * Splits plain text.
 *
 * @param text as pasted or decoded; any line ends
 * @returns its blocks in order; every visible character of the text is in one of them, but for rules and marks
 */
export function splitPlainText(text: string): PlainBlock[] {
  const groups = groupLines(cleanLines(text))
  const wrap = wrapOf(groups)
  return joinLists(groups.flatMap((group) => blocksOf(group, wrap)))
}

function cleanLines(text: string): string[] {
  const lines = text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    // Control characters are not text; a soft hyphen or zero-width space would only break words for search.
    .replace(/(?![\n\t])\p{Cc}|[\ufeff\u00ad\u200b]/gu, '')
    .replace(/\t/g, '    ')
    .split('\n')
    .map((line) => line.trimEnd())
  const indents = lines.filter((line) => line !== '').map((line) => line.length - line.trimStart().length)
  const common = indents.reduce((least, indent) => Math.min(least, indent), Infinity)
  return common > 0 && common < Infinity ? lines.map((line) => line.slice(common)) : lines
}

function groupLines(lines: string[]): string[][] {
  const groups: string[][] = []
  let current: string[] = []
  for (const line of [...lines, '']) {
    if (line.trim() !== '') current.push(line)
    else if (current.length > 0) {
      groups.push(current)
      current = []
    }
  }
  return groups
}

/** How lines were broken: at which width, and how far below it a line may end and still go on. */
interface Wrap {
  width: number
  slack: number
}

/** A text is hard-wrapped when its lines end where the next word would not have fitted, seldom at a sentence's end. */
function wrapOf(groups: string[][]): Wrap | null {
  const lengths = groups
    .flat()
    .map((line) => line.length)
    .sort((a, b) => a - b)
  const width = lengths[Math.floor((lengths.length - 1) * 0.98)] ?? 0
  if (width > WIDEST_WRAP || width < NARROWEST_WRAP) return null
  let pairs = 0
  let short = 0
  let full = 0
  let sentences = 0
  for (const group of groups) {
    for (let i = 0; i + 1 < group.length; i++) {
      const [line = '', next = ''] = [group[i], group[i + 1]]
      if (isSpecial(line.trim()) || isSpecial(next.trim())) continue
      // Short lines are a head, an address or a verse, and say nothing about where the others end.
      if (line.length < width * 0.55) {
        short++
        continue
      }
      pairs++
      if (line.length + 1 + firstWord(next).length > width * 0.8) full++
      if (endsSentence(line)) sentences++
    }
  }
  if (pairs < 2 || pairs < short || full < pairs * 0.75 || sentences > pairs * 0.5) return null
  return { width, slack: groups.length > 2 ? width * 0.35 : 2 }
}

function isSpecial(line: string): boolean {
  return isRule(line) || startsCaption(line) || listMark(line) !== null || line.startsWith('>')
}

function firstWord(line: string): string {
  const trimmed = line.trimStart()
  return isUnspaced(trimmed[0]) ? (trimmed[0] ?? '') : (/^\S*/.exec(trimmed)?.[0] ?? '')
}

/** Chinese and Japanese are written without spaces between words. */
function isUnspaced(character: string | undefined): boolean {
  return (
    character !== undefined &&
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u.test(character)
  )
}

function blocksOf(group: string[], wrap: Wrap | null): PlainBlock[] {
  if (isCode(group)) return [{ kind: 'code', text: dedent(group).join('\n') }]
  const blocks: PlainBlock[] = []
  let rest = group
  while (rest.length > 0) {
    const [block, used] = takeBlock(rest, wrap)
    blocks.push(...block)
    rest = rest.slice(used)
  }
  return blocks
}

/** Takes one block, or a run of plain lines, off the beginning. Returns it with the number of lines used. */
function takeBlock(lines: string[], wrap: Wrap | null): [PlainBlock[], number] {
  const first = (lines[0] ?? '').trim()
  const second = (lines[1] ?? '').trim()
  if (isUnderline(second) && first.length <= 100 && Math.abs(first.length - second.length) <= 3) {
    return [[{ kind: 'heading', text: first }], 2]
  }
  if (isRule(first)) return [[{ kind: 'rule' }], 1]
  if (first.startsWith('>')) return takeQuote(lines)
  if (listMark(first)) return takeItem(lines, wrap)
  const next = lines.findIndex((line, i) => i > 0 && isSpecial(line.trim()))
  const used = next < 0 ? lines.length : next
  return [plainLines(lines.slice(0, used), wrap), used]
}

function isUnderline(line: string): boolean {
  return /^(?:={4,}|-{4,})$/.test(line)
}

function takeQuote(lines: string[]): [PlainBlock[], number] {
  const end = lines.findIndex((line) => !line.trim().startsWith('>'))
  const quoted = lines.slice(0, end < 0 ? lines.length : end).map((line) => line.trim().replace(/^(?:>\s?)+/, ''))
  const paragraphs = groupLines(quoted).map((group) => joinAll(group))
  return [paragraphs.length > 0 ? [{ kind: 'quote', paragraphs }] : [], quoted.length]
}

function takeItem(lines: string[], wrap: Wrap | null): [PlainBlock[], number] {
  const mark = listMark((lines[0] ?? '').trim())
  if (!mark) return [[], 1]
  let used = 1
  const indent = indentOf(lines[0] ?? '')
  while (used < lines.length) {
    const line = lines[used] ?? ''
    const before = lines[used - 1] ?? ''
    const goesOn = indentOf(line) > indent || (wrap !== null && isWrapped(before, line, wrap))
    if (isSpecial(line.trim()) || !goesOn) break
    used++
  }
  const text = joinAll([mark.rest, ...lines.slice(1, used)])
  return [[{ kind: 'list', ordered: mark.ordered, start: mark.number, items: [text] }], used]
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

function plainLines(lines: string[], wrap: Wrap | null): PlainBlock[] {
  if (wrap) {
    const paragraphs: string[][] = []
    lines.forEach((line, i) => {
      const before = lines[i - 1]
      if (before !== undefined && isWrapped(before, line, wrap)) paragraphs.at(-1)?.push(line)
      else paragraphs.push([line])
    })
    // Lines that all end early were meant to: an address, a verse.
    if (
      lines.length > 2 &&
      paragraphs.length === lines.length &&
      lines.every((line) => line.length < wrap.width * 0.65)
    ) {
      return [{ kind: 'verse', lines: lines.map((line) => line.trim()) }]
    }
    return paragraphs.map((paragraph) => ({ kind: 'line', text: joinAll(paragraph) }))
  }
  const trimmed = lines.map((line) => line.trim())
  const isVerse =
    trimmed.length > 1 &&
    trimmed.every((line) => line.length <= VERSE_LINE && !isCaption(line)) &&
    trimmed.filter((line) => /[.!?]$/.test(line)).length <= trimmed.length / 2
  if (isVerse) return [{ kind: 'verse', lines: trimmed }]
  return trimmed.map((line) => ({ kind: 'line', text: line }))
}

function isWrapped(line: string, next: string, wrap: Wrap): boolean {
  if (indentOf(next) > indentOf(line) && indentOf(next) >= 2) return false
  return line.length + 1 + firstWord(next).length > wrap.width - wrap.slack
}

function joinAll(lines: string[]): string {
  return lines
    .map((line) => line.trim())
    .reduce((text, line) => {
      if (text === '') return line
      const glued = /\p{L}-$/u.test(text) || (isUnspaced(text.at(-1)) && isUnspaced(line[0]))
      return glued ? text + line : `${text} ${line}`
    }, '')
}

/** Indented as a block, and with the look of code or of a listing: marks of syntax, or inner indentation. */
function isCode(group: string[]): boolean {
  if (!group.every((line) => indentOf(line) >= 4)) return false
  const inner = dedent(group)
  const marks = inner.filter((line) =>
    /[{};=<>|\\$]|\w\(|^\s*(?:#|\/\/)|^\s*(?:def|class|import|return|if|for|let|const|var|sudo|npm|git)\b/.test(line),
  )
  return marks.length > 0 && marks.length >= inner.length / 3
}

function dedent(lines: string[]): string[] {
  const least = Math.min(...lines.map(indentOf))
  return lines.map((line) => line.slice(least))
}

/** Items that follow each other are one list; a single marked line is a sentence with a dash, not a list. */
function joinLists(blocks: PlainBlock[]): PlainBlock[] {
  const joined: PlainBlock[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (block.kind === 'list' && last?.kind === 'list' && continuesList(last, block)) last.items.push(...block.items)
    else if (block.kind === 'code' && last?.kind === 'code') last.text += `\n\n${block.text}`
    else joined.push(block)
  }
  return joined.map((block) => {
    if (block.kind !== 'list' || block.items.length > 1) return block
    const text = block.items[0] ?? ''
    return { kind: 'line', text: block.ordered ? `${String(block.start)}. ${text}` : `- ${text}` }
  })
}

function continuesList(list: PlainBlock & { kind: 'list' }, next: PlainBlock & { kind: 'list' }): boolean {
  return list.ordered === next.ordered && (!list.ordered || next.start === list.start + list.items.length)
}
