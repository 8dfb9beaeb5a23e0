// A part of what is told of an entity that is opened in the list.
import type { ReactNode } from 'react'
import { formatNumber } from '../library/dates.tsx'

export function Part({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  return (
    <div className="entity-part" role="group" aria-label={title}>
      <h4 className="entity-details-title">
        {title}
        {count !== undefined && <span className="entity-group-count"> {formatNumber(count)}</span>}
      </h4>
      {children}
    </div>
  )
}
