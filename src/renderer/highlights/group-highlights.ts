// The list of the library's highlights under headings, and as Markdown to paste elsewhere. Pure.
import type { ColourNames, HighlightOrder, LibraryHighlight } from '../../contract/model.ts'
import { escapeInline, escapeMarkdown } from '../../rich-text/escape-markdown.ts'

export interface HighlightGroup {
  key: string
  heading: string
  items: LibraryHighlight[]
}

interface Words {
  colourNames: ColourNames
  /** The heading of a day, from UTC ms. */
  day: (time: number) => string
}

/** Groups of a list that the library has put in that order; each group is one run of the list. */
export function groupHighlights(
  items: readonly LibraryHighlight[],
  order: HighlightOrder,
  words: Words,
): HighlightGroup[] {
  const groups: HighlightGroup[] = []
  for (const item of items) {
    const { key, heading } = headingOf(item, order, words)
    const last = groups.at(-1)
    if (last?.key === key) last.items.push(item)
    else groups.push({ key, heading, items: [item] })
  }
  return groups
}

function headingOf(item: LibraryHighlight, order: HighlightOrder, { colourNames, day }: Words) {
  switch (order) {
    case 'article':
      return { key: item.articleId, heading: item.title }
    case 'date':
      return { key: day(item.createdAt), heading: day(item.createdAt) }
    case 'colour':
      return { key: item.colour, heading: colourNames[item.colour] }
    case 'tag': {
      const [tag] = item.tags
      return tag === undefined ? { key: '', heading: 'No tags' } : { key: tag.toLocaleLowerCase(), heading: tag }
    }
  }
}

/** Highlights as Markdown: under the title of each article its quotes, with tags and notes; each article once. */
export function highlightsMarkdown(items: readonly LibraryHighlight[]): string {
  const byArticle = Map.groupBy(items, ({ articleId }) => articleId)
  const parts = [...byArticle.values()].map((highlights) => {
    const { title, siteName } = highlights[0] as LibraryHighlight
    const heading = `## ${escapeInline(oneLine(siteName === null ? title : `${title} (${siteName})`))}`
    return [heading, ...highlights.flatMap(quoteMarkdown)].join('\n\n')
  })
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`
}

function quoteMarkdown({ quote, tags, noteText }: LibraryHighlight): string[] {
  const quoted = escapeMarkdown(quote.exact)
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
  const tagLine = tags.map((tag) => `#${escapeInline(oneLine(tag).replaceAll(' ', '-'), true)}`).join(' ')
  return [quoted, tagLine, noteText === '' ? '' : escapeMarkdown(noteText)].filter((part) => part !== '')
}

function oneLine(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim()
}
