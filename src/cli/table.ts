// A table of text: columns aligned by what they take on the screen, the widest cut so that a line fits.
import { printable } from './output.ts'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** Characters that take two columns: East Asian wide and full-width ones, and emoji. */
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u
const GAP = '  '
const NARROWEST = 8

/** How many columns a text takes in a terminal. */
export function widthOf(text: string): number {
  let width = 0
  for (const { segment } of segmenter.segment(text)) width += WIDE.test(segment) ? 2 : 1
  return width
}

/**
 * Lines of a table without a head.
 * @param rows cells, the same number in each row; white space in a cell becomes single spaces
 * @param columns characters a line; null for no limit
 * @param align `right` for columns of numbers
 */
export function tableOf(
  rows: readonly (readonly string[])[],
  columns: number | null,
  align: readonly ('left' | 'right')[] = [],
): string[] {
  const cells = rows.map((row) => row.map((cell) => printable(cell).replace(/\s+/g, ' ').trim()))
  const widths = (cells[0] ?? []).map((_, column) => Math.max(0, ...cells.map((row) => widthOf(row[column] ?? ''))))
  if (columns !== null) shrink(widths, columns)
  return cells.map((row) =>
    row
      .map((cell, column) => fit(cell, widths[column] ?? 0, align[column] ?? 'left'))
      .join(GAP)
      .trimEnd(),
  )
}

/** Takes from the widest column until the line fits or every column is narrow. */
function shrink(widths: number[], columns: number): void {
  const total = () => widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1))
  while (total() > columns) {
    const widest = widths.indexOf(Math.max(...widths))
    if (widths[widest]! <= NARROWEST) return
    widths[widest]! -= 1
  }
}

function fit(cell: string, width: number, align: 'left' | 'right'): string {
  const text = cut(cell, width)
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'right' ? space + text : text + space
}

function cut(cell: string, width: number): string {
  if (widthOf(cell) <= width) return cell
  let kept = ''
  for (const { segment } of segmenter.segment(cell)) {
    if (widthOf(kept) + widthOf(segment) > width - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** A day as it stands in a list: `2025-02-09`; empty when it is not known. */
export function dayOf(time: number | null): string {
  return time === null ? '' : new Date(time).toISOString().slice(0, 10)
}
