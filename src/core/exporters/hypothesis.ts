// Highlights and notes as the API of Hypothesis lists annotations (https://h.readthedocs.io/en/latest/api-reference/).
import type { Note } from '../../contract/model.ts'
import { markdownOf } from '../../rich-text/note-markdown.ts'
import { annotatedArticles } from './library-to-export.ts'
import type { Annotated, FormatWriter } from './library-to-export.ts'
import { sourceOf } from './w3c.ts'

const USER = 'acct:reader@commonplace.invalid'

/**
 * `{"rows": […], "total": n}` as a search of theirs answers. An article's own note is a page note, which has no selector.
 * There is no place for colours.
 */
export const writeHypothesis: FormatWriter = async function* (library, selection) {
  yield '{"rows":['
  let total = 0
  for await (const one of annotatedArticles(library, selection)) {
    const rows = rowsOf(one)
    if (rows.length === 0) continue
    yield `${total === 0 ? '\n' : ',\n'}${rows.map((row) => JSON.stringify(row)).join(',\n')}`
    total += rows.length
  }
  yield `\n],"total":${String(total)}}\n`
}

function rowsOf({ article, highlights, highlightNotes, articleNote }: Annotated): object[] {
  const uri = sourceOf(article)
  const row = (id: string, times: { createdAt: number; updatedAt: number }, note: Note | null | undefined) => ({
    id,
    created: iso(times.createdAt),
    updated: iso(Math.max(times.updatedAt, note?.updatedAt ?? 0)),
    user: USER,
    user_info: { display_name: null },
    uri,
    text: note ? markdownOf(note.state) : '',
    group: '__world__',
    permissions: { read: [USER], admin: [USER], update: [USER], delete: [USER] },
    references: [],
    hidden: false,
    flagged: false,
    document: { title: [article.title] },
    links: {},
  })
  const onWhole = articleNote
    ? [{ ...row(articleNote.id, articleNote, articleNote), tags: article.tags, target: [{ source: uri }] }]
    : []
  const onWords = highlights.map((highlight) => ({
    ...row(highlight.id, highlight, highlightNotes.get(highlight.id)),
    tags: highlight.tags,
    target: [
      {
        source: uri,
        selector: [
          ...(highlight.status === 'anchored' ? [{ type: 'TextPositionSelector', ...highlight.range }] : []),
          { type: 'TextQuoteSelector', ...highlight.quote },
        ],
      },
    ],
  }))
  return [...onWhole, ...onWords]
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
