// Markdown as the blocks that stand in it, each with its own source: what is not touched keeps every byte.
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mathFromMarkdown } from 'mdast-util-math'
import type { Node, RootContent } from 'mdast'
import { gfm } from 'micromark-extension-gfm'
import { math } from 'micromark-extension-math'

/** A block at the top level of a text. */
export interface Block {
  /** `heading:2`, `list`, `paragraph` and so on, as mdast names them. */
  type: string
  /** Its source, without the line end. */
  text: string
  /** What stands between it and the next block, or after the last: line ends and blank lines. */
  gap: string
  /** The block id at its end, when it is one of ours: `h-` is a highlight, `n-` the end of a note. */
  marker: string | null
}

const LONE_MARKER = /^[ \t]*\^[hn]-[\da-f]{8}[ \t]*$/
const END_MARKER = /(?:^|[ \t])\^([hn]-[\da-f]{8})[ \t]*$/
const NO_MARKERS = new Set(['code', 'html', 'math'])

/**
 * Parts Markdown into its blocks. A list that holds markers is parted into its items, and a block ends behind a line that
 * is nothing but a marker, whatever stands in the next line.
 * @param markdown CommonMark with GFM and math; lines end in a newline alone
 * @returns what stands before the first block, and the blocks: joined with their gaps they are the text again
 */
export function blocksOf(markdown: string): { lead: string; blocks: Block[] } {
  const tree = fromMarkdown(markdown, {
    extensions: [gfm(), math()],
    mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown()],
  })
  const starts: { at: number; type: string }[] = []
  for (const node of tree.children) {
    for (const part of partsOf(node, markdown)) {
      const at = lineStart(markdown, part.at)
      if (at > (starts.at(-1)?.at ?? -1)) starts.push({ at, type: part.type })
    }
  }
  const blocks = starts.map(({ at, type }, index) => {
    const whole = markdown.slice(at, starts[index + 1]?.at)
    const text = whole.replace(/\s+$/, '')
    const marker = NO_MARKERS.has(type) ? null : (END_MARKER.exec(text.slice(text.lastIndexOf('\n') + 1))?.[1] ?? null)
    return { type, text, gap: whole.slice(text.length), marker }
  })
  return { lead: markdown.slice(0, starts[0]?.at), blocks: blocks.filter(({ text }) => text !== '') }
}

function partsOf(node: RootContent, markdown: string): { at: number; type: string }[] {
  const { position }: Node = node
  const from = position?.start.offset ?? 0
  const source = markdown.slice(from, position?.end.offset)
  if (NO_MARKERS.has(node.type)) return [{ at: from, type: node.type }]
  const type = node.type === 'heading' ? `heading:${String(node.depth)}` : node.type
  const parts: { at: number; type: string }[] =
    node.type === 'list' && source.split('\n').some((line) => END_MARKER.test(line))
      ? node.children.map((item) => ({ at: item.position?.start.offset ?? from, type: 'list' }))
      : [{ at: from, type }]
  let at = from
  for (const line of source.split('\n')) {
    const next = at + line.length + 1
    if (LONE_MARKER.test(line) && next < from + source.length) parts.push({ at: next, type: 'paragraph' })
    at = next
  }
  return parts.sort((a, b) => a.at - b.at)
}

function lineStart(markdown: string, at: number): number {
  return markdown.lastIndexOf('\n', at - 1) + 1
}

/**
 * Joins what `blocksOf` parted.
 * @param blocks texts with the gaps behind them
 */
export function joinBlocks(blocks: readonly { text: string; gap: string }[]): string {
  return blocks.map(({ text, gap }) => text + gap).join('')
}

/**
 * How alike two texts are by their words.
 * @returns 0 for no word in common to 1 for the same words (Dice's coefficient over the bags of words)
 */
export function likeness(a: string, b: string): number {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const [first, second] = [words(a), words(b)]
  if (first.length + second.length === 0) return a === b ? 1 : 0
  const left = new Map<string, number>()
  for (const word of first) left.set(word, (left.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of second) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    shared += 1
    left.set(word, count - 1)
  }
  return (2 * shared) / (first.length + second.length)
}
