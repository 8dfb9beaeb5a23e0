// Annotating: the selection, the highlights under the pointer and the paragraph of the keyboard, and the tools for each.
import { useLayoutEffect, useMemo, useState } from 'react'
import type { Article, Highlight, HighlightColour, TextRange } from '../../contract/model.ts'
import { useCommand } from '../commands/commands.ts'
import { sentenceOf } from '../client.ts'
import { wordIn } from '../dictionary/dictionary.ts'
import { lookUp } from '../dictionary/look-up.ts'
import { holdTyping, releaseTyping } from '../notes/held-typing.ts'
import { useSettings } from '../settings/settings-store.ts'
import { acceptPlace } from '../review/review-actions.ts'
import { toast } from '../ui/toast.tsx'
import type { MappedBody } from './article-body.tsx'
import { domRange } from './geometry.ts'
import {
  createHighlight,
  deleteHighlight,
  lastColour,
  mergeHighlights,
  recolourHighlight,
  splitHighlight,
} from './highlight-actions.ts'
import { splitPlace } from './highlight-ends.ts'
import { HighlightHandles } from './highlight-handles.tsx'
import { highlightsAt, highlightsIn, touching } from './highlight-list.ts'
import { NoteCard } from './note-card.tsx'
import { PassageToolbar } from './passage-toolbar.tsx'
import { copyQuotation, passageLink, quotationMarkdown } from './passage.ts'
import { useReaderStore } from './reader-store.ts'
import { useSaidParagraph } from './say-paragraph.ts'
import { useEndKeys } from './use-end-keys.ts'
import { useHighlightPress } from './use-highlight-press.ts'
import { selectedPassage, useSelectedPassage } from './use-selected-range.ts'
import { useSentenceSteps } from './use-sentence-steps.ts'

/** A highlight that is open: its tools, or its note. */
interface OpenHighlight {
  id: string
  view: 'tools' | 'note' | 'tags'
  takesFocus: boolean
  /** Where it was pressed: the place to split it at. */
  at: number | null
}

interface PassageToolsProps {
  article: Article
  mapped: MappedBody
  pane: HTMLElement
  highlights: readonly Highlight[]
  /** The paragraph that j and k have marked, while it is in view. */
  paragraph: TextRange | null
}

