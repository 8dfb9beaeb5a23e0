// The articles of the chosen view. One tab stop; arrows or j and k move, letters act on the row that has the focus.
import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowDownUp, Waypoints } from 'lucide-react'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { ArticleSummary } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { singleKeysAllowed } from '../commands/single-keys.ts'
import { openMap } from '../entity-map/map-route.ts'
import { showDialog } from '../frame/dialogs.ts'
import { closeDrawer } from '../frame/panes.ts'
import { openArticle, useRoute } from '../navigation.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Menu } from '../ui/menu.tsx'
import { moveToOrBack, toggleFavourite, trashOrRestore } from './article-actions.ts'
import { ArticleRow } from './article-row.tsx'
import { SORT_NAMES, VIEW_NAMES, showView, useLibraryView } from './views.ts'
import type { LibraryView, Sort, View } from './views.ts'
import './article-list.css'

const PAGE = 200

function useArticlePages({ view, tag, sort }: LibraryView) {
  return useInfiniteQuery({
    queryKey: ['articles', 'list', 'pages', view, tag, sort],
    queryFn: ({ pageParam, signal }) =>
      client.article.list({ view, ...(tag ? { tag } : {}), sort, limit: PAGE, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.items.length, 0)
      return last.items.length > 0 && loaded < last.total ? loaded : undefined
    },
    // The rows stay while the same articles are put in another order.
    placeholderData: (rows, query) => (query?.queryKey[3] === view && query.queryKey[4] === tag ? rows : undefined),
  })
}

/** What a letter does to the row that has the focus. */
function actOnRow(key: string, article: ArticleSummary): boolean {
  const acts: Record<string, () => unknown> = {
    Enter: () => {
      openArticle(article.id)
    },
    e: () => moveToOrBack(article, 'archive'),
    l: () => moveToOrBack(article, 'later'),
    s: () => toggleFavourite(article),
    t: () => {
      showDialog({ name: 'tags', articleId: article.id })
    },
    '#': () => trashOrRestore(article),
    Delete: () => trashOrRestore(article),
  }
  const act = acts[key]
  if (!act) return false
  void act()
  return true
}

function stepOf(key: string, index: number, count: number): number | null {
  if (key === 'ArrowDown' || key === 'j') return Math.min(count - 1, index + 1)
  if (key === 'ArrowUp' || key === 'k') return Math.max(0, index - 1)
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}

/** Which row is the tab stop; when the focused row leaves the list, the one that takes its place gets the focus. */
function useRovingFocus(items: ArticleSummary[], openId: string | null) {
  const [place, setPlace] = useState<{ id: string | null; index: number }>({ id: null, index: 0 })
  const listRef = useRef<HTMLUListElement>(null)
  const hadFocus = useRef(false)
  const found = items.findIndex((item) => item.id === (place.id ?? openId))
  const activeIndex = found === -1 ? Math.min(place.index, Math.max(0, items.length - 1)) : found
  const activeId = items[activeIndex]?.id ?? null
  const focusRow = (id: string) => listRef.current?.querySelector<HTMLElement>(`[data-article="${id}"]`)?.focus()
  const onFocusRow = useCallback((id: string, index: number) => {
    hadFocus.current = true
    setPlace({ id, index })
  }, [])
  useLayoutEffect(() => {
    if (hadFocus.current && activeId && document.activeElement === document.body) focusRow(activeId)
  }, [activeId])
  return {
    listRef,
    activeIndex,
    onFocusRow,
    onBlurList: (next: EventTarget | null) => {
      if (next) hadFocus.current = false
    },
    focusRow,
  }
}

