// The articles that name an entity along two timelines: when they were published, and when they were read.
import { useMemo, useState } from 'react'
import type { EntityPageArticle } from '../../contract/entity-model.ts'
import { ShortDate, countOf, formatNumber } from '../library/dates.tsx'
import { openArticle } from '../navigation.ts'
import { Button } from '../ui/button.tsx'
import { Timeline } from './timeline.tsx'
import type { TimelineEvent } from './timeline.tsx'

/** A table that is longer is shown in steps. */
const ROWS = 100

/** By time, the oldest first; those without one left out. */
export function eventsBy(
  articles: readonly EntityPageArticle[],
  time: (article: EntityPageArticle) => number | null,
): TimelineEvent[] {
  return articles
    .flatMap((article): TimelineEvent[] => {
      const at = time(article)
      const { articleId, title, mentionCount } = article
      return at === null ? [] : [{ articleId, title, at, mentionCount }]
    })
    .sort((a, b) => a.at - b.at)
}

export function OverTime({ articles }: { articles: readonly EntityPageArticle[] }) {
  const published = useMemo(() => eventsBy(articles, (article) => article.publishedAt), [articles])
  const opened = useMemo(() => eventsBy(articles, (article) => article.openedAt), [articles])
  const added = useMemo(
    () => (opened.length > 0 ? [] : eventsBy(articles, (article) => article.addedAt)),
    [articles, opened],
  )
  const [table, setTable] = useState(false)
  const open = (articleId: string) => {
    const article = articles.find((one) => one.articleId === articleId)
    if (article) openArticle(articleId, { start: article.firstMention, end: article.firstMention })
  }
  const undated = articles.length - published.length
  const unread = articles.length - opened.length
  return (
    <>
      {published.length > 0 && (
        <Timeline
          title="When they were published"
          events={published}
          remark={undated > 0 ? `${formatNumber(undated)} without a date` : undefined}
          onOpen={open}
        />
      )}
      {opened.length > 0 ? (
        <Timeline
          title="When you last read them"
          events={opened}
          remark={unread > 0 ? `${formatNumber(unread)} not opened yet` : undefined}
          onOpen={open}
        />
      ) : (
        <Timeline title="When you added them; none was opened yet" events={added} onOpen={open} />
      )}
      <Button
        variant="quiet"
        size="small"
        className="entity-page-flush"
        aria-expanded={table}
        onClick={() => {
          setTable(!table)
        }}
      >
        {table ? 'Hide the table' : 'As a table'}
      </Button>
      {table && <ArticleTable articles={articles} onOpen={open} />}
    </>
  )
}

function ArticleTable({ articles, onOpen }: { articles: readonly EntityPageArticle[]; onOpen: (id: string) => void }) {
  const [rows, setRows] = useState(ROWS)
  return (
    <>
      <table className="entity-page-table">
        <thead>
          <tr>
            <th scope="col">Article</th>
            <th scope="col">Published</th>
            <th scope="col">Added</th>
            <th scope="col">Last read</th>
            <th scope="col">Mentions</th>
          </tr>
        </thead>
        <tbody>
          {articles.slice(0, rows).map(({ articleId, title, publishedAt, addedAt, openedAt, mentionCount }) => (
            <tr key={articleId}>
              <th scope="row" dir="auto">
                <button
                  type="button"
                  className="entity-page-link"
                  onClick={() => {
                    onOpen(articleId)
                  }}
                >
                  {title}
                </button>
              </th>
              <td>{publishedAt !== null && <ShortDate at={publishedAt} />}</td>
              <td>
                <ShortDate at={addedAt} />
              </td>
              <td>{openedAt !== null && <ShortDate at={openedAt} />}</td>
              <td className="tabular">{formatNumber(mentionCount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {articles.length > rows && (
        <Button
          variant="quiet"
          size="small"
          onClick={() => {
            setRows(rows + 5 * ROWS)
          }}
        >
          {countOf(articles.length - rows, 'more article')}
        </Button>
      )}
    </>
  )
}
