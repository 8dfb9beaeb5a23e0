// One text, or two beside each other, or a text and the note on it; where there is no room for two, one behind the other.
import { useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { CommandScope } from '../commands/commands.ts'
import { ErrorBoundary } from '../frame/error-boundary.tsx'
import { Resizer } from '../frame/resizer.tsx'
import type { Beside } from '../navigation.ts'
import { NoteBeside } from '../note-page/note-beside.tsx'
import { useNoteName } from '../note-page/note-name.ts'
import { NoteEditor } from '../notes/note-editor.tsx'
import { PaneStore, activatePane, activePane, readerStores, useActivePane } from '../reader/reader-store.ts'
import type { PaneName } from '../reader/reader-store.ts'
import { Reader } from '../reader/reader.tsx'
import type { ReaderProps } from '../reader/reader.tsx'
import { PaneHead, PaneTabs, usePaneTitle } from './pane-head.tsx'
import { keepRatio, keptRatio } from './split-ratio.ts'
import './split.css'

/** The least width of a text that two are shown beside each other with, px; half of it is what one then has. */
const ROOM_FOR_TWO = 720
const NARROWEST = 300

const inPane: Record<PaneName, () => boolean> = {
  main: () => activePane() === 'main',
  beside: () => activePane() === 'beside',
}

interface SplitViewProps extends ReaderProps {
  beside: Beside | null
}

export function SplitView({ articleId, range, visit, beside }: SplitViewProps) {
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const active = useActivePane()
  const [noteInFront, setNoteInFront] = useState(true)
  const [ratio, setRatio] = useState(keptRatio)
  const hasNote = beside?.kind === 'note' || beside?.kind === 'page'
  const tabs = beside !== null && width < ROOM_FOR_TWO
  const front: PaneName = hasNote ? (noteInFront ? 'beside' : 'main') : active
  const mainWidth = Math.round(Math.min(width - NARROWEST, Math.max(NARROWEST, width * ratio)))
  const pane = (name: PaneName) => ({
    name,
    two: beside !== null,
    headed: beside !== null && !tabs,
    active: beside !== null && beside.kind === 'article' ? active === name : name === 'main',
    hidden: tabs && front !== name,
  })
  return (
    <div ref={frame} className="split" data-split={beside === null ? 'none' : tabs ? 'tabs' : 'side'}>
      {beside !== null && tabs && (
        <PaneTabs
          articleId={articleId}
          beside={beside}
          front={front}
          onChoose={(name) => {
            if (hasNote) setNoteInFront(name === 'beside')
            else activatePane(name)
          }}
        />
      )}
      <TextPane
        key="main"
        {...pane('main')}
        articleId={articleId}
        range={range}
        visit={visit}
        swaps={beside?.kind === 'article'}
        width={beside !== null && !tabs ? mainWidth : null}
      />
      {beside !== null && !tabs && (
        <div className="split-edge" style={{ insetInlineStart: mainWidth }}>
          <Resizer
            label="Width of the first text"
            controls="split-main"
            width={mainWidth}
            limits={{ min: NARROWEST, max: width - NARROWEST, normal: Math.round(width / 2) }}
            pane="before"
            onChange={(next) => {
              setRatio(next / width)
            }}
            onCommit={(next) => {
              setRatio(next / width)
              keepRatio(next / width)
            }}
          />
        </div>
      )}
      {beside?.kind === 'article' && (
        <TextPane
          key="beside"
          {...pane('beside')}
          articleId={beside.articleId}
          range={beside.range}
          visit={visit}
          swaps
          width={null}
        />
      )}
      {beside?.kind === 'note' && <NotePane articleId={articleId} headed={!tabs} hidden={tabs && front !== 'beside'} />}
      {beside?.kind === 'page' && (
        <PagePane noteId={beside.noteId} headed={!tabs} hidden={tabs && front !== 'beside'} />
      )}
    </div>
  )
}

interface TextPaneProps extends ReaderProps {
  name: PaneName
  /** Whether there is another beside it: alone it is no region of its own. */
  two: boolean
  headed: boolean
  active: boolean
  /** Behind the other: it keeps its place, and is out of reach. */
  hidden: boolean
  swaps: boolean
  /** Px; null for what is left. */
  width: number | null
}

function TextPane({ name, two, headed, active, hidden, swaps, width, articleId, range, visit }: TextPaneProps) {
  const title = usePaneTitle(articleId)
  const activate = () => {
    activatePane(name)
  }
  return (
    <div
      id={`split-${name}`}
      className="split-pane"
      data-active={active || undefined}
      role={two ? 'region' : undefined}
      aria-label={two ? `${name === 'main' ? 'First text' : 'Second text'}: ${title}` : undefined}
      inert={hidden}
      style={width === null ? undefined : { flex: 'none', inlineSize: width }}
      onPointerDownCapture={two ? activate : undefined}
      onFocusCapture={two ? activate : undefined}
    >
      {headed && <PaneHead pane={name} title={title} swaps={swaps} />}
      <PaneStore value={readerStores[name]}>
        <CommandScope value={inPane[name]}>
          <ErrorBoundary what="The reader" resetKey={articleId}>
            <Reader articleId={articleId} range={range} visit={visit} />
          </ErrorBoundary>
        </CommandScope>
      </PaneStore>
    </div>
  )
}

function NotePane({ articleId, headed, hidden }: { articleId: string; headed: boolean; hidden: boolean }) {
  return (
    <div className="split-pane split-note" role="region" aria-label="Note on the article" tabIndex={-1} inert={hidden}>
      {headed && <PaneHead pane="beside" title="Note on the article" swaps={false} />}
      <div className="split-note-page">
        <NoteEditor
          key={articleId}
          target={{ kind: 'article', id: articleId }}
          label="Note on the article"
          placeholder="What is worth keeping from this?"
          autoFocus
          onDone={() => {
            document.querySelector<HTMLElement>('#split-main .reader')?.focus({ preventScroll: true })
          }}
        />
      </div>
    </div>
  )
}

/** A note that stands alone, beside the text. */
function PagePane({ noteId, headed, hidden }: { noteId: string; headed: boolean; hidden: boolean }) {
  const name = useNoteName(noteId)
  return (
    <div className="split-pane split-note" role="region" aria-label={`Note: ${name}`} tabIndex={-1} inert={hidden}>
      {headed && <PaneHead pane="beside" title={name} swaps={false} />}
      <div className="split-note-page split-note-alone">
        <NoteBeside key={noteId} noteId={noteId} />
      </div>
    </div>
  )
}

function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(ROOM_FOR_TWO)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = () => {
      setWidth(element.clientWidth)
    }
    measure()
    const resized = new ResizeObserver(measure)
    resized.observe(element)
    return () => {
      resized.disconnect()
    }
  }, [ref])
  return width
}
