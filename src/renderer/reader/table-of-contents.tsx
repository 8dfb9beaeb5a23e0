// The table of contents: in the margin where there is room for it, behind a button where there is none.
import { TableOfContents as ContentsIcon } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { IconButton } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import type { MappedBody } from './article-body.tsx'
import { contentsOf, sectionAt } from './contents.ts'
import type { Section } from './contents.ts'
import { readerState, useReaderState } from './reader-store.ts'

/** Fewer headings than this are seen at a glance. */
const FEWEST = 2

export function TableOfContents({ mapped }: { mapped: MappedBody }) {
  const sections = useMemo(() => contentsOf(mapped.map), [mapped])
  if (sections.length < FEWEST) return null
  return (
    <>
      <nav className="contents-margin" aria-label="Contents">
        <SectionList sections={sections} />
      </nav>
      <div className="contents-corner">
        <Popover
          label="Contents"
          placement="bottom-start"
          trigger={<IconButton label="Contents" icon={<ContentsIcon size={18} />} placement="right" />}
        >
          {(close) => <SectionList sections={sections} onChosen={close} />}
        </Popover>
      </div>
    </>
  )
}

function SectionList({ sections, onChosen }: { sections: readonly Section[]; onChosen?: () => void }) {
  const visible = useReaderState('visible')
  const current = sectionAt(sections, visible?.start ?? 0)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const scroller = list.current?.parentElement
    const row = list.current?.children[current]
    if (scroller && row instanceof HTMLElement) keepInView(scroller, row)
  }, [current])
  return (
    <ol className="contents-list" ref={list}>
      {sections.map((section, index) => (
        <li key={section.range.start}>
          <button
            type="button"
            className="contents-link"
            data-level={Math.min(section.level, 3)}
            aria-current={index === current ? 'location' : undefined}
            onClick={() => {
              onChosen?.()
              readerState().reader?.scrollTo(section.range, { flash: true })
            }}
          >
            {section.title}
          </button>
        </li>
      ))}
    </ol>
  )
}

/** Scrolls the list alone; `scrollIntoView` would move the article too. */
function keepInView(scroller: HTMLElement, row: HTMLElement): void {
  const view = scroller.getBoundingClientRect()
  const at = row.getBoundingClientRect()
  if (at.top < view.top) scroller.scrollTop += at.top - view.top
  else if (at.bottom > view.bottom) scroller.scrollTop += at.bottom - view.bottom
}
