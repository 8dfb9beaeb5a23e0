// The highlights of an article in the order of its text: the counterpart, for keyboard and screen readers, of what is
// painted over the words.
import { useQuery } from '@tanstack/react-query'
import { Highlighter } from 'lucide-react'
import { useDeferredValue, useMemo } from 'react'
import type { KeyboardEvent } from 'react'
import type { Highlight } from '../../contract/model.ts'
import { sentenceOf } from '../client.ts'
import { MarginSwitch } from '../margin/margin-switch.tsx'
import { queries } from '../queries.ts'
import { ToReview, isToReview } from '../review/to-review.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { placeAfter, useRoving } from '../ui/roving.ts'
import { HighlightRow } from './highlight-row.tsx'
import { useReaderState } from './reader-store.ts'
import { useVisibleAtRest } from './visible-at-rest.ts'
import './annotation.css'
import './highlight-panel.css'

export function HighlightPanel({ articleId }: { articleId: string }) {
  const { data: highlights, error } = useQuery(queries.highlights(articleId))
  const visible = useVisibleAtRest()
  const activeId = useReaderState('activeHighlightId')
  const listed = useListed(highlights)
  const keys = useMemo(() => listed.map(({ id }) => id), [listed])
  const { props, stop, focus } = useRoving<HTMLOListElement>(keys)
  /** Up and down go from highlight to highlight; Tab goes through the acts of the one at hand. */
  const moveBetweenRows = (event: KeyboardEvent) => {
    const here = event.target instanceof HTMLElement ? event.target.dataset['roving'] : undefined
    const next = here === undefined ? null : placeAfter(event.key, keys.indexOf(here), keys.length)
    if (next === null) return
    event.preventDefault()
    focus(keys[next] ?? '')
  }

  if (error !== null) return <p className="highlight-panel-note">{sentenceOf(error)}</p>
  if (highlights === undefined) return null
  if (highlights.length === 0) {
    return (
      <EmptyState icon={<Highlighter size={22} />} title="No highlights yet">
        Select words in the text and choose a colour, or press <Kbd keys="h" />.
      </EmptyState>
    )
  }
  return (
    <section className="highlight-panel" aria-label="Highlights">
      <MarginSwitch />
      <ToReview count={highlights.filter(isToReview).length} articleId={articleId} />
      <ol className="highlight-list" onKeyDown={moveBetweenRows} {...props}>
        {listed.map((highlight) => (
          <HighlightRow
            key={highlight.id}
            highlight={highlight}
            active={highlight.id === activeId}
            tabStop={highlight.id === stop}
            inView={
              highlight.status !== 'orphan' &&
              visible !== null &&
              highlight.range.start < visible.end &&
              visible.start < highlight.range.end
            }
          />
        ))}
      </ol>
    </section>
  )
}

/** So many rows fill the pane. */
const FIRST_ROWS = 30
const NONE: readonly Highlight[] = []

/**
 * The rows to draw: a long list follows in the time between what is more urgent, as what is typed or painted in the text.
 * All of them are there in the end, for whoever searches the page or hears how many there are.
 */
function useListed(highlights: readonly Highlight[] = NONE): readonly Highlight[] {
  const first = useMemo(() => highlights.slice(0, FIRST_ROWS), [highlights])
  return useDeferredValue(highlights, first)
}
