// Focus mode: everything but the paragraph at hand steps back. Painted with a CSS highlight, so that the article and what
// is marked in it stay as they are; the dimmed words keep the contrast that small print needs.
import { useEffectEvent, useLayoutEffect, useMemo, useState } from 'react'
import type { TextRange } from '../../contract/model.ts'
import { useCommand } from '../commands/commands.ts'
import { settingsNow, updateSettings, useSettings } from '../settings/settings-store.ts'
import { announce } from './announcer.tsx'
import type { MappedBody } from './article-body.tsx'
import { domRange, extentOf } from './geometry.ts'
import { paragraphsOf } from './paragraphs.ts'
import { paintShared } from './shared-paint.ts'
import type { Viewport } from './viewport.ts'

const DIMMED_NAME = 'dimmed'
/** Below everything else that is painted: only its colour counts, and a found word keeps its own. */
const PRIORITY = -2
/** Where the eye is while it scrolls: this part of the pane's height from its top. */
export const READING_LINE = 0.36

/** Registers the switches of focus mode and of the ruler, and keeps focus mode on the paragraph at hand. */
export function useFocusMode(
  mapped: MappedBody | null,
  pane: HTMLElement | null,
  viewport: Viewport | null,
  marked: TextRange | null,
): void {
  const { focusMode } = useSettings()
  useCommand({
    keys: 'd',
    label: 'Dim all but the paragraph at hand',
    group: 'Reading',
    run: () => {
      toggle('focusMode', 'Focus mode')
    },
  })
  useCommand({
    keys: 'r',
    label: 'Reading ruler',
    group: 'Reading',
    run: () => {
      toggle('readingRuler', 'Reading ruler')
    },
  })
  const atHand = useParagraphAtHand(focusMode ? mapped : null, pane, viewport, marked)
  useLayoutEffect(() => {
    if (mapped === null || !focusMode || atHand === null) return
    const around = [
      { start: 0, end: atHand.start },
      { start: atHand.end, end: mapped.map.text.length },
    ]
    const dimmed = around.map((range) => (range.end > range.start ? domRange(mapped.map, range) : null))
    return paintShared(
      DIMMED_NAME,
      PRIORITY,
      dimmed.filter((dom) => dom !== null),
    )
  }, [mapped, focusMode, atHand])
}

function toggle(name: 'focusMode' | 'readingRuler', title: string): void {
  const on = !settingsNow()[name]
  updateSettings({ [name]: on })
  announce(`${title} ${on ? 'on' : 'off'}`)
}

/** The paragraph that j and k are at, else the one at the reading line; null while there is no article to look at. */
function useParagraphAtHand(
  mapped: MappedBody | null,
  pane: HTMLElement | null,
  viewport: Viewport | null,
  marked: TextRange | null,
): TextRange | null {
  const paragraphs = useMemo(() => (mapped === null ? [] : paragraphsOf(mapped.map)), [mapped])
  const [passing, setPassing] = useState<TextRange | null>(null)
  const look = useEffectEvent(() => {
    if (mapped === null || pane === null || viewport === null) return
    // Nothing passes by on a page: it begins with the paragraph at hand.
    if (viewport.layout === 'paged') {
      const start = viewport.visible()?.start ?? 0
      setPassing(paragraphs.find(({ end }) => end > start) ?? null)
      return
    }
    const view = pane.getBoundingClientRect()
    const end = pane.scrollHeight - pane.clientHeight - pane.scrollTop
    // At either end of the article the line goes up and down with it, so that the first and the last have their turn.
    const share = Math.min(READING_LINE, (pane.scrollTop + 120) / view.height)
    const line = view.top + view.height * (end < view.height / 2 ? Math.max(share, 0.5 - end / view.height) : share)
    setPassing(paragraphAt(paragraphs, (range) => extentOf(mapped.map, range)?.bottom ?? null, line))
  })
  useLayoutEffect(() => {
    if (mapped === null || viewport === null) return
    let frame = 0
    const schedule = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        look()
      })
    }
    schedule()
    const stop = viewport.watch(schedule)
    return () => {
      cancelAnimationFrame(frame)
      stop()
    }
  }, [mapped, viewport])
  return mapped === null ? null : (marked ?? passing)
}

/**
 * The first paragraph that reaches below a line, else the last. Looks at few of them, as they follow one another down
 * the page; one that is not shown counts as above.
 */
export function paragraphAt(
  paragraphs: readonly TextRange[],
  bottom: (range: TextRange) => number | null,
  line: number,
): TextRange | null {
  let low = 0
  let high = paragraphs.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    const range = paragraphs[middle]
    if (range !== undefined && (bottom(range) ?? -Infinity) > line) high = middle
    else low = middle + 1
  }
  return paragraphs[low] ?? null
}
