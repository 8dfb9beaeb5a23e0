// The notes beside the text, each level with its passage: read where they stand, and written there too.
import { useEffectEvent, useLayoutEffect, useMemo, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Highlight } from '../../contract/model.ts'
import type { MappedBody } from '../reader/article-body.tsx'
import { domRange } from '../reader/geometry.ts'
import { useReaderState, useReaderStore } from '../reader/reader-store.ts'
import { useSettings } from '../settings/settings-store.ts'
import { Leader } from './leader.tsx'
import { MarginNote } from './margin-note.tsx'
import { useMarginRoom } from './margin-room.ts'
import { useNoteAnchors } from './note-anchors.ts'
import type { Anchor } from './note-anchors.ts'
import { useNoteHeights } from './note-heights.ts'
import { placeNotes } from './place-notes.ts'
import { useBand } from './use-band.ts'
import type { Band } from './use-band.ts'
import './margin.css'

/** Between two notes, px. */
const GAP = 10
/** So that the first lines of note and passage stand level, px. */
const RAISED = 6

interface MarginNotesProps {
  mapped: MappedBody
  pane: HTMLElement
  highlights: readonly Highlight[]
  /** Whether the text runs down one page: pages have no margin for notes, there they open as cards. */
  scrolled: boolean
}

export function MarginNotes({ mapped, pane, highlights, scrolled }: MarginNotesProps) {
  const { marginNotes } = useSettings()
  const room = useMarginRoom(pane, mapped.body, marginNotes && scrolled)
  const store = useReaderStore()
  const shown = room !== null
  useLayoutEffect(() => {
    store.set({ notesInMargin: shown })
    return () => {
      store.set({ notesInMargin: false, marginNoteId: null })
    }
  }, [store, shown])
  return shown ? <Notes mapped={mapped} pane={pane} highlights={highlights} /> : null
}

/** A note at its place. */
interface Placed {
  highlight: Highlight
  anchor: Anchor
  top: number
  height: number
}

function Notes({ mapped, pane, highlights }: Omit<MarginNotesProps, 'scrolled'>) {
  const writingId = useReaderState('marginNoteId')
  const activeId = useReaderState('activeHighlightId')
  const [pointedId, setPointedId] = useState<string | null>(null)
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const noted = useMemo(
    () =>
      highlights.filter(({ id, status, noteText }) => status === 'anchored' && (noteText !== '' || id === writingId)),
    [highlights, writingId],
  )
  const anchors = useNoteAnchors(mapped, noted)
  const { heightOf, watch } = useNoteHeights()
  const band = useBand(pane, mapped.body)
  const pinnedId = writingId ?? activeId
  const placed = place(noted, anchors, heightOf, pinnedId, -band.above)
  const near = nearIndexes(placed, band, [pinnedId, focusedId])
  const tabStop =
    placed.find(({ highlight }) => highlight.id === focusedId) ?? placed.find(({ top }) => top >= band.top)
  const pointed = placed.find(({ highlight }) => highlight.id === (pointedId ?? focusedId ?? writingId))
  const acts = useActs(mapped, pane)
  usePressElsewhere(writingId, acts.rest)

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!(event.target instanceof HTMLElement) || !event.target.matches('.margin-note-open')) return
    const at = placed.findIndex(({ highlight }) => highlight.id === focusedId)
    const here = placed[at]?.highlight
    if (event.key === 'Escape' && here !== undefined) acts.toPassage(here)
    else if (step === undefined) return
    else focusNote(event.currentTarget, placed[at + step]?.highlight)
    event.preventDefault()
    event.stopPropagation()
  }
  if (noted.length === 0) return null
  return (
    <section className="margin-notes" aria-label="Notes in the margin">
      {pointed !== undefined && <Leader anchor={pointed.anchor} top={pointed.top} />}
      <ol className="margin-list" onKeyDown={onKeyDown}>
        {[...near].map((index) => {
          const { highlight, top } = placed[index]!
          const { id } = highlight
          return (
            <MarginNote
              key={id}
              highlight={highlight}
              top={top}
              writing={id === writingId}
              tabStop={id === (tabStop ?? placed.at(-1))?.highlight.id}
              watch={watch}
              onPoint={setPointedId}
              onFocus={setFocusedId}
              onWrite={acts.write}
              onDone={acts.toPassage}
            />
          )
        })}
      </ol>
    </section>
  )
}

function place(
  noted: readonly Highlight[],
  anchors: ReadonlyMap<string, Anchor>,
  heightOf: (highlight: Highlight) => number,
  pinnedId: string | null,
  top: number,
): Placed[] {
  const there = noted.flatMap((highlight) => {
    const anchor = anchors.get(highlight.id)
    return anchor === undefined ? [] : [{ highlight, anchor, height: heightOf(highlight) }]
  })
  const pinned = there.findIndex(({ highlight }) => highlight.id === pinnedId)
  const tops = placeNotes(
    there.map(({ anchor, height }) => ({ at: anchor.top - RAISED, height })),
    { gap: GAP, top, pinned: pinned === -1 ? null : pinned },
  )
  return there.map((one, index) => ({ ...one, top: Math.round(tops[index] ?? 0) }))
}

/** Of hundreds of notes those that are near the screen are on the page; also the named ones and their neighbours. */
function nearIndexes(placed: readonly Placed[], band: Band, named: readonly (string | null)[]): Set<number> {
  const near = placed.flatMap(({ top, height, highlight }, index) => {
    if (named.includes(highlight.id)) return [index - 1, index, index + 1]
    return top < band.bottom && top + height > band.top ? [index] : []
  })
  return new Set(near.filter((index) => index in placed).sort((a, b) => a - b))
}

function focusNote(list: HTMLElement, highlight: Highlight | undefined): void {
  if (highlight === undefined) return
  list.querySelector<HTMLElement>(`[data-note="${highlight.id}"] .margin-note-open`)?.focus()
}

/** What can be done with a note. They stay the same, so that notes that do not change are not drawn anew. */
function useActs({ map }: MappedBody, pane: HTMLElement) {
  const store = useReaderStore()
  return useMemo(
    () => ({
      write: ({ id }: Highlight) => {
        store.set({ activeHighlightId: id, marginNoteId: id })
      },
      /** No note is written any more. */
      rest: () => {
        store.set({ marginNoteId: null })
      },
      /** The keyboard goes on from the passage. */
      toPassage: ({ id, range }: Highlight) => {
        store.set({ activeHighlightId: id, marginNoteId: null })
        pane.focus({ preventScroll: true })
        const dom = domRange(map, range)
        if (dom !== null) document.getSelection()?.collapse(dom.startContainer, dom.startOffset)
        store.get().reader?.scrollTo(range, { flash: true, step: true })
      },
    }),
    [store, map, pane],
  )
}

/** A press anywhere else ends the writing; the words are saved as they are typed. */
function usePressElsewhere(writingId: string | null, rest: () => void): void {
  const onPress = useEffectEvent((event: PointerEvent) => {
    const target = event.target
    if (!(target instanceof Element) || target.closest('[popover], dialog') !== null) return
    const note = target.closest<HTMLElement>('[data-note]')
    if (note?.dataset['note'] !== writingId) rest()
  })
  const writing = writingId !== null
  useLayoutEffect(() => {
    if (!writing) return
    const listener = (event: PointerEvent) => {
      onPress(event)
    }
    document.addEventListener('pointerdown', listener, true)
    return () => {
      document.removeEventListener('pointerdown', listener, true)
    }
  }, [writing])
}
