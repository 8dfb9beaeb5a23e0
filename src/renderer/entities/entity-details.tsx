// An entity of the list, opened: what it is called here, who stands beside it, what the user marked and noted about it,
// and the other articles that name it.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ArticleEntity, EntityArticle, Highlight } from '../../contract/model.ts'
import { countOf, formatNumber, ShortDate } from '../library/dates.tsx'
import { entityHash, openArticle } from '../navigation.ts'
import { queries } from '../queries.ts'
import { readerState } from '../reader/reader-store.ts'
import { Button } from '../ui/button.tsx'
import { AppearsWith } from './appears-with.tsx'
import { EntityActions, undoDecision } from './entity-actions.tsx'
import { Part } from './entity-part.tsx'
import { UnsureChoice, Why } from './entity-why.tsx'
import { kindLabel } from './kinds.ts'
import { LookUp } from './look-up.tsx'
import './entity-details.css'

/** Of the highlights in other articles so many are shown. */
const MARKED_ELSEWHERE = 3

export function EntityDetails({ id, entity, articleId }: { id: string; entity: ArticleEntity; articleId: string }) {
  const details = useQuery(queries.entity(entity.id)).data
  const otherForms = entity.forms.filter((form) => form !== entity.name)
  return (
    <div className="entity-details" id={id}>
      <div className="entity-details-kind">
        <p>
          {kindLabel(entity.kind)}
          {otherForms.length > 0 && <> · here also {otherForms.map((form) => `“${form}”`).join(', ')}</>}
        </p>
        <a className="entity-details-page" href={entityHash(entity.id)}>
          Open page
        </a>
        <EntityActions entity={entity} articleId={articleId} />
      </div>
      {entity.unsure && <UnsureChoice entityId={entity.id} articleId={articleId} />}
      <div className="entity-details-why">
        <Why entityId={entity.id} articleId={articleId} />
      </div>
      <AppearsWith id={entity.id} articleId={articleId} />
      <Marked entity={entity} articleId={articleId} everywhere={details?.highlights ?? []} titles={details?.articles} />
      <OtherArticles entity={entity} articleId={articleId} more={details?.articles} />
      <LookUp entity={entity} articleId={articleId} />
      {details !== undefined && details.decisions.length > 0 && (
        <Part title="Your corrections">
          <ul className="entity-details-list">
            {details.decisions.map((decision) => (
              <li key={decision.id} className="entity-decision">
                <span>{decision.description}</span>
                <Button size="small" variant="quiet" onClick={() => void undoDecision(decision.id)}>
                  Undo
                </Button>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  )
}

interface MarkedProps {
  entity: ArticleEntity
  articleId: string
  /** The user's highlights that hold its name, in any article. */
  everywhere: readonly Highlight[]
  titles: readonly EntityArticle[] | undefined
}

function Marked({ entity, articleId, everywhere, titles }: MarkedProps) {
  const here = useQuery(queries.highlights(articleId)).data ?? []
  const mine = here.filter((highlight) => entity.highlightIds.includes(highlight.id))
  const elsewhere = everywhere.filter((highlight) => highlight.articleId !== articleId)
  if (mine.length + elsewhere.length === 0) return null
  return (
    <Part title="Your highlights and notes" count={mine.length + elsewhere.length}>
      <ul className="entity-details-list">
        {mine.map((highlight) => (
          <Quote
            key={highlight.id}
            highlight={highlight}
            onOpen={() => {
              readerState().reader?.scrollTo(highlight.range, { flash: true })
            }}
          />
        ))}
        {elsewhere.slice(0, MARKED_ELSEWHERE).map((highlight) => (
          <Quote
            key={highlight.id}
            highlight={highlight}
            from={titles?.find((article) => article.articleId === highlight.articleId)?.title ?? 'another article'}
            onOpen={() => {
              openArticle(highlight.articleId, highlight.range)
            }}
          />
        ))}
      </ul>
      {elsewhere.length > MARKED_ELSEWHERE && (
        <p className="entity-details-none">
          and {countOf(elsewhere.length - MARKED_ELSEWHERE, 'more highlight')} in other articles
        </p>
      )}
    </Part>
  )
}

function Quote({ highlight, from, onOpen }: { highlight: Highlight; from?: string; onOpen: () => void }) {
  return (
    <li>
      <button type="button" className="entity-quote" data-colour={highlight.colour} onClick={onOpen}>
        <span className="entity-quote-words" dir="auto">
          {highlight.quote.exact}
        </span>
        {highlight.noteText !== '' && (
          <span className="entity-quote-note" dir="auto">
            {highlight.noteText}
          </span>
        )}
        {from !== undefined && (
          <span className="entity-article-facts" dir="auto">
            {from}
          </span>
        )}
      </button>
    </li>
  )
}

interface OtherArticlesProps {
  entity: ArticleEntity
  articleId: string
  /** The newest of all that name it; undefined until the core has answered. */
  more: readonly EntityArticle[] | undefined
}

function OtherArticles({ entity, articleId, more }: OtherArticlesProps) {
  const [all, setAll] = useState(false)
  const others = (all && more?.filter((other) => other.articleId !== articleId)) || entity.otherArticles
  if (entity.otherArticleCount === 0) {
    return (
      <Part title="Other articles">
        <p className="entity-details-none">No other article in your library names {entity.name}.</p>
      </Part>
    )
  }
  const left = entity.otherArticleCount - others.length
  return (
    <Part title="Other articles" count={entity.otherArticleCount}>
      <ul className="entity-details-list">
        {others.map((article) => (
          <li key={article.articleId}>
            <button
              type="button"
              className="entity-article"
              data-article={article.articleId}
              data-place={article.firstMention}
              onClick={() => {
                openArticle(article.articleId, { start: article.firstMention, end: article.firstMention })
              }}
            >
              <span className="entity-article-title" dir="auto">
                {article.title}
              </span>
              <span className="entity-article-facts">
                {article.siteName !== null && <span>{article.siteName}</span>}
                {article.publishedAt !== null && <ShortDate at={article.publishedAt} />}
                <span title={`Named ${countOf(article.mentionCount, 'time')} there`}>
                  {formatNumber(article.mentionCount)}×
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {left > 0 && !all && (
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            setAll(true)
          }}
        >
          Show {left > 100 ? 'more' : `${formatNumber(left)} more`}
        </Button>
      )}
      {left > 0 && all && (
        <a className="entity-details-page" href={entityHash(entity.id)}>
          All {formatNumber(entity.otherArticleCount)} on its page
        </a>
      )}
    </Part>
  )
}
