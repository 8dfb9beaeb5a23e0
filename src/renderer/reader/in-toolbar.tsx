// Buttons that belong to the article on screen, put into the window's toolbar, where they lie on no text.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { READER_TOOLS } from './reader-store.ts'

/** To be rendered once the reader is on screen: the toolbar, which stands before it, is there then. */
export function InToolbar({ children }: { children: ReactNode }) {
  const [place] = useState(() => document.getElementById(READER_TOOLS))
  return place === null ? null : createPortal(children, place)
}
