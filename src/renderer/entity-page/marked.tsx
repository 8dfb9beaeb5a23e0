// The user's highlights, anywhere in the library, that name an entity.
import type { EntityPageArticle } from '../../contract/entity-model.ts'
import type { Highlight } from '../../contract/model.ts'
import { openHighlight } from '../highlights/library-row.tsx'

export interface MarkedProps {
  highlights: readonly Highlight[]
  articles: ReadonlyMap<string, EntityPageArticle>
}

export function Marked({ highlights, articles }: MarkedProps) {
  return (
    <ul className="entity-page-marked">
      {highlights.map((highlight) => {
        const article = articles.get(highlight.articleId)
        const title = article?.title ?? ''
        return (
          <li key={highlight.id}>
            <button
              type="button"
              className="entity-quote"
              data-colour={highlight.colour}
              onClick={() => {
                openHighlight({ ...highlight, title, siteName: article?.siteName ?? null })
              }}
            >
              <span dir="auto">{highlight.quote.exact}</span>
              {highlight.noteText !== '' && (
                <span className="entity-page-noted" dir="auto">
                  {highlight.noteText}
                </span>
              )}
              <span className="entity-sentence-source" dir="auto">
                {title}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
