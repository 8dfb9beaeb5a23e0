// The notes of the library that stand alone: begun here, found by words and tags, opened.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { CalendarDays, ChevronDown, NotebookPen, Plus, Search } from 'lucide-react'
import { useDeferredValue, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { NoteList, NoteListInput, NoteSummary } from '../../contract/note-model.ts'
import { client, sentenceOf } from '../client.ts'
import { formatNumber } from '../library/dates.tsx'
import { Announcer } from '../reader/announcer.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Menu } from '../ui/menu.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { newNote, openToday, putNoteBack, trashNote } from './note-actions.ts'
import { nameOfNote } from './note-name.ts'
import { noteQueries } from './note-queries.ts'
import { NoteRow } from './note-row.tsx'
import './notes-view.css'

interface Shown {
  view: NonNullable<NoteListInput['view']>
  query: string
  sort: NonNullable<NoteListInput['sort']>
  tag: string | null
}

const PAGE = 100
const HEADINGS: Record<Shown['view'], string> = { notes: 'Notes', templates: 'Templates', trash: 'Notes in the trash' }
const NOTHING_CHOSEN: Shown = { view: 'notes', query: '', sort: 'changed', tag: null }
/** What was shown last: coming back from a note finds the list as it was left. */
let remembered = NOTHING_CHOSEN

export function NotesView() {
  const titleId = useId()
  const [shown, setShown] = useState(remembered)
  const show = (change: Partial<Shown>) => {
    remembered = { ...remembered, ...change }
    setShown(remembered)
  }
  const query = useNotes(useDeferredValue(shown))
  const first = query.data?.pages[0]
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const place = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (place.current?.contains(document.activeElement) !== true) place.current?.focus({ preventScroll: true })
  }, [])
  return (
    <section ref={place} className="notes" tabIndex={-1} aria-labelledby={titleId}>
      <header className="notes-head">
        <div className="notes-top">
          <h1 id={titleId} className="notes-title">
            {HEADINGS[shown.view]}
            {first !== undefined && <span data-count>{formatNumber(first.total)}</span>}
          </h1>
          <Begin />
        </div>
        {first !== undefined && hasAny(first) && <Filters {...{ shown, first }} onShow={show} />}
      </header>
      {query.isError && (
        <EmptyState
          title="The notes cannot be shown"
          action={<Button onClick={() => void query.refetch()}>Try again</Button>}
        >
          {sentenceOf(query.error)}
        </EmptyState>
      )}
      {first?.total === 0 && (
        <Nothing
          shown={shown}
          onAll={() => {
            show(NOTHING_CHOSEN)
          }}
        />
      )}
      <Rows items={items} inTrash={shown.view === 'trash'} />
      {query.hasNextPage && (
        <p className="notes-more">
          <Button
            variant="quiet"
            size="small"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {query.isFetchingNextPage ? 'Loading more notes' : 'More notes'}
          </Button>
        </p>
      )}
      <Announcer />
    </section>
  )
}

function hasAny({ counts }: NoteList): boolean {
  return counts.notes + counts.templates + counts.trash > 0
}

function useNotes(shown: Shown) {
  const { tag, ...rest } = shown
  const input: NoteListInput = tag === null ? rest : { ...rest, tag }
  return useInfiniteQuery({
    queryKey: ['notes', 'list', 'pages', input],
    queryFn: ({ pageParam, signal }) => client.note.list({ ...input, limit: PAGE, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.items.length, 0)
      return last.items.length > 0 && loaded < last.total ? loaded : undefined
    },
    placeholderData: keepPreviousData,
  })
}

/** The ways to begin a note. */
function Begin() {
  const templates = useQuery(noteQueries.templates()).data ?? []
  return (
    <div className="notes-begin">
      <Button variant="primary" icon={<Plus size={16} />} onClick={() => void newNote()}>
        New note
      </Button>
      {templates.length > 0 && (
        <Menu
          label="New note from a template"
          trigger={<IconButton label="New from template" icon={<ChevronDown size={18} />} />}
          items={templates.map(({ id, title }) => ({
            label: nameOfNote(title),
            run: () => void newNote({ templateId: id }),
          }))}
        />
      )}
      <Button icon={<CalendarDays size={16} />} onClick={() => void openToday()}>
        Today
      </Button>
    </div>
  )
}

