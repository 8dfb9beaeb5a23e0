// The names in the text, linked: a faint line under each, a focusable link over it, and a card on hover, focus or touch.
// The layer lies over the article and lets the pointer through, so that selecting text is never in its way.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Mention } from '../../contract/model.ts'
import { showCompanion } from '../frame/panes.ts'
import { queries } from '../queries.ts'
import { formatRoute } from '../navigation.ts'
import { useNearby } from '../reader/nearby.ts'
import { offsetAtPoint } from '../reader/hit-test.ts'
import { useReaderState, useReaderStore } from '../reader/reader-store.ts'
import type { ReaderHandle } from '../reader/reader-store.ts'
import { atRest, useVisibleAtRest } from '../reader/visible-at-rest.ts'
import { focusRow } from './focus-row.ts'
import { MentionCard } from './mention-card.tsx'
import { mentionAt, mentionsIn, useEntityIndex } from './entity-index.ts'
import type { EntityIndex } from './entity-index.ts'
import { kindLabel } from './kinds.ts'
import { boxOf, sameLinks } from './mention-geometry.ts'
import type { Link } from './mention-geometry.ts'
import { paintActive, paintMentions } from './mention-paint.ts'
import './mention-layer.css'

/** How long the pointer rests on a name before its card shows, and how long it may be away before the card goes, ms. */
const REST = 300
const GRACE = 250
/** From one line scrolled to the next at most, ms. */
const SCROLLING = 80
/** Links are kept for what is in view and this much text before and after it, UTF-16 code units. */
const MARGIN = 2_000

export function MentionLayer({ articleId }: { articleId: string }) {
  const reader = useReaderState('reader')
  const { index } = useEntityIndex(articleId)
  const { data: settings } = useQuery(queries.settings())
  const shown = settings?.showMentions ?? true
  if (!reader || reader.articleId !== articleId || !index || !shown) return null
  return <Layer reader={reader} index={index} />
}

/** A card that is open: for which mention, and whether it stays when the pointer goes. */
interface OpenCard {
  mention: Mention
  pinned: boolean
  takesFocus: boolean
}

