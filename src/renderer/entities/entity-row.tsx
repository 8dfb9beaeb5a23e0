// One entity in the sidebar: who, how often, where in the article; opened, also where else and what the user marked.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { memo, useEffect, useId, useRef } from 'react'
import type { ArticleEntity, Mention } from '../../contract/model.ts'
import { setReaderState, useReaderState } from '../reader/reader-store.ts'
import { IconButton } from '../ui/button.tsx'
import { EntityDetails } from './entity-details.tsx'
import { UnsureSign } from './entity-why.tsx'
import { goToMention } from './entity-index.ts'
import { MentionStrip } from './mention-strip.tsx'

export interface EntityRowProps {
  entity: ArticleEntity
  mentions: readonly Mention[]
  articleId: string
  open: boolean
  /** The one row of the list that Tab stops at. */
  tabStop: boolean
}

/** Memoised: what comes into view changes few rows of many. */
export const EntityRow = memo(function EntityRow({ entity, mentions, articleId, open, tabStop }: EntityRowProps) {
  const id = useId()
  const ref = useRef<HTMLLIElement>(null)
  const length = useReaderState('reader')?.map.text.length ?? 0
  const toggle = () => {
    setReaderState({ activeEntityId: open ? null : entity.id })
  }
  useEffect(() => {
    if (open) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  return (
    <li
      className="entity-row"
      data-kind={entity.kind}
      data-open={open || undefined}
      data-roving-row={entity.id}
      ref={ref}
    >
      <div className="entity-row-head">
        <button
          type="button"
          className="entity-row-toggle"
          data-roving={entity.id}
          tabIndex={tabStop ? 0 : -1}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={toggle}
        >
          <span className="entity-dot" data-kind={entity.kind} />
          <span className="entity-row-name">
            {entity.name}
            {entity.unsure && <UnsureSign />}
          </span>
          <span className="entity-row-count" title={`Named ${String(entity.mentionCount)} times`}>
            {entity.mentionCount}
            <span className="visually-hidden">{entity.mentionCount === 1 ? ' mention' : ' mentions'}</span>
          </span>
        </button>
        {/* For the pointer and for screen readers; the keys are Left and Right on the row. */}
        <span className="entity-row-steps">
          <IconButton
            label={`Previous mention of ${entity.name}`}
            size="small"
            tabIndex={-1}
            icon={<ChevronLeft size={16} />}
            onClick={() => {
              goToMention(mentions, -1)
            }}
          />
          <IconButton
            label={`Next mention of ${entity.name}`}
            size="small"
            tabIndex={-1}
            icon={<ChevronRight size={16} />}
            onClick={() => {
              goToMention(mentions, 1)
            }}
          />
        </span>
      </div>
      {entity.role !== null && <p className="entity-row-role">{entity.role}</p>}
      <MentionStrip mentions={mentions} length={length} />
      {open && <EntityDetails id={id} entity={entity} articleId={articleId} />}
    </li>
  )
})
