// What is said of an article, sentence by sentence: its words as they stand, without the marks of footnotes; a formula and
// a piece of code are named, not spelt.
import type { TextRange } from '../../contract/model.ts'
import type { Segment, TextMap } from '../../text/canonical-text.ts'
import { blockAt } from '../../text/text-map.ts'
import { sentencesOf } from '../reader/sentences.ts'

/** Words that are said, and the part of the canonical text that they stand for. */
export interface Piece {
  said: string
  range: TextRange
  /** Whether it is said as it stands there. */
  verbatim: boolean
}

export interface Sentence {
  /** What is marked in the text while it is said. */
  range: TextRange
  /** The language of the passage; null when neither it nor the article says. */
  lang: string | null
  /** The number of its paragraph, from 0. */
  paragraph: number
  pieces: readonly Piece[]
}

/** What the reader says in its own words is in its own language. */
const OWN_LANGUAGE = 'en'
const HAS_WORDS = /[\p{L}\p{N}]/u

/** The sentences of a mapped article, in order; those without a word in them, such as a row of stars, are not said. */
export function sentencesToSay(map: TextMap, articleLang: string | null): Sentence[] {
  const sentences: Sentence[] = []
  let paragraph = -1
  let block: Element | null = null
  let leftOut: Element | null = null
  for (const range of sentencesOf(map, articleLang)) {
    const element = blockAt(map, range.start)?.element ?? null
    if (element !== block || isNewParagraph(map, sentences.at(-1), range)) paragraph += 1
    block = element
    const skipped = element === null ? null : skippedAround(element)
    if (skipped !== null) {
      // Several in a row are named once.
      if (leftOut?.localName !== skipped.localName) sentences.push(named(skipped, range, paragraph))
      leftOut = skipped
      continue
    }
    leftOut = null
    const segments = segmentsIn(map, range)
    const pieces = piecesOf(segments, range)
    if (pieces.some(({ said }) => HAS_WORDS.test(said))) {
      sentences.push({ range, lang: languageOf(segments) ?? articleLang, paragraph, pieces })
    }
  }
  return sentences
}

/** The whole of what is said. */
export function spokenText({ pieces }: Sentence): string {
  return pieces.map(({ said }) => said).join('')
}

/** The part of the canonical text that a part of what is said stands for; null where it stands for no words of it. */
export function rangeOfSpoken({ pieces }: Sentence, start: number, end: number): TextRange | null {
  const parts: TextRange[] = []
  let at = 0
  for (const { said, range, verbatim } of pieces) {
    const from = Math.max(start, at) - at
    const to = Math.min(end, at + said.length) - at
    if (to > from && verbatim) parts.push({ start: range.start + from, end: range.start + to })
    at += said.length
  }
  const [first] = parts
  const last = parts.at(-1)
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end }
}

/** Two paragraphs may share an element, when text stands between the blocks inside it. */
function isNewParagraph(map: TextMap, before: Sentence | undefined, range: TextRange): boolean {
  return before !== undefined && map.text.slice(before.range.end, range.start).includes('\n\n')
}

/** Code, and a table but for its caption: heard, they are noise. */
function skippedAround(element: Element): Element | null {
  const code = element.closest('pre')
  if (code !== null) return code
  return element.closest('caption') === null ? element.closest('table') : null
}

function named(skipped: Element, range: TextRange, paragraph: number): Sentence {
  const said = skipped.localName === 'pre' ? 'Code left out.' : 'Table left out.'
  return { range, lang: OWN_LANGUAGE, paragraph, pieces: [{ said, range, verbatim: false }] }
}

function segmentsIn({ segments }: TextMap, range: TextRange): Segment[] {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((segments[middle]?.end ?? 0) > range.start) high = middle
    else low = middle + 1
  }
  const found: Segment[] = []
  for (let index = low; index < segments.length; index += 1) {
    const segment = segments[index]
    if (segment === undefined || segment.start >= range.end) break
    found.push(segment)
  }
  return found
}

function piecesOf(segments: readonly Segment[], range: TextRange): Piece[] {
  const pieces: Piece[] = []
  let formula: Element | null = null
  let end = range.start
  for (const { node, start: from, end: to } of segments) {
    const part = { start: Math.max(from, range.start), end: Math.min(to, range.end) }
    // Between two texts stands a line break, which is heard as a pause.
    if (part.start > end && pieces.length > 0)
      pieces.push({ said: ' ', range: { start: end, end: part.start }, verbatim: false })
    end = part.end
    const parent = node.parentElement
    const math = parent?.closest('math') ?? null
    if (math !== null) {
      const last = pieces.at(-1)
      if (math === formula && last !== undefined) last.range = { start: last.range.start, end: part.end }
      else pieces.push({ said: formulaWords(math), range: part, verbatim: false })
    } else if (!isFootnoteMark(parent)) {
      pieces.push({ said: node.data.slice(part.start - from, part.end - from), range: part, verbatim: true })
    }
    formula = math
  }
  return pieces
}

/** A letter or a number is said; more of a formula, run together, would be nonsense. */
function formulaWords(math: Element): string {
  const text = math.textContent.trim()
  return /^(?:[\p{L}\p{M}]|\d+(?:[.,]\d+)?)$/u.test(text) ? ` ${text} ` : ' formula '
}

function isFootnoteMark(element: Element | null): boolean {
  const mark = element?.closest('sup') ?? null
  return mark !== null && (mark.querySelector('a') !== null || mark.closest('a') !== null)
}

/** The language of a passage whose words are all in an element that states one, within the article. */
function languageOf(segments: readonly Segment[]): string | null {
  const stated = segments.map(({ node }) => node.parentElement?.closest('[lang]') ?? null)
  const [first] = stated
  return first && stated.every((one) => one === first) ? first.getAttribute('lang') : null
}
