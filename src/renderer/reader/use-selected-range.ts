// The passage that the user has selected in the article, once the hand is off the mouse: by mouse, touch or keyboard.
import { useLayoutEffect, useState } from 'react'
import type { TextRange } from '../../contract/model.ts'
import { domToRange } from '../../text/text-map.ts'
import { trimRange } from '../../text/text-range.ts'
import type { MappedBody } from './article-body.tsx'

export interface SelectedPassage {
  range: TextRange
  /** Whether it was made towards the end of the text, so that its last line is where the eye is. */
  forward: boolean
}

/** Selecting by keyboard or by a finger's handles goes on in small steps; the toolbar waits for a pause. */
const PAUSE_MS = 250

/** The words selected in the body at this moment, without the white space around them; null when there are none. */
export function selectedPassage({ body, map }: MappedBody): SelectedPassage | null {
  const selection = document.getSelection()
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null
  const dom = selection.getRangeAt(0)
  if (!dom.intersectsNode(body) || !touchesText(dom, body)) return null
  const found = domToRange(map, dom)
  if (found === null) return null
  const range = trimRange(map.text, found)
  if (range.start === range.end) return null
  return { range, forward: selection.focusNode === dom.endContainer && selection.focusOffset === dom.endOffset }
}

/** Selecting in a pane beside the text, or the whole window, is not selecting in the article. */
function touchesText(dom: Range, body: HTMLElement): boolean {
  return body.contains(dom.startContainer) || body.contains(dom.endContainer)
}

/** The selection, settled. `null` as soon as it is gone. */
export function useSelectedPassage(mapped: MappedBody | null): SelectedPassage | null {
  const [passage, setPassage] = useState<SelectedPassage | null>(null)
  useLayoutEffect(() => {
    if (mapped === null) return
    let pressed = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const settle = () => {
      const next = selectedPassage(mapped)
      setPassage((before) => (same(before, next) ? before : next))
    }
    const settleAfter = (delay: number) => {
      clearTimeout(timer)
      timer = setTimeout(settle, delay)
    }
    const onChange = () => {
      if (document.getSelection()?.isCollapsed !== false) settleAfter(0)
      else if (!pressed) settleAfter(PAUSE_MS)
    }
    const onDown = (event: PointerEvent) => {
      pressed = event.pointerType === 'mouse' && event.button === 0
    }
    const onUp = () => {
      pressed = false
      settleAfter(0)
    }
    document.addEventListener('selectionchange', onChange)
    document.addEventListener('pointerdown', onDown, true)
    document.addEventListener('pointerup', onUp, true)
    document.addEventListener('pointercancel', onUp, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', onChange)
      document.removeEventListener('pointerdown', onDown, true)
      document.removeEventListener('pointerup', onUp, true)
      document.removeEventListener('pointercancel', onUp, true)
      setPassage(null)
    }
  }, [mapped])
  return passage
}

function same(a: SelectedPassage | null, b: SelectedPassage | null): boolean {
  return a?.range.start === b?.range.start && a?.range.end === b?.range.end && a?.forward === b?.forward
}
