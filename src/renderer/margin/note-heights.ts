// How tall the notes in the margin are: measured while they are on the page, guessed before.
import { useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Highlight } from '../../contract/model.ts'

/** A note of one line, a further line, and the most of a note that is not open, px; margin.css sets them so. */
const ONE_LINE = 39
const LINE = 21
const MOST_LINES = 7
/** The least letters that a line of the narrowest column holds. */
const LETTERS = 34

/** A first guess for what is not on the page yet. */
export function guessedHeight(noteText: string): number {
  const lines = noteText.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS)), 0)
  return ONE_LINE + LINE * (Math.min(MOST_LINES, lines) - 1)
}

export interface NoteHeights {
  heightOf: (highlight: Highlight) => number
  /** To be given as `ref` to the element of a note, which names it in `data-note`. */
  watch: (element: HTMLElement | null) => (() => void) | undefined
}

/** Watches the heights of the notes on the page; a note keeps its height while it is off the page. */
export function useNoteHeights(): NoteHeights {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map())
  const [watcher] = useState(() => {
    const observer = new ResizeObserver((entries) => {
      const measured = entries.flatMap(({ target, borderBoxSize }) => {
        const id = target instanceof HTMLElement ? target.dataset['note'] : undefined
        const height = borderBoxSize[0]?.blockSize ?? 0
        return id === undefined || height === 0 ? [] : [[id, height] as const]
      })
      // Before the browser paints: the notes below a growing one give way in the same frame.
      flushSync(() => {
        setHeights((before) =>
          measured.every(([id, height]) => before.get(id) === height) ? before : merged(before, measured),
        )
      })
    })
    const watch = (element: HTMLElement | null) => {
      if (element === null) return
      observer.observe(element)
      return () => {
        observer.unobserve(element)
      }
    }
    return { observer, watch }
  })
  useLayoutEffect(
    () => () => {
      watcher.observer.disconnect()
    },
    [watcher],
  )
  return { heightOf: ({ id, noteText }) => heights.get(id) ?? guessedHeight(noteText), watch: watcher.watch }
}

function merged(before: ReadonlyMap<string, number>, measured: readonly (readonly [string, number])[]) {
  return new Map([...before, ...measured])
}
