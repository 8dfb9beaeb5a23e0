// What the library's articles say someone is or was, over time; each opens to the sentences that say so.
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { EntityPageArticle, EntityRole } from '../../contract/entity-model.ts'
import { sentenceOf } from '../client.ts'
import { countOf, formatNumber } from '../library/dates.tsx'
import { Button } from '../ui/button.tsx'
import { pageQueries } from './page-queries.ts'
import { Sentence } from './sentence.tsx'

const SHOWN = 6
const month = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric' })

/** `Mar 2019 – Nov 2025`, or one month. */
export function stretchInWords(first: number, last: number): string {
  return month.formatRange(first, last)
}

export interface RolesProps {
  roles: readonly EntityRole[]
  articles: ReadonlyMap<string, EntityPageArticle>
}

export function Roles({ roles, articles }: RolesProps) {
  const [all, setAll] = useState(false)
  const shown = all ? roles : roles.slice(0, SHOWN)
  return (
    <>
      <ul className="entity-page-roles">
        {shown.map((role) => (
          <Role key={role.text} role={role} articles={articles} />
        ))}
      </ul>
      {roles.length > shown.length && (
        <Button
          variant="quiet"
          size="small"
          onClick={() => {
            setAll(true)
          }}
        >
          {`${formatNumber(roles.length - shown.length)} more`}
        </Button>
      )}
    </>
  )
}

function Role({ role, articles }: { role: EntityRole; articles: RolesProps['articles'] }) {
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <li>
      <button
        type="button"
        className="entity-page-role"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => {
          setOpen(!open)
        }}
      >
        <span className="entity-page-role-words" dir="auto">
          {role.text}
        </span>
        <span className="entity-page-role-facts">
          {stretchInWords(role.first, role.last)}
          {role.articleCount > 1 && ` · ${countOf(role.articleCount, 'article')}`}
        </span>
      </button>
      {open && <Sources id={id} role={role} articles={articles} />}
    </li>
  )
}

function Sources({ id, role, articles }: { id: string; role: EntityRole; articles: RolesProps['articles'] }) {
  const { data, error } = useQuery(pageQueries.roleSentences(role.sources))
  return (
    <div id={id}>
      {error !== null && <p role="alert">{sentenceOf(error)}</p>}
      <ul className="entity-sentences" aria-busy={data === undefined && error === null}>
        {data?.map((sentence) => (
          <Sentence
            key={`${sentence.articleId} ${String(sentence.start)}`}
            sentence={sentence}
            source={sourceOf(articles.get(sentence.articleId))}
          />
        ))}
      </ul>
    </div>
  )
}

/** `Title · Mar 2019` of the article that a sentence stands in. */
export function sourceOf(article: EntityPageArticle | undefined): string | undefined {
  if (!article) return undefined
  return article.publishedAt === null ? article.title : `${article.title} · ${month.format(article.publishedAt)}`
}
