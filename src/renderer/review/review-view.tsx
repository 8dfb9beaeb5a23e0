// Highlights whose place is not sure since their text changed, one after the other, with what each was and where it may be.
import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp, ListChecks } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { LibraryHighlight } from '../../contract/model.ts'
import { sentenceOf } from '../client.ts'
import { useCommand } from '../commands/commands.ts'
import { countOf } from '../library/dates.tsx'
import { openArticle, openHighlights, openReview } from '../navigation.ts'
import { queries } from '../queries.ts'
import { Announcer, announce } from '../reader/announcer.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ReviewDetail } from './review-detail.tsx'
import { placeWords } from './score-words.ts'
import { isToReview } from './to-review.tsx'
// How an article's text is set, and the inks.
import '../reader/reader.css'
import '../reader/annotation.css'
import './review.css'

export function ReviewView({ articleId }: { articleId: string | null }) {
  const titleId = useId()
  const { data, error } = useQuery(
    queries.highlightLibrary({
      review: 'all',
      order: 'article',
      limit: 1000,
      ...(articleId !== null && { articleId }),
    }),
  )
  const items = inOrder(data?.items ?? [])
  const open = items.filter(isToReview)
  const [wanted, setWanted] = useState<string | null>(null)
  // Those that are kept are looked at again only when they are chosen.
  const index = Math.max(
    open.length > 0 ? 0 : -1,
    items.findIndex(({ id }) => id === wanted),
  )
  const current = items[index]
  const list = useRef<HTMLOListElement>(null)

  const go = (step: 1 | -1) => {
    const next = items[index + step]
    if (next === undefined) return
    setWanted(next.id)
    announce(`${String(index + step + 1)} of ${String(items.length)}: ${next.quote.exact.slice(0, 80)}`)
  }
  /** On to the next that is to be looked at; the one decided on may stay in the list, among those kept. */
  const onDecided = () => {
    const others = items.filter(({ id }) => id !== current?.id)
    const next = others.slice(index).find(isToReview) ?? others.find(isToReview)
    setWanted(next?.id ?? null)
    announce(next === undefined ? 'That was the last one' : `${countOf(open.length - 1, 'highlight')} left`)
  }
  const group = 'Highlights and notes'
  useCommand({ keys: 'n', label: 'Review: next highlight', group, run: () => go(1) })
  useCommand({ keys: 'p', label: 'Review: previous highlight', group, run: () => go(-1) })
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current?.id])

  return (
    <section className="review" aria-labelledby={titleId}>
      <header className="review-head">
        <h1 id={titleId} className="review-title">
          Review
          {data !== undefined && <span data-count>{open.length === 0 ? '' : countOf(open.length, 'highlight')}</span>}
        </h1>
        <div className="review-ways">
          {items.length > 1 && (
            <>
              <IconButton
                label="Previous"
                shortcut="p"
                icon={<ChevronUp size={18} />}
                disabled={index === 0}
                onClick={() => {
                  go(-1)
                }}
              />
              <IconButton
                label="Next"
                shortcut="n"
                icon={<ChevronDown size={18} />}
                disabled={index >= items.length - 1}
                onClick={() => {
                  go(1)
                }}
              />
            </>
          )}
          <Way articleId={articleId} others={(data?.toReview ?? 0) > open.length} />
        </div>
      </header>
      {error !== null && <EmptyState title="The highlights cannot be shown">{sentenceOf(error)}</EmptyState>}
      {data !== undefined && items.length === 0 && <NothingToReview articleId={articleId} kept={0} />}
      {items.length > 0 && (
        <div className="review-body">
          <ol ref={list} className="review-list" aria-label="Highlights to check">
            {items.map((item, at) => (
              <Item
                key={item.id}
                highlight={item}
                current={item.id === current?.id}
                heading={headingOf(item, items[at - 1], articleId === null)}
                onChoose={() => {
                  setWanted(item.id)
                }}
              />
            ))}
          </ol>
          <div className="review-one">
            {current === undefined ? (
              <NothingToReview articleId={articleId} kept={items.length} />
            ) : (
              <>
                <h2 className="review-article" dir="auto">
                  <a href={`#/article/${current.articleId}`}>{current.title}</a>
                </h2>
                <ReviewDetail key={current.id} highlight={current} onDecided={onDecided} />
              </>
            )}
          </div>
        </div>
      )}
      <Announcer />
    </section>
  )
}

/** What is to be looked at first, article by article; what the user keeps without a place after it. */
function inOrder(items: readonly LibraryHighlight[]): LibraryHighlight[] {
  return [...items.filter(isToReview), ...items.filter((item) => !isToReview(item))]
}

function Way({ articleId, others }: { articleId: string | null; others: boolean }) {
  if (articleId === null) return <Button onClick={openHighlights}>All highlights</Button>
  return (
    <>
      {others && (
        <Button
          variant="quiet"
          onClick={() => {
            openReview()
          }}
        >
          All articles
        </Button>
      )}
      <Button
        onClick={() => {
          openArticle(articleId)
        }}
      >
        To the article
      </Button>
    </>
  )
}

/** What stands above an item that begins an article's, or those that are kept. */
function headingOf(item: LibraryHighlight, before: LibraryHighlight | undefined, withTitles: boolean): string | null {
  const kept = !isToReview(item) && (before === undefined || isToReview(before))
  const title = withTitles && (kept || item.articleId !== before?.articleId) ? item.title : ''
  return [kept ? 'Kept without a place' : '', title].filter(Boolean).join(' · ') || null
}

function NothingToReview({ articleId, kept }: { articleId: string | null; kept: number }) {
  return (
    <EmptyState
      icon={<ListChecks size={22} />}
      title={kept === 0 ? 'Every highlight is in its place' : 'Nothing is left to check'}
      action={
        <Button
          variant="primary"
          onClick={() => {
            if (articleId === null) openHighlights()
            else openArticle(articleId)
          }}
        >
          {articleId === null ? 'All highlights' : 'To the article'}
        </Button>
      }
    >
      {kept === 0
        ? 'When an article’s text is updated or corrected, its highlights follow their words. Those that cannot be placed for sure come here, for you to decide.'
        : `${countOf(kept, 'highlight is', 'highlights are')} kept without a place. Choose one to attach it after all.`}
    </EmptyState>
  )
}

interface ItemProps {
  highlight: LibraryHighlight
  current: boolean
  /** The title of its article, above the first of each. */
  heading: string | null
  onChoose: () => void
}

function Item({ highlight, current, heading, onChoose }: ItemProps) {
  const { colour, quote, review } = highlight
  return (
    <li>
      {heading !== null && (
        <p className="review-heading" dir="auto">
          {heading}
        </p>
      )}
      <button
        type="button"
        className="review-item"
        data-colour={colour}
        aria-current={current ? 'true' : undefined}
        onClick={onChoose}
      >
        <span className="review-quote" dir="auto">
          {quote.exact}
        </span>
        <span className="review-state">{placeWords(review)}</span>
      </button>
    </li>
  )
}
