// Shows what was found with CSS highlights, above the user's own, without touching the article.
import type { TextRange } from '../../contract/model.ts'
import type { TextMap } from '../../text/canonical-text.ts'
import { rangeToDom } from '../../text/text-map.ts'
import { paintShared } from './shared-paint.ts'

const MATCH_NAME = 'find-match'
const CURRENT_NAME = 'find-current'
const PRIORITIES = { [MATCH_NAME]: 20, [CURRENT_NAME]: 21 } as const

function paint(name: keyof typeof PRIORITIES, map: TextMap, ranges: readonly TextRange[]): () => void {
  if (typeof Highlight === 'undefined') return () => undefined
  const painted = ranges.flatMap((range) => {
    const dom = rangeToDom(map, range)
    if (dom === null) return []
    // The article does not change while it is shown, so nothing has to be kept up to date.
    const { startNode: startContainer, endNode: endContainer, startOffset, endOffset } = dom
    return [new StaticRange({ startContainer, startOffset, endContainer, endOffset })]
  })
  return paintShared(name, PRIORITIES[name], painted)
}

/** Shows all matches; returns the way to take them off. */
export function paintMatches(map: TextMap, matches: readonly TextRange[]): () => void {
  return paint(MATCH_NAME, map, matches)
}

/** Shows the match that one is at; returns the way to take it off. */
export function paintCurrent(map: TextMap, match: TextRange | undefined): () => void {
  return paint(CURRENT_NAME, map, match === undefined ? [] : [match])
}
