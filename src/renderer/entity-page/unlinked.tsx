// Places where a name of the entity stands in the library without being linked: to look through and link in one go.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { UnlinkedMention } from '../../contract/entity-model.ts'
import { sentenceOf } from '../client.ts'
import { countOf } from '../library/dates.tsx'
import { openArticle } from '../navigation.ts'
import { Button } from '../ui/button.tsx'
import { linkMentions } from './link-mentions.ts'
import { pageQueries } from './page-queries.ts'
import { Words } from './sentence.tsx'

function keyOf({ articleId, range }: UnlinkedMention): string {
  return `${articleId} ${String(range.start)}`
}

export function Unlinked({ id, name }: { id: string; name: string }) {
  const query = useInfiniteQuery(pageQueries.unlinked(id))
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const { fetchNextPage } = query
  // Of somebody who is linked nearly everywhere many texts are read in vain.
  const inVain = query.hasNextPage && !query.isFetching && query.data?.pages.at(-1)?.items.length === 0
  useEffect(() => {
    if (inVain) void fetchNextPage()
  }, [inVain, fetchNextPage])
  if (query.isError) {
    return (
      <p role="alert">
        {sentenceOf(query.error)}{' '}
        <Button size="small" onClick={() => void query.refetch()}>
          Try again
        </Button>
      </p>
    )
  }
  if (query.data === undefined) return <p className="entity-page-quiet">Looking through the library…</p>
  const items = query.data.pages.flatMap((page) => page.items)
  const chosen = items.filter((item) => ticked.has(keyOf(item)))
  const tick = (keys: readonly string[], on: boolean) => {
    const next = new Set(ticked)
    for (const key of keys)
      if (on) next.add(key)
      else next.delete(key)
    setTicked(next)
  }
  const link = async () => {
    setBusy(true)
    if (await linkMentions(id, name, chosen)) setTicked(new Set())
    setBusy(false)
  }
  return (
    <>
      {items.length === 0 && !query.hasNextPage && (
        <p className="entity-page-quiet">Every place in the library that has one of its names is linked.</p>
      )}
      {items.length > 0 && (
        <div className="entity-page-batch">
          <label>
            <input
              type="checkbox"
              checked={chosen.length === items.length}
              ref={(box) => {
                if (box) box.indeterminate = chosen.length > 0 && chosen.length < items.length
              }}
              onChange={(event) => {
                tick(items.map(keyOf), event.target.checked)
              }}
            />
            All {items.length}
          </label>
          <Button
            variant="primary"
            size="small"
            disabled={chosen.length === 0 || busy}
            onClick={() => {
              void link()
            }}
          >
            {chosen.length === 0
              ? 'Link these'
              : `Link ${chosen.length === 1 ? 'this' : `these ${String(chosen.length)}`}`}
          </Button>
        </div>
      )}
      <ul className="entity-page-unlinked">
        {items.map((item) => (
          <Item
            key={keyOf(item)}
            item={item}
            ticked={ticked.has(keyOf(item))}
            onTick={(on) => {
              tick([keyOf(item)], on)
            }}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="quiet" size="small" disabled={query.isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {query.isFetchingNextPage ? 'Looking further…' : 'Look further'}
        </Button>
      )}
      <p className="visually-hidden" role="status">
        {chosen.length > 0 && `${countOf(chosen.length, 'place')} selected`}
      </p>
    </>
  )
}

function Item({ item, ticked, onTick }: { item: UnlinkedMention; ticked: boolean; onTick: (on: boolean) => void }) {
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={ticked}
          onChange={(event) => {
            onTick(event.target.checked)
          }}
        />
        <span className="entity-sentence-words" dir="auto">
          <Words sentence={item} />
        </span>
      </label>
      <button
        type="button"
        className="entity-page-link entity-sentence-source"
        dir="auto"
        onClick={() => {
          openArticle(item.articleId, item.range)
        }}
      >
        {item.title}
      </button>
    </li>
  )
}
