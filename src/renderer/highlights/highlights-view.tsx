// Every highlight of the library in one list: grouped, filtered, opened at its passage, changed many at once.
import { Highlighter } from 'lucide-react'
import { useCallback, useDeferredValue, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { LibraryHighlight } from '../../contract/model.ts'
import { sentenceOf } from '../client.ts'
import { formatNumber } from '../library/dates.tsx'
import { deleteHighlights } from '../reader/highlight-actions.ts'
import { ToReview } from '../review/to-review.tsx'
import { useSettings } from '../settings/settings-store.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { groupHighlights } from './group-highlights.ts'
import { HighlightFilters } from './highlight-filters.tsx'
import { LibraryRow } from './library-row.tsx'
import { isFiltered, useLibraryHighlights, useShown } from './use-library-highlights.ts'
import '../reader/annotation.css'
import './highlights-view.css'

const dayName = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' })

export function HighlightsView() {
  const titleId = useId()
  const [shown, show] = useShown()
  const { query, items, loadAll, facets } = useLibraryHighlights(useDeferredValue(shown))
  const { colourNames } = useSettings()
  const groups = useMemo(
    () => groupHighlights(items, shown.order, { colourNames, day: (time) => dayName.format(time) }),
    [items, shown.order, colourNames],
  )
  const { selected, toggle, selectThese, clear } = useSelection(items)
  const [activeId, setActiveId] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const tabStop = items.some(({ id }) => id === activeId) ? activeId : (items[0]?.id ?? null)
  const selectedIds = useMemo(() => new Set(selected.map(({ id }) => id)), [selected])

  const onKeyDown = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['highlight'] : undefined
    const highlight = items.find((one) => one.id === id)
    if (highlight === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const index = items.indexOf(highlight)
    const to = placeAfter(event.key, index, items.length)
    if (to !== null) focusRow(list.current, items[to]?.id)
    else if (event.key.toLowerCase() === 'x') toggle(highlight.id, event.shiftKey)
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      focusRow(list.current, (items[index + 1] ?? items[index - 1])?.id)
      void deleteHighlights([highlight])
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section className="highlights" aria-labelledby={titleId}>
      <header className="highlights-head">
        <h1 id={titleId} className="highlights-title">
          Highlights
          {facets !== undefined && <span data-count>{formatNumber(facets.total)}</span>}
        </h1>
        <ToReview count={facets?.toReview ?? 0} articleId={null} />
        {facets !== undefined && facets.all > 0 && <HighlightFilters {...{ shown, facets }} onShow={show} />}
        {selected.length > 0 && (
          <BulkBar
            selected={selected}
            total={facets?.total ?? 0}
            onSelectAll={() => void loadAll().then(selectThese)}
            onClear={() => {
              clear()
              // The bar goes, with what had the focus; those selected may go too.
              focusRow(list.current, (items.find(({ id }) => !selectedIds.has(id)) ?? items[0])?.id)
            }}
          />
        )}
      </header>
      {query.isError && (
        <EmptyState
          title="The highlights cannot be shown"
          action={<Button onClick={() => void query.refetch()}>Try again</Button>}
        >
          {sentenceOf(query.error)}
        </EmptyState>
      )}
      {facets?.total === 0 && (
        <Nothing
          filtered={facets.all > 0 && isFiltered(shown)}
          onAll={() => {
            show({ colours: undefined, tag: undefined, hasNote: undefined, articleId: undefined, text: undefined })
          }}
        />
      )}
      <div ref={list} className="highlights-list" onKeyDown={onKeyDown}>
        {groups.map((group) => (
          <section key={`${group.key} ${group.items[0]?.id ?? ''}`} className="highlights-group">
            <h2 dir="auto">{group.heading}</h2>
            <div role="list">
              {chunksOf(group.items).map((chunk) => (
                <div key={chunk[0]?.id} className="highlights-chunk" style={heightOf(chunk.length)}>
                  {chunk.map((highlight) => (
                    <LibraryRow
                      key={highlight.id}
                      highlight={highlight}
                      colourName={colourNames[highlight.colour]}
                      underTitle={shown.order === 'article'}
                      selected={selectedIds.has(highlight.id)}
                      tabStop={highlight.id === tabStop}
                      onSelect={toggle}
                      onFocus={setActiveId}
                    />
                  ))}
                </div>
              ))}
            </div>
          </section>
        ))}
      </div>
      {query.hasNextPage && <More busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
    </section>
  )
}

const CHUNK = 25
const ROW_PX = 84

/** A long list is laid out chunk by chunk as it comes into view: watching each row alone would cost more than it saves. */
function chunksOf(items: readonly LibraryHighlight[]): LibraryHighlight[][] {
  const count = Math.ceil(items.length / CHUNK)
  return Array.from({ length: count }, (_, index) => items.slice(index * CHUNK, (index + 1) * CHUNK))
}

function heightOf(rows: number): { containIntrinsicBlockSize: string } {
  return { containIntrinsicBlockSize: `auto ${String(rows * ROW_PX)}px` }
}

/** What is selected, of what there still is; Shift selects all from the last one to this. */
function useSelection(items: readonly LibraryHighlight[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string | null>(null)
  const order = useRef(items)
  useLayoutEffect(() => {
    order.current = items
  }, [items])
  const toggle = useCallback((id: string, extend: boolean) => {
    const places = [last.current, id].map((one) => order.current.findIndex((item) => item.id === one))
    const [from, to] = [Math.min(...places), Math.max(...places)]
    const range = extend && from >= 0 ? order.current.slice(from, to + 1).map((item) => item.id) : null
    last.current = id
    setIds((before) => {
      const next = new Set(before)
      if (range !== null) for (const one of range) next.add(one)
      else if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const selected = useMemo(() => items.filter(({ id }) => ids.has(id)), [items, ids])
  return {
    selected,
    toggle,
    selectThese: (all: readonly LibraryHighlight[]) => {
      setIds(new Set(all.map(({ id }) => id)))
    },
    clear: () => {
      setIds(new Set())
    },
  }
}

function placeAfter(key: string, index: number, count: number): number | null {
  if (key === 'ArrowDown' || key === 'j') return Math.min(count - 1, index + 1)
  if (key === 'ArrowUp' || key === 'k') return Math.max(0, index - 1)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}

function focusRow(list: HTMLElement | null, id: string | undefined): void {
  if (id !== undefined) list?.querySelector<HTMLElement>(`[data-highlight="${id}"]`)?.focus()
}

function Nothing({ filtered, onAll }: { filtered: boolean; onAll: () => void }) {
  if (filtered) {
    return (
      <EmptyState title="No highlight is like that" action={<Button onClick={onAll}>Show all highlights</Button>} />
    )
  }
  return (
    <EmptyState icon={<Highlighter size={22} />} title="No highlights yet">
      Open an article, select words and choose a colour, or press <Kbd keys="h" />.
    </EmptyState>
  )
}

/** Asks for the next page when the end of the list comes near; a button for those who do not scroll. */
function More({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = ref.current
    if (element === null || busy) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onMore()
      },
      { rootMargin: '800px' },
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [busy, onMore])
  return (
    <div ref={ref} className="highlights-more">
      <Button variant="quiet" size="small" disabled={busy} onClick={onMore}>
        {busy ? 'Loading more highlights' : 'More highlights'}
      </Button>
    </div>
  )
}