export function PassageTools({ article, mapped, pane, highlights, paragraph }: PassageToolsProps) {
  const selected = useSelectedPassage(mapped)
  const { dictionary } = useSettings()
  const [dismissed, setDismissed] = useState<TextRange | null>(null)
  const [open, setOpen] = useState<OpenHighlight | null>(null)
  const [dragging, setDragging] = useState(false)
  const store = useReaderStore()
  const openHighlight = open === null ? undefined : highlights.find(({ id }) => id === open.id)
  const selection = openHighlight === undefined && selected !== null && selected.range !== dismissed ? selected : null

  const show = (next: OpenHighlight | null) => {
    setOpen(next)
    store.set({ activeHighlightId: next?.id ?? null })
  }
  const close = () => {
    if (open !== null) show(null)
    if (selected !== null) setDismissed(selected.range)
    if (document.activeElement?.closest('.passage-toolbar, .note-card')) pane.focus({ preventScroll: true })
  }
  useHighlightPress(mapped, pane, {
    isHighlighted: (offset) => highlightsAt(highlights, offset).length > 0,
    onPress: (offset) => {
      const next = offset === null ? undefined : nextOf(highlightsAt(highlights, offset), open?.id)
      if (next !== undefined) show({ id: next.id, view: 'tools', takesFocus: false, at: offset })
      else if (open?.view === 'tools') show(null)
    },
  })

  /** What h and n act on: the selection as it is now, the highlight that is open, the marked paragraph. */
  const target = (): TextRange | null => selectedPassage(mapped)?.range ?? openHighlight?.range ?? paragraph

  const highlight = async (range: TextRange, colour: HighlightColour): Promise<Highlight | null> => {
    const there = highlights.find(({ range: at, status }) => status !== 'orphan' && same(at, range))
    document.getSelection()?.removeAllRanges()
    if (there === undefined) return createHighlight(article, range, colour)
    await recolourHighlight(there, colour)
    return there
  }
  const annotate = async (range: TextRange) => {
    const there = highlights.find(({ range: at, status }) => status !== 'orphan' && same(at, range))
    document.getSelection()?.removeAllRanges()
    holdTyping()
    const made = there ?? (await createHighlight(article, range, lastColour()))
    if (made === null) releaseTyping()
    else if (store.get().notesInMargin) {
      setOpen(null)
      store.set({ activeHighlightId: made.id, marginNoteId: made.id })
    } else show({ id: made.id, view: 'note', takesFocus: true, at: null })
  }

  useCommand({
    keys: 'h',
    label: 'Highlight the selection or the marked paragraph',
    group: 'Highlights and notes',
    run: () => {
      const range = target()
      if (range === null) explain()
      else void highlight(range, lastColour())
    },
  })
  useCommand({
    keys: 'n',
    label: 'Highlight and write a note on it',
    group: 'Highlights and notes',
    run: () => {
      const range = target()
      if (range === null) explain()
      else void annotate(range)
    },
  })
  useCommand({
    keys: 'enter',
    label: 'Open the highlight in the selection or the marked paragraph',
    group: 'Highlights and notes',
    when: () => selectedPassage(mapped) !== null || paragraph !== null,
    run: () => {
      const range = selectedPassage(mapped)?.range ?? paragraph
      const here = range === null ? [] : highlightsIn(highlights, range)
      const next = nextOf(here, open?.id)
      if (next === undefined) return false
      document.getSelection()?.removeAllRanges()
      show({ id: next.id, view: 'tools', takesFocus: true, at: range?.start ?? null })
      return true
    },
  })
  useCommand({
    keys: 'escape',
    label: 'Close what is open',
    group: 'Everywhere',
    when: () => open !== null || selection !== null,
    run: close,
  })
  useCommand({
    keys: 'w',
    label: 'Look up the selected word',
    group: 'Reading',
    run: () => {
      const wanted = selectedPassage(mapped)?.range ?? openHighlight?.range
      const dom = wanted === undefined ? null : domRange(mapped.map, wanted)
      if (wanted === undefined || dom === null) toast({ message: 'Select a word, or a few, to look up.' })
      else lookUp(mapped.map.text.slice(wanted.start, wanted.end), dom)
    },
  })
  useCommand({
    keys: 'shift+c',
    label: 'Copy the selection, the open highlight or the marked paragraph as Markdown',
    group: 'Highlights and notes',
    run: () => {
      const wanted = target()
      if (wanted === null) explain()
      else {
        const words = mapped.map.text.slice(wanted.start, wanted.end)
        void tell(navigator.clipboard.writeText(quotationMarkdown(words, article)), 'Passage copied as Markdown')
      }
    },
  })
  useTabIntoToolbar()
  useSentenceSteps(mapped, paragraph)
  useSaidParagraph(mapped.map.text, paragraph, highlights)
  useEndKeys(mapped.map.text, openHighlight)

  const { text } = mapped.map
  const neighbours = openHighlight === undefined ? [] : touching(highlights, openHighlight, text)
  const merge = async () => {
    if (openHighlight === undefined) return
    close()
    const merged = await mergeHighlights([openHighlight, ...neighbours])
    if (merged !== null) show({ id: merged.id, view: 'tools', takesFocus: false, at: null })
  }
  /** The highlight that is open, at the place it was pressed; else the one that the selection begins in. */
  const cut = () => {
    const at = selectedPassage(mapped)?.range.start ?? open?.at ?? null
    const highlight = openHighlight ?? (at === null ? undefined : highlightsAt(highlights, at)[0])
    if (at === null || highlight?.status !== 'anchored') return null
    const place = splitPlace(text, highlight.range, at)
    return place === null ? null : { highlight, ...place }
  }
  const split = () => {
    const place = cut()
    if (place === null) {
      toast({ message: 'Press a highlight at the word where the second part is to begin, then split it.' })
      return
    }
    close()
    document.getSelection()?.removeAllRanges()
    void splitHighlight(place.highlight, place.at)
  }
  useCommand({
    keys: 'm',
    label: 'Merge the open highlight with those it touches',
    group: 'Highlights and notes',
    when: () => openHighlight !== undefined,
    run: () => {
      if (neighbours.length > 0) void merge()
      else toast({ message: 'No other highlight overlaps or touches this one.' })
    },
  })
  useCommand({
    keys: 'x',
    label: 'Split the highlight where it was pressed, or where the selection begins',
    group: 'Highlights and notes',
    when: () => openHighlight !== undefined || selectedPassage(mapped) !== null,
    run: split,
  })

  /** One whose place is not sure since the text changed. */
  const unsure = openHighlight?.status === 'uncertain' ? openHighlight : null
  const accept = () => {
    if (unsure === null) return
    close()
    void acceptPlace(unsure)
  }
  useCommand({
    keys: 'a',
    label: 'Open highlight: accept the proposed place',
    group: 'Highlights and notes',
    when: () => unsure !== null,
    run: accept,
  })

  const range = openHighlight?.range ?? selection?.range ?? null
  const passage = useMemo(() => (range === null ? null : domRange(mapped.map, range)), [mapped, range])
  if (range === null || passage === null) return null
  if (openHighlight !== undefined && open !== null && open.view !== 'tools') {
    const card = { passage, pane, highlight: openHighlight, view: open.view, onClose: close }
    return <NoteCard key={`${openHighlight.id} ${open.view}`} {...card} />
  }
  const handles = openHighlight !== undefined && (
    <HighlightHandles mapped={mapped} highlight={openHighlight} onDrag={setDragging} />
  )
  if (dragging) return handles
  const words = text.slice(range.start, range.end)
  const place = openHighlight === undefined ? null : cut()
  return (
    <>
      {handles}
      <PassageToolbar
        key={openHighlight?.id ?? 'selection'}
        passage={passage}
        pane={pane}
        prefer={selection?.forward === true && passage.getClientRects().length > 3 ? 'bottom' : 'top'}
        docked={matchMedia('(pointer: coarse)').matches}
        colour={openHighlight?.colour ?? null}
        onAccept={unsure === null ? null : accept}
        hasNote={(openHighlight?.noteText ?? '') !== ''}
        takesFocus={open?.takesFocus ?? false}
        onColour={(colour) => {
          close()
          void (openHighlight === undefined ? highlight(range, colour) : recolourHighlight(openHighlight, colour))
        }}
        onNote={() => void annotate(range)}
        onCopy={() => {
          close()
          void tell(copyQuotation(words, article), 'Copied with its source')
        }}
        onLink={() => {
          close()
          void tell(navigator.clipboard.writeText(passageLink(article.id, range)), 'Link to the passage copied')
        }}
        onLookUp={
          dictionary === null || wordIn(words) === null
            ? null
            : () => {
                lookUp(words, passage)
              }
        }
        onTags={
          openHighlight === undefined
            ? null
            : () => {
                show({ id: openHighlight.id, view: 'tags', takesFocus: true, at: null })
              }
        }
        merge={
          neighbours.length === 0
            ? null
            : {
                label: neighbours.length === 1 ? 'Merge with the highlight it touches' : 'Merge with those it touches',
                run: () => void merge(),
              }
        }
        split={place === null ? null : { label: `Split before “${place.word}”`, run: split }}
        onDelete={
          openHighlight === undefined
            ? null
            : () => {
                close()
                void deleteHighlight(openHighlight)
              }
        }
      />
    </>
  )
}

function same(a: TextRange, b: TextRange): boolean {
  return a.start === b.start && a.end === b.end
}

/** Opening again at the same place goes through the highlights that overlap there. */
function nextOf(here: readonly Highlight[], openId: string | undefined): Highlight | undefined {
  return here[(here.findIndex(({ id }) => id === openId) + 1) % here.length]
}

function explain(): void {
  toast({ message: 'Select some words first, or mark a paragraph with j and k.' })
}

/** While the toolbar is there, Tab goes into it first: it belongs to the words that were just selected. */
function useTabIntoToolbar(): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Tab' || event.shiftKey || event.defaultPrevented) return
      const bar = document.querySelector('.passage-toolbar')
      if (bar === null || bar.contains(document.activeElement)) return
      event.preventDefault()
      bar.querySelector('button')?.focus()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

async function tell(done: Promise<void>, message: string): Promise<void> {
  try {
    await done
    toast({ message })
  } catch (error) {
    toast({ message: sentenceOf(error), tone: 'danger' })
  }
}
