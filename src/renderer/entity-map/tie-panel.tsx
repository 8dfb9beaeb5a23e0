// What a tie stands on: the sentences that name both, article by article, each the way to its place.
import { ArrowLeft } from 'lucide-react'
import { useId, useLayoutEffect, useRef } from 'react'
import type { MapScope, TieArticle, TieSentence } from '../../contract/map-model.ts'
import { sentenceOf } from '../client.ts'
import { openArticle } from '../navigation.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { counted, tieFacts } from './map-graph.ts'
import type { GraphTie, MapGraph } from './map-graph.ts'
import { useTie } from './map-queries.ts'

export interface TiePanelProps {
  graph: MapGraph
  tie: GraphTie
  scope: MapScope
  onBack: () => void
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

export function TiePanel({ graph, tie, scope, onBack }: TiePanelProps) {
  const titleId = useId()
  const [a, b] = [graph.nodes[tie.a]!, graph.nodes[tie.b]!]
  const query = useTie(a.id, b.id, scope)
  const articles = query.data?.pages.flatMap((page) => page.articles) ?? []
  const title = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    title.current?.focus()
  }, [a.id, b.id])
  return (
    <section
      className="map-tie"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onBack()
      }}
    >
      <header className="map-tie-head">
        <IconButton label="Back to the list" icon={<ArrowLeft size={18} />} placement="bottom-start" onClick={onBack} />
        <div>
          <h2 id={titleId} ref={title} tabIndex={-1}>
            <span data-kind={a.kind} className="map-tie-name">
              {a.name}
            </span>{' '}
            and{' '}
            <span data-kind={b.kind} className="map-tie-name">
              {b.name}
            </span>
          </h2>
          <p className="map-facts">{tieFacts(tie)}</p>
        </div>
      </header>
      {query.isError && (
        <EmptyState
          title="The sentences cannot be shown"
          action={<Button onClick={() => void query.refetch()}>Try again</Button>}
        >
          {sentenceOf(query.error)}
        </EmptyState>
      )}
      {query.isPending && (
        <p className="map-none" role="status">
          Looking for the sentences…
        </p>
      )}
      {query.data && articles.length === 0 && <p className="map-none">No article here names both any more.</p>}
      <ol className="map-tie-articles">
        {articles.map((article) => (
          <TieArticleItem key={article.articleId} article={article} kinds={{ a: a.kind, b: b.kind }} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button size="small" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more of {counted(query.data?.pages[0]?.total ?? 0, 'article')}
        </Button>
      )}
    </section>
  )
}

function TieArticleItem({ article, kinds }: { article: TieArticle; kinds: Record<'a' | 'b', string> }) {
  const { title, siteName, publishedAt, together, sentences, more } = article
  const facts = [siteName, publishedAt === null ? null : day.format(publishedAt)].filter(Boolean).join(' · ')
  return (
    <li>
      <h3 className="map-tie-title" dir="auto">
        {title}
      </h3>
      {facts !== '' && <p className="map-facts">{facts}</p>}
      {!together && <p className="map-facts">No sentence names both; these are the nearest.</p>}
      <ul className="map-sentences">
        {sentences.map((sentence) => (
          <li key={sentence.start}>
            <button
              type="button"
              className="map-sentence"
              dir="auto"
              onClick={() => {
                openArticle(sentence.articleId, { start: sentence.start, end: sentence.start + sentence.text.length })
              }}
            >
              <Marked sentence={sentence} kinds={kinds} />
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="map-facts">and {counted(more, 'more sentence', 'more sentences')} in this article</p>}
    </li>
  )
}

/** The sentence with both names in the tone of their kind. */
function Marked({ sentence: { text, marks }, kinds }: { sentence: TieSentence; kinds: Record<'a' | 'b', string> }) {
  const ends = [0, ...marks.map(({ end }) => end)]
  return (
    <>
      {marks.map(({ start, end, names }, index) => (
        <span key={start}>
          {text.slice(ends[index], start)}
          <mark className="map-mark" data-kind={kinds[names]}>
            {text.slice(start, end)}
          </mark>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </>
  )
}
