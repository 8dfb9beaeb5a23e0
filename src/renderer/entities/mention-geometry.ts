// Where mentions are on the screen, relative to the layer that holds their links.
import type { Mention } from '../../contract/model.ts'
import type { TextMap } from '../../text/canonical-text.ts'
import { domRange } from '../reader/geometry.ts'

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** The first line box of a mention, px from the layer's corner; null when it is not shown. */
export function boxOf(map: TextMap, mention: Mention, layer: DOMRect): Box | null {
  const rect = domRange(map, mention)?.getClientRects()[0]
  if (rect === undefined || rect.width === 0) return null
  return { left: rect.left - layer.left, top: rect.top - layer.top, width: rect.width, height: rect.height }
}

/** A mention and where its link lies. */
export interface Link {
  mention: Mention
  box: Box
}

/** Whether two lists put the same mentions in the same places. */
export function sameLinks(a: readonly Link[], b: readonly Link[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ mention, box }, at) => {
      const other = b[at]
      return (
        other?.mention === mention &&
        (['left', 'top', 'width', 'height'] as const).every((side) => other.box[side] === box[side])
      )
    })
  )
}
