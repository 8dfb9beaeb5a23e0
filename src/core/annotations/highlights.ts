// Highlights: ranges over an article's canonical text in a colour, with the quote that finds them again when it changes.
import type { Database } from 'better-sqlite3'
import { fail } from '../../contract/failure.ts'
import type {
  ChangeEvent,
  Highlight,
  HighlightAnchor,
  HighlightChange,
  HighlightColour,
  HighlightLibrary,
  HighlightLibraryInput,
  ReanchorReport,
  TextRange,
} from '../../contract/model.ts'
import { quoteOf } from '../../text/quote.ts'
import { trimRange } from '../../text/text-range.ts'
import { createHighlightLibrary } from './highlight-library.ts'
import { prepareHighlightRows } from './highlight-rows.ts'
import type { AnchorState, HighlightRow } from './highlight-rows.ts'
import { createHighlightTags } from './highlight-tags.ts'
import { createReanchoring } from './reanchor.ts'
import { halvesOf, unionOf } from './reshape.ts'

export interface HighlightDeps {
  /** UTC ms. */
  now: () => number
  newId: () => string
  /** The device that writes, for a later sync. */
  device: string
  /** The canonical text; undefined when there is no such article. */
  articleText: (articleId: string) => string | undefined
  /** The plain text of a highlight's note; empty when there is none. */
  noteText: (highlightId: string) => string
  /** Writes the notes of some highlights, one below the other, as the note of another; nothing when they have none. */
  joinNotes: (from: readonly string[], into: string) => void
  /** Told of every change, after it is written. */
  changed: (event: ChangeEvent) => void
}

type Change = { [K in keyof HighlightChange]: HighlightChange[K] | (K extends 'id' ? never : undefined) }

/** Every write is one transaction. "Live" is what was not removed. Offsets are UTF-16 code units. */
export interface Highlights {
  /** The live highlights of an article in document order; orphans stand at their last place. */
  list(articleId: string): Highlight[]
  /** One live highlight; null when there is none with this id. */
  find(id: string): Highlight | null
  /**
   * White space at the ends of the range is left out. Exactly the same words highlighted again are the same highlight,
   * in the new colour. `id` is what a new one is called, left to the library when missing. Throws Failure CONFLICT when
   * another has that id, BAD_INPUT for a range without words or outside the text, NOT_FOUND for no article.
   */
  create(input: { id?: string | undefined; articleId: string; range: TextRange; colour: HighlightColour }): Highlight
  /**
   * A new range gives an orphan its place back. Throws Failure NOT_FOUND, BAD_INPUT as `create`, and CONFLICT when
   * another highlight has that range already.
   */
  update(input: Change): Highlight
  /** Several changes as `update`: all of them or, when one is refused, none. */
  updateMany(changes: readonly Change[]): Highlight[]
  /**
   * One new highlight over several that overlap or touch, in the colour of the first, with the tags and notes of all.
   * They are removed; `exchange` is the way back. Throws Failure CONFLICT when words lie between them or one has lost
   * its words, BAD_INPUT when they are not of one article, NOT_FOUND.
   */
  merge(ids: readonly string[]): Highlight
  /**
   * Two new highlights of one, parted at an offset of the text; the first has the note, both have the tags. The one is
   * removed. Throws Failure BAD_INPUT when there are not words on both sides, CONFLICT for an orphan, NOT_FOUND.
   */
  split(id: string, at: number): [Highlight, Highlight]
  /** Removes some and restores others, all or none; returns those restored. Throws Failure NOT_FOUND as `restore`. */
  exchange(input: { remove: readonly string[]; restore: readonly string[] }): Highlight[]
  /**
   * Writes down what a highlight holds of its place. Throws Failure NOT_FOUND, and CONFLICT when an anchored one's words do
   * not stand there or a proposed range is not in the text.
   */
  setAnchor(anchor: HighlightAnchor): Highlight
  /** One page over the whole library, articles in the trash left out, and what there is to filter by. */
  library(input: HighlightLibraryInput): HighlightLibrary
  /** Takes it away until `restore`. Throws Failure NOT_FOUND for an id that never was. */
  remove(id: string): void
  /** Brings a removed one back, to where its words are now. Throws Failure NOT_FOUND for an id that never was. */
  restore(id: string): Highlight
  /** Number of live highlights by article id; articles without any are missing. */
  countByArticle(): ReadonlyMap<string, number>
  /** How many live, anchored highlights share at least one character with a range. */
  intersects(articleId: string, range: TextRange): number
  /**
   * Finds the places of an article's highlights in its new text. One that is not found for sure becomes an orphan and
   * keeps its quote and last range; an orphan that is found again stops being one. Run it in the transaction that
   * changes the text, before that is written: what became of the old text says most of where its words are now.
   */
  reanchor(articleId: string, newText: string): ReanchorReport
  /** What all highlights of an article, removed ones too, hold of their places: for `putBackAnchors`. */
  anchors(articleId: string): AnchorState[]
  /**
   * As `reanchor`, for a text that was the article's before: highlights that are among `anchors` get back exactly what they
   * held of their places in it, others are anchored.
   */
  putBackAnchors(articleId: string, newText: string, anchors: readonly AnchorState[]): ReanchorReport
  /** Every live highlight, article by article, in document order. */
  all(): Highlight[]
}

