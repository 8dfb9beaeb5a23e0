// The foot of a page: which one it is, and the quiet way to the next.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { IconButton } from '../ui/button.tsx'
import { turnPage } from './paged-turning.ts'
import type { Viewport } from './viewport.ts'

export function PageFoot({ viewport, dir }: { viewport: Viewport; dir: 'ltr' | 'rtl' }) {
  const number = useSyncExternalStore(viewport.watch, () => viewport.page()?.number ?? 1)
  const count = useSyncExternalStore(viewport.watch, () => viewport.page()?.count ?? 1)
  const [Back, Ahead] = dir === 'ltr' ? [ChevronLeft, ChevronRight] : [ChevronRight, ChevronLeft]
  return (
    <nav className="page-foot" aria-label="Pages" dir={dir}>
      <IconButton
        label="Previous page"
        shortcut="pageup"
        placement="top"
        icon={<Back size={16} />}
        aria-disabled={number <= 1}
        onClick={() => {
          turnPage(viewport, -1)
        }}
      />
      <p className="page-number tabular" dir="ltr">
        Page {number} of {count}
      </p>
      <IconButton
        label="Next page"
        shortcut="pagedown"
        placement="top"
        icon={<Ahead size={16} />}
        aria-disabled={number >= count}
        onClick={() => {
          turnPage(viewport, 1)
        }}
      />
    </nav>
  )
}
