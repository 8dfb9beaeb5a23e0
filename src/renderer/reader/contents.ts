// The table of contents: an article's headings as ranges of its text.
import type { TextRange } from '../../contract/model.ts'
import type { TextMap } from '../../text/canonical-text.ts'

export interface Section {
  title: string
  /** 1 for the article's highest kind of heading, whichever that is, then down without gaps. */
  level: number
  /** The heading itself. */
  range: TextRange
}

/** The headings of a mapped article, in order. A heading of several blocks is one section. */
export function contentsOf(map: TextMap): Section[] {
  const found: { heading: Element; rank: number; range: TextRange }[] = []
  for (const block of map.blocks) {
    const heading = block.element.closest('h1, h2, h3, h4, h5, h6')
    if (heading === null) continue
    const last = found.at(-1)
    if (last?.heading === heading) last.range.end = block.end
    else found.push({ heading, rank: Number(heading.localName[1]), range: { start: block.start, end: block.end } })
  }
  const ranks = [...new Set(found.map(({ rank }) => rank))].sort((a, b) => a - b)
  return found.map(({ rank, range }) => ({
    title: map.text.slice(range.start, range.end).replace(/\s+/g, ' '),
    level: ranks.indexOf(rank) + 1,
    range,
  }))
}

/** Index of the section that the offset is in; -1 before the first heading. */
export function sectionAt(sections: readonly Section[], offset: number): number {
  return sections.findLastIndex((section) => section.range.start <= offset)
}
