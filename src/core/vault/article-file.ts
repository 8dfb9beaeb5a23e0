// The file of an article: the values that a template gets, under the names that people know from other apps.
import { parseDocument } from 'yaml'
import { DEFAULT_SETTINGS } from '../../contract/model.ts'
import type { Article, ArticleEntities, ColourNames, Highlight, Note } from '../../contract/model.ts'
import { escapeInline, escapeMarkdown } from '../../rich-text/escape-markdown.ts'
import { dateOf, entitiesMarkdown, highlightLabel, KINDS, quoteLines } from '../exporters/markdown.ts'
import { quoteWriter } from '../exporters/quote-markdown.ts'
import { contentMarkdown } from './content-markdown.ts'
import { DEFAULT_TEMPLATE } from './default-template.ts'
import type { FileLinks } from './file-links.ts'
import { MatterValue, splitMatter } from './front-matter.ts'
import type { MatterField } from './front-matter.ts'
import { markerOf, withMarker } from './pieces.ts'
import { noteMarkdown } from './rendition.ts'
import type { NotePlace, Rendition } from './rendition.ts'
import { createPlaces, renderTemplate, TemplateFailure, withoutBorders } from './template.ts'
import type { Places } from './template.ts'

export interface ArticleParts {
  article: Article
  /** In document order. */
  highlights: readonly Highlight[]
  articleNote: Note | null
  /** By highlight id. */
  highlightNotes: ReadonlyMap<string, Note>
  entities: ArticleEntities
  colourNames?: ColourNames | undefined
}

const MARKERS_OF_NOTES = { article: 1, highlight: 2 } as const

/**
 * Writes an article by a template.
 * @param parts what the library has of it
 * @param links of its file
 * @param template in Liquid; null for the app's own
 * @throws TemplateFailure
 */
export function articleFile(parts: ArticleParts, links: FileLinks, template: string | null): Rendition {
  const places = createPlaces()
  const notes = new Map<string, NotePlace>()
  const values = valuesOf(parts, links, places, notes)
  const output = renderTemplate(template ?? DEFAULT_TEMPLATE, values)
  const { matter, rest } = splitMatter(output.replace(/^\s*\n(?=---\n)/, ''))
  const body = places.read(matter === null ? output : rest)
  const fields = matter === null ? articleMatter(parts.article) : templateMatter(withoutPlaces(matter), parts.article)
  return { matter: fields, body, notes }
}

/** The front matter that the app writes. */
export function articleMatter(article: Article): MatterField[] {
  const { id, title, byline, siteName, url, publishedAt, addedAt, tags, state, lang, wordCount } = article
  const fields: (Omit<MatterField, 'value'> & { value: MatterValue })[] = [
    { key: 'id', value: id },
    { key: 'title', value: title },
    { key: 'author', value: byline },
    { key: 'site', value: siteName },
    { key: 'url', value: url },
    { key: 'published', value: publishedAt === null ? null : dateOf(publishedAt), plain: true },
    { key: 'added', value: dateOf(addedAt), plain: true },
    { key: 'tags', value: tags.length > 0 ? tags : null, flows: 'tags' },
    { key: 'state', value: state, flows: 'state' },
    { key: 'language', value: lang },
    { key: 'words', value: wordCount },
  ]
  return fields.filter(({ value }) => value !== null).map((field) => ({ ...field, value: wellFormed(field.value) }))
}

function wellFormed(value: MatterValue): MatterValue {
  if (Array.isArray(value)) return value.map((each) => each.toWellFormed())
  return typeof value === 'string' ? value.toWellFormed() : value
}

function withoutPlaces(matter: string): string {
  return withoutBorders(matter.replace(/[\uFDD4\uFDD5]\d*\uFDD6/g, ''))
}

