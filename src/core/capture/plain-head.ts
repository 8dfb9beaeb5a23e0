// The beginning of a plain text: title, byline, date, and where the body starts.
import { parseWrittenDate } from './dates.ts'
import type { PlainBlock } from './plain-blocks.ts'
import { endsSentence, isCaption, isContributorLine, readByline } from './plain-lines.ts'

/** What stands over the body of a plain text. */
export interface PlainHead {
  title: string | null
  byline: string | null
  siteName: string | null
  publishedAt: number | null
  /** Lines of the head that no field holds. */
  leftOver: string[]
  body: PlainBlock[]
}

const TITLE_MAX = 200
const LINES_OF_HEAD = 6
const DATE_LABEL =
  /^(?:(?:first |originally )?(?:published|posted|updated|last (?:updated|modified)|modified|date|filed|created)\b:?(?: on| at)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?)\s*/i
const UPDATED = /^(?:last )?(?:updated|modified)/i

/**
 * Takes title, byline and date off the beginning.
 *
 * @param blocks all blocks of the text
 * @returns what was found and the blocks that remain; a text that begins with prose has no title here
 */
export function readPlainHead(blocks: PlainBlock[]): PlainHead {
  const lines = blocks.flatMap(asLines)
  const [first, ...rest] = lines
  const head: PlainHead = { title: null, byline: null, siteName: null, publishedAt: null, leftOver: [], body: blocks }
  if (!first) return head
  const title = titleOf(first, rest)
  if (title === null) return readLines(head, lines)
  head.title = title
  return readLines(head, rest)
}

/** A first block of several lines ("Title", "By …") is looked at line by line. */
function asLines(block: PlainBlock, index: number): PlainBlock[] {
  if (block.kind !== 'verse' || index > LINES_OF_HEAD) return [block]
  const isHead = block.lines.some((line) => readByline(line) !== null || dateOf(line) !== null)
  return isHead ? block.lines.map((text) => ({ kind: 'line', text })) : [block]
}

function titleOf(first: PlainBlock, rest: PlainBlock[]): string | null {
  if (first.kind === 'heading') return first.text
  if (first.kind !== 'line' || rest.length === 0) return null
  const text = first.text
  if (text.length > TITLE_MAX || endsAsProse(text) || isCaption(text) || isContributorLine(text)) return null
  if (readByline(text) !== null || dateOf(text) !== null || !/\p{L}|\p{N}/u.test(text) || /[:,;]$/.test(text))
    return null
  return text
}

/** Headlines may end in a question or exclamation mark, or in a quotation, but not in a full stop. */
function endsAsProse(text: string): boolean {
  return endsSentence(text) && /[.。।][\])"'”’»]*$/u.test(text) && !/\.\.\.$|…$/.test(text)
}

function readLines(head: PlainHead, blocks: PlainBlock[]): PlainHead {
  let used = 0
  let afterByline = false
  for (const block of blocks.slice(0, LINES_OF_HEAD)) {
    if (block.kind !== 'line' || !takeLine(head, block.text, afterByline)) break
    afterByline = head.byline !== null && head.siteName === null
    used++
  }
  // A text that is nothing but a head keeps its lines as its body.
  return used < blocks.length
    ? { ...head, body: blocks.slice(used) }
    : { ...head, byline: null, siteName: null, publishedAt: null, leftOver: [], body: blocks }
}

function takeLine(head: PlainHead, line: string, afterByline: boolean): boolean {
  const byline = head.byline === null ? withOutlet(readByline(line)) : null
  if (byline) {
    head.byline = named(byline.names)
    if (byline.agency && isOutlet(byline.agency)) head.siteName = byline.agency
    else if (byline.agency) head.leftOver.push(line)
    return true
  }
  const date = dateOf(line)
  if (date !== null) {
    if (head.publishedAt === null) head.publishedAt = date
    else if (UPDATED.test(line)) head.leftOver.push(line)
    else return false
    return true
  }
  if (!afterByline || !isOutlet(line)) return false
  head.siteName = line
  return true
}

/** "By Jane Doe, Example News": the last of the names may be whom they write for. */
function withOutlet(byline: ReturnType<typeof readByline>): ReturnType<typeof readByline> {
  const parts = byline?.names.split(/,\s*/) ?? []
  const last = parts.at(-1) ?? ''
  return byline && parts.length > 1 && isOutlet(last) ? { names: parts.slice(0, -1).join(', '), agency: last } : byline
}

/** "JANE DOE" is set in capitals by some wires; a name is kept as names are written. */
function named(names: string): string {
  if (names !== names.toUpperCase()) return names
  return names
    .toLowerCase()
    .replace(/(^|[\s'’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/ (And|Y|Et|Und) /g, (word) => word.toLowerCase())
}

function isOutlet(line: string): boolean {
  return (
    line.length <= 50 &&
    /^(?:The )?\p{Lu}/u.test(line) &&
    /\b(?:Press|News|Times|Post|Agency|Reuters|AFP|AP|Tribune|Journal|Guardian|Herald|Gazette|Magazine|Review|Daily|Telegraph|Standard|Observer|Bloomberg|Radio|TV|BBC|CNN|NPR)\b/.test(
      line,
    )
  )
}

/** A line that is a date and nothing else, with or without "Published". */
function dateOf(line: string): number | null {
  if (line.length > 80 || !/\d{4}/.test(line)) return null
  const bare = line.replace(DATE_LABEL, '').replace(/^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*/i, '')
  const words = bare.match(/\p{L}{3,}/gu) ?? []
  const known = words.filter((word) =>
    /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|est|edt|utc|gmt|cet|cest|bst|eest|pst|pdt|cst|cdt)/i.test(
      word,
    ),
  )
  return words.length === known.length ? parseWrittenDate(bare) : null
}