interface FiltersProps {
  shown: Shown
  first: NoteList
  onShow: (change: Partial<Shown>) => void
}

function Filters({ shown, first, onShow }: FiltersProps) {
  const { counts, tags } = first
  const labelled = (name: string, count: number): string => (count === 0 ? name : `${name} ${formatNumber(count)}`)
  return (
    <div className="notes-filters" role="search" aria-label="Filter notes">
      <label className="notes-words">
        <Search size={16} aria-hidden="true" />
        <span className="visually-hidden">Words in the title or the note</span>
        <input
          type="search"
          className="field"
          placeholder="Filter by words"
          value={shown.query}
          onChange={(event) => {
            onShow({ query: event.target.value })
          }}
        />
      </label>
      {tags.length > 0 && (
        <select
          className="field notes-choice"
          aria-label="Tag"
          value={shown.tag ?? ''}
          onChange={(event) => {
            onShow({ tag: event.target.value === '' ? null : event.target.value })
          }}
        >
          <option value="">Any tag</option>
          {tags.map(({ name, count }) => (
            <option key={name} value={name}>
              {name} ({formatNumber(count)})
            </option>
          ))}
        </select>
      )}
      <select
        className="field notes-choice"
        aria-label="Order"
        value={shown.sort}
        onChange={(event) => {
          onShow({ sort: event.target.value as Shown['sort'] })
        }}
      >
        <option value="changed">Changed last</option>
        <option value="created">Begun last</option>
        <option value="title">By title</option>
      </select>
      <Segmented
        label="Which notes"
        options={[
          { value: 'notes', label: 'Notes' },
          { value: 'templates', label: labelled('Templates', counts.templates) },
          { value: 'trash', label: labelled('Trash', counts.trash) },
        ]}
        value={shown.view}
        onChange={(view) => {
          onShow({ view })
        }}
      />
    </div>
  )
}

function Nothing({ shown, onAll }: { shown: Shown; onAll: () => void }) {
  if (shown.query !== '' || shown.tag !== null) {
    return <EmptyState title="No note is like that" action={<Button onClick={onAll}>Show all notes</Button>} />
  }
  if (shown.view === 'trash') return <EmptyState title="No note is in the trash" />
  if (shown.view === 'templates') {
    return (
      <EmptyState title="No templates yet">
        Open a note and choose “Keep as a template” in its menu: new notes can then begin as a copy of it.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<NotebookPen size={22} />} title="No notes yet">
      A note can stand alone and link to articles, people and other notes. Press <Kbd keys="shift+w" /> to begin one.
    </EmptyState>
  )
}

function Rows({ items, inTrash }: { items: readonly NoteSummary[]; inTrash: boolean }) {
  const list = useRef<HTMLUListElement>(null)
  const [activeId, setActiveId] = useState<string | null>(null)
  const tabStop = items.some(({ id }) => id === activeId) ? activeId : (items[0]?.id ?? null)
  const focusRow = (index: number) => {
    const id = items[index]?.id
    if (id !== undefined) list.current?.querySelector<HTMLElement>(`[data-note="${id}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['note'] : undefined
    const index = items.findIndex((one) => one.id === id)
    const note = items[index]
    if (note === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const to = placeAfter(event.key, index, items.length)
    if (to !== null) focusRow(to)
    else if (event.key === 'Delete' || event.key === '#') {
      focusRow(index + 1 < items.length ? index + 1 : index - 1)
      void (inTrash ? putNoteBack(note) : trashNote(note))
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <ul ref={list} className="notes-list" onKeyDown={onKeyDown}>
      {items.map((note) => (
        <NoteRow key={note.id} note={note} tabStop={note.id === tabStop} onFocus={setActiveId} />
      ))}
    </ul>
  )
}

function placeAfter(key: string, index: number, count: number): number | null {
  if (key === 'ArrowDown' || key === 'j') return Math.min(count - 1, index + 1)
  if (key === 'ArrowUp' || key === 'k') return Math.max(0, index - 1)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}
