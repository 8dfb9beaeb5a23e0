// Buttons that belong to the article on screen, put into the window's toolbar, where they lie on no text.
import { use, useState } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { PaneStore, READER_TOOLS, useActivePane } from './reader-store.ts'

/** To be rendered once the reader is on screen: the toolbar, which stands before it, is there then. */
export function InToolbar({ children }: { children: ReactNode }) {
  const [place] = useState(() => document.getElementById(READER_TOOLS))
  const own = use(PaneStore)
  const active = useActivePane()
  // Of two texts side by side, the active one has the toolbar.
  if (own !== null && own.pane !== active) return null
  return place === null ? null : createPortal(children, place)
}