/**
 * The highlights of a library.
 * @param db a database with the tables of `librarySchema` and `annotationsSchema`
 * @param deps clock, ids, and what the neighbouring rooms know
 */
export function createHighlights(db: Database, deps: HighlightDeps): Highlights {
  const rows = prepareHighlightRows(db)
  const tags = createHighlightTags(db)
  const page = createHighlightLibrary(db)
  const places = createReanchoring(rows, deps)

  const model = (row: HighlightRow): Highlight => ({
    id: row.id,
    articleId: row.article_id,
    range: { start: row.start, end: row.end },
    quote: { exact: row.exact, prefix: row.prefix, suffix: row.suffix },
    colour: row.colour,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    noteText: deps.noteText(row.id),
    status: row.status,
    ...reviewOf(row),
    tags: tags.of(row.id),
  })
  const known = (id: string): HighlightRow =>
    rows.byId.get(id) ?? fail('NOT_FOUND', 'That highlight is no longer in the library. Nothing was changed.')
  const live = (id: string): HighlightRow => {
    const row = known(id)
    if (row.removed_at === null) return row
    return fail('NOT_FOUND', 'That highlight was removed. Nothing was changed; restore it first.')
  }
  const stamp = (): { now: number; device: string } => ({ now: deps.now(), device: deps.device })

  /** The text of the article and the words in it that a range means. */
  function passage(articleId: string, range: TextRange): { text: string; range: TextRange } {
    const text = deps.articleText(articleId)
    if (text === undefined)
      return fail('NOT_FOUND', 'That article is no longer in the library. Nothing was highlighted.')
    return { text, range: wordsOf(text, range) }
  }

  const setAnchor = places.set

  function setColour(id: string, colour: HighlightColour): void {
    const { now, device } = stamp()
    rows.setColour.run(colour, now, device, id)
  }

  const create = db.transaction((input: Parameters<Highlights['create']>[0]): string => {
    const { text, range } = passage(input.articleId, input.range)
    const same = rows.at.get(input.articleId, range.start, range.end)
    if (same !== undefined) {
      if (same.colour !== input.colour) setColour(same.id, input.colour)
      return same.id
    }
    const id = input.id ?? deps.newId()
    if (rows.byId.get(id) !== undefined) {
      fail('CONFLICT', 'That highlight is in the library already, on other words. Nothing was changed.')
    }
    const { articleId, colour } = input
    rows.insert.run({ id, articleId, colour, ...range, ...quoteOf(text, range), ...stamp() })
    return id
  })

  const update = db.transaction((input: Change): void => {
    const row = live(input.id)
    if (input.range !== undefined) {
      const { text, range } = passage(row.article_id, input.range)
      const other = rows.at.get(row.article_id, range.start, range.end)
      if (other !== undefined && other.id !== row.id) {
        fail('CONFLICT', 'Another highlight already marks exactly these words. Both were left as they were.')
      }
      if (other === undefined) setAnchor(row.id, text, range)
    }
    if (input.colour !== undefined && input.colour !== row.colour) setColour(row.id, input.colour)
    if (input.tags !== undefined && tags.set(row.id, input.tags)) {
      const { now, device } = stamp()
      rows.touch.run(now, device, row.id)
    }
  })
  const updateMany = db.transaction((changes: readonly Change[]): void => {
    for (const change of changes) update(change)
  })

  /** A live highlight whose words are in the text: only such a one can be merged or split. */
  function whole(id: string): HighlightRow {
    const row = live(id)
    if (row.status === 'anchored') return row
    return fail('CONFLICT', 'The words of that highlight are no longer in the text. Nothing was changed.')
  }

  /** A new highlight in the place of others, which are removed. */
  function replacement(of: readonly HighlightRow[], text: string, range: TextRange): string {
    const [first] = of as [HighlightRow]
    const id = deps.newId()
    rows.insert.run({
      id,
      articleId: first.article_id,
      colour: first.colour,
      ...range,
      ...quoteOf(text, range),
      ...stamp(),
    })
    tags.set(
      id,
      of.flatMap((row) => tags.of(row.id)),
    )
    return id
  }

  const merge = db.transaction((ids: readonly string[]): string => {
    const merged = [...new Set(ids)].map(whole).sort((a, b) => a.start - b.start || a.end - b.end)
    const articleId = merged[0]?.article_id ?? fail('BAD_INPUT', 'Choose the highlights to merge.')
    if (merged.length < 2 || merged.some((row) => row.article_id !== articleId)) {
      fail('BAD_INPUT', 'Only two or more highlights of one article can be merged. Nothing was changed.')
    }
    const { text } = passage(articleId, merged[0]!)
    const range =
      unionOf(text, merged) ??
      fail('CONFLICT', 'There are words between these highlights. Nothing was changed; move their ends together first.')
    const id = replacement(merged, text, range)
    deps.joinNotes(
      merged.map((row) => row.id),
      id,
    )
    for (const row of merged) setRemoved(row.id, true)
    return id
  })

  const split = db.transaction((id: string, at: number): [string, string] => {
    const row = whole(id)
    const { text } = passage(row.article_id, row)
    const [left, right] =
      halvesOf(text, row, at) ??
      fail('BAD_INPUT', 'A highlight is split between two of its words. Nothing was changed.')
    const first = replacement([row], text, left)
    deps.joinNotes([id], first)
    const second = replacement([row], text, right)
    setRemoved(id, true)
    return [first, second]
  })

  const setRemoved = db.transaction((id: string, removed: boolean): HighlightRow => {
    const row = known(id)
    if ((row.removed_at !== null) === removed) return row
    const { now, device } = stamp()
    rows.setRemoved.run(removed ? now : null, now, device, id)
    if (!removed) places.check(row)
    return row
  })

  const exchange = db.transaction((input: Parameters<Highlights['exchange']>[0]): string[] => {
    const removed = input.remove.map((id) => setRemoved(id, true).article_id)
    return [...removed, ...input.restore.map((id) => setRemoved(id, false).article_id)]
  })

  const reanchor = db.transaction(places.reanchor)
  const putBack = db.transaction(places.putBack)

  const writeAnchor = db.transaction((anchor: HighlightAnchor): void => {
    const row = live(anchor.id)
    const text = deps.articleText(row.article_id) ?? ''
    const stands = text.slice(anchor.range.start, anchor.range.end) === anchor.quote.exact
    const within = anchor.range.start < anchor.range.end && anchor.range.end <= text.length
    if (anchor.status === 'anchored' ? !stands : anchor.status === 'uncertain' && !within) {
      fail('CONFLICT', 'The text of the article has changed since. The highlight was left as it is.')
    }
    places.write(anchor)
  })

  const changed = (articleId: string): void => {
    deps.changed({ topic: 'highlights', articleId })
  }
  const changedIn = (articleIds: Iterable<string>): void => {
    for (const articleId of new Set(articleIds)) changed(articleId)
  }
  const allWritten = (ids: readonly string[]): Highlight[] => {
    const highlights = ids.map((id) => model(known(id)))
    changedIn(highlights.map(({ articleId }) => articleId))
    return highlights
  }
  const written = (id: string): Highlight => {
    const row = known(id)
    changed(row.article_id)
    return model(row)
  }

  return {
    list: (articleId) => rows.liveOfArticle.all(articleId).map(model),
    find(id) {
      const row = rows.byId.get(id)
      return row === undefined || row.removed_at !== null ? null : model(row)
    },
    create: (input) => written(create.immediate(input)),
    update(input) {
      update.immediate(input)
      return written(input.id)
    },
    updateMany(changes) {
      updateMany.immediate(changes)
      return allWritten([...new Set(changes.map(({ id }) => id))])
    },
    merge: (ids) => written(merge.immediate(ids)),
    split(id, at) {
      const [first, second] = split.immediate(id, at)
      return [written(first), written(second)]
    },
    exchange(input) {
      changedIn(exchange.immediate(input))
      return input.restore.map((id) => model(known(id)))
    },
    library({ order = 'article', limit = 200, offset = 0, ...filter }) {
      const { found, ...rest } = page({ ...filter, order, limit, offset })
      return { items: found.map(({ id, ...article }) => ({ ...model(known(id)), ...article })), ...rest }
    },
    remove(id) {
      changed(setRemoved.immediate(id, true).article_id)
    },
    restore(id) {
      setRemoved.immediate(id, false)
      return written(id)
    },
    countByArticle: () => new Map(rows.counts.all().map((row) => [row.article_id, row.count])),
    intersects: (articleId, range) => rows.countIn.get(articleId, range.end, range.start) ?? 0,
    setAnchor(anchor) {
      writeAnchor.immediate(anchor)
      return written(anchor.id)
    },
    reanchor(articleId, newText) {
      const report = reanchor.immediate(articleId, newText)
      if (report.moved + report.uncertain + report.orphaned > 0) changed(articleId)
      return report
    },
    anchors: (articleId) => places.states(articleId),
    putBackAnchors(articleId, newText, anchors) {
      const report = putBack.immediate(articleId, newText, anchors)
      changed(articleId)
      return report
    },
    all: () => rows.live.all().map(model),
  }
}

function wordsOf(text: string, range: TextRange): TextRange {
  const whole = Number.isInteger(range.start) && Number.isInteger(range.end)
  if (!whole || range.start < 0 || range.end > text.length || range.end < range.start) {
    fail('BAD_INPUT', 'That passage is not in the article as it is stored. Nothing was changed; select it again.')
  }
  const trimmed = trimRange(text, range)
  if (trimmed.start === trimmed.end) {
    fail('BAD_INPUT', 'There are no words in that selection. Nothing was changed; select the words to highlight.')
  }
  return trimmed
}

function reviewOf(row: HighlightRow): Pick<Highlight, 'review'> {
  const { status, score, last_start: start, last_end: end, old_before: before, old_after: after, settled } = row
  if (status === 'anchored' || start === null || end === null) return {}
  return { review: { score, lastRange: { start, end }, before, after, settled: settled === 1 } }
}
