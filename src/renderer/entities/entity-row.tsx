// One entity in the sidebar: who, how often, where in the article; opened, also where else and what the user marked.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { memo, useEffect, useId, useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { ArticleEntity, Mention } from '../../contract/model.ts'
import { entityHash, openArticle } from '../navigation.ts'
import { queries } from '../queries.ts'
import { readerState, setReaderState, useReaderState } from '../reader/reader-store.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { EntityActions, undoDecision } from './entity-actions.tsx'
import { goToMention } from './entity-index.ts'
import { kindLabel } from './kinds.ts'
import { MentionStrip } from './mention-strip.tsx'

export interface EntityRowProps {
  entity: ArticleEntity
  mentions: readonly Mention[]
  articleId: string
  open: boolean
  /** The one row of the list that Tab stops at. */
  tabStop: boolean
}

/** Memoised: what comes into view changes few rows of many. */
export const EntityRow = memo(function EntityRow({ entity, mentions, articleId, open, tabStop }: EntityRowProps) {
  const id = useId()
  const ref = useRef<HTMLLIElement>(null)
  const length = useReaderState('reader')?.map.text.length ?? 0
  const toggle = () => {
    setReaderState({ activeEntityId: open ? null : entity.id })
  }
  useEffect(() => {
    if (open) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  return (
    <li
      className="entity-row"
      data-kind={entity.kind}
      data-open={open || undefined}
      data-roving-row={entity.id}
      ref={ref}
    >
      <div className="entity-row-head">
        <button
          type="button"
          className="entity-row-toggle"
          data-roving={entity.id}
          tabIndex={tabStop ? 0 : -1}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={toggle}
        >
          <span className="entity-dot" data-kind={entity.kind} />
          <span className="entity-row-name">{entity.name}</span>
          <span className="entity-row-count" title={`Named ${String(entity.mentionCount)} times`}>
            {entity.mentionCount}
            <span className="visually-hidden">{entity.mentionCount === 1 ? ' mention' : ' mentions'}</span>
          </span>
        </button>
        {/* For the pointer and for screen readers; the keys are Left and Right on the row. */}
        <span className="entity-row-steps">
          <IconButton
            label={`Previous mention of ${entity.name}`}
            size="small"
            tabIndex={-1}
            icon={<ChevronLeft size={16} />}
            onClick={() => {
              goToMention(mentions, -1)
            }}
          />
          <IconButton
            label={`Next mention of ${entity.name}`}
            size="small"
            tabIndex={-1}
            icon={<ChevronRight size={16} />}
            onClick={() => {
              goToMention(mentions, 1)
            }}
          />
        </span>
      </div>
      {entity.role !== null && <p className="entity-row-role">{entity.role}</p>}
      <MentionStrip mentions={mentions} length={length} />
      {open && <EntityRowDetails id={id} entity={entity} articleId={articleId} />}
    </li>
  )
})

function EntityRowDetails({ id, entity, articleId }: { id: string; entity: ArticleEntity; articleId: string }) {
  const { data: highlights } = useQuery(queries.highlights(articleId))
  const { data: details } = useQuery(queries.entity(entity.id))
  const mine = (highlights ?? []).filter((highlight) => entity.highlightIds.includes(highlight.id))
  const [all, setAll] = useState(false)
  const others = (all && details?.articles.filter((other) => other.articleId !== articleId)) || entity.otherArticles
  const otherForms = entity.forms.filter((form) => form !== entity.name)
  return (
    <div className="entity-details" id={id}>
      <p className="entity-details-kind">
        {kindLabel(entity.kind)}
        {otherForms.length > 0 && <> · here also {otherForms.map((form) => `“${form}”`).join(', ')}</>}
        <EntityActions entity={entity} articleId={articleId} />
      </p>
      <p>
        <a className="entity-details-page" href={entityHash(entity.id)}>
          Open page
        </a>
      </p>
      {mine.length > 0 && (
        <>
          <h4 className="entity-details-title">Your highlights</h4>
          <ul className="entity-details-list">
            {mine.map((highlight) => (
              <li key={highlight.id}>
                <button
                  type="button"
                  className="entity-quote"
                  data-colour={highlight.colour}
                  onClick={() => {
                    readerState().reader?.scrollTo(highlight.range, { flash: true })
                  }}
                >
                  {highlight.quote.exact}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <h4 className="entity-details-title">Other articles</h4>
      {entity.otherArticleCount === 0 ? (
        <p className="entity-details-none">No other article in your library names {entity.name}.</p>
      ) : (
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
                  {[article.siteName, shortDate(article.publishedAt), `${String(article.mentionCount)}×`]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {entity.otherArticleCount > others.length && (
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            setAll(true)
          }}
        >
          Show all {entity.otherArticleCount}
        </Button>
      )}
      {details && details.decisions.length > 0 && (
        <>
          <h4 className="entity-details-title">Your corrections</h4>
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
        </>
      )}
    </div>
  )
}

function shortDate(time: number | null): string | null {
  return time === null ? null : new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(time)
}
