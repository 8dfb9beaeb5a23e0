// The table of contents: in the margin where there is room for it, behind a button in the toolbar where there is none.
import { TableOfContents as ContentsIcon } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useCommand } from '../commands/commands.ts'
import { IconButton } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import type { MappedBody } from './article-body.tsx'
import { contentsOf, sectionAt } from './contents.ts'
import type { Section } from './contents.ts'
import { InToolbar } from './in-toolbar.tsx'
import { readerState, useReaderValue } from './reader-store.ts'

/** Fewer headings than this are seen at a glance. */
const FEWEST = 2

/** What the list needs beside the text: its own width and the room around it, px. */
const MARGIN_ROOM = 232

interface TableOfContentsProps {
  mapped: MappedBody
  pane: HTMLElement
}

export function TableOfContents({ mapped, pane }: TableOfContentsProps) {
  const sections = useMemo(() => contentsOf(mapped.map), [mapped])
  const roomy = useRoomBeside(mapped.body, pane)
  const [open, setOpen] = useState(false)
  const there = sections.length >= FEWEST
  useCommand({
    keys: 'o',
    label: 'Contents',
    group: 'Reading',
    when: () => there,
    run: () => {
      const margin = pane.querySelector<HTMLElement>('.contents-margin')
      const link = margin?.querySelector<HTMLElement>('[aria-current]') ?? margin?.querySelector<HTMLElement>('button')
      if (roomy) link?.focus()
      else setOpen(true)
    },
  })
  if (!there) return null
  if (roomy) {
    return (
      <nav className="contents-margin" aria-label="Contents" dir={mapped.body.dir}>
        <SectionList sections={sections} />
      </nav>
    )
  }
  return (
    <InToolbar>
      <Popover
        label="Contents"
        placement="bottom-start"
        open={open}
        onOpenChange={setOpen}
        trigger={<IconButton label="Contents" shortcut="o" icon={<ContentsIcon size={18} />} />}
      >
        {(close) => (
          <SectionList
            sections={sections}
            onChosen={() => {
              close()
              // After the list has given the focus back to its button: reading goes on at the section.
              setTimeout(() => {
                pane.focus({ preventScroll: true })
              })
            }}
          />
        )}
      </Popover>
    </InToolbar>
  )
}

/** Whether the list fits beside the text, whatever the pane's width and the length of a line are just now. */
function useRoomBeside(body: HTMLElement, pane: HTMLElement): boolean {
  const [roomy, setRoomy] = useState(false)
  useLayoutEffect(() => {
    const measure = () => {
      // On pages the room beside the text belongs to the turning.
      const paged = pane.dataset['layout'] === 'paged'
      setRoomy(!paged && (pane.clientWidth - body.getBoundingClientRect().width) / 2 >= MARGIN_ROOM)
    }
    measure()
    const resized = new ResizeObserver(measure)
    resized.observe(pane)
    resized.observe(body)
    return () => {
      resized.disconnect()
    }
  }, [body, pane])
  return roomy
}

function SectionList({ sections, onChosen }: { sections: readonly Section[]; onChosen?: () => void }) {
  const current = useReaderValue(({ visible }) => sectionAt(sections, visible?.start ?? 0))
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
            dir="auto"
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
