// Choosing the words that a highlight belongs to, by hand or by keys: sentence by sentence, and each end by words.
import type { TextRange } from '../../contract/model.ts'
import { useCommand } from '../commands/commands.ts'
import { announce } from '../reader/announcer.tsx'
import type { MappedBody } from '../reader/article-body.tsx'
import { blocksBetween, domRange, extentOf } from '../reader/geometry.ts'
import { stepEnd } from '../reader/highlight-ends.ts'
import type { End } from '../reader/highlight-ends.ts'
import { sentenceFrom, sentencesOf } from '../reader/sentences.ts'
import { selectedPassage, useSelectedPassage } from '../reader/use-selected-range.ts'

const GROUP = 'Highlights and notes'

/**
 * Registers the keys; returns the words that are selected.
 * @param proposed where the keys begin; null for what is in view
 */
export function useChosenWords(
  mapped: MappedBody | null,
  pane: HTMLElement | null,
  proposed: TextRange | null,
): TextRange | null {
  const selected = useSelectedPassage(mapped)
  const inView = (): TextRange | null => {
    if (mapped === null || pane === null) return null
    const { top, bottom } = pane.getBoundingClientRect()
    return blocksBetween(mapped.map.blocks, (block) => extentOf(mapped.map, block), top, bottom)
  }
  const now = (): TextRange | null => (mapped === null ? null : (selectedPassage(mapped)?.range ?? null))

  const choose = (range: TextRange | null) => {
    const dom = mapped === null || range === null ? null : domRange(mapped.map, range)
    if (mapped === null || range === null || dom === null) return
    document.getSelection()?.setBaseAndExtent(dom.startContainer, dom.startOffset, dom.endContainer, dom.endOffset)
    bringToMiddle(pane, dom)
    announce(mapped.map.text.slice(range.start, range.end))
  }
  const sentence = (step: 1 | -1) => {
    if (mapped === null) return
    const from = now()
    const begin = from ?? proposed ?? inView()
    if (begin !== null)
      choose(sentenceFrom(sentencesOf(mapped.map, mapped.body.lang || null), begin, step, from === null))
  }
  const end = (which: End, step: 1 | -1) => {
    const range = now() ?? proposed
    if (mapped !== null && range !== null) choose(stepEnd(mapped.map.text, range, which, step, 'word'))
  }
  const command = { group: GROUP, when: () => mapped !== null } as const
  useCommand({ ...command, keys: 'shift+j', label: 'Select the next sentence', run: () => sentence(1) })
  useCommand({ ...command, keys: 'shift+k', label: 'Select the previous sentence', run: () => sentence(-1) })
  useCommand({ ...command, keys: '.', label: 'Selected words: end a word later', run: () => end('end', 1) })
  useCommand({ ...command, keys: ',', label: 'Selected words: end a word earlier', run: () => end('end', -1) })
  useCommand({ ...command, keys: '<', label: 'Selected words: begin a word earlier', run: () => end('start', -1) })
  useCommand({ ...command, keys: '>', label: 'Selected words: begin a word later', run: () => end('start', 1) })
  return selected?.range ?? null
}

/** Puts a passage a third down the pane, unless it is in view. */
export function bringToMiddle(pane: HTMLElement | null, dom: Range): void {
  if (pane === null) return
  const at = dom.getBoundingClientRect()
  const view = pane.getBoundingClientRect()
  if (at.top >= view.top + 24 && at.bottom <= view.bottom - 24) return
  pane.scrollBy({
    top: at.top - view.top - Math.max(24, Math.min(view.height / 3, view.height - at.height - 24)),
    behavior: 'instant',
  })
}
