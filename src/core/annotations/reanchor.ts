// What becomes of highlights when their text changes: each keeps its place, gets a new one, a proposal to look at, or none.
import type { HighlightAnchor, ReanchorReport, TextRange } from '../../contract/model.ts'
import { quoteOf } from '../../text/quote.ts'
import { surroundingsOf } from '../../text/surroundings.ts'
import { anchorQuotes, tryAgain } from './anchor.ts'
import type { Anchor, Placed } from './anchor.ts'
import type { AnchorState, HighlightRow, prepareHighlightRows } from './highlight-rows.ts'

interface ReanchoringDeps {
  now: () => number
  device: string
  articleText: (articleId: string) => string | undefined
}

const ANCHORED = {
  status: 'anchored',
  score: null,
  last_start: null,
  last_end: null,
  old_before: '',
  old_after: '',
  settled: 0,
} as const

/**
 * The places of highlights. Every function is to be called within a transaction.
 * @param rows the statements of the table
 * @param deps clock, device, and the texts as they are before a change
 */
export function createReanchoring(rows: ReturnType<typeof prepareHighlightRows>, deps: ReanchoringDeps) {
  const write = (state: AnchorState): void => {
    rows.setAnchor.run({ ...state, now: deps.now(), device: deps.device })
  }

  function set(id: string, text: string, range: TextRange): void {
    write({ id, ...range, ...quoteOf(text, range), ...ANCHORED })
  }

  /** Writes down what was found of a row; returns what happened to it, null when an orphan stays one that the user keeps. */
  function settle(row: HighlightRow, newText: string, found: Anchor, oldText: string | undefined) {
    if (found.kind === 'kept') return 'kept'
    if (found.kind === 'moved') {
      set(row.id, newText, found.range)
      return 'moved'
    }
    // The user has looked already: only a sure place is news.
    if (row.settled === 1) return null
    const last = lastOf(row)
    const around = row.status === 'anchored' ? surroundingsOfRow(row, oldText) : row
    write({
      ...stateOf(row),
      ...(found.kind === 'lost' ? last : found.range),
      status: found.kind === 'lost' ? 'orphan' : 'uncertain',
      score: found.kind === 'lost' ? null : found.score,
      last_start: last.start,
      last_end: last.end,
      old_before: around.old_before,
      old_after: around.old_after,
    })
    return found.kind === 'lost' ? 'orphaned' : 'uncertain'
  }

  function reanchor(articleId: string, newText: string): ReanchorReport {
    const report: ReanchorReport = { kept: 0, moved: 0, uncertain: 0, orphaned: 0 }
    // Once the new text is written, the old one is no longer known.
    const oldText = deps.articleText(articleId)
    const changed = oldText === newText ? undefined : oldText
    const { sure = [], unsure = [] } = Object.groupBy(rows.ofArticle.all(articleId), ({ status }) =>
      status === 'anchored' ? 'sure' : 'unsure',
    )
    const found = [
      ...anchorQuotes(newText, sure.map(placed), changed),
      ...tryAgain(newText, unsure.map(withProposal), oldText),
    ]
    for (const [index, row] of [...sure, ...unsure].entries()) {
      const outcome = settle(row, newText, found[index]!, oldText)
      if (row.removed_at === null && outcome !== null) report[outcome] += 1
    }
    return report
  }

  return {
    set,
    reanchor,
    states: (articleId: string): AnchorState[] => rows.ofArticle.all(articleId).map(stateOf),
    putBack(articleId: string, newText: string, states: readonly AnchorState[]): ReanchorReport {
      const report = reanchor(articleId, newText)
      const there = new Set(rows.ofArticle.all(articleId).map(({ id }) => id))
      for (const state of states) if (there.has(state.id)) write(state)
      return report
    },
    /** Anchors a row again whose words are not where it says: after it was restored. */
    check(row: HighlightRow): void {
      const text = deps.articleText(row.article_id)
      if (text === undefined || row.status !== 'anchored' || text.slice(row.start, row.end) === row.exact) return
      settle(row, text, anchorQuotes(text, [placed(row)])[0]!, undefined)
    },
    write({ id, range, quote, status, review }: HighlightAnchor): void {
      if (status === 'anchored' || review === undefined) {
        write({ id, ...range, ...quote, ...ANCHORED })
        return
      }
      write({
        id,
        ...range,
        ...quote,
        status,
        score: status === 'uncertain' ? (review.score ?? 0) : null,
        last_start: review.lastRange.start,
        last_end: review.lastRange.end,
        old_before: review.before,
        old_after: review.after,
        settled: status === 'orphan' && review.settled ? 1 : 0,
      })
    },
  }
}

function stateOf(row: HighlightRow): AnchorState {
  const { id, start, end, exact, prefix, suffix, status, score, last_start, last_end, old_before, old_after, settled } =
    row
  return { id, start, end, exact, prefix, suffix, status, score, last_start, last_end, old_before, old_after, settled }
}

function lastOf(row: HighlightRow): TextRange {
  return { start: row.last_start ?? row.start, end: row.last_end ?? row.end }
}

function placed(row: HighlightRow): Placed {
  return { quote: { exact: row.exact, prefix: row.prefix, suffix: row.suffix }, range: lastOf(row) }
}

function withProposal(row: HighlightRow): Placed & { proposed: { range: TextRange; score: number } | null } {
  const { start, end, score } = row
  return { ...placed(row), proposed: score === null ? null : { range: { start, end }, score } }
}

/** Around the words in the text that is about to go; where they do not stand in it, what the quote itself kept. */
function surroundingsOfRow(row: HighlightRow, oldText: string | undefined): { old_before: string; old_after: string } {
  if (oldText === undefined || oldText.slice(row.start, row.end) !== row.exact) {
    return { old_before: row.prefix, old_after: row.suffix }
  }
  const { before, after } = surroundingsOf(oldText, row)
  return { old_before: before, old_after: after }
}
