// What ranges.test.ts runs in Chromium: an article put into the page as the reader does, and ranges sent there and back.
import { articleFragment } from '../../src/renderer/reader/article-html.ts'
import { mapText } from '../../src/text/canonical-text.ts'
import type { TextMap } from '../../src/text/canonical-text.ts'
import { domToRange, rangeToDom } from '../../src/text/text-map.ts'

export interface Outcome {
  sameText: boolean
  tried: number
  /** What did not come back as it went, in words; the first few. */
  lost: string[]
}

declare global {
  interface Window {
    checkRanges(article: { html: string; text: string; dir: string }, count: number, seed: number): Outcome
  }
}

/** Every end of a block, both sides of every surrogate pair and right-to-left letter, and places by chance. */
function places(map: TextMap, random: () => number, count: number): number[] {
  const { text, blocks, segments } = map
  const chosen = new Set<number>()
  for (const { start, end } of blocks) for (const at of [start, start + 1, end - 1, end]) chosen.add(at)
  for (const { index } of text.matchAll(/[\u{10000}-\u{10ffff}]/gu)) for (const by of [0, 1, 2]) chosen.add(index + by)
  for (const { index } of text.matchAll(/[\p{Script=Arabic}\p{Script=Hebrew}]+/gu)) chosen.add(index)
  for (let n = 0; n < count; n += 1) chosen.add(Math.floor(random() * (text.length + 1)))
  // The DOM has no place within a separator; its two ends belong to the texts on either side.
  return [...chosen].filter((at) => segments.some(({ start, end }) => start <= at && at <= end))
}

function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

/** The words that the browser takes a range of the page for: those of the text, without what stands between blocks. */
function wordsOf(map: TextMap, start: number, end: number): string {
  return map.segments
    .filter((segment) => segment.start < end && start < segment.end)
    .map((segment) => map.text.slice(Math.max(start, segment.start), Math.min(end, segment.end)))
    .join('')
}

window.checkRanges = ({ html, text, dir }, count, seed) => {
  const body = document.createElement('div')
  body.className = 'article-body'
  body.dir = dir
  body.append(articleFragment(html))
  document.body.replaceChildren(body)
  const map = mapText(body)
  const random = numbersFrom(seed)
  const ends = places(map, random, count)
  const startsText = (at: number) => map.segments.some(({ start, end }) => start <= at && at < end)
  const endsText = (at: number) => map.segments.some(({ start, end }) => start < at && at <= end)
  const starts = ends.filter(startsText)
  const lost: string[] = []
  let tried = 0
  const check = (start: number, end: number) => {
    tried += 1
    const at = rangeToDom(map, { start, end })
    const dom = document.createRange()
    if (at !== null) {
      dom.setStart(at.startNode, at.startOffset)
      dom.setEnd(at.endNode, at.endOffset)
    }
    const back = at && domToRange(map, dom)
    const same = back?.start === start && back.end === end && dom.toString() === wordsOf(map, start, end)
    if (!same && lost.length < 5) lost.push(`${String(start)}-${String(end)} came back as ${JSON.stringify(back)}`)
  }
  for (const start of starts) {
    const after = ends.filter((end) => end > start && endsText(end))
    // One close by and one anywhere after it.
    for (const end of [Math.min(...after), after[Math.floor(random() * after.length)]]) {
      if (end !== undefined && Number.isFinite(end)) check(start, end)
    }
  }
  return { sameText: map.text === text, tried, lost }
}
