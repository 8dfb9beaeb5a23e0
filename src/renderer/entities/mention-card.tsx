// The card beside a mention: who or what it is, where else it is named, and what the user can do with it.
import { ChevronLeft, ChevronRight, PanelRight } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import type { Mention } from '../../contract/model.ts'
import { ShortDate } from '../library/dates.tsx'
import { entityHash, openArticle } from '../navigation.ts'
import { useBesidePassage } from '../reader/beside-passage.ts'
import { domRange } from '../reader/geometry.ts'
import type { ReaderHandle } from '../reader/reader-store.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { EntityActions } from './entity-actions.tsx'
import { UnsureChoice, Why } from './entity-why.tsx'
import { goToMention } from './entity-index.ts'
import type { EntityIndex } from './entity-index.ts'
import { kindLabel } from './kinds.ts'
import { MentionStrip } from './mention-strip.tsx'
import './mention-card.css'

const ARTICLES_SHOWN = 3

export interface MentionCardProps {
  reader: ReaderHandle
  index: EntityIndex
  mention: Mention
  /** Opened by key or press: focus goes in, and Escape brings it back. */
  takesFocus: boolean
  pane: HTMLElement
  onClose: (refocus: boolean) => void
  onOpenInSidebar: () => void
}

export function MentionCard(props: MentionCardProps) {
  const { reader, index, mention, takesFocus, pane, onClose } = props
  const [passage] = useState(() => domRange(reader.map, mention) ?? document.createRange())
  const { ref, style } = useBesidePassage({ passage, pane, prefer: 'bottom' })
  const cardRef = useRef<HTMLElement | null>(null)
  const entity = index.entities.get(mention.entityId)
  const mentions = index.byEntity.get(mention.entityId) ?? []

  useLayoutEffect(() => {
    if (takesFocus) cardRef.current?.querySelector<HTMLElement>('button')?.focus()
  }, [takesFocus])
  useLayoutEffect(() => {
    const onPress = (event: PointerEvent) => {
      const target = event.target
      if (target instanceof Element && !target.closest('.mention-card, .menu, dialog, .toaster')) onClose(false)
    }
    document.addEventListener('pointerdown', onPress)
    return () => {
      document.removeEventListener('pointerdown', onPress)
    }
  }, [onClose])
  if (!entity) return null

  const { otherArticles: others, otherArticleCount } = entity
  return (
    <section
      ref={(element) => {
        cardRef.current = element
        ref?.(element)
      }}
      popover="manual"
      className="mention-card"
      data-kind={entity.kind}
      style={style}
      aria-label={entity.name}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose(true)
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        // Left behind it would lie over what has the focus now.
        if (!(relatedTarget instanceof Element) || relatedTarget.closest('.menu, dialog, .toaster')) return
        if (!currentTarget.contains(relatedTarget)) onClose(false)
      }}
      onPointerLeave={() => {
        if (!takesFocus && !cardRef.current?.contains(document.activeElement)) onClose(false)
      }}
    >
      <header className="mention-card-header">
        <span className="entity-dot" data-kind={entity.kind} />
        <h3 className="mention-card-name">
          <a href={entityHash(entity.id)}>{entity.name}</a>
        </h3>
        <EntityActions entity={entity} articleId={reader.articleId} mention={mention} />
      </header>
      <p className="mention-card-role">
        {kindLabel(entity.kind)}
        {entity.role !== null && <> · {entity.role}</>}
      </p>
      {mention.unsure && <UnsureChoice entityId={entity.id} articleId={reader.articleId} start={mention.start} />}
      {mentions.length > 1 && <MentionStrip mentions={mentions} length={reader.map.text.length} />}
      {others.length > 0 && (
        <ul className="mention-card-articles" aria-label="Other articles">
          {others.slice(0, ARTICLES_SHOWN).map((article) => (
            <li key={article.articleId}>
              <button
                type="button"
                className="mention-card-article"
                dir="auto"
                onClick={() => {
                  openArticle(article.articleId, { start: article.firstMention, end: article.firstMention })
                }}
              >
                <span className="mention-card-title">{article.title}</span>
                {article.publishedAt !== null && (
                  <span className="mention-card-date">
                    <ShortDate at={article.publishedAt} />
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
      <footer className="mention-card-footer">
        <span className="mention-card-count">
          {entity.mentionCount === 1 ? 'Named once' : `Named ${String(entity.mentionCount)} times`}
          {otherArticleCount > ARTICLES_SHOWN && ` · in ${String(otherArticleCount)} other articles`}
        </span>
        {entity.mentionCount > 1 && (
          <>
            <IconButton
              label="Previous mention"
              size="small"
              icon={<ChevronLeft size={16} />}
              onClick={() => {
                goToMention(mentions, -1)
              }}
            />
            <IconButton
              label="Next mention"
              size="small"
              icon={<ChevronRight size={16} />}
              onClick={() => {
                goToMention(mentions, 1)
              }}
            />
          </>
        )}
        <Why entityId={entity.id} articleId={reader.articleId} />
        <Button size="small" variant="quiet" icon={<PanelRight size={16} />} onClick={props.onOpenInSidebar}>
          Sidebar
        </Button>
      </footer>
    </section>
  )
}
