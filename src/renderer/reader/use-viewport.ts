// Which way one moves through the article on screen, as the settings say.
import { useLayoutEffect, useMemo } from 'react'
import type { Settings } from '../../contract/model.ts'
import type { MappedBody } from './article-body.tsx'
import { pagedViewport } from './paged-viewport.ts'
import { scrolledViewport } from './scrolled-viewport.ts'
import type { Viewport } from './viewport.ts'

/** The viewport of a pane, open; null until there is something in the pane. */
export function useViewport(mapped: MappedBody | null, pane: HTMLElement | null, text: Settings): Viewport | null {
  const { layout } = text
  const viewport = useMemo(() => {
    if (mapped === null || pane === null) return null
    return layout === 'paged' ? pagedViewport(pane, mapped) : scrolledViewport(pane, mapped)
  }, [mapped, pane, layout])
  useLayoutEffect(() => viewport?.open(), [viewport])
  useLayoutEffect(() => viewport?.setAnew(), [viewport, text])
  return viewport
}
