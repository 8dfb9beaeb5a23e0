// The button that shows the headings of a note.
import { ListTree } from 'lucide-react'
import type { RefObject } from 'react'
import { IconButton } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { goToHeading } from './outline.ts'
import type { OutlineHeading } from './outline.ts'

interface OutlinePopoverProps {
  headings: readonly OutlineHeading[]
  page: RefObject<HTMLElement | null>
}

export function OutlinePopover({ headings, page }: OutlinePopoverProps) {
  const least = Math.min(...headings.map(({ level }) => level))
  return (
    <Popover
      label="Outline of the note"
      placement="bottom-start"
      trigger={<IconButton label="Outline" icon={<ListTree size={18} />} placement="bottom-start" />}
    >
      {(close) => (
        <nav className="note-outline" aria-label="Headings of the note">
          <ol>
            {headings.map(({ index, level, text }) => (
              <li key={index} style={{ paddingInlineStart: `${String((level - least) * 14)}px` }}>
                <button
                  type="button"
                  dir="auto"
                  onClick={() => {
                    close()
                    // The focus comes back to the button first.
                    requestAnimationFrame(() => {
                      goToHeading(page.current, index)
                    })
                  }}
                >
                  {text}
                </button>
              </li>
            ))}
          </ol>
        </nav>
      )}
    </Popover>
  )
}
