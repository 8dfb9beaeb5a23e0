// What can be done to the highlights that are selected.
import { Copy, Tag, Trash2, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { LibraryHighlight } from '../../contract/model.ts'
import { sentenceOf } from '../client.ts'
import { countOf } from '../library/dates.tsx'
import { tagsIn } from '../library/tags-in.ts'
import { useColours } from '../reader/colour-names.ts'
import { deleteHighlights, recolourHighlights, tagHighlights } from '../reader/highlight-actions.ts'
import { useKnownTags } from '../reader/highlight-tags.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { toast } from '../ui/toast.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { highlightsMarkdown } from './group-highlights.ts'

/** Puts highlights on the clipboard as Markdown. */
export async function copyHighlights(highlights: readonly LibraryHighlight[]): Promise<void> {
  try {
    await navigator.clipboard.writeText(highlightsMarkdown(highlights))
    toast({ message: `${countOf(highlights.length, 'highlight')} copied as Markdown` })
  } catch (error) {
    toast({ message: `Nothing was copied. ${sentenceOf(error)}`, tone: 'danger' })
  }
}

interface BulkBarProps {
  selected: readonly LibraryHighlight[]
  total: number
  onSelectAll: () => void
  onClear: () => void
}

export function BulkBar({ selected, total, onSelectAll, onClear }: BulkBarProps) {
  const colours = useColours()
  return (
    <div className="highlights-bulk" role="toolbar" aria-label="Selected highlights">
      <span role="status">{`${countOf(selected.length, 'highlight')} selected`}</span>
      {selected.length < total && (
        <Button variant="quiet" size="small" onClick={onSelectAll}>
          {`Select all ${String(total)}`}
        </Button>
      )}
      <span className="highlights-inks">
        {colours.map(({ colour, name }) => (
          <Tooltip key={colour} label={`Make them ${name}`} placement="top">
            <button
              type="button"
              className="ink-button"
              data-colour={colour}
              aria-label={`Make them ${name}`}
              onClick={() => void recolourHighlights(selected, colour)}
            >
              <span className="ink-dot" />
            </button>
          </Tooltip>
        ))}
      </span>
      <Popover
        label="Tag the selected highlights"
        trigger={<IconButton label="Add tags" size="small" icon={<Tag size={16} />} />}
      >
        {(close) => <TagForm selected={selected} onDone={close} />}
      </Popover>
      <IconButton
        label="Copy as Markdown"
        size="small"
        icon={<Copy size={16} />}
        onClick={() => void copyHighlights(selected)}
      />
      <IconButton
        label="Delete"
        size="small"
        icon={<Trash2 size={16} />}
        onClick={() => {
          onClear()
          void deleteHighlights(selected)
        }}
      />
      <IconButton label="Select none" size="small" icon={<X size={16} />} onClick={onClear} />
    </div>
  )
}

function TagForm({ selected, onDone }: { selected: readonly LibraryHighlight[]; onDone: () => void }) {
  const id = useId()
  const known = useKnownTags()
  const [text, setText] = useState('')
  return (
    <form
      className="highlights-tag-form"
      onSubmit={(event) => {
        event.preventDefault()
        const added = tagsIn(text, [])
        if (added.length > 0) void tagHighlights(selected, added)
        onDone()
      }}
    >
      <input
        className="field"
        aria-label="Tags to add, separated by commas"
        placeholder="Tags, separated by commas"
        list={id}
        value={text}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
      <datalist id={id}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Button type="submit" variant="primary" size="small">
        Add
      </Button>
    </form>
  )
}
