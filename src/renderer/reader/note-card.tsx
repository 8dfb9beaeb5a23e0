// The note or the tags of a highlight, open beside its passage.
import { useMergeRefs } from '@floating-ui/react'
import { useEffectEvent, useLayoutEffect, useState } from 'react'
import type { Highlight } from '../../contract/model.ts'
import { NoteEditor } from '../notes/note-editor.tsx'
import { useBesidePassage } from './beside-passage.ts'
import { HighlightTags } from './highlight-tags.tsx'

interface NoteCardProps {
  passage: Range
  pane: HTMLElement
  highlight: Highlight
  view: 'note' | 'tags'
  onClose: () => void
}

export function NoteCard({ passage, pane, highlight, view, onClose }: NoteCardProps) {
  const { ref, style } = useBesidePassage({ passage, pane, prefer: 'bottom' })
  // What is in the card comes once the card is shown, before the paint: only then can it take the focus.
  const [card, setCard] = useState<HTMLElement | null>(null)
  const both = useMergeRefs([setCard, ref])
  const close = useEffectEvent(onClose)
  useLayoutEffect(() => {
    const onPress = (event: PointerEvent) => {
      const target = event.target
      // What the editor floats in the top layer, its menus and dialogs, belongs to the card.
      if (!(target instanceof Element) || card?.contains(target)) return
      if (target.closest('[popover], dialog') !== null) return
      close()
    }
    document.addEventListener('pointerdown', onPress, true)
    return () => {
      document.removeEventListener('pointerdown', onPress, true)
    }
  }, [card])
  return (
    <div
      ref={both}
      popover="manual"
      role="dialog"
      aria-label={view === 'note' ? 'Note on the highlight' : 'Tags of the highlight'}
      className="note-card"
      style={style}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      {card !== null && view === 'note' && (
        <NoteEditor target={{ kind: 'highlight', id: highlight.id }} autoFocus onDone={onClose} />
      )}
      {card !== null && view === 'tags' && <HighlightTags highlight={highlight} onDone={onClose} />}
    </div>
  )
}
