// Those who share most sentences with an entity in the whole library. One in the article is gone to in the list, another one
// on a page of its own.
import { useQuery } from '@tanstack/react-query'
import type { RelatedEntity } from '../../contract/entity-model.ts'
import { countOf, formatNumber } from '../library/dates.tsx'
import { openEntity } from '../navigation.ts'
import { queries } from '../queries.ts'
import { setReaderState } from '../reader/reader-store.ts'
import { Part } from './entity-part.tsx'
import { focusRow } from './focus-row.ts'

/** So many are shown. */
const SHOWN = 5

/** Those who share most sentences; where nobody shares any, those who share most articles. */
export function closestOf(related: readonly RelatedEntity[]): RelatedEntity[] {
  const inSentences = related.filter(({ sentenceCount }) => sentenceCount > 0)
  const chosen = inSentences.length > 0 ? inSentences : related
  return chosen.toSorted((a, b) => b.sentenceCount - a.sentenceCount || b.articleCount - a.articleCount).slice(0, SHOWN)
}

export function AppearsWith({ id, articleId }: { id: string; articleId: string }) {
  const { data: closest, isError } = useQuery({ ...queries.appearsWith(id), select: closestOf })
  const here = useQuery(queries.articleEntities(articleId)).data?.entities
  if (isError || closest?.length === 0) return null
  return (
    <Part title="Appears most with">
      {closest === undefined ? (
        <p className="entity-details-none">Looking through the library…</p>
      ) : (
        <ul className="entity-company">
          {closest.map((other) => (
            <li key={other.id}>
              <button
                type="button"
                className="entity-companion"
                title={`${countOf(other.sentenceCount, 'shared sentence')}, ${countOf(other.articleCount, 'shared article')}`}
                onClick={() => {
                  if (here?.some((entity) => entity.id === other.id) !== true) {
                    openEntity(other.id)
                    return
                  }
                  setReaderState({ activeEntityId: other.id })
                  focusRow(other.id)
                }}
              >
                <span className="entity-dot" data-kind={other.kind} />
                <span className="entity-companion-name" dir="auto">
                  {other.name}
                </span>
                <span className="entity-companion-count">
                  {formatNumber(other.sentenceCount > 0 ? other.sentenceCount : other.articleCount)}
                  <span className="visually-hidden">
                    {other.sentenceCount > 0 ? ' shared sentences' : ' shared articles'}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}