/** The front matter of a template's own, checked, with the id at its head. */
function templateMatter(yaml: string, article: Article): MatterField[] {
  const document = parseDocument(yaml)
  const [problem] = document.errors
  if (problem) {
    const line = (problem.linePos?.[0].line ?? 0) + 1
    throw new TemplateFailure(
      `The properties that it writes cannot be read: ${problem.message.split('\n')[0] ?? ''} Write texts as {{ title | yaml }}.`,
      line,
    )
  }
  const read: unknown = document.toJS() ?? {}
  const own = typeof read === 'object' && !Array.isArray(read) ? Object.entries(read as Record<string, unknown>) : null
  if (!own) throw new TemplateFailure('What stands between its dashes must be properties, as “title: …”.', 2)
  const fields: MatterField[] = own
    .filter(([key, value]) => key !== 'id' && value !== null && value !== '')
    .map(([key, value]) => {
      const checked = MatterValue.safeParse(
        Array.isArray(value) ? value.map((each: unknown) => plainText(each)) : value,
      )
      if (!checked.success)
        throw new TemplateFailure(`The property “${key}” must be a text, a number or a list of texts.`, null)
      const field = { key, value: checked.data }
      const isDate = typeof value === 'string' && /^\d{4}-\d\d-\d\d(?:T[\d:]+Z?)?$/.test(value)
      return { ...field, ...(isDate && { plain: true }), ...flowOf(field, article) }
    })
  return [{ key: 'id', value: article.id }, ...fields]
}

function plainText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

function flowOf({ key, value }: MatterField, { tags, state }: Article): Pick<MatterField, 'flows'> {
  if (key === 'tags' && JSON.stringify(value) === JSON.stringify(tags)) return { flows: 'tags' }
  return key === 'state' && value === state ? { flows: 'state' } : {}
}

function valuesOf(
  { article, highlights, articleNote, highlightNotes, entities, colourNames }: ArticleParts,
  links: FileLinks,
  places: Places,
  notes: Map<string, NotePlace>,
): Record<string, unknown> {
  const place = (note: Note | null, kind: 'article' | 'highlight', id: string): string => {
    const key = markerOf('n', id)
    const shift = MARKERS_OF_NOTES[kind]
    notes.set(key, { target: { kind, id }, shift })
    return places.note(key, noteMarkdown(note, shift, links))
  }
  const names = colourNames ?? DEFAULT_SETTINGS.colourNames
  const quoteOf = quoteWriter(article)
  const marks = highlights.map((highlight) => {
    const note = place(highlightNotes.get(highlight.id) ?? null, 'highlight', highlight.id)
    return highlightValues(highlight, { note, names, quote: quoteOf(highlight), article, places })
  })
  const listed = marks.length > 0 ? marks : null
  const linkTo = (to: { kind: 'article' | 'entity'; id: string }, words: string) => links.link(to, words)
  // Into what is there already: spreading would read what only some templates ask for.
  return Object.assign(articleValues(article, links), {
    note: place(articleNote, 'article', article.id),
    highlights: listed,
    annotations: listed,
    ...entityValues(entities, links),
    entity_list: withoutBorders(entitiesMarkdown({ entities, link: linkTo })),
  })
}

