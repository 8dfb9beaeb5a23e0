// Every mention in its sentence, article by article, the newest first: a few articles at once, more as one scrolls.
import { useQuery } from '@tanstack/react-query'
import { memo, useEffect, useRef, useState } from 'react'
import type { EntityPageArticle, EntitySentence } from '../../contract/entity-model.ts'
import { sentenceOf } from '../client.ts'
import { useCommand } from '../commands/commands.ts'
import { ShortDate, countOf, formatNumber } from '../library/dates.tsx'
import { openArticle } from '../navigation.ts'
import { Button } from '../ui/button.tsx'
import { pageQueries } from './page-queries.ts'
import { Sentence } from './sentence.tsx'

/** So many articles are asked for at once. */
export const BATCH = 8
/** An article shows so many sentences before it is asked for the rest. */
const SENTENCES = 5

export interface MentionsProps {
  id: string
  articles: readonly EntityPageArticle[]
  /** Ids of articles that are new since the last visit. */
  fresh: ReadonlySet<string>
  /** How many articles are listed. */
  listed: number
  onMore: () => void
}

export function Mentions({ id, articles, fresh, listed, onMore }: MentionsProps) {
  const shown = articles.slice(0, listed)
  const batches = Array.from({ length: Math.ceil(shown.length / BATCH) }, (_, index) =>
    shown.slice(index * BATCH, (index + 1) * BATCH),
  )
  const list = useRef<HTMLDivElement>(null)
  const step = (by: 1 | -1) => focusArticle(list.current, by)
  const group = 'Page of an entity'
  useCommand({ keys: 'j', label: 'Next article that names it', group, run: () => step(1) })
  useCommand({ keys: 'k', label: 'Previous article that names it', group, run: () => step(-1) })
  return (
    <div ref={list} className="entity-page-mentions">
      {batches.map((batch) => (
        <Batch key={batch[0]?.articleId} id={id} articles={batch} fresh={fresh} />
      ))}
      {articles.length > listed && <More left={articles.length - listed} onMore={onMore} />}
    </div>
  )
}

/** From the article that has the focus to the next; from elsewhere to the first. False when there is none. */
function focusArticle(list: HTMLElement | null, by: 1 | -1): boolean {
  const links = [...(list?.querySelectorAll<HTMLElement>('.entity-article-link') ?? [])]
  const group = document.activeElement?.closest('.entity-page-article')
  const here = links.findIndex((link) => group?.contains(link))
  const next = links[here === -1 ? 0 : here + by]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'start' })
  return next !== undefined
}

function Batch({ id, articles, fresh }: Pick<MentionsProps, 'id' | 'articles' | 'fresh'>) {
  const { data, error } = useQuery(
    pageQueries.sentences(
      id,
      articles.map(({ articleId }) => articleId),
    ),
  )
  return articles.map((article) => (
    <ArticleMentions
      key={article.articleId}
      article={article}
      isNew={fresh.has(article.articleId)}
      sentences={data?.filter(({ articleId }) => articleId === article.articleId)}
      problem={error === null ? null : sentenceOf(error)}
    />
  ))
}

interface ArticleMentionsProps {
  article: EntityPageArticle
  isNew: boolean
  sentences: EntitySentence[] | undefined
  problem: string | null
}

const ArticleMentions = memo(function ArticleMentions({ article, isNew, sentences, problem }: ArticleMentionsProps) {
  const [all, setAll] = useState(false)
  const { articleId, title, siteName, publishedAt, mentionCount, firstMention } = article
  const shown = all ? sentences : sentences?.slice(0, SENTENCES)
  const left = (sentences?.length ?? 0) - (shown?.length ?? 0)
  return (
    <article className="entity-page-article" aria-label={title}>
      <h3 className="entity-article-head" dir="auto">
        <button
          type="button"
          className="entity-article-link"
          data-article={articleId}
          data-place={firstMention}
          onClick={() => {
            openArticle(articleId, { start: firstMention, end: firstMention })
          }}
        >
          {title}
        </button>
      </h3>
      <p className="entity-article-facts">
        {isNew && <span className="entity-page-new">New</span>}
        {siteName !== null && <bdi>{siteName}</bdi>}
        {publishedAt !== null && <ShortDate at={publishedAt} />}
        <span>{countOf(mentionCount, 'mention')}</span>
      </p>
      {problem !== null && <p role="alert">{problem}</p>}
      <ul className="entity-sentences" aria-busy={sentences === undefined && problem === null}>
        {shown?.map((sentence) => (
          <Sentence key={sentence.start} sentence={sentence} />
        ))}
      </ul>
      {left > 0 && (
        <Button
          variant="quiet"
          size="small"
          onClick={() => {
            setAll(true)
          }}
        >
          {countOf(left, 'more sentence')}
        </Button>
      )}
    </article>
  )
})

/** Asks for more when the end of the list comes near; a button for those who do not scroll. */
function More({ left, onMore }: { left: number; onMore: () => void }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
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
  }, [onMore, left])
  return (
    <div ref={ref} className="entity-page-more">
      <Button variant="quiet" size="small" onClick={onMore}>
        {`${formatNumber(left)} more ${left === 1 ? 'article' : 'articles'}`}
      </Button>
    </div>
  )
}
