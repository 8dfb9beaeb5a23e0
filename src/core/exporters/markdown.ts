// One article as a Markdown file: front matter, the user's note, highlights with their notes, and who is named in it.
import { Document, Scalar } from 'yaml'
import { DEFAULT_SETTINGS } from '../../contract/model.ts'
import type {
  Article,
  ArticleEntities,
  ArticleEntity,
  ColourNames,
  EntityKind,
  Highlight,
  Note,
} from '../../contract/model.ts'
import { escapeInline } from '../../rich-text/escape-markdown.ts'
import { markdownOf } from '../../rich-text/note-markdown.ts'
import { quoteWriter } from './quote-markdown.ts'

export interface ArticleToExport {
  article: Article
  /** In document order. */
  highlights: readonly Highlight[]
  articleNote: Note | null
  /** By highlight id. */
  highlightNotes: ReadonlyMap<string, Note>
  entities: ArticleEntities
  /** What the user calls the colours; their English names when not given. */
  colourNames?: ColourNames | undefined
  /** The file of another article, relative to this one; null when it has none. Without it nothing links to files. */
  fileOf?: ((articleId: string) => string | null) | undefined
}

/** A name that half the library mentions would fill its line with links; the app shows them all. */
const MOST_LINKS = 25

/** Headings of the entities, in their order, by kind. */
export const KINDS: readonly (readonly [EntityKind, string])[] = [
  ['person', 'People'],
  ['organisation', 'Organisations'],
  ['place', 'Places'],
  ['event', 'Events'],
  ['work', 'Works'],
  ['other', 'Other'],
]

/**
 * Writes an article's notes, highlights and entities as Markdown (CommonMark; block ids as Obsidian reads them).
 * @param input the article and what belongs to it; its text itself is not part of the export
 * @returns the whole file, ending in one newline; the same input gives the same bytes
 */
