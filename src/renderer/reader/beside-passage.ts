// Places what floats beside a passage, never over it: above or below its lines, at the foot of the pane when it fills it.
import { autoUpdate, flip, hide, inline, offset, shift, useFloating, useMergeRefs } from '@floating-ui/react'
import type { Middleware, Placement } from '@floating-ui/react'
import { useLayoutEffect } from 'react'
import type { CSSProperties, RefCallback } from 'react'
import { showInTopLayer } from '../ui/top-layer.ts'
import { columnBoxes } from './geometry.ts'

const EDGE = 8

interface Beside {
  /** The passage in the page. */
  passage: Range
  /** The pane that the passage scrolls in. */
  pane: HTMLElement
  prefer: 'top' | 'bottom'
  /** At the foot of the pane whatever the passage: where a finger's own selection menu stands beside the words. */
  docked?: boolean
}

/** A ref and the style for the floating element, which must have `popover="manual"`. */
export function useBesidePassage({ passage, pane, prefer, docked = false }: Beside): {
  ref: RefCallback<HTMLElement> | null
  style: CSSProperties
} {
  const fallback: Placement = prefer === 'top' ? 'bottom' : 'top'
  const { refs, floatingStyles, middlewareData, isPositioned } = useFloating({
    open: true,
    strategy: 'fixed',
    placement: prefer,
    whileElementsMounted: autoUpdate,
    middleware: [
      inline(),
      offset(EDGE),
      flip({ padding: EDGE, boundary: pane, fallbackPlacements: [fallback] }),
      shift({ padding: EDGE, boundary: pane }),
      dock(pane, docked),
      hide({ boundary: pane }),
    ],
  })
  const { setPositionReference, setFloating } = refs
  useLayoutEffect(() => {
    setPositionReference({
      getBoundingClientRect: () => boundsOf(linesInView(passage, pane, prefer)),
      getClientRects: () => linesInView(passage, pane, prefer),
      contextElement: pane,
    })
  }, [passage, pane, prefer, setPositionReference])

  const ref = useMergeRefs([setFloating, showInTopLayer])
  const scrolledAway = middlewareData.hide?.referenceHidden === true && !docked
  return {
    ref,
    style: {
      ...floatingStyles,
      // Not placed yet it is unseen but takes focus already; scrolled away it is out of the keyboard's way too.
      opacity: isPositioned ? 1 : 0,
      visibility: isPositioned && scrolledAway ? 'hidden' : 'visible',
    },
  }
}

/**
 * The lines to float beside: all of them in a scrolled text; on pages those in one column that is in view, the first one
 * for what goes above it, the last for what goes below.
 */
function linesInView(passage: Range, pane: HTMLElement, prefer: 'top' | 'bottom'): DOMRect[] {
  const lines = [...passage.getClientRects()]
  if (pane.dataset['layout'] !== 'paged') return lines
  const view = pane.getBoundingClientRect()
  const inView = columnBoxes(passage, pane).filter(({ left, right }) => right > view.left && left < view.right)
  const column = prefer === 'top' ? inView[0] : inView.at(-1)
  if (column === undefined) return lines
  return lines.filter(({ left, right }) => left >= column.left && right <= column.right)
}

function boundsOf(lines: readonly DOMRect[]): DOMRect {
  const left = Math.min(...lines.map((line) => line.left))
  const top = Math.min(...lines.map((line) => line.top))
  const right = Math.max(...lines.map((line) => line.right))
  return lines.length === 0
    ? new DOMRect()
    : new DOMRect(left, top, right - left, Math.max(...lines.map((line) => line.bottom)) - top)
}

/** Where neither above nor below has room in the pane, the foot of the pane is the place that hides least. */
function dock(pane: HTMLElement, always: boolean): Middleware {
  return {
    name: 'dock',
    fn({ x, y, rects }) {
      const view = pane.getBoundingClientRect()
      const { width, height } = rects.floating
      // What is wider than the pane may stand over its neighbour, but never beyond the window.
      const within = (left: number) => Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))
      if (!always && y >= view.top && y + height <= view.bottom) return { x: within(x), y }
      const passage = rects.reference
      const inView = passage.y < view.bottom && passage.y + passage.height > view.top
      if (!always && !inView) return { x, y }
      return { x: within(view.left + (view.width - width) / 2), y: view.bottom - height - 2 * EDGE }
    },
  }
}
