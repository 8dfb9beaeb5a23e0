// Colours code without touching it: tokens painted with CSS highlights over its text nodes, below everything else that
// is painted. The grammars are loaded only for an article with code, and each piece is read when nothing else is to do.
import { useEffect } from 'react'
import type { MappedBody } from './article-body.tsx'
import type { CodeToken } from './code-tokens.ts'
import { paintShared } from './shared-paint.ts'
import './code-colours.css'

/** Below the dimming of focus mode, so below the user's highlights and what was found. */
const PRIORITY = -3
/** More in one article are left plain: every range costs when the page is painted. */
const MOST_TOKENS = 20_000

export function useCodeColours(mapped: MappedBody | null): void {
  useEffect(() => {
    if (mapped === null || typeof Highlight === 'undefined') return
    const blocks = [...mapped.body.querySelectorAll('pre')].filter((pre) => pre.parentElement?.closest('pre') === null)
    if (blocks.length === 0) return
    return colourInTurn(blocks)
  }, [mapped])
}

/** Colours one block after the other; returns the way to take everything off. */
function colourInTurn(blocks: readonly HTMLElement[]): () => void {
  const unpaint: (() => void)[] = []
  let waiting = 0
  let over = false
  let count = 0
  void import('./code-tokens.ts').then(({ codeTokens }) => {
    const next = (index: number) => {
      const block = blocks[index]
      if (over || block === undefined || count > MOST_TOKENS) return
      waiting = requestIdleCallback(
        () => {
          const tokens = codeTokens(block.textContent, languageOf(block))
          count += tokens.length
          unpaint.push(...paint(block, tokens))
          next(index + 1)
        },
        { timeout: 2_000 },
      )
    }
    next(0)
  })
  return () => {
    over = true
    cancelIdleCallback(waiting)
    for (const take of unpaint) take()
  }
}

/** Paints a block kind by kind; returns the ways to take each off. */
function paint(block: HTMLElement, tokens: readonly CodeToken[]): (() => void)[] {
  return [...Map.groupBy(tokens, ({ kind }) => kind)].map(([kind, those]) => {
    const ranges = those.map(({ start, end }) => rangeIn(block, start, end)).filter((range) => range !== null)
    return paintShared(`code-${kind}`, PRIORITY, ranges)
  })
}

/** The language that capture kept as a class; null when the page did not say. */
function languageOf(block: HTMLElement): string | null {
  const classes = `${block.querySelector('code')?.className ?? ''} ${block.className}`
  return /(?:^|\s)language-(\S+)/.exec(classes)?.[1] ?? null
}

/** A range of some code; code may be in several text nodes, though capture leaves it in one. */
function rangeIn(block: HTMLElement, start: number, end: number): StaticRange | null {
  const first = positionIn(block, start, false)
  const last = positionIn(block, end, true)
  if (first === null || last === null) return null
  const [startContainer, startOffset] = first
  const [endContainer, endOffset] = last
  return new StaticRange({ startContainer, startOffset, endContainer, endOffset })
}

function positionIn(block: HTMLElement, offset: number, isEnd: boolean): [Text, number] | null {
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  let before = 0
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node as Text
    const after = before + text.length
    if (offset < after || (isEnd && offset === after)) return [text, offset - before]
    before = after
  }
  return null
}
