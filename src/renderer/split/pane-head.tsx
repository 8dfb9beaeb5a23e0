// Above each of two texts: what it is, and what can be done with the two. Where they are one behind the other, a tab each.
import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight, Maximize2, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { Beside } from '../navigation.ts'
import { useNoteName } from '../note-page/note-name.ts'
import { queries } from '../queries.ts'
import type { PaneName } from '../reader/reader-store.ts'
import { IconButton } from '../ui/button.tsx'
import { keepOnly, swapPanes } from './open-beside.ts'

const other = (pane: PaneName): PaneName => (pane === 'main' ? 'beside' : 'main')

/** The title of the article in a pane, as far as it is known. */
export function usePaneTitle(articleId: string): string {
  return useQuery(queries.article(articleId)).data?.title ?? 'Article'
}

export function PaneHead({ pane, title, swaps }: { pane: PaneName; title: string; swaps: boolean }) {
  return (
    <header className="split-head">
      <p className="split-title" dir="auto">
        {title}
      </p>
      {swaps && (
        <>
          <IconButton
            label="Swap the two"
            shortcut="shift+b"
            size="small"
            icon={<ArrowLeftRight size={15} />}
            onClick={swapPanes}
          />
          <IconButton
            label="Only this one"
            size="small"
            icon={<Maximize2 size={15} />}
            onClick={() => {
              keepOnly(pane)
            }}
          />
        </>
      )}
      {(swaps || pane === 'beside') && (
        <IconButton
          label={swaps ? 'Close this one' : 'Close the note'}
          size="small"
          icon={<X size={16} />}
          placement="bottom-end"
          onClick={() => {
            keepOnly(other(pane))
          }}
        />
      )}
    </header>
  )
}

interface PaneTabsProps {
  articleId: string
  beside: Beside
  front: PaneName
  onChoose: (pane: PaneName) => void
}

export function PaneTabs({ articleId, beside, front, onChoose }: PaneTabsProps) {
  const first = usePaneTitle(articleId)
  const second = usePaneTitle(beside.kind === 'article' ? beside.articleId : articleId)
  const note = useNoteName(beside.kind === 'page' ? beside.noteId : null)
  const tabs = [
    { pane: 'main', title: first },
    { pane: 'beside', title: beside.kind === 'article' ? second : beside.kind === 'page' ? note : 'Note' },
  ] as const
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    onChoose(other(front))
    event.currentTarget.querySelector<HTMLElement>(`[data-pane="${other(front)}"]`)?.focus()
  }
  return (
    <div className="split-tabs">
      <div className="split-tab-list" role="tablist" aria-label="Two beside each other" onKeyDown={onKeyDown}>
        {tabs.map(({ pane, title }) => (
          <button
            key={pane}
            type="button"
            role="tab"
            className="split-tab"
            data-pane={pane}
            aria-selected={pane === front}
            tabIndex={pane === front ? 0 : -1}
            onClick={() => {
              onChoose(pane)
            }}
          >
            <span dir="auto">{title}</span>
          </button>
        ))}
      </div>
      <IconButton
        label="Only this one"
        size="small"
        icon={<X size={16} />}
        placement="bottom-end"
        onClick={() => {
          keepOnly(front)
        }}
      />
    </div>
  )
}
