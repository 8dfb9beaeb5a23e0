// A library in memory, as the exporters see one.
import { fail } from '../../../src/contract/failure.ts'
import type {
  Article,
  ArticleEntities,
  Highlight,
  HighlightColour,
  Note,
  NoteTarget,
} from '../../../src/contract/model.ts'
import type { ExportSource } from '../../../src/core/exporters/vault.ts'
import { textOfState } from '../../../src/rich-text/note-state.ts'
import { stateOfMarkdown } from '../../../src/rich-text/read-markdown.ts'

export const idOf = (number: number): string => `0197a000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

export function articleOf(number: number, title: string, change: Partial<Article> = {}): Article {
  return {
    id: idOf(number),
    url: `https://example.org/${String(number)}`,
    title,
    byline: 'A. Writer',
    siteName: 'Example',
    publishedAt: Date.UTC(2025, 1, 9),
    lang: 'en',
    excerpt: '',
    leadImage: null,
    wordCount: 420,
    state: 'inbox',
    favourite: false,
    source: 'url',
    tags: [],
    addedAt: Date.UTC(2026, 10, 23, 9, 30),
    updatedAt: 0,
    openedAt: null,
    trashedAt: null,
    progress: { position: 0, fraction: 0 },
    highlightCount: 0,
    html: '<p>Text</p>',
    text: 'Text',
    dir: 'ltr',
    setAside: [],
    setAsideRestored: false,
    missingImages: [],
    appearance: null,
    ...change,
  }
}

export function highlightOf(
  number: number,
  articleId: string,
  words: string,
  colour: HighlightColour = 'yellow',
): Highlight {
  return {
    id: idOf(0xa000 + number),
    articleId,
    range: { start: 0, end: words.length },
    quote: { exact: words, prefix: '', suffix: '' },
    colour,
    createdAt: 0,
    updatedAt: 0,
    noteText: '',
    status: 'anchored',
    tags: [],
  }
}

export function noteOf(target: NoteTarget, markdown: string): Note {
  const state = stateOfMarkdown(markdown)
  const text = textOfState(state)
  return {
    id: idOf(0xb000),
    target,
    state,
    text,
    revision: 1,
    createdAt: 0,
    updatedAt: 0,
    title: null,
    trashedAt: null,
  }
}

export const NO_ENTITIES: ArticleEntities = { status: 'ready', entities: [], mentions: [] }

export interface Shelf extends ExportSource {
  articles: Article[]
  marks: Highlight[]
  notes: Note[]
  named: Map<string, ArticleEntities>
}

export function shelfOf(...articles: Article[]): Shelf {
  const shelf: Shelf = {
    articles,
    marks: [],
    notes: [],
    named: new Map(),
    articleIds: () => shelf.articles.map(({ id }) => id),
    article: (id) => shelf.articles.find((article) => article.id === id) ?? fail('NOT_FOUND', `No article ${id}`),
    highlights: (articleId) => shelf.marks.filter((mark) => mark.articleId === articleId),
    note: ({ kind, id }) => shelf.notes.find(({ target }) => target.kind === kind && target.id === id) ?? null,
    entities: (articleId) => shelf.named.get(articleId) ?? NO_ENTITIES,
  }
  return shelf
}
