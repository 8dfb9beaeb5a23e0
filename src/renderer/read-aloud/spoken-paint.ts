// Shows which sentence and which word are read, with CSS highlights over the text.
import type { TextRange } from '../../contract/model.ts'
import type { TextMap } from '../../text/canonical-text.ts'
import { domRange } from '../reader/geometry.ts'
import { paintShared } from '../reader/shared-paint.ts'

/** Above the user's highlights, so that the place is seen there too, and below what find in article shows. */
const PRIORITIES = { 'spoken-sentence': 15, 'spoken-word': 16 } as const

/** Paints a range; returns the way to take it off. */
export function paintSpoken(name: keyof typeof PRIORITIES, map: TextMap, range: TextRange | null): () => void {
  const dom = range === null ? null : domRange(map, range)
  return paintShared(name, PRIORITIES[name], dom === null ? [] : [dom])
}