export function ArticleList() {
  const shown = useLibraryView()
  const { articleId: openId, beside } = useRoute()
  const besideId = beside?.kind === 'article' ? beside.articleId : null
  const query = useArticlePages(shown)
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const { listRef, activeIndex, onFocusRow, onBlurList, focusRow } = useRovingFocus(items, openId)
  const onKeyDown = (event: KeyboardEvent) => {
    // With Alt too where the letters of the window want it, so that they never act on another article than this row's.
    if (event.ctrlKey || event.metaKey || (event.altKey && singleKeysAllowed())) return
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-article]')) return
    const article = items[activeIndex]
    const next = stepOf(event.key, activeIndex, items.length)
    const target = next === null ? undefined : items[next]
    if (target) focusRow(target.id)
    else if (!article || !actOnRow(event.key, article)) return
    event.preventDefault()
  }
  return (
    <section className="articles" aria-label={shown.tag ? `Articles tagged ${shown.tag}` : VIEW_NAMES[shown.view]}>
      <ListHead shown={shown} total={query.data?.pages[0]?.total} />
      {query.isError && (
        <EmptyState
          title="The list cannot be shown"
          action={<Button onClick={() => void query.refetch()}>Try again</Button>}
        >
          {sentenceOf(query.error)}
        </EmptyState>
      )}
      {query.isSuccess && items.length === 0 && <EmptyView {...shown} />}
      <ul
        ref={listRef}
        className="article-list"
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          onBlurList(event.relatedTarget)
        }}
      >
        {items.map((article, index) => (
          <ArticleRow
            key={article.id}
            article={article}
            view={shown.view}
            open={article.id === openId || article.id === besideId}
            tabStop={index === activeIndex}
            index={index}
            onFocus={onFocusRow}
          />
        ))}
      </ul>
      {query.hasNextPage && <MoreRows busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
    </section>
  )
}

function ListHead({ shown, total }: { shown: LibraryView; total: number | undefined }) {
  const sorts = Object.keys(SORT_NAMES) as Sort[]
  const { tag } = shown
  return (
    <header className="articles-head">
      <h3 className="articles-title">
        {shown.tag ?? VIEW_NAMES[shown.view]}
        {total !== undefined && total > 0 && (
          <span className="articles-total" data-count>
            {total}
          </span>
        )}
      </h3>
      {tag !== null && (
        <IconButton
          label="Map of this tag"
          size="small"
          icon={<Waypoints size={15} />}
          onClick={() => {
            closeDrawer()
            openMap({ kind: 'tag', tag })
          }}
        />
      )}
      <Menu
        label="Sort by"
        trigger={<IconButton label={`Sort: ${SORT_NAMES[shown.sort]}`} size="small" icon={<ArrowDownUp size={15} />} />}
        items={sorts.map((sort) => ({
          label: SORT_NAMES[sort],
          checked: sort === shown.sort,
          run: () => {
            showView({ sort })
          },
        }))}
      />
    </header>
  )
}

/** Asks for the next page when the end of the list comes near; a button for those who do not scroll. */
function MoreRows({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = ref.current
    if (!element || busy) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onMore()
      },
      { rootMargin: '600px' },
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [busy, onMore])
  return (
    <div ref={ref} className="more-rows">
      <Button variant="quiet" size="small" disabled={busy} onClick={onMore}>
        {busy ? 'Loading more articles' : 'More articles'}
      </Button>
    </div>
  )
}

const EMPTY_VIEWS: Record<View, { title: string; text: string }> = {
  inbox: { title: 'The inbox is empty', text: 'What you add arrives here.' },
  later: { title: 'Nothing kept for later', text: 'Press L on an article to keep it here.' },
  archive: { title: 'The archive is empty', text: 'Press E on an article that you have finished with.' },
  favourites: { title: 'No favourites yet', text: 'Press S on an article that you want to find again.' },
  all: { title: 'The library is empty', text: 'Add a web address, a file, or some text.' },
  trash: { title: 'The trash is empty', text: 'What you throw away waits here until you want it back.' },
}

function EmptyView({ view, tag }: LibraryView) {
  const { title, text } = tag
    ? { title: `No article has the tag ${tag}`, text: 'Press T on an article to give it tags.' }
    : EMPTY_VIEWS[view]
  return (
    <EmptyState
      title={title}
      action={
        (view === 'inbox' || view === 'all') && (
          <Button
            onClick={() => {
              showDialog({ name: 'add' })
            }}
          >
            Add an article
          </Button>
        )
      }
    >
      {text}
    </EmptyState>
  )
}