function articleValues(article: Article, links: FileLinks): Record<string, unknown> {
  const { id, title, byline, siteName, url, publishedAt, addedAt, openedAt, tags, state, lang, wordCount } = article
  const under = (value: unknown, ...names: string[]) => Object.fromEntries(names.map((name) => [name, value]))
  const values = {
    id,
    ...under(clean(title), 'title', 'full_title'),
    ...under(clean(byline), 'author', 'byline'),
    ...under(clean(siteName), 'site', 'site_name', 'siteName', 'publisher'),
    ...under(url, 'url', 'original_url', 'source_url'),
    domain: url === null ? null : (URL.parse(url)?.hostname.replace(/^www\./, '') ?? null),
    ...under(clean(article.excerpt), 'description', 'excerpt', 'summary'),
    ...under(publishedAt === null ? null : dateOf(publishedAt), 'published', 'date_published'),
    ...under(dateOf(addedAt), 'added', 'date_saved', 'date'),
    date_read: openedAt === null ? null : dateOf(openedAt),
    ...under(wordCount, 'words', 'word_count', 'words_count', 'wordsCount'),
    reading_time: Math.max(1, Math.round(wordCount / 230)),
    state,
    favourite: article.favourite,
    ...under(lang, 'language', 'lang'),
    type: 'article',
    category: 'articles',
    tags: tags.length > 0 ? tags.map((tag) => withoutBorders(tag)) : null,
    labels: tags.length > 0 ? tags.map((name) => ({ name: withoutBorders(name) })) : null,
    document_tags: tags.map((tag) => withoutBorders(tag)).join(', '),
    app_url: `commonplace://article/${id}`,
  }
  const lazy = (name: string, read: () => string | null) =>
    Object.defineProperty(values, name, { enumerable: true, configurable: true, get: read })
  // Only when a template asks for them: the pictures in them are then copied.
  lazy('content', () => withoutBorders(contentMarkdown(article.html, links)))
  lazy('image', () => (article.leadImage === null ? null : links.image(article.leadImage)))
  return values
}

interface HighlightContext {
  note: string
  names: ColourNames
  quote: string
  article: Article
  places: Places
}

function highlightValues(highlight: Highlight, context: HighlightContext): Record<string, unknown> {
  const { id, colour, tags, createdAt, quote, range } = highlight
  const { note, names, article, places } = context
  const key = markerOf('h', id)
  const label = withoutBorders(highlightLabel(highlight, names))
  const text = withoutBorders(context.quote)
  const values = {
    id,
    highlightID: id,
    text,
    highlight_text: text,
    annotatedText: text,
    quote: quoteLines(text),
    plain_text: withoutBorders(quote.exact),
    note,
    highlight_note: note,
    comment: note,
    notes: note,
    label,
    color: colour,
    colour,
    colour_name: withoutBorders(names[colour]),
    colorCategory: withoutBorders(names[colour]),
    tags: tags.length > 0 ? tags.map((tag) => withoutBorders(tag)) : null,
    labels: tags.length > 0 ? tags.map((name) => ({ name: withoutBorders(name) })) : null,
    block_id: `^${key}`,
    created: dateOf(createdAt),
    date_highlighted: dateOf(createdAt),
    timestamp: dateOf(createdAt),
    status: highlight.status,
    position_percent: article.text.length === 0 ? 0 : Math.round((100 * range.start) / article.text.length),
    highlight_location: range.start,
    app_url: `commonplace://highlight/${id}?article=${article.id}`,
  }
  return places.item(key, values, () =>
    [`*${label}*`, withMarker(values.quote, key), note].filter((part) => part !== '').join('\n\n'),
  )
}

function entityValues({ entities }: ArticleEntities, links: FileLinks): Record<string, unknown> {
  const all = entities.map(({ id, name, kind, role, mentionCount, otherArticles }) => ({
    id,
    name: clean(name),
    kind,
    role: clean(role),
    count: mentionCount,
    link: links.link({ kind: 'entity', id }, name) ?? escapeInline(withoutBorders(name)),
    articles: otherArticles.map(({ articleId, title }) => ({
      title: clean(title),
      link: links.link({ kind: 'article', id: articleId }, title) ?? escapeMarkdown(withoutBorders(title)),
    })),
  }))
  const listed = (list: typeof all) => (list.length > 0 ? list : null)
  const byKind = KINDS.map(([kind, heading]) => [heading.toLowerCase(), listed(all.filter((one) => one.kind === kind))])
  return { entities: listed(all), ...(Object.fromEntries(byKind) as Record<string, unknown>) }
}

function clean(text: string | null): string | null {
  return text === null ? null : withoutBorders(text)
}
