// Who stands beside an entity, the closest first; each opens to the sentences that name both.
import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import { useId, useState } from 'react'
import type { EntityPageArticle, RelatedEntity } from '../../contract/entity-model.ts'
import { sentenceOf } from '../client.ts'
import { countOf, formatNumber } from '../library/dates.tsx'
import { openEntity } from '../navigation.ts'
import { Button } from '../ui/button.tsx'
import { pageQueries } from './page-queries.ts'
import { sourceOf } from './roles.tsx'
import { Sentence } from './sentence.tsx'

const SHOWN = 12

export interface RelatedProps {
  id: string
  name: string
  articles: ReadonlyMap<string, EntityPageArticle>
}

export function Related({ id, name, articles }: RelatedProps) {
  const tiesId = useId()
  const { data, error } = useQuery(pageQueries.related(id))
  const [openId, setOpenId] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  if (error !== null) return <p role="alert">{sentenceOf(error)}</p>
  if (data === undefined) return <p className="entity-page-quiet">Looking at the sentences…</p>
  if (data.length === 0) return <p className="entity-page-quiet">Nobody else is named in the same articles.</p>
  const shown = all ? data : data.slice(0, SHOWN)
  const opened = data.find((other) => other.id === openId)
  return (
    <>
      <ul className="entity-page-related">
        {shown.map((other) => (
          <li key={other.id}>
            <button
              type="button"
              className="entity-page-other"
              aria-expanded={other.id === openId}
              aria-controls={other.id === openId ? tiesId : undefined}
              title={tieInWords(other)}
              onClick={() => {
                setOpenId(other.id === openId ? null : other.id)
              }}
            >
              <span className="entity-dot" data-kind={other.kind} />
              <span dir="auto">{other.name}</span>
              {other.sentenceCount > 0 && (
                <span className="entity-page-other-count">
                  {formatNumber(other.sentenceCount)}
                  <span className="visually-hidden">
                    {other.sentenceCount === 1 ? ' shared sentence' : ' shared sentences'}
                  </span>
                </span>
              )}
            </button>
          </li>
        ))}
        {data.length > shown.length && (
          <li>
            <Button
              variant="quiet"
              size="small"
              onClick={() => {
                setAll(true)
              }}
            >
              {`${formatNumber(data.length - shown.length)} more`}
            </Button>
          </li>
        )}
      </ul>
      {opened && <Ties elementId={tiesId} id={id} name={name} other={opened} articles={articles} />}
    </>
  )
}

/** `5 sentences and 3 articles name both`. */
export function tieInWords({ sentenceCount, articleCount }: RelatedEntity): string {
  const sentences = sentenceCount > 0 ? `${countOf(sentenceCount, 'sentence')} and ` : ''
  return `${sentences}${countOf(articleCount, 'article')} ${sentenceCount + articleCount === 1 ? 'names' : 'name'} both`
}

interface TiesProps extends RelatedProps {
  elementId: string
  other: RelatedEntity
}

function Ties({ elementId, id, name, other, articles }: TiesProps) {
  const { data, error } = useQuery(pageQueries.ties(id, other.id))
  return (
    <section id={elementId} className="entity-page-ties" aria-label={`${name} and ${other.name}`}>
      <header className="entity-page-ties-head">
        <p>
          <b dir="auto">{other.name}</b> <span className="entity-page-quiet">{tieInWords(other)}</span>
        </p>
        <Button
          size="small"
          variant="quiet"
          icon={<ArrowRight size={16} />}
          aria-label={`Open the page of ${other.name}`}
          onClick={() => {
            openEntity(other.id)
          }}
        >
          Open page
        </Button>
      </header>
      {error !== null && <p role="alert">{sentenceOf(error)}</p>}
      {data?.length === 0 && <p className="entity-page-quiet">No sentence names both, only the same articles do.</p>}
      <ul className="entity-sentences" aria-busy={data === undefined && error === null}>
        {data?.map((sentence) => (
          <Sentence
            key={`${sentence.articleId} ${String(sentence.start)}`}
            sentence={sentence}
            source={sourceOf(articles.get(sentence.articleId))}
          />
        ))}
      </ul>
      {data !== undefined && data.length < other.sentenceCount && data.length > 0 && (
        <p className="entity-page-quiet">The newest {formatNumber(data.length)} are shown.</p>
      )}
    </section>
  )
}
