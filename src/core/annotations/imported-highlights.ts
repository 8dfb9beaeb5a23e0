// Highlights from elsewhere: each is put where its words are, or waits for the user, or for the text of its article.
import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { HighlightColour, TextQuoteSelector, TextRange } from '../../contract/model.ts'
import { quoteOf } from '../../text/quote.ts'
import { anchorQuotes } from './anchor.ts'
import type { Anchor } from './anchor.ts'
import { prepareHighlightRows } from './highlight-rows.ts'
import type { HighlightRow } from './highlight-rows.ts'
import { createHighlightTags } from './highlight-tags.ts'

/** A highlight as it is known elsewhere. `start`, UTF-16 code units, is only a hint. */
export interface HighlightToPlace extends TextQuoteSelector {
  start: number | null
  colour: HighlightColour
  tags: readonly string[]
  createdAt: number
}

/** `waiting`: its article has no text yet. `known`: the article has it already, or had it and the user removed it. */
export type PlacedHighlight = { id: string; outcome: 'placed' | 'uncertain' | 'lost' | 'waiting' | 'known' }

/** Call everything that writes inside a transaction; nothing of it tells anyone that something changed. */
export interface ImportedHighlights {
  /** Puts highlights into an article; in the order given. */
  place(articleId: string, text: string, highlights: readonly HighlightToPlace[]): PlacedHighlight[]
  /** How many of some quotes stand in a text for sure. */
  standing(text: string, quotes: readonly TextQuoteSelector[]): number
  /** Which of some quotes have no place in a text, by their index. */
  lost(text: string, quotes: readonly TextQuoteSelector[]): number[]
  /** The ids of all that an article has, removed ones too. */
  of(articleId: string): string[]
  /** The article that a highlight is in; null when it is gone. */
  articleOf(id: string): string | null
  /** Whether it is there and not removed. */
  isLive(id: string): boolean
  /** A digest of what the user may change of it; null when it is gone. */
  stamp(id: string): string | null
  /** For good. */
  remove(id: string): void
}

const NO_PLACE = { score: null, lastStart: null, lastEnd: null, before: '', after: '' }

/**
 * Highlights of a library, for imports.
 * @param db an open library
 * @param deps clock, ids and this device's id
 */
export function createImportedHighlights(
  db: Database,
  deps: { now: () => number; newId: () => string; device: string },
): ImportedHighlights {
  const rows = prepareHighlightRows(db)
  const tags = createHighlightTags(db)
  const insert =
    db.prepare(`INSERT INTO highlight (id, article_id, start, "end", exact, prefix, suffix, colour, status, score,
      last_start, last_end, old_before, old_after, created_at, updated_at, device)
    VALUES (@id, @articleId, @start, @end, @exact, @prefix, @suffix, @colour, @status, @score, @lastStart, @lastEnd, @before,
      @after, @createdAt, @now, @device)`)
  const remove = db.prepare('DELETE FROM highlight WHERE id = ?')

  function put(articleId: string, text: string, one: HighlightToPlace, found: Anchor | null): PlacedHighlight {
    const id = deps.newId()
    const hinted = { start: one.start ?? 0, end: (one.start ?? 0) + one.exact.length }
    const sure = found?.kind === 'kept' ? hinted : found?.kind === 'moved' ? found.range : null
    const range = sure ?? (found?.kind === 'unsure' ? found.range : hinted)
    const kept = sure === null ? { exact: one.exact, prefix: one.prefix, suffix: one.suffix } : quoteOf(text, sure)
    const status = sure !== null ? 'anchored' : found?.kind === 'unsure' ? 'uncertain' : 'orphan'
    insert.run({
      ...{ id, articleId, status, colour: one.colour, createdAt: one.createdAt, now: deps.now(), device: deps.device },
      ...range,
      ...kept,
      ...NO_PLACE,
      ...(sure === null && { lastStart: hinted.start, lastEnd: hinted.end, before: one.prefix, after: one.suffix }),
      ...(found?.kind === 'unsure' && { score: found.score }),
    })
    if (one.tags.length > 0) tags.set(id, one.tags)
    const outcome =
      sure !== null ? 'placed' : status === 'uncertain' ? 'uncertain' : found === null ? 'waiting' : 'lost'
    return { id, outcome }
  }

  return {
    place(articleId, text, highlights) {
      const there = rows.ofArticle.all(articleId)
      const found = text === '' ? [] : findAll(text, highlights)
      return highlights.map((one, index) => {
        const place = found[index] ?? null
        const same = there.find((row) => isSame(row, one, place))
        if (same !== undefined) return { id: same.id, outcome: 'known' }
        const placed = put(articleId, text, one, place)
        const row = rows.byId.get(placed.id)
        if (row !== undefined) there.push(row)
        return placed
      })
    },
    standing: (text, quotes) => anywhere(text, quotes).filter(({ kind }) => kind === 'kept' || kind === 'moved').length,
    lost: (text, quotes) => anywhere(text, quotes).flatMap(({ kind }, index) => (kind === 'lost' ? [index] : [])),
    of: (articleId) => rows.ofArticle.all(articleId).map(({ id }) => id),
    articleOf: (id) => rows.byId.get(id)?.article_id ?? null,
    isLive: (id) => rows.byId.get(id)?.removed_at === null,
    stamp(id) {
      const row = rows.byId.get(id)
      if (row === undefined) return null
      const state = [row.colour, row.removed_at !== null, row.settled, tags.of(id)]
      return createHash('sha1').update(JSON.stringify(state)).digest('base64url')
    },
    remove(id) {
      remove.run(id)
    },
  }
}

function anywhere(text: string, quotes: readonly TextQuoteSelector[]): Anchor[] {
  return anchorQuotes(
    text,
    quotes.map(({ exact, prefix, suffix }) => ({
      quote: { exact, prefix, suffix },
      range: { start: 0, end: exact.length },
    })),
  )
}

function findAll(text: string, highlights: readonly HighlightToPlace[]): Anchor[] {
  return anchorQuotes(
    text,
    highlights.map(({ exact, prefix, suffix, start }) => ({
      quote: { exact, prefix, suffix },
      range: { start: start ?? 0, end: (start ?? 0) + exact.length },
    })),
  )
}

/** Whether a row is this highlight: on the same words, or as much without a place and with the same quote. */
function isSame(row: HighlightRow, one: HighlightToPlace, found: Anchor | null): boolean {
  const place: TextRange | null =
    found?.kind === 'moved' || found?.kind === 'unsure'
      ? found.range
      : found?.kind === 'kept' && one.start !== null
        ? { start: one.start, end: one.start + one.exact.length }
        : found?.kind === 'kept'
          ? { start: 0, end: one.exact.length }
          : null
  if (place !== null && row.status !== 'orphan' && row.start === place.start && row.end === place.end) return true
  if (row.status === 'anchored' && place !== null) return false
  return folded(row.exact) === folded(one.exact) && (row.status !== 'anchored' || place === null)
}

function folded(words: string): string {
  return words.replace(/\s+/g, ' ').trim().toLowerCase()
}
