// The small toolbar by a selected or highlighted passage: five colours, note, tags, copy, link, merge, split, delete.
import { useMergeRefs } from '@floating-ui/react'
import { BookA, Check, Copy, Link2, Merge, NotebookPen, SplitSquareHorizontal, Tag, Trash2 } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import type { HighlightColour } from '../../contract/model.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { useBesidePassage } from './beside-passage.ts'
import { colourName, useColours } from './colour-names.ts'

interface PassageToolbarProps {
  passage: Range
  pane: HTMLElement
  prefer: 'top' | 'bottom'
  docked: boolean
  /** The colour of the highlight that is open; null for a selection that is none yet. */
  colour: HighlightColour | null
  hasNote: boolean
  /** Takes the words as the highlight's place; null where that is sure already. */
  onAccept: (() => void) | null
  /** Whether the keyboard's focus goes in at once. */
  takesFocus: boolean
  onColour: (colour: HighlightColour) => void
  onNote: () => void
  onCopy: () => void
  onLink: () => void
  /** Null for more than a word or a few, and where there is no dictionary. */
  onLookUp: (() => void) | null
  /** Null for a selection that is no highlight yet, and where there is nothing to merge with or to split. */
  onTags: (() => void) | null
  merge: { label: string; run: () => void } | null
  split: { label: string; run: () => void } | null
  onDelete: (() => void) | null
}

export function PassageToolbar(props: PassageToolbarProps) {
  const { colour, takesFocus, onColour, onTags, merge, split, onDelete } = props
  const colours = useColours()
  const { ref, style } = useBesidePassage(props)
  const bar = useRef<HTMLDivElement>(null)
  const both = useMergeRefs([bar, ref])
  useLayoutEffect(() => {
    if (!takesFocus) return
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])]
    const first = buttons.find((button) => button.ariaPressed === 'true') ?? buttons[0]
    first?.focus()
  }, [takesFocus])
  return (
    <div
      ref={both}
      popover="manual"
      role="toolbar"
      aria-label={colour === null ? 'Selected passage' : 'Highlight'}
      className="passage-toolbar"
      style={style}
      onPointerDown={keepSelection}
      onMouseDown={keepSelection}
      onKeyDown={(event) => {
        if ((event.key === 'Delete' || event.key === 'Backspace') && onDelete !== null) onDelete()
        else moveFocus(event)
      }}
    >
      {props.onAccept !== null && (
        <Button variant="quiet" size="small" icon={<Check size={16} />} aria-keyshortcuts="A" onClick={props.onAccept}>
          Accept the place
        </Button>
      )}
      <div role="group" aria-label="Colour" className="passage-inks">
        {colours.map((ink, index) => (
          <Tooltip
            key={ink.colour}
            label={colour === null ? `Highlight in ${colourName(ink.colour)}` : ink.name}
            placement="top"
          >
            <button
              type="button"
              className="ink-button"
              data-colour={ink.colour}
              aria-label={ink.name}
              aria-pressed={ink.colour === colour}
              tabIndex={index === 0 ? 0 : -1}
              onClick={() => {
                onColour(ink.colour)
              }}
            >
              <span className="ink-dot">{ink.colour === colour && <Check size={13} strokeWidth={2.5} />}</span>
            </button>
          </Tooltip>
        ))}
      </div>
      <span className="passage-divider" />
      <IconButton
        label={props.hasNote ? 'Open the note' : 'Add a note'}
        shortcut="n"
        placement="top"
        tabIndex={-1}
        icon={<NotebookPen size={17} />}
        onClick={props.onNote}
      />
      {props.onLookUp !== null && (
        <IconButton
          label="Look up"
          shortcut="w"
          placement="top"
          tabIndex={-1}
          icon={<BookA size={17} />}
          onClick={props.onLookUp}
        />
      )}
      {onTags !== null && (
        <IconButton label="Tags" placement="top" tabIndex={-1} icon={<Tag size={17} />} onClick={onTags} />
      )}
      <IconButton
        label="Copy with source"
        placement="top"
        tabIndex={-1}
        icon={<Copy size={17} />}
        onClick={props.onCopy}
      />
      <IconButton label="Copy link" placement="top" tabIndex={-1} icon={<Link2 size={17} />} onClick={props.onLink} />
      {merge !== null && (
        <IconButton
          label={merge.label}
          shortcut="m"
          placement="top"
          tabIndex={-1}
          icon={<Merge size={17} />}
          onClick={merge.run}
        />
      )}
      {split !== null && (
        <IconButton
          label={split.label}
          shortcut="x"
          placement="top"
          tabIndex={-1}
          icon={<SplitSquareHorizontal size={17} />}
          onClick={split.run}
        />
      )}
      {onDelete !== null && (
        <IconButton
          label="Delete highlight"
          shortcut="delete"
          placement="top"
          tabIndex={-1}
          icon={<Trash2 size={17} />}
          onClick={onDelete}
        />
      )}
    </div>
  )
}

/** A press on the toolbar must not take the selection or the focus from the text. */
function keepSelection(event: { preventDefault: () => void }): void {
  event.preventDefault()
}

/** Arrow keys, Home and End move within the toolbar, which is one stop of the Tab key. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const here = buttons.findIndex((button) => button === document.activeElement)
  const next = {
    ArrowRight: here + 1,
    ArrowLeft: here - 1 + buttons.length,
    Home: 0,
    End: buttons.length - 1,
  }[event.key]
  if (next === undefined) return
  event.preventDefault()
  buttons[next % buttons.length]?.focus()
}
