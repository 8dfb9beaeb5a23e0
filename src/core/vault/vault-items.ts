// What has a file in the vault: the articles that the filters let through, standalone notes and, if wanted, entities.
import type { EntityPage } from '../../contract/entity-model.ts'
import type { ArticleState, ArticleSummary, EntitySummary, Note, NoteTarget } from '../../contract/model.ts'
import type { VaultOptions } from '../../contract/vault-model.ts'
import { dateOf, linkWords } from '../exporters/markdown.ts'
import { articleFile } from './article-file.ts'
import type { ArticleParts } from './article-file.ts'
import type { FileLinks } from './file-links.ts'
import { markerOf } from './pieces.ts'
import { noteMarkdown } from './rendition.ts'
import type { NotePlace, Rendition } from './rendition.ts'
import { createPlaces } from './template.ts'

/** What the vault reads from the library, and what of the user's edits it writes into it. */
export interface VaultSource {
  /** Every article outside the trash. */
  articles(): readonly ArticleSummary[]
  articleParts(id: string): ArticleParts
  /** Every note outside the trash that somebody wrote, also the standalone ones; no templates. */
  notes(): readonly Note[]
  note(target: NoteTarget): Note | null
  entities(): readonly EntitySummary[]
  entity(id: string): EntityPage
  /** Null when the highlight is gone. */
  articleOfHighlight(id: string): string | null
  highlightIds(articleId: string): readonly string[]
  /** Where a picture of the library lies on this computer. */
  pictureFile(src: string): string
  saveNote(target: NoteTarget, state: string): void
  renameNote(id: string, title: string): void
  /** Returns its tags and state afterwards. */
  updateArticle(id: string, change: { tags?: string[]; state?: ArticleState }): Pick<ArticleSummary, 'tags' | 'state'>
}

export interface VaultItem {
  kind: 'article' | 'note' | 'entity'
  id: string
  title: string
  /** The folder of new files. */
  folder: string
  /** Throws TemplateFailure, and Failure NOT_FOUND when it went away. */
  render(links: FileLinks): Rendition
}

/** An entity has a file when so many articles name it, or when there is a note on it. */
const ARTICLES_OF_ENTITY = 2

/**
 * Everything that has a file.
 * @param options what is in the vault
 * @param source the library
 */
export function vaultItems(options: VaultOptions, source: VaultSource): VaultItem[] {
  const notes = source.notes().filter(({ text }) => text.trim() !== '')
  return [
    ...(options.articles ? articleItems(options, source, notes) : []),
    ...(options.notes ? noteItems(source) : []),
    ...(options.entities ? entityItems(source, notes) : []),
  ]
}

function articleItems(options: VaultOptions, source: VaultSource, notes: readonly Note[]): VaultItem[] {
  const noted = new Set(
    notes.map(({ target }) => (target.kind === 'highlight' ? source.articleOfHighlight(target.id) : target.id)),
  )
  const tags = new Set(options.tags.map((tag) => tag.toLowerCase()))
  const wanted = source
    .articles()
    .filter(
      (article) =>
        (!options.annotatedOnly || article.highlightCount > 0 || noted.has(article.id)) &&
        (tags.size === 0 || article.tags.some((tag) => tags.has(tag.toLowerCase()))) &&
        (options.states.length === 0 || options.states.includes(article.state)),
    )
  return wanted.map(({ id, title }) => ({
    kind: 'article',
    id,
    title,
    folder: '',
    render: (links) => articleFile(source.articleParts(id), links, options.articleTemplate),
  }))
}

function noteItems(source: VaultSource): VaultItem[] {
  return source
    .notes()
    .filter(({ target }) => target.kind === 'note')
    .map((note) => ({
      kind: 'note',
      id: note.id,
      title: titleOfNote(note),
      folder: 'Notes',
      render: (links) => noteFile(source.note(note.target) ?? note, links),
    }))
}

/** A note without a title goes by its first words. */
function titleOfNote({ title, text }: Note): string {
  return title?.trim() || (text.trim().split('\n')[0] ?? '').slice(0, 80)
}

function noteFile(note: Note, links: FileLinks): Rendition {
  const key = markerOf('n', note.id)
  const text = noteMarkdown(note, 0, links)
  return {
    matter: [
      { key: 'id', value: note.id },
      { key: 'title', value: (note.title ?? '').toWellFormed(), flows: 'title' },
      { key: 'created', value: dateOf(note.createdAt), plain: true },
    ],
    body: { text, marks: [{ key, start: 0, end: text.length }] },
    notes: new Map([[key, { target: note.target, shift: 0 }]]),
    whole: key,
  }
}

function entityItems(source: VaultSource, notes: readonly Note[]): VaultItem[] {
  const noted = new Set(notes.flatMap(({ target }) => (target.kind === 'entity' ? [target.id] : [])))
  return source
    .entities()
    .filter(({ id, articleCount }) => articleCount >= ARTICLES_OF_ENTITY || noted.has(id))
    .map(({ id, name }) => ({
      kind: 'entity',
      id,
      title: name,
      folder: 'Entities',
      render: (links) => entityFile(source.entity(id), source.note({ kind: 'entity', id }), links),
    }))
}

function entityFile({ entity, role, aliases, articles }: EntityPage, note: Note | null, links: FileLinks): Rendition {
  const places = createPlaces()
  const key = markerOf('n', entity.id)
  const notes = new Map<string, NotePlace>([[key, { target: { kind: 'entity', id: entity.id }, shift: 1 }]])
  const others = aliases.filter((alias) => alias !== entity.name)
  const lines = articles.map(({ articleId, title, mentionCount }) => {
    const times = mentionCount === 1 ? 'once' : `${String(mentionCount)} times`
    return `- ${links.link({ kind: 'article', id: articleId }, title) ?? linkWords(title)} (${times})`
  })
  const parts = [
    `# ${linkWords(entity.name)}`,
    role ? linkWords(role.text) : '',
    places.note(key, noteMarkdown(note, 1, links)),
    lines.length > 0 ? `## Articles\n\n${lines.join('\n')}` : '',
  ]
  return {
    matter: [
      { key: 'id', value: entity.id },
      { key: 'name', value: entity.name.toWellFormed() },
      { key: 'kind', value: entity.kind },
      ...(others.length > 0 ? [{ key: 'aliases', value: others.map((alias) => alias.toWellFormed()) }] : []),
    ],
    body: places.read(parts.filter((part) => part !== '').join('\n\n')),
    notes,
  }
}
