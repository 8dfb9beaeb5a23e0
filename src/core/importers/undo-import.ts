// Takes back what an import did, as far as the user has not made it his own since.
import { createHash } from 'node:crypto'
import type { Notes } from '../notes/notes.ts'
import type { ImportedHighlights } from '../annotations/imported-highlights.ts'
import type { ArticleContents } from '../library/article-content.ts'
import type { ImportedArticles } from '../library/imported-articles.ts'
import type { ImportRuns, Made } from './import-runs.ts'

export interface UndoDeps {
  imported: ImportedArticles
  contents: Pick<ArticleContents, 'read'>
  placing: ImportedHighlights
  notes: Pick<Notes, 'get' | 'byId' | 'save' | 'backlinks'>
  removeNote: (id: string) => void
  runs: ImportRuns
  /** Makes the text that was kept as a version the article's again. */
  goBack: (articleId: string, versionId: string) => void
  textReplaced: (articleId: string) => void
}

/** What was taken out; with a reason, what was left alone. */
export interface TakenBack {
  articles: number
  highlights: number
  notes: number
  kept: { articleId: string; why: string } | null
}

const NOTHING: TakenBack = { articles: 0, highlights: 0, notes: 0, kept: null }

/**
 * Makes the function that takes back one thing that an import made; call it inside a transaction, the last made first.
 * @param deps the rooms that it concerns
 */
export function createTakeBack(deps: UndoDeps): (runId: string, made: Made) => TakenBack {
  const { imported, placing, notes, runs } = deps

  /** Why an article that the import made is the user's own by now; null when it is not. */
  function whyKept(runId: string, { targetId: id, after }: Made): string | null {
    if (imported.stamp(id) !== after) return 'You changed it since.'
    const ids = placing.of(id)
    if (ids.some((each) => !runs.isMade(runId, each))) return 'It has other highlights by now.'
    const note = notes.get({ kind: 'article', id })
    if (note !== null && (!runs.isMade(runId, note.id) || isRewritten(runId, note.id))) return 'You wrote a note on it.'
    if (ids.some((each) => isTouched(runId, each))) return 'You worked on its highlights.'
    return notes.backlinks({ kind: 'article', id }).length > 0 ? 'A note of yours links to it.' : null
  }

  function isTouched(runId: string, highlightId: string): boolean {
    const mark = runs.mark(runId, highlightId)
    if (mark === undefined || placing.stamp(highlightId) !== mark) return true
    const note = notes.get({ kind: 'highlight', id: highlightId })
    return note !== null && (!runs.isMade(runId, note.id) || isRewritten(runId, note.id))
  }

  function isRewritten(runId: string, noteId: string): boolean {
    const note = notes.byId(noteId)
    return note !== null && digest(note.state) !== runs.mark(runId, noteId)
  }

  function removeHighlight(id: string): number {
    const note = notes.get({ kind: 'highlight', id })
    if (note !== null) deps.removeNote(note.id)
    placing.remove(id)
    return note === null ? 0 : 1
  }

  function article(runId: string, made: Made): TakenBack {
    const { targetId: id } = made
    const found = imported.find(id)
    if (found === undefined) return NOTHING
    const why = whyKept(runId, made)
    if (why !== null) return { ...NOTHING, kept: { articleId: id, why } }
    const highlights = placing.of(id)
    const note = notes.get({ kind: 'article', id })
    let count = note === null ? 0 : 1
    if (note !== null) deps.removeNote(note.id)
    for (const each of highlights) count += removeHighlight(each)
    if (found.text !== '') deps.textReplaced(id)
    imported.remove(id)
    return { ...NOTHING, articles: 1, highlights: highlights.length, notes: count }
  }

  /** One on an article that was there before; those of new articles go, or stay, with them. */
  function highlight(runId: string, { targetId: id }: Made): TakenBack {
    const articleId = placing.articleOf(id)
    if (articleId === null || runs.madeArticle(runId, articleId)) return NOTHING
    if (isTouched(runId, id))
      return { ...NOTHING, kept: { articleId, why: 'You worked on a highlight that came with the import.' } }
    return { ...NOTHING, highlights: 1, notes: removeHighlight(id) }
  }

  function note({ kind, targetId: id, before, after }: Made, runId: string): TakenBack {
    const found = notes.byId(id)
    if (found === null) return NOTHING
    const articleId = found.target.kind === 'article' ? found.target.id : placing.articleOf(found.target.id)
    // Those of new articles, and of highlights that are taken out, go with them.
    if (articleId === null || runs.madeArticle(runId, articleId) || runs.isMade(runId, found.target.id)) return NOTHING
    if (digest(found.state) !== after)
      return { ...NOTHING, kept: { articleId, why: 'You wrote in a note that came with the import.' } }
    if (kind === 'note') deps.removeNote(id)
    else notes.save({ target: found.target, state: before ?? found.state, text: '' })
    return { ...NOTHING, notes: 1 }
  }

  function text({ targetId: id, before, after }: Made): TakenBack {
    if (imported.find(id) === undefined || before === null) return NOTHING
    if (deps.contents.read(id).contentHash !== after)
      return { ...NOTHING, kept: { articleId: id, why: 'Its text was changed since.' } }
    deps.goBack(id, before)
    return NOTHING
  }

  return (runId, made) => {
    switch (made.kind) {
      case 'article':
        return article(runId, made)
      case 'highlight':
        return highlight(runId, made)
      case 'note':
      case 'note-words':
        return note(made, runId)
      case 'text':
        return text(made)
      case 'tags':
        if (imported.find(made.targetId)) imported.removeTags(made.targetId, JSON.parse(made.after ?? '[]') as string[])
        return NOTHING
      case 'favourite':
        if (imported.find(made.targetId)) imported.setFavourite(made.targetId, false)
        return NOTHING
    }
  }
}

function digest(state: string): string {
  return createHash('sha1').update(state).digest('base64url')
}
