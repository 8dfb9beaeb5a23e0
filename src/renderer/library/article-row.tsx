// One article in the list: what tells it from the others, and its menu.
import { Archive, Check, Clock, Columns2, Ellipsis, Highlighter, Inbox, Star, Tag, Trash2, Undo2 } from 'lucide-react'
import { memo } from 'react'
import type { ArticleSummary } from '../../contract/model.ts'
import { readingMinutes } from '../../text/word-count.ts'
import { fetchAhead, fetchNoMore, fetchSoon } from '../article-cache.ts'
import { showDialog } from '../frame/dialogs.ts'
import { closeDrawer } from '../frame/panes.ts'
import { formatRoute, openArticle, parseRoute } from '../navigation.ts'
import { openBeside } from '../split/open-beside.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { MenuItem } from '../ui/menu.tsx'
import { updateItems, versionsItem } from '../versions/text-items.tsx'
import { moveTo, moveToTrash, restoreFromTrash, toggleFavourite } from './article-actions.ts'
import { ShortDate, countOf } from './dates.tsx'
import { READ_FRACTION, isUnread } from './views.ts'
import type { View } from './views.ts'

export interface ArticleRowProps {
  article: ArticleSummary
  view: View
  /** Whether it is in the reader, or one of the two that are. */
  open: boolean
  tabStop: boolean
  /** Its place in the list, from 0. */
  index: number
  onFocus: (id: string, index: number) => void
}

/** Memoised: opening an article changes two rows of hundreds. */
export const ArticleRow = memo(function ArticleRow({ article, view, open, tabStop, index, onFocus }: ArticleRowProps) {
  const unread = isUnread(article)
  const date = view === 'trash' ? article.trashedAt : (article.publishedAt ?? article.addedAt)
  return (
    <li className="article-row" data-unread={unread || undefined}>
      <a
        className="article-link"
        href={formatRoute({ articleId: article.id })}
        data-article={article.id}
        tabIndex={tabStop ? 0 : -1}
        aria-current={open ? 'page' : undefined}
        onClick={(event) => {
          closeDrawer()
          // The address of the row names the article alone; what is beside the open one stays.
          const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
          if (elsewhere || parseRoute(location.hash).beside === null) return
          event.preventDefault()
          openArticle(article.id)
        }}
        onPointerEnter={() => {
          fetchSoon(article.id)
        }}
        onPointerLeave={fetchNoMore}
        onPointerDown={() => {
          fetchAhead(article.id)
        }}
        onFocus={() => {
          fetchSoon(article.id)
          onFocus(article.id, index)
        }}
      >
        <span className="article-title" lang={article.lang ?? undefined} dir="auto">
          {unread && (
            // With a direction of its own it does not count for the title's.
            <span className="visually-hidden" dir="ltr">
              {'Unread: '}
            </span>
          )}
          {article.title}
        </span>
        <span className="article-meta">
          {article.siteName && (
            <span className="article-site" dir="auto">
              {article.siteName}
            </span>
          )}
          <span>{readingMinutes(article.wordCount, article.lang)} min</span>
          {date !== null && <ShortDate at={date} />}
          <RowMarks article={article} />
        </span>
      </a>
      <div className="article-more">
        <Menu
          label={`Acts on ${article.title}`}
          trigger={
            <IconButton
              label="More"
              size="small"
              icon={<Ellipsis size={16} />}
              tabIndex={tabStop ? 0 : -1}
              placement="left"
            />
          }
          items={rowActions(article)}
        />
      </div>
    </li>
  )
})

function RowMarks({ article }: { article: ArticleSummary }) {
  const { fraction } = article.progress
  const percent = Math.round(fraction * 100)
  return (
    <span className="article-marks">
      {article.favourite && <Star size={13} className="article-star" aria-label="Favourite" role="img" />}
      {article.highlightCount > 0 && (
        <span className="article-highlights" title={countOf(article.highlightCount, 'highlight')}>
          <Highlighter size={13} aria-hidden="true" />
          <span data-count>{article.highlightCount}</span>
          <span className="visually-hidden">{article.highlightCount === 1 ? ' highlight' : ' highlights'}</span>
        </span>
      )}
      {fraction >= READ_FRACTION && <Check size={14} aria-label="Read" role="img" />}
      {fraction > 0 && fraction < READ_FRACTION && (
        <span className="article-progress" role="img" aria-label={`${String(percent)} % read`}>
          <span style={{ inlineSize: `${String(Math.max(6, percent))}%` }} />
        </span>
      )}
    </span>
  )
}

/** The acts of the row's menu; those of the trash are few. */
export function rowActions(article: ArticleSummary): MenuItem[] {
  if (article.trashedAt !== null) {
    return [{ label: 'Put back', icon: <Undo2 size={16} />, shortcut: '#', run: () => void restoreFromTrash(article) }]
  }
  const states = [
    { state: 'inbox', label: 'Move to Inbox', icon: <Inbox size={16} /> },
    { state: 'later', label: 'Keep for later', icon: <Clock size={16} />, shortcut: 'l' },
    { state: 'archive', label: 'Archive', icon: <Archive size={16} />, shortcut: 'e' },
  ] as const
  return [
    {
      label: 'Open beside',
      icon: <Columns2 size={16} />,
      shortcut: 'mod+shift+enter',
      run: () => {
        closeDrawer()
        openBeside(article.id)
      },
    },
    ...states
      .filter(({ state }) => state !== article.state)
      .map(({ state, ...item }) => ({ ...item, run: () => void moveTo(article, state) })),
    {
      label: article.favourite ? 'No longer a favourite' : 'Favourite',
      icon: <Star size={16} />,
      shortcut: 's',
      run: () => void toggleFavourite(article),
    },
    {
      label: 'Tags…',
      icon: <Tag size={16} />,
      shortcut: 't',
      run: () => {
        showDialog({ name: 'tags', articleId: article.id })
      },
    },
    ...[...updateItems(article), versionsItem(article)].map((item, index) => ({ ...item, separated: index === 0 })),
    {
      label: 'Move to trash',
      icon: <Trash2 size={16} />,
      shortcut: '#',
      tone: 'danger',
      separated: true,
      run: () => void moveToTrash(article),
    },
  ]
}
