// A part of the page under a heading that opens and closes it.
import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'

/** What was opened or closed by hand stays so on every page of this window. */
const chosen = new Map<string, boolean>()

export interface SectionProps {
  /** The same on every page. */
  name: string
  title: string
  /** How much there is in it; nothing is said when it is not known. */
  count?: string | undefined
  /** Whether it is open before anybody has chosen. */
  open?: boolean
  children: ReactNode
}

export function Section({ name, title, count, open = true, children }: SectionProps) {
  const id = useId()
  const [shown, setShown] = useState(() => chosen.get(name) ?? open)
  return (
    <section className="entity-page-section" data-section={name} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="entity-page-heading">
        <button
          type="button"
          aria-expanded={shown}
          aria-controls={shown ? id : undefined}
          onClick={() => {
            chosen.set(name, !shown)
            setShown(!shown)
          }}
        >
          <ChevronRight size={16} aria-hidden="true" className="entity-page-chevron" />
          {title}
          {count !== undefined && <span data-count>{count}</span>}
        </button>
      </h2>
      {shown && (
        <div id={id} className="entity-page-content">
          {children}
        </div>
      )}
    </section>
  )
}
