// The window: library, reader and companion side by side, as far as there is room for them.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Companion } from './frame/companion.tsx'
import { DialogHost } from './frame/dialog-host.tsx'
import { useAppCommands, useArticleCommands } from './frame/app-commands.ts'
import { ErrorBoundary } from './frame/error-boundary.tsx'
import { COMPANION_WIDTH, LIBRARY_WIDTH, closeDrawer, usePanes } from './frame/panes.ts'
import { ReaderToolbar } from './frame/reader-toolbar.tsx'
import { Resizer } from './frame/resizer.tsx'
import { Welcome } from './frame/welcome.tsx'
import { WindowDrop } from './frame/window-drop.tsx'
import { useMapScope } from './entity-map/map-route.ts'
import { MapView } from './entity-map/map-view.tsx'
import { HighlightsView } from './highlights/highlights-view.tsx'
import { LibraryPane } from './library/library-pane.tsx'
import { useEntityPage, useNotePage, useRoute, useShowsHighlights, useShowsNotes, useWorkplace } from './navigation.ts'
import { useNoteCommands } from './note-page/note-commands.ts'
import { useNoteName } from './note-page/note-name.ts'
import { NotePageView } from './note-page/note-page-view.tsx'
import { NotesView } from './note-page/notes-view.tsx'
import { queries } from './queries.ts'
import { useReaderState } from './reader/reader-store.ts'
import { ReviewView } from './review/review-view.tsx'
import { usePointedOut } from './search/open-hit.ts'
import { applySettings } from './settings/apply-settings.ts'
import { updateSettings, useSettings } from './settings/settings-store.ts'
import { SplitView } from './split/split-view.tsx'
import { useActiveArticle, useSplitCommands } from './split/use-split.ts'
import { Toaster } from './ui/toast.tsx'
import { CorrectView } from './versions/correct-view.tsx'
import { EntityPageView, useEntityName } from './entity-page/entity-page-view.tsx'
import './app.css'

export function App() {
  const { articleId: firstId, range, visit, beside } = useRoute()
  const articleId = useActiveArticle()
  const showsHighlights = useShowsHighlights()
  const workplace = useWorkplace()
  const mapScope = useMapScope()
  const entityId = useEntityPage()
  const noteId = useNotePage()
  const showsNotes = useShowsNotes()
  const settings = useSettings()
  const panes = usePanes()
  const narrow = panes.room === 'narrow'
  const article = useQuery({ ...queries.article(articleId ?? ''), enabled: articleId !== null })
  const companion = panes.companion && articleId !== null && !article.isError
  useLayoutEffect(() => {
    applySettings(settings)
  }, [settings])
  useAppCommands()
  useArticleCommands(articleId)
  useSplitCommands()
  useNoteCommands()
  const noteName = useNoteName(noteId)
  const entityName = useEntityName(entityId)
  const place = showsHighlights
    ? 'Highlights'
    : showsNotes
      ? 'Notes'
      : mapScope
        ? 'Map'
        : workplace && { review: 'Review', correct: 'Correct the text' }[workplace.place]
  useWindowTitle(
    articleId === null ? (noteId === null ? (entityName ?? place) : noteName) : (article.data?.title ?? null),
  )
  usePointedOut()
  return (
    <>
      {narrow && companion && <DrawerGivesWay />}
      <SkipLinks library={panes.library} companion={companion} />
      <div className="panes" data-room={panes.room}>
        {panes.library && (
          <SidePane
            id="library"
            label="Library"
            side="start"
            drawer={narrow}
            width={settings.libraryPane.width}
            limits={LIBRARY_WIDTH}
            onWidth={(width) => {
              updateSettings({ libraryPane: { open: true, width } })
            }}
          >
            <LibraryPane />
          </SidePane>
        )}
        <main id="reader" className="main" tabIndex={-1} inert={narrow && (panes.library || companion)}>
          <ReaderToolbar articleId={articleId} />
          <ErrorBoundary what="The reader" resetKey={firstId}>
            {firstId ? (
              <SplitView articleId={firstId} range={range} visit={visit} beside={beside} />
            ) : workplace?.place === 'review' ? (
              <ReviewView articleId={workplace.articleId} />
            ) : workplace?.articleId ? (
              <CorrectView key={workplace.articleId} articleId={workplace.articleId} />
            ) : entityId !== null ? (
              <EntityPageView key={entityId} id={entityId} />
            ) : mapScope ? (
              <MapView scope={mapScope} />
            ) : noteId !== null ? (
              <NotePageView key={noteId} id={noteId} />
            ) : showsNotes ? (
              <NotesView />
            ) : showsHighlights ? (
              <HighlightsView />
            ) : (
              <Welcome />
            )}
          </ErrorBoundary>
        </main>
        {companion && (
          <SidePane
            id="companion"
            label="Entities, highlights and notes"
            side="end"
            drawer={narrow}
            width={settings.companionPane.width}
            limits={COMPANION_WIDTH}
            onWidth={(width) => {
              updateSettings({ companionPane: { open: settings.companionPane.open, width } })
            }}
          >
            <Companion articleId={articleId} />
          </SidePane>
        )}
      </div>
      <DialogHost />
      <WindowDrop />
      <Toaster />
    </>
  )
}