export function articleMarkdown(input: ArticleToExport): string {
  const { article, highlights, articleNote } = input
  const names = input.colourNames ?? DEFAULT_SETTINGS.colourNames
  const quoteOf = quoteWriter(article)
  const parts = [
    `${frontMatter(article)}\n# ${heading(article.title)}`,
    articleNote ? noteMarkdown(articleNote, 1) : '',
    highlights.length > 0 ? '## Highlights' : '',
    ...highlights.map((highlight) =>
      highlightMarkdown(highlight, quoteOf(highlight), input.highlightNotes.get(highlight.id) ?? null, names),
    ),
    entitiesMarkdown(input),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/**
 * The block id of a highlight, for links to it: `^h-` and the last eight hex digits of its id, which are random.
 * @param highlightId a UUID
 */
export function blockId(highlightId: string): string {
  return `^h-${highlightId.replaceAll('-', '').slice(-8)}`
}

function frontMatter(article: Article): string {
  const { id, title, byline, siteName, url, publishedAt, addedAt, tags, state, lang, wordCount } = article
  const fields: [string, unknown][] = [
    ['id', id],
    ['title', quoted(title)],
    ['author', quoted(byline)],
    ['site', quoted(siteName)],
    ['url', quoted(url)],
    ['published', publishedAt === null ? null : plain(dateOf(publishedAt))],
    ['added', plain(dateOf(addedAt))],
    ['tags', tags.length > 0 ? tags.map(quoted) : null],
    ['state', state],
    ['language', lang === null ? null : quoted(lang)],
    ['words', wordCount],
  ]
  const known = Object.fromEntries(fields.filter(([, value]) => value !== null))
  return `---\n${new Document(known).toString({ lineWidth: 0, flowCollectionPadding: false })}---\n`
}

/** In quotes whatever it holds: unquoted, older YAML readers take some titles for dates, numbers or booleans. */
function quoted(value: string | null): Scalar | null {
  if (value === null) return null
  const scalar = new Scalar(value.toWellFormed())
  scalar.type = Scalar.QUOTE_DOUBLE
  return scalar
}

/** Without quotes, so that readers which know dates see one. */
function plain(value: string): Scalar {
  const scalar = new Scalar(value)
  scalar.type = Scalar.PLAIN
  return scalar
}

/**
 * A time as front matter has it.
 * @param time UTC ms
 * @returns the day, or the second where one is known; both in UTC
 */
export function dateOf(time: number): string {
  const iso = new Date(time).toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : `${iso.slice(0, 19)}Z`
}

/**
 * A title as the words of a heading.
 * @param title any text
 * @returns one line of Markdown without the marks of the heading
 */
export function heading(title: string): string {
  const words = title.replace(/\s+/g, ' ').trim()
  return escapeInline(words).replace(/(^|\s)(#+)$/, '$1\\$2')
}

function noteMarkdown(note: Note, shiftHeadings: number): string {
  return markdownOf(note.state, { shiftHeadings })
}

function highlightMarkdown(highlight: Highlight, words: string, note: Note | null, colourNames: ColourNames): string {
  const label = highlightLabel(highlight, colourNames)
  // A block id stands alone after the quote: within it, it would become part of the quoted words.
  const parts = [`*${label}*`, quoteLines(words), blockId(highlight.id), note ? noteMarkdown(note, 2) : '']
  return parts.filter((part) => part !== '').join('\n\n')
}

/**
 * What stands above a highlight: its colour, tags, and whether its place is not sure.
 * @param colourNames what the user calls the colours
 * @returns one line of Markdown
 */
export function highlightLabel({ colour, status, tags }: Highlight, colourNames: ColourNames): string {
  const tagged = tags.length > 0 ? `, tagged ${tags.map((tag) => oneLine(tag)).join(', ')}` : ''
  const lost = { anchored: '', uncertain: ', place in the changed text not sure', orphan: ', no longer in the text' }[
    status
  ]
  return `${oneLine(colourNames[colour])} highlight${tagged}${lost}`
}

/**
 * Markdown within a quotation.
 * @param markdown any blocks
 * @returns the same, every line begun with `>`
 */
export function quoteLines(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}

/**
 * The list of those whom an article names, by kind.
 * @param input the article's entities, and how to link to other articles' files: by `fileOf`, or by `link` as it says
 * @returns Markdown with headings of its own; empty when there are none
 */
export function entitiesMarkdown({
  entities,
  fileOf,
  link = (place, words) => (place.kind === 'article' ? fileLink(fileOf?.(place.id), words) : null),
}: Pick<ArticleToExport, 'entities' | 'fileOf'> & { link?: LinkTo }): string {
  const groups = KINDS.map(([kind, title]) => {
    const ofKind = entities.entities.filter((entity) => entity.kind === kind)
    if (ofKind.length === 0) return ''
    return `### ${title}\n\n${ofKind.map((entity) => entityLine(entity, link)).join('\n')}`
  }).filter((group) => group !== '')
  return groups.length > 0 ? ['## Entities', ...groups].join('\n\n') : ''
}

/** Writes a link to what has a file; null where that has none. */
export type LinkTo = (place: { kind: 'article' | 'entity'; id: string }, words: string) => string | null

function fileLink(file: string | null | undefined, words: string): string | null {
  return file ? `[${linkWords(words)}](${linkTarget(file)})` : null
}

function entityLine(entity: ArticleEntity, link: LinkTo): string {
  const links = entity.otherArticles.flatMap(
    ({ articleId, title }) => link({ kind: 'article', id: articleId }, title) ?? [],
  )
  const more = links.length > MOST_LINKS ? ` and ${String(links.length - MOST_LINKS)} more` : ''
  const role = entity.role ? `, ${oneLine(entity.role)}` : ''
  const count = entity.mentionCount === 1 ? 'once' : `${String(entity.mentionCount)} times`
  const others = links.length > 0 ? `; also in ${links.slice(0, MOST_LINKS).join(', ')}${more}` : ''
  const name = link({ kind: 'entity', id: entity.id }, entity.name) ?? oneLine(entity.name)
  return `- **${name}**${role} (${count})${others}`
}

function oneLine(words: string): string {
  return escapeInline(words.replace(/\s+/g, ' ').trim(), true)
}

/**
 * Words of a Markdown link.
 * @param title any text
 * @returns one line, never empty
 */
export function linkWords(title: string): string {
  return oneLine(title) || 'Untitled'
}

/**
 * A file name as the target of a Markdown link: readable in any script, with only those characters encoded that would
 * end the link or mean something else in an address.
 */
export function linkTarget(file: string): string {
  return file.replace(
    /[%#?()<>[\]\\"`*_|^{}\s]/g,
    (character) =>
      `%${[...new TextEncoder().encode(character)].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('%')}`,
  )
}