function Layer({ reader, index }: { reader: ReaderHandle; index: EntityIndex }) {
  const { body, map, articleId } = reader
  const store = useReaderStore()
  const layerRef = useRef<HTMLDivElement>(null)
  const [card, setCard] = useState<OpenCard | null>(null)
  const activeEntityId = useReaderState('activeEntityId')
  const links = useLinks(layerRef, reader, index)
  useHover(reader, index, card, setCard)

  const near = useNearby(map.text.length)
  // Before the browser paints: what scrolls into view is never bare.
  useLayoutEffect(() => paintMentions(map, index, near), [map, index, near])
  useEffect(
    () => paintActive(map, index.byEntity.get(card?.mention.entityId ?? activeEntityId ?? '') ?? []),
    [map, index, card, activeEntityId],
  )

  const focusLink = (mention: Mention | undefined) => {
    layerRef.current?.querySelector<HTMLElement>(`[data-start="${String(mention?.start ?? -1)}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent, mention: Mention) => {
    const at = links.findIndex((link) => link.mention.start === mention.start)
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      focusLink(links[at + step]?.mention)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      setCard({ mention, pinned: true, takesFocus: true })
    } else if (event.key === 'Escape' && card) {
      event.stopPropagation()
      setCard(null)
    }
  }

  const first = links.find(({ mention }) => mention.start >= (store.get().visible?.start ?? 0)) ?? links[0]
  return (
    <div
      className="mention-layer"
      ref={layerRef}
      role="group"
      aria-label="Names in the text; arrow keys go from one to the next"
    >
      {links.map(({ mention, box }) => {
        const entity = index.entities.get(mention.entityId)
        if (!entity) return null
        return (
          <a
            key={mention.start}
            className="mention-link"
            data-start={mention.start}
            data-kind={entity.kind}
            data-unsure={mention.unsure}
            href={formatRoute({ articleId, range: mention })}
            tabIndex={mention === (card?.mention ?? first?.mention) ? 0 : -1}
            aria-label={`${entity.name}, ${kindLabel(entity.kind).toLowerCase()}${mention.unsure ? ', not sure who' : ''}`}
            style={box}
            onFocus={(event) => {
              if (event.currentTarget.matches(':focus-visible')) setCard({ mention, pinned: false, takesFocus: false })
            }}
            onBlur={({ relatedTarget }) => {
              // Tab goes on into the card, which then stays.
              const inCard = relatedTarget instanceof Element && relatedTarget.closest('.mention-card') !== null
              setCard((open) => (inCard && open ? { ...open, pinned: true } : open?.pinned ? open : null))
            }}
            onKeyDown={(event) => {
              onKeyDown(event, mention)
            }}
            onClick={(event) => {
              event.preventDefault()
              setCard({ mention, pinned: true, takesFocus: true })
            }}
          />
        )
      })}
      {card && index.entities.has(card.mention.entityId) && (
        <MentionCard
          key={card.mention.start}
          reader={reader}
          index={index}
          mention={card.mention}
          takesFocus={card.takesFocus}
          pane={body.closest<HTMLElement>('[data-reader-pane]') ?? document.body}
          onClose={(refocus) => {
            // Focus first: a link that takes it shows its card, and would bring this one back.
            if (refocus) focusLink(card.mention)
            setCard(null)
          }}
          onOpenInSidebar={() => {
            store.set({ activeEntityId: card.mention.entityId })
            showCompanion('entities')
            setCard(null)
            focusRow(card.mention.entityId)
          }}
        />
      )}
    </div>
  )
}

/** The mentions around what is in view, with their places; measured when the text stands still, as they serve the keys. */
function useLinks(
  layerRef: React.RefObject<HTMLDivElement | null>,
  { body, map }: ReaderHandle,
  index: EntityIndex,
): readonly Link[] {
  const visible = useVisibleAtRest()
  const [links, setLinks] = useState<readonly Link[]>([])
  // Rounded, so that scrolling by a line does not measure everything again.
  const from = Math.max(0, Math.floor(((visible?.start ?? 0) - MARGIN) / MARGIN) * MARGIN)
  const to = Math.ceil(((visible?.end ?? 0) + MARGIN) / MARGIN) * MARGIN

  const measure = useEffectEvent(() => {
    const layer = layerRef.current?.getBoundingClientRect()
    if (!layer) return
    const near = mentionsIn(index.mentions, { start: from, end: to }).flatMap((mention) => {
      const box = boxOf(map, mention, layer)
      return box ? [{ mention, box }] : []
    })
    setLinks((before) => (sameLinks(before, near) ? before : near))
  })
  // Before something is in view there is nothing to go to.
  const there = visible !== null
  useLayoutEffect(() => {
    if (there) measure()
  }, [map, index, from, to, there])
  useEffect(() => {
    let stop: (() => void) | undefined
    // A long article grows and shrinks while it scrolls, as its blocks come near.
    const observer = new ResizeObserver(() => {
      stop?.()
      stop = atRest(() => {
        measure()
      })
    })
    observer.observe(body)
    return () => {
      stop?.()
      observer.disconnect()
    }
  }, [body])
  return links
}

/** Shows the card of the name that the pointer rests on or touches; a click on a link of the article stays a click. */
function useHover(
  reader: ReaderHandle,
  index: EntityIndex,
  card: OpenCard | null,
  setCard: (card: OpenCard | null) => void,
): void {
  const open = useEffectEvent((mention: Mention, pinned: boolean) => {
    setCard({ mention, pinned, takesFocus: false })
  })
  const leave = useEffectEvent(() => {
    if (card && !card.pinned) setCard(null)
  })
  const isOpen = useEffectEvent((mention: Mention | undefined) => mention !== undefined && card?.mention === mention)
  const { body, map } = reader

  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let resting: Mention | undefined
    let stopWaiting: (() => void) | undefined
    const under = (event: PointerEvent | MouseEvent) => {
      const offset = offsetAtPoint(map, event.clientX, event.clientY)
      return offset === null ? undefined : mentionAt(index.mentions, offset)
    }
    const onMove = (event: PointerEvent) => {
      if (event.pointerType === 'touch' || event.buttons !== 0) return
      stopWaiting?.()
      // The text moves under the pointer: what it comes to lie on counts once the text stands.
      if (event.movementX === 0 && event.movementY === 0) {
        stopWaiting = atRest(() => {
          look(event)
        }, SCROLLING)
      } else look(event)
    }
    const look = (event: PointerEvent) => {
      const mention = under(event)
      body.classList.toggle('over-mention', mention !== undefined)
      if (mention === resting) return
      resting = mention
      clearTimeout(timer)
      if (isOpen(mention)) return
      timer = mention
        ? setTimeout(() => {
            if (getSelection()?.isCollapsed !== false) open(mention, false)
          }, REST)
        : setTimeout(() => {
            if (!document.querySelector('.mention-card:hover')) leave()
          }, GRACE)
    }
    const onLeave = () => {
      stopWaiting?.()
      resting = undefined
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (!document.querySelector('.mention-card:hover')) leave()
      }, GRACE)
    }
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || getSelection()?.isCollapsed === false) return
      if (event.target instanceof Element && event.target.closest('a[href], button, summary')) return
      const mention = under(event)
      if (!mention) return
      // The press is taken: a highlight that holds the name does not open as well.
      event.preventDefault()
      open(mention, true)
    }
    body.addEventListener('pointermove', onMove)
    body.addEventListener('pointerleave', onLeave)
    body.addEventListener('click', onClick)
    return () => {
      clearTimeout(timer)
      stopWaiting?.()
      body.removeEventListener('pointermove', onMove)
      body.removeEventListener('pointerleave', onLeave)
      body.removeEventListener('click', onClick)
      body.classList.remove('over-mention')
    }
  }, [body, map, index])
}
