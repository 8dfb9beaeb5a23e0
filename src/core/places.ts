// Where a highlight, a note or an entity that a search found is opened.
import type { NoteTarget, SearchHit } from '../contract/model.ts'
import type { Highlights } from './annotations/highlights.ts'
import type { Entities } from './entities/entities.ts'
import type { Articles } from './library/articles.ts'
import type { Notes } from './notes/notes.ts'
import type { SearchDeps } from './search/search.ts'

type Place = Pick<
  SearchHit,
  'id' | 'articleId' | 'entityId' | 'noteId' | 'title' | 'siteName' | 'publishedAt' | 'range'
>

/**
 * Makes the function that knows the places of search hits.
 * @returns a function that gives null for what is not shown any more: in the trash, removed, rejected, or named nowhere
 */
export function createPlaces(rooms: {
  articles: Articles
  highlights: Highlights
  notes: Notes
  entities: Entities
}): SearchDeps['place'] {
  const { articles, highlights, notes, entities } = rooms

  function inArticle(articleId: string | null, id: string, range: SearchHit['range']): Place | null {
    if (articleId === null || articles.text(articleId) === undefined) return null
    const { title, siteName, publishedAt, trashedAt } = articles.summary(articleId)
    return trashedAt === null ? { id, articleId, title, siteName, publishedAt, range } : null
  }

  function ofTarget(target: NoteTarget, id: string): Place | null {
    if (target.kind === 'article') return inArticle(target.id, id, null)
    if (target.kind === 'entity') return ofEntity(target.id, id)
    if (target.kind === 'note') return ofNote(id)
    const highlight = highlights.find(target.id)
    return highlight && inArticle(highlight.articleId, id, highlight.range)
  }

  /** A note that stands alone is a page of its own. */
  function ofNote(id: string): Place | null {
    const note = notes.byId(id)
    if (note === null || note.trashedAt !== null) return null
    return { id, noteId: id, articleId: null, title: note.title ?? '', siteName: null, publishedAt: null, range: null }
  }

  /** A note on an entity stands on its page; on that of the one it is part of, if it is. */
  function ofEntity(noted: string, id: string): Place | null {
    const entity = entities.named(noted)
    const nowhere = { articleId: null, siteName: null, publishedAt: null, range: null }
    return entity && { ...nowhere, id, entityId: entity.id, title: entity.name }
  }

  return (kind, id) => {
    if (kind === 'highlight') return ofTarget({ kind: 'highlight', id }, id)
    if (kind === 'note') {
      const note = notes.byId(id)
      return note && ofTarget(note.target, id)
    }
    const place = entities.place(id)
    if (!place) return null
    const { entity, article } = place
    const { articleId, siteName, publishedAt, firstMention } = article
    return {
      id: entity.id,
      entityId: entity.id,
      title: entity.name,
      articleId,
      siteName,
      publishedAt,
      range: { start: firstMention, end: firstMention },
    }
  }
}
