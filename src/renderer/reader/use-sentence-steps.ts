// Sentence mode: Shift with j and k selects the next and the previous sentence, from where h, n and Shift with the arrow
// keys go on as from any selection.
import { useMemo, useRef } from 'react'
import type { TextRange } from '../../contract/model.ts'
import { useCommand } from '../commands/commands.ts'
import { announce } from './announcer.tsx'
import type { MappedBody } from './article-body.tsx'
import { domRange } from './geometry.ts'
import { readerState } from './reader-store.ts'
import { sentenceFrom, sentencesOf } from './sentences.ts'
import { selectedPassage } from './use-selected-range.ts'

export function useSentenceSteps(mapped: MappedBody, paragraph: TextRange | null): void {
  const sentences = useMemo(() => {
    let found: TextRange[] | null = null
    return () => (found ??= sentencesOf(mapped.map, mapped.body.lang || null))
  }, [mapped])
  // Highlighting a sentence takes the selection away, and the steps go on from it all the same.
  const last = useRef<{ sentence: TextRange; paragraph: TextRange | null } | null>(null)
  const step = (direction: 1 | -1) => {
    const { visible } = readerState()
    const before = last.current?.paragraph === paragraph ? last.current.sentence : null
    const stillSeen = before !== null && visible !== null && before.start < visible.end && before.end > visible.start
    const selected = selectedPassage(mapped)?.range ?? (stillSeen ? before : null)
    const from = selected ?? paragraph ?? visible
    if (from === null) return false
    const next = sentenceFrom(sentences(), from, direction, selected === null)
    const dom = next === null ? null : domRange(mapped.map, next)
    if (next === null || dom === null) return false
    last.current = { sentence: next, paragraph }
    document.getSelection()?.setBaseAndExtent(dom.startContainer, dom.startOffset, dom.endContainer, dom.endOffset)
    readerState().reader?.viewport.reveal(next)
    announce(mapped.map.text.slice(next.start, next.end))
    return true
  }
  const group = 'Highlights and notes'
  useCommand({ keys: 'shift+j', label: 'Select the next sentence', group, run: () => step(1) })
  useCommand({ keys: 'shift+k', label: 'Select the previous sentence', group, run: () => step(-1) })
}
