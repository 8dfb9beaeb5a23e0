// The library: search, views with their counts, tags, and the list of what the chosen view holds.
import { useQuery } from '@tanstack/react-query'
import {
  Archive,
  Clock,
  Highlighter,
  Inbox,
  Info,
  Layers,
  NotebookPen,
  PanelLeftClose,
  Plus,
  Search,
  Star,
  Trash2,
  Waypoints,
} from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { showDialog } from '../frame/dialogs.ts'
import { openMap, useMapScope } from '../entity-map/map-route.ts'
import { closeDrawer, toggleLibrary } from '../frame/panes.ts'
import { openHighlights, openNotes, useNotePage, useShowsHighlights, useShowsNotes } from '../navigation.ts'
import { noteQueries } from '../note-page/note-queries.ts'
import { queries } from '../queries.ts'
import { IconButton } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { ArticleList } from './article-list.tsx'
import { CaptureStatus } from './capture-list.tsx'
import { formatNumber } from './dates.tsx'
import { ReadingNames } from './reading-names.tsx'
import { TAGS_AT_FIRST, tagsAtFirst } from './tags-at-first.ts'
import type { TagCount } from './tags-at-first.ts'
import { VIEW_NAMES, showView, useLibraryView } from './views.ts'
import type { View } from './views.ts'
import './library-pane.css'

const VIEWS: { view: View; icon: ReactNode }[] = [
  { view: 'inbox', icon: <Inbox size={16} /> },
  { view: 'later', icon: <Clock size={16} /> },
  { view: 'archive', icon: <Archive size={16} /> },
  { view: 'favourites', icon: <Star size={16} /> },
  { view: 'all', icon: <Layers size={16} /> },
  { view: 'trash', icon: <Trash2 size={16} /> },
]

export function LibraryPane() {
  return (
    <div className="library">
      <header className="library-head">
        <h2 className="library-title">Commonplace</h2>
        <IconButton
          label="About this library"
          icon={<Info size={18} />}
          onClick={() => {
            showDialog({ name: 'about' })
          }}
        />
        <IconButton label="Hide the library" shortcut="[" icon={<PanelLeftClose size={18} />} onClick={toggleLibrary} />
      </header>
      <div className="library-search">
        <button
          type="button"
          className="search-opener"
          aria-haspopup="dialog"
          onClick={() => {
            showDialog({ name: 'search' })
          }}
        >
          <Search size={16} />
          <span>Search</span>
          <Kbd keys="mod+k" />
        </button>
        <IconButton
          label="Add an article"
          shortcut="a"
          icon={<Plus size={18} />}
          className="add-opener"
          onClick={() => {
            showDialog({ name: 'add' })
          }}
        />
      </div>
      <div className="library-scroll">
        <Views />
        <ArticleList />
      </div>
      <CaptureStatus />
      <ReadingNames />
    </div>
  )
}

function Views() {
  const { view, tag } = useLibraryView()
  const list = useQuery(queries.articles({ view: 'all', limit: 1 })).data
  const highlightCount = useQuery(queries.highlightLibrary({ limit: 1 })).data?.all
  const showsHighlights = useShowsHighlights()
  const noteCount = useQuery(noteQueries.count()).data
  // A note on its page is one of them.
  const showsNotes = [useShowsNotes(), useNotePage() !== null].includes(true)
  const mapScope = useMapScope()
  return (
    <nav className="views" aria-label="Views of the library">
      <ul className="view-list">
        {VIEWS.map((one) => (
          <li key={one.view}>
            <ViewButton
              icon={one.icon}
              label={VIEW_NAMES[one.view]}
              count={list?.counts[one.view]}
              current={!showsHighlights && !showsNotes && !mapScope && tag === null && view === one.view}
              onClick={() => {
                showView({ view: one.view, tag: null })
              }}
            />
          </li>
        ))}
        <li>
          <ViewButton
            icon={<Highlighter size={16} />}
            label="Highlights"
            count={highlightCount}
            current={showsHighlights}
            onClick={() => {
              closeDrawer()
              openHighlights()
            }}
          />
        </li>
        <li>
          <ViewButton
            icon={<NotebookPen size={16} />}
            label="Notes"
            count={noteCount}
            current={showsNotes}
            onClick={() => {
              closeDrawer()
              openNotes()
            }}
          />
        </li>
        <li>
          <ViewButton
            icon={<Waypoints size={16} />}
            label="Map"
            count={undefined}
            current={mapScope?.kind === 'library'}
            onClick={() => {
              closeDrawer()
              openMap()
            }}
          />
        </li>
      </ul>
      {list && list.tags.length > 0 && <Tags tags={list.tags} current={tag} />}
    </nav>
  )
}

function Tags({ tags, current }: { tags: readonly TagCount[]; current: string | null }) {
  const [all, setAll] = useState(false)
  const shown = all ? tags : tagsAtFirst(tags, current)
  return (
    <>
      <h3 className="views-heading">Tags</h3>
      <ul className="tag-list">
        {shown.map(({ name, count }) => (
          <li key={name}>
            <button
              type="button"
              className="tag"
              aria-current={name === current ? 'true' : undefined}
              onClick={() => {
                showView(name === current ? { view: 'inbox', tag: null } : { view: 'all', tag: name })
              }}
            >
              <span className="view-label">{name}</span>
              <span data-count>{formatNumber(count)}</span>
            </button>
          </li>
        ))}
        {tags.length > TAGS_AT_FIRST && (
          <li>
            <button
              type="button"
              className="tag tag-more"
              aria-expanded={all}
              onClick={() => {
                setAll(!all)
              }}
            >
              {all ? 'fewer' : `all ${formatNumber(tags.length)}`}
            </button>
          </li>
        )}
      </ul>
    </>
  )
}

interface ViewButtonProps {
  icon: ReactNode
  label: string
  count: number | undefined
  current: boolean
  onClick: () => void
}

function ViewButton({ icon, label, count, current, onClick }: ViewButtonProps) {
  return (
    <button type="button" className="view" aria-current={current ? 'true' : undefined} onClick={onClick}>
      {icon}
      <span className="view-label">{label}</span>
      {count !== undefined && count > 0 && <span data-count>{formatNumber(count)}</span>}
    </button>
  )
}
