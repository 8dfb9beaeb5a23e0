// The entity sidebar: those of the paragraphs in view first, then everyone in the article by kind.
import { UserSearch, Waypoints } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { FocusEvent, KeyboardEvent, PointerEvent } from 'react'
import type { ArticleEntity, Mention, TextRange } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { formatMapRoute } from '../entity-map/map-route.ts'
import { useReaderState } from '../reader/reader-store.ts'
import { useVisibleAtRest } from '../reader/visible-at-rest.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { placeAfter, useRoving } from '../ui/roving.ts'
import { createTypeahead } from '../ui/typeahead.ts'
import { goToMention, mentionsIn, useEntityIndex } from './entity-index.ts'
import type { EntityIndex } from './entity-index.ts'
import { EntityRow } from './entity-row.tsx'
import { KINDS } from './kinds.ts'
import { InView } from './mention-strip.tsx'
import './entity-panel.css'
import './mention-card.css'

interface Group {
  key: string
  title: string
  entities: ArticleEntity[]
}

/** In view first, each entity once; the rest by kind, the most often named first. */
export function groupEntities(index: EntityIndex, inView: ReadonlySet<string>): Group[] {
  const all = [...index.entities.values()].toSorted(
    (a, b) => b.mentionCount - a.mentionCount || a.name.localeCompare(b.name),
  )
  const groups: Group[] = KINDS.map(({ kind, many }) => ({
    key: kind,
    title: many,
    entities: all.filter((entity) => entity.kind === kind && !inView.has(entity.id)),
  }))
  const seen = [...inView].map((id) => index.entities.get(id)).filter((entity) => entity !== undefined)
  return [{ key: 'view', title: 'In view', entities: seen }, ...groups].filter((group) => group.entities.length > 0)
}

export function EntityPanel({ articleId }: { articleId: string }) {
  const { index, error } = useEntityIndex(articleId)
  if (error) return <EmptyState title="The entities could not be read">{sentenceOf(error)}</EmptyState>
  if (!index) return <p className="entity-wait">Reading…</p>
  if (index.entities.size > 0) return <EntityGroups articleId={articleId} index={index} />
  if (index.status === 'pending') {
    return (
      <p className="entity-wait" role="status">
        Looking for the people, organisations and places of this article…
      </p>
    )
  }
  if (index.status === 'failed') {
    return (
      <EmptyState
        title="The names could not be found"
        action={<Button onClick={() => void client.entity.reanalyse({ articleId })}>Try again</Button>}
      >
        The article itself is whole. Nothing else is affected.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<UserSearch size={28} />} title="No one is named here">
      People, organisations and places that an article names are listed here, with the other articles that name them.
    </EmptyState>
  )
}

const NONE: readonly Mention[] = []

function EntityGroups({ articleId, index }: { articleId: string; index: EntityIndex }) {
  const visible = useVisibleAtRest()
  const openId = useReaderState('activeEntityId')
  const [closedGroups, setClosedGroups] = useState<ReadonlySet<string>>(new Set())
  const [held, hold] = useHeld(visible)
  const groups = useMemo(() => {
    const inView = held ? mentionsIn(index.mentions, held).map((mention) => mention.entityId) : []
    return groupEntities(index, new Set(inView))
  }, [index, held])
  const toggleGroup = (key: string, close = !closedGroups.has(key)) => {
    const next = new Set(closedGroups)
    if (close) next.add(key)
    else next.delete(key)
    setClosedGroups(next)
  }
  const keys = useMemo(
    () =>
      groups.flatMap(({ key, entities }) => [
        key,
        ...(closedGroups.has(key) ? [] : entities.map((entity) => entity.id)),
      ]),
    [groups, closedGroups],
  )
  const { props, stop, focus } = useRoving<HTMLDivElement>(keys)
  const [typeahead] = useState(() => createTypeahead())

  /** Up and down from row to row, letters to a name; left and right close and open a group, and go through the mentions of an entity. */
  const onKeyDown = (event: KeyboardEvent) => {
    const here = event.target instanceof HTMLElement ? event.target.dataset['roving'] : undefined
    if (here === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const next = placeAfter(event.key, keys.indexOf(here), keys.length)
    const step = ({ ArrowRight: 1, ArrowLeft: -1 } as const)[event.key]
    if (typeahead.takes(event.key)) {
      const names = keys.map((key) => index.entities.get(key)?.name ?? groups.find((group) => group.key === key)?.title)
      const place = typeahead.type(event.key, names.map((name) => name ?? ''), keys.indexOf(here)) // prettier-ignore
      if (place !== null) focus(keys[place] ?? here)
    } else if (next !== null) focus(keys[next] ?? here)
    else if (step === undefined) return
    else if (index.entities.has(here)) goToMention(index.byEntity.get(here) ?? NONE, step)
    else toggleGroup(here, step === -1)
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <InView value={visible}>
      <div
        className="entity-panel"
        role="group"
        aria-label="Entities; up and down go from one to the next, letters to a name, left and right through its mentions"
        onKeyDown={onKeyDown}
        {...props}
        {...hold}
        onFocus={(event) => {
          props.onFocus(event)
          hold.onFocus()
        }}
        onBlur={(event) => {
          props.onBlur(event)
          hold.onBlur(event)
        }}
      >
        {groups.map((group) => {
          const closed = closedGroups.has(group.key)
          return (
            <section key={group.key} className="entity-group" data-group={group.key} aria-label={group.title}>
              <h3 className="entity-group-title">
                <button
                  type="button"
                  data-roving={group.key}
                  tabIndex={stop === group.key ? 0 : -1}
                  aria-expanded={!closed}
                  onClick={() => {
                    toggleGroup(group.key)
                  }}
                >
                  {group.title} <span className="entity-group-count">{group.entities.length}</span>
                </button>
              </h3>
              {!closed && (
                <ul className="entity-list">
                  {group.entities.map((entity) => (
                    <EntityRow
                      key={entity.id}
                      entity={entity}
                      mentions={index.byEntity.get(entity.id) ?? NONE}
                      articleId={articleId}
                      open={openId === entity.id}
                      tabStop={stop === entity.id}
                    />
                  ))}
                </ul>
              )}
            </section>
          )
        })}
      </div>
      <p className="entity-map-link">
        <a href={formatMapRoute({ kind: 'article', id: articleId })}>
          <Waypoints size={16} />
          Map of this article
        </a>
      </p>
    </InView>
  )
}

/**
 * What was in view when the list was last left alone: while the pointer is over it or the keyboard in it, no row moves to
 * another group, as going from mention to mention would take it away from under the hand.
 */
function useHeld(visible: TextRange | null) {
  const [held, setHeld] = useState(visible)
  const [isOver, setOver] = useState(false)
  const [hasFocus, setFocus] = useState(false)
  const isFree = held === null || (!isOver && !hasFocus)
  if (isFree && held !== visible) setHeld(visible)
  const handlers = {
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType === 'mouse') setOver(true)
    },
    onPointerLeave: () => {
      setOver(false)
    },
    onFocus: () => {
      setFocus(true)
    },
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setFocus(false)
    },
  }
  return [isFree ? visible : held, handlers] as const
}
