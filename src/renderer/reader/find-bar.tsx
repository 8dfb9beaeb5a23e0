// Find in the article: a slim bar above the text, never over it; every match painted, the way from one to the next.
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useDeferredValue, useEffect, useEffectEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { flushSync } from 'react-dom'
import { useCommand } from '../commands/commands.ts'
import { IconButton } from '../ui/button.tsx'
import type { MappedBody } from './article-body.tsx'
import { findAll, matchFrom, searchable } from './find-in-text.ts'
import { paintCurrent, paintMatches } from './find-paint.ts'
import type { Place } from './place-history.ts'
import { readerState, useReaderStore } from './reader-store.ts'
import { selectedPassage } from './use-selected-range.ts'
import './find-bar.css'

/** Where one was before looking for something. */
interface Before {
  place: Place | null
  focus: Element | null
  /** The first character in view. */
  offset: number
}

/** A selection longer than this is no word to look for, UTF-16 code units. */
const LONGEST_SELECTION = 80

export function FindInArticle({ mapped, pane }: { mapped: MappedBody; pane: HTMLElement }) {
  const [before, setBefore] = useState<Before | null>(null)
  const [words, setWords] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const store = useReaderStore()
  const open = () => {
    const selected = selectedPassage(mapped)?.range
    if (selected && selected.end - selected.start <= LONGEST_SELECTION) {
      setWords(mapped.map.text.slice(selected.start, selected.end))
    }
    if (before === null) {
      const offset = selected?.start ?? readerState().visible?.start ?? 0
      setBefore({ place: store.get().reader?.viewport.place() ?? null, focus: document.activeElement, offset })
    }
    field.current?.focus()
    field.current?.select()
  }
  useCommand({
    keys: 'mod+f',
    label: 'Find in the article',
    group: 'Reading',
    whileTyping: true,
    menu: 'find',
    run: open,
  })
  if (before === null) return null
  return (
    <FindBar
      mapped={mapped}
      pane={pane}
      field={field}
      from={before.offset}
      words={words}
      onWords={setWords}
      onClose={(stay) => {
        // The bar gives its room back first; then the place is where it was.
        flushSync(() => {
          setBefore(null)
        })
        if (!stay && before.place !== null) store.get().reader?.viewport.goBackTo(before.place)
        const { focus } = before
        const back = !stay && focus instanceof HTMLElement && focus.isConnected && focus !== document.body
        ;(back ? focus : pane).focus({ preventScroll: true })
      }}
    />
  )
}

interface FindBarProps {
  mapped: MappedBody
  pane: HTMLElement
  field: RefObject<HTMLInputElement | null>
  /** Where in the text the search begins. */
  from: number
  words: string
  onWords: (words: string) => void
  /** With `stay` at what was found, else back to where one was. */
  onClose: (stay: boolean) => void
}

function FindBar({ mapped, pane, field, from, words, onWords, onClose }: FindBarProps) {
  const id = useId()
  const { matches, index, step } = useMatches(mapped, words, from)
  useRoomAbove(pane)
  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [field])

  const reading = { group: 'Reading', whileTyping: true } as const
  useCommand({ ...reading, keys: ['f3', 'mod+g'], label: 'Next match', run: () => step(1) })
  useCommand({ ...reading, keys: ['shift+f3', 'mod+shift+g'], label: 'Previous match', run: () => step(-1) })
  useCommand({
    ...reading,
    keys: 'escape',
    label: 'Leave the search and go back to the place',
    run: () => {
      onClose(false)
    },
  })
  useCommand({
    ...reading,
    keys: 'mod+enter',
    label: 'Leave the search and stay at the match',
    run: () => {
      onClose(true)
    },
  })

  const none = matches.length === 0
  return (
    <search className="find-bar" aria-label="Find in the article">
      <label htmlFor={id} className="visually-hidden">
        Find in the article
      </label>
      <input
        ref={field}
        id={id}
        type="search"
        className="field find-field"
        placeholder="Find in the article"
        autoComplete="off"
        spellCheck={false}
        value={words}
        aria-describedby={`${id}-count`}
        onChange={(event) => {
          onWords(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          step(event.shiftKey ? -1 : 1)
        }}
      />
      <p id={`${id}-count`} className="find-count tabular" role="status">
        {words.trim() === '' ? '' : none ? 'Not found' : `${String(index + 1)} of ${String(matches.length)}`}
      </p>
      <IconButton
        label="Previous match"
        shortcut="shift+f3"
        icon={<ChevronUp size={18} />}
        disabled={none}
        onClick={() => {
          step(-1)
        }}
      />
      <IconButton
        label="Next match"
        shortcut="f3"
        icon={<ChevronDown size={18} />}
        disabled={none}
        onClick={() => {
          step(1)
        }}
      />
      <IconButton
        label="Close and stay here"
        shortcut="mod+enter"
        placement="bottom-end"
        icon={<X size={18} />}
        onClick={() => {
          onClose(true)
        }}
      />
    </search>
  )
}

/** The matches of some words, the one that one is at, and the way to the others; painted as long as it is used. */
function useMatches({ map }: MappedBody, words: string, from: number) {
  const text = useMemo(() => searchable(map.text), [map])
  const wanted = useDeferredValue(words)
  const matches = useMemo(() => findAll(text, wanted), [text, wanted])
  const [chosen, setChosen] = useState<{ text: typeof text; words: string; index: number } | null>(null)
  // Other words begin again from where the search began, so that typing on does not run ahead.
  const index = chosen?.text === text && chosen.words === wanted ? chosen.index : matchFrom(matches, from)
  const current = matches[index]

  useLayoutEffect(() => paintMatches(map, matches), [map, matches])
  useLayoutEffect(() => paintCurrent(map, current), [map, current])
  const show = useEffectEvent(() => {
    if (current !== undefined) readerState().reader?.scrollTo(current, { step: true })
  })
  useEffect(() => {
    show()
  }, [matches, index])

  const step = (by: 1 | -1) => {
    // The matches on the screen may still be those of half a word: a step is taken among those of what is written.
    const follows = wanted === words
    const those = follows ? matches : findAll(text, words)
    const count = those.length
    if (count === 0) return
    if (count === 1 && follows && current !== undefined) readerState().reader?.scrollTo(current, { step: true })
    setChosen({ text, words, index: ((follows ? index : matchFrom(those, from)) + by + count) % count })
  }
  return { matches, index, step }
}

/** The bar takes its room from the text's pane; the words being read stay where they were on the screen. */
function useRoomAbove(pane: HTMLElement): void {
  const top = useRef(0)
  useLayoutEffect(() => {
    const bar = pane.parentElement?.querySelector('.find-bar')
    const height = bar?.getBoundingClientRect().height ?? 0
    if (pane.scrollTop > 0) {
      pane.scrollBy({ top: height, behavior: 'instant' })
      top.current = height
    }
    return () => {
      pane.scrollBy({ top: -top.current, behavior: 'instant' })
    }
  }, [pane])
}
