// The one search box: results as you type, arrow keys and Enter, each hit opens at its passage.
import { useQuery } from '@tanstack/react-query'
import { Search, X } from 'lucide-react'
import { useDeferredValue, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { SearchHit } from '../../contract/model.ts'
import { sentenceOf } from '../client.ts'
import { countOf } from '../library/dates.tsx'
import { queries, queryClient } from '../queries.ts'
import { activeArticle } from '../split/open-beside.ts'
import { IconButton } from '../ui/button.tsx'
import { openHit } from './open-hit.ts'
import { SearchResult } from './search-result.tsx'
import './search-dialog.css'

/** What was read last, to go back to before anything is typed. */
function useRecent(wanted: boolean): SearchHit[] {
  const list = useQuery({ ...queries.articles({ view: 'all', sort: 'opened', limit: 7 }), enabled: wanted }).data
  if (!wanted || !list) return []
  return list.items
    .filter((article) => article.openedAt !== null)
    .map((article) => ({
      kind: 'article',
      id: article.id,
      articleId: article.id,
      title: article.title,
      siteName: article.siteName,
      publishedAt: article.publishedAt,
      snippet: [],
      range: null,
    }))
}

function useSearch(text: string) {
  const query = useDeferredValue(text.trim())
  const recent = useRecent(query === '')
  const found = useQuery({ ...queries.search(query), enabled: query !== '' })
  const hits = query === '' ? recent : (found.data?.hits ?? [])
  return { query, hits, total: found.data?.total ?? 0, found }
}

function stepOf(key: string, active: number, count: number): number | null {
  if (count === 0) return null
  if (key === 'ArrowDown') return (active + 1) % count
  if (key === 'ArrowUp') return (active - 1 + count) % count
  if (key === 'PageDown') return Math.min(count - 1, active + 6)
  if (key === 'PageUp') return Math.max(0, active - 6)
  return null
}

export function SearchDialog({ onClose }: { onClose: () => void }) {
  const dialogRef = useRef<HTMLDialogElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const listRef = useRef<HTMLUListElement>(null)
  const id = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const { query, hits, total, found } = useSearch(text)
  const active = Math.min(chosen, Math.max(0, hits.length - 1))
  useLayoutEffect(() => {
    const dialog = dialogRef.current
    const before = document.activeElement
    dialog?.showModal()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  useEffect(() => {
    listRef.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const open = (hit: SearchHit | undefined, keys: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => {
    if (!hit || (hit.articleId === null && hit.entityId === undefined && hit.noteId === undefined)) return
    onClose()
    openHit(hit, activeArticle(), keys.shiftKey && (keys.ctrlKey || keys.metaKey))
  }
  /** What is on the screen may still answer other words: Enter pressed quickly opens the first hit of these. */
  const openFirst = async (keys: KeyboardEvent) => {
    const { hits: answer } = await queryClient.fetchQuery(queries.search(text.trim()))
    if (field.current?.value === text) open(answer[0], keys)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const behind = text.trim() !== query || (query !== '' && (found.isPlaceholderData || found.isPending))
    const next = stepOf(event.key, active, hits.length)
    if (next !== null) setChosen(next)
    else if (event.key === 'Enter' && behind) openFirst(event).catch(() => undefined)
    else if (event.key === 'Enter') open(hits[active], event)
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialogRef}
      className="search-dialog"
      aria-label="Search the library"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className="search-frame">
        <div className="search-head">
          <Search size={18} aria-hidden="true" />
          <input
            ref={field}
            className="search-box"
            type="text"
            role="combobox"
            aria-label="Search articles, highlights, notes and entities"
            aria-expanded={hits.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={hits.length > 0 ? `${id}-${String(active)}` : undefined}
            placeholder="Search articles, highlights, notes and entities"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setChosen(0)
            }}
            onKeyDown={onKeyDown}
          />
          <IconButton label="Close" shortcut="escape" icon={<X size={18} />} onClick={onClose} />
        </div>
        <p className="visually-hidden" role="status">
          {query !== '' && found.isSuccess && !found.isPlaceholderData && countOf(total, 'result')}
        </p>
        {query === '' && hits.length > 0 && <p className="search-caption">Read last</p>}
        <ul ref={listRef} id={`${id}-list`} className="search-list" role="listbox" aria-label="Results">
          {hits.map((hit, index) => (
            <SearchResult
              key={`${hit.kind} ${hit.id}`}
              hit={hit}
              id={`${id}-${String(index)}`}
              active={index === active}
              onPoint={() => {
                setChosen(index)
              }}
              onOpen={(event) => {
                open(hit, event)
              }}
            />
          ))}
        </ul>
        <SearchMessage query={query} found={found} shown={hits.length} total={total} />
      </div>
    </dialog>
  )
}

interface SearchMessageProps {
  query: string
  found: { isError: boolean; isSuccess: boolean; error: unknown }
  shown: number
  total: number
}

function SearchMessage({ query, found, shown, total }: SearchMessageProps) {
  if (query === '') {
    return shown > 0 ? null : <p className="search-message">Type a word, a name or a part of one.</p>
  }
  if (found.isError) return <p className="search-message">{sentenceOf(found.error)}</p>
  if (!found.isSuccess) return null
  if (shown === 0) {
    return <p className="search-message">Nothing in the library has “{query}”. Try fewer or shorter words.</p>
  }
  if (total <= shown) return null
  return (
    <p className="search-caption">
      The best {shown} of {total}. More words find fewer.
    </p>
  )
}