/** The title of the window follows the article. */
function useWindowTitle(articleTitle: string | null): void {
  const title = articleTitle === null ? 'Commonplace' : `${articleTitle} – Commonplace`
  useEffect(() => {
    document.title = title
  }, [title])
}

/**
 * Over the text a drawer only gets in the way once it has shown where to go: it closes when the text moves. On its own, as
 * the whole window would be drawn again with every line that scrolls by.
 */
function DrawerGivesWay() {
  const start = useReaderState('visible')?.start
  const before = useRef(start)
  useEffect(() => {
    if (before.current !== undefined && start !== undefined && before.current !== start) closeDrawer()
    before.current = start
  }, [start])
  return null
}

function SkipLinks({ library, companion }: { library: boolean; companion: boolean }) {
  const places = [
    { id: 'reader', label: 'Skip to the article', there: true },
    { id: 'library', label: 'Skip to the library', there: library },
    { id: 'companion', label: 'Skip to entities, highlights and notes', there: companion },
  ]
  return (
    <nav className="skip-links" aria-label="Skip to">
      {places
        .filter(({ there }) => there)
        .map(({ id, label }) => (
          <button
            key={id}
            type="button"
            className="skip-link"
            onClick={() => {
              const pane = document.getElementById(id)
              // The text itself, where there is one: its keys are heard there.
              ;(pane?.querySelector<HTMLElement>(':scope .reader') ?? pane)?.focus()
            }}
          >
            {label}
          </button>
        ))}
    </nav>
  )
}

interface SidePaneProps {
  id: 'library' | 'companion'
  label: string
  side: 'start' | 'end'
  /** Over the text instead of beside it. */
  drawer: boolean
  width: number
  limits: { min: number; max: number; normal: number }
  onWidth: (width: number) => void
  children: ReactNode
}

function SidePane({ id, label, side, drawer, width, limits, onWidth, children }: SidePaneProps) {
  const [moving, setMoving] = useState<number | null>(null)
  const ref = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (!drawer) return
    ref.current?.focus()
    return () => {
      // Once the drawer is gone its button is back; that is where the keyboard was.
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-toggles="${id}"]`)?.focus())
    }
  }, [drawer, id])
  const shown = moving ?? width
  return (
    <>
      {drawer && <div className="scrim" onClick={closeDrawer} />}
      <aside
        ref={ref}
        id={id}
        className="side"
        data-side={side}
        data-drawer={drawer || undefined}
        aria-label={label}
        tabIndex={-1}
        style={drawer ? undefined : { inlineSize: `${String(shown)}px` }}
      >
        <ErrorBoundary what={id === 'library' ? 'The library pane' : 'This pane'}>{children}</ErrorBoundary>
        {!drawer && (
          <Resizer
            label={`Width of ${label.toLocaleLowerCase()}`}
            controls={id}
            width={shown}
            limits={limits}
            pane={side === 'start' ? 'before' : 'after'}
            onChange={setMoving}
            onCommit={(next) => {
              setMoving(null)
              if (next !== width) onWidth(next)
            }}
          />
        )}
      </aside>
    </>
  )
}
