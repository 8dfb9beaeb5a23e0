// One highlight in the list: its colour, its words, its note, and what can be done with it.
import { Copy, NotebookPen, Palette, Tag, Trash2 } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import type { Highlight } from '../../contract/model.ts'
import { NoteEditor } from '../notes/note-editor.tsx'
import { dragHighlight } from '../notes/paste.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { UnsurePlace } from '../review/unsure-place.tsx'
import { colourName, useColours } from './colour-names.ts'
import { copyHighlight } from './copy-highlight.ts'
import { deleteHighlight, recolourHighlight } from './highlight-actions.ts'
import { HighlightTags } from './highlight-tags.tsx'
import { readerState, setReaderState } from './reader-store.ts'

interface HighlightRowProps {
  highlight: Highlight
  /** It is the one that is open in the text. */
  active: boolean
  /** The one row of the list that Tab stops at. */
  tabStop: boolean
  inView: boolean
}

/** Memoised, as most of a long list stays the same while the text scrolls. */
export const HighlightRow = memo(function HighlightRow({ highlight, active, tabStop, inView }: HighlightRowProps) {
  const [writing, setWriting] = useState(false)
  const [tagging, setTagging] = useState(false)
  const [hovered, setHovered] = useState(false)
  const [focused, setFocused] = useState(false)
  const row = useRef<HTMLLIElement>(null)
  const { status } = highlight
  const orphan = status === 'orphan'
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const go = () => {
    if (orphan) return
    setReaderState({ activeHighlightId: highlight.id })
    readerState().reader?.scrollTo(highlight.range, { flash: true })
  }
  const remove = () => {
    const next = row.current?.nextElementSibling ?? row.current?.previousElementSibling
    next?.querySelector<HTMLElement>('.highlight-words')?.focus()
    void deleteHighlight(highlight)
  }
  const stopWriting = () => {
    setWriting(false)
    setTagging(false)
    row.current?.querySelector<HTMLElement>('.highlight-words')?.focus()
  }
  return (
    <li
      ref={row}
      className="highlight-row"
      data-roving-row={highlight.id}
      data-colour={highlight.colour}
      data-active={active || undefined}
      data-in-view={inView || undefined}
      aria-current={inView ? 'location' : undefined}
      onPointerEnter={() => {
        setHovered(true)
      }}
      onPointerLeave={() => {
        setHovered(false)
      }}
      onFocus={() => {
        setFocused(true)
      }}
      onBlur={(event) => {
        setFocused(event.currentTarget.contains(event.relatedTarget))
      }}
    >
      <button
        type="button"
        className="highlight-words"
        draggable
        onDragStart={(event) => {
          dragHighlight(event.dataTransfer, { ...highlight, text: highlight.quote.exact })
        }}
        data-roving={highlight.id}
        tabIndex={tabStop ? 0 : -1}
        aria-disabled={orphan || undefined}
        onClick={go}
        onKeyDown={(event) => {
          if (event.key === 'Delete' || event.key === 'Backspace') remove()
        }}
      >
        <span className="visually-hidden">{`${colourName(highlight.colour)} highlight: `}</span>
        <span className="highlight-quote" dir="auto">
          {highlight.quote.exact}
        </span>
      </button>
      {orphan && <p className="highlight-orphan">These words are no longer in the text. The highlight is kept here.</p>}
      {status === 'uncertain' && <UnsurePlace highlight={highlight} />}
      {tagging ? (
        <HighlightTags highlight={highlight} onDone={stopWriting} />
      ) : (
        highlight.tags.length > 0 && (
          <ul className="highlight-tags" aria-label="Tags">
            {highlight.tags.map((tag) => (
              <li key={tag} className="highlight-tag">
                {tag}
              </li>
            ))}
          </ul>
        )
      )}
      {writing ? (
        <div className="highlight-note-editor">
          <NoteEditor target={{ kind: 'highlight', id: highlight.id }} autoFocus onDone={stopWriting} />
        </div>
      ) : (
        highlight.noteText !== '' && (
          <button
            type="button"
            className="highlight-note"
            tabIndex={tabStop ? 0 : -1}
            dir="auto"
            onClick={() => {
              setWriting(true)
            }}
          >
            <span className="visually-hidden">Edit the note: </span>
            {highlight.noteText}
          </button>
        )
      )}
      {(hovered || focused || active) && (
        <RowActs
          highlight={highlight}
          onWrite={
            writing
              ? null
              : () => {
                  setWriting(true)
                }
          }
          onTags={() => {
            setTagging(true)
          }}
          onDelete={remove}
        />
      )}
    </li>
  )
})

interface RowActsProps {
  highlight: Highlight
  /** Null while the note is being written. */
  onWrite: (() => void) | null
  onTags: () => void
  onDelete: () => void
}

/** Made for the row that is meant alone: hundreds of menus would make a long list slow to open. */
function RowActs({ highlight, onWrite, onTags, onDelete }: RowActsProps) {
  const colours = useColours()
  return (
    <div className="highlight-acts">
      {onWrite !== null && (
        <IconButton
          label={highlight.noteText === '' ? 'Add a note' : 'Edit the note'}
          size="small"
          icon={<NotebookPen size={15} />}
          onClick={onWrite}
        />
      )}
      <IconButton label="Tags" size="small" icon={<Tag size={15} />} onClick={onTags} />
      <Menu
        label="Colour"
        trigger={<IconButton label="Change colour" size="small" icon={<Palette size={15} />} />}
        items={colours.map(({ colour, name }) => ({
          label: name,
          checked: colour === highlight.colour,
          run: () => void recolourHighlight(highlight, colour),
        }))}
      />
      <Menu
        label="Copy this highlight"
        trigger={<IconButton label="Copy this highlight" size="small" icon={<Copy size={15} />} />}
        items={[
          { label: 'With its note and source', run: () => void copyHighlight(highlight, 'rich') },
          { label: 'As Markdown', run: () => void copyHighlight(highlight, 'markdown') },
        ]}
      />
      <IconButton label="Delete highlight" size="small" icon={<Trash2 size={15} />} onClick={onDelete} />
    </div>
  )
}
