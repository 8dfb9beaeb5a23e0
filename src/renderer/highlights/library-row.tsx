// One highlight in the list over the whole library.
import { NotebookPen } from 'lucide-react'
import { memo } from 'react'
import type { LibraryHighlight } from '../../contract/model.ts'
import { ShortDate } from '../library/dates.tsx'
import { openHit } from '../search/open-hit.ts'

export interface LibraryRowProps {
  highlight: LibraryHighlight
  /** What the user calls its colour. */
  colourName: string
  /** Its article stands above it already. */
  underTitle: boolean
  selected: boolean
  /** Whether Tab comes to this row. */
  tabStop: boolean
  onSelect: (id: string, extend: boolean) => void
  onFocus: (id: string) => void
}

/** Opens the article of a highlight at its words, with the highlight pointed out. */
export function openHighlight({ id, articleId, title, siteName, range, status }: LibraryHighlight): void {
  openHit(
    {
      kind: 'highlight',
      id,
      articleId,
      title,
      siteName,
      publishedAt: null,
      snippet: [],
      range: status === 'orphan' ? null : range,
    },
    null,
  )
}

/** Memoised: of thousands few change at once. */
export const LibraryRow = memo(function LibraryRow(props: LibraryRowProps) {
  const { highlight, colourName, underTitle, selected, tabStop, onSelect, onFocus } = props
  const { id, colour, quote, noteText, tags, status, title, createdAt } = highlight
  return (
    <div role="listitem" className="library-highlight" data-colour={colour} data-selected={selected || undefined}>
      <input
        type="checkbox"
        aria-label={`Select “${quote.exact.slice(0, 60)}”`}
        checked={selected}
        tabIndex={tabStop ? 0 : -1}
        onChange={(event) => {
          onSelect(id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
        }}
      />
      <button
        type="button"
        className="library-highlight-open"
        data-highlight={id}
        tabIndex={tabStop ? 0 : -1}
        onFocus={() => {
          onFocus(id)
        }}
        onClick={() => {
          openHighlight(highlight)
        }}
      >
        <span className="visually-hidden">{`${colourName} highlight: `}</span>
        <span className="library-highlight-quote" dir="auto">
          {quote.exact}
        </span>
        {noteText !== '' && (
          <span className="library-highlight-note" dir="auto">
            <NotebookPen size={14} aria-label="Note:" role="img" /> <span>{noteText}</span>
          </span>
        )}
        <span className="library-highlight-facts">
          {status === 'uncertain' && <span className="highlight-unsure">place not sure</span>}
          {status === 'orphan' && <span className="highlight-orphan">no longer in the text</span>}
          {!underTitle && <bdi>{title}</bdi>}
          <ShortDate at={createdAt} />
          {tags.map((tag) => (
            <span key={tag} className="highlight-tag">
              {tag}
            </span>
          ))}
        </span>
      </button>
    </div>
  )
})
