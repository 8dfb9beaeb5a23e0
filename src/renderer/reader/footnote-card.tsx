// A note shown at its reference: on hover, on focus, and to stay on a click or Enter. The list at the end stays as it is.
import { useEffectEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Button } from '../ui/button.tsx'
import type { MappedBody } from './article-body.tsx'
import { useBesidePassage } from './beside-passage.ts'
import { noteContent, noteOf } from './footnotes.ts'
import './footnote-card.css'

/** How long the pointer rests on a reference before its note shows, and may be away before it goes, ms. */
const REST = 250
const GRACE = 250

interface OpenNote {
  link: HTMLElement
  note: HTMLElement
  /** It has the focus, and stays until it is closed. */
  pinned: boolean
}

interface FootnotesProps {
  mapped: MappedBody
  pane: HTMLElement
  /** Goes to the note in the list at the end. */
  onGoTo: (note: Element) => void
}

export function Footnotes({ mapped, pane, onGoTo }: FootnotesProps) {
  const [open, setOpen] = useState<OpenNote | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** The focus coming back to a reference does not open its note again. */
  const closing = useRef(false)
  const show = (link: HTMLElement, note: HTMLElement, pinned: boolean) => {
    clearTimeout(timer.current)
    setOpen((before) => (before?.link === link && (before.pinned || !pinned) ? before : { link, note, pinned }))
  }
  const later = (act: () => void, ms: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(act, ms)
  }
  const leave = () => {
    setOpen((before) => (before?.pinned ? before : null))
  }
  const referenceAt = (target: EventTarget | null) => {
    const link = target instanceof Element ? target.closest<HTMLElement>('a[href^="#"]') : null
    const note = link === null ? null : noteOf(link, mapped.body)
    return link === null || note === null ? null : { link, note }
  }
  const onEvent = useEffectEvent((event: Event) => {
    const at = referenceAt(event.target)
    if (event.type === 'click') {
      if (at === null) setOpen(null)
      else {
        event.preventDefault()
        show(at.link, at.note, true)
      }
    } else if (at === null) return
    else if (event.type === 'pointerover' && event instanceof PointerEvent && event.pointerType === 'mouse') {
      later(() => {
        show(at.link, at.note, false)
      }, REST)
    } else if (event.type === 'pointerout') later(leave, GRACE)
    else if (event.type === 'focusin' && !closing.current && at.link.matches(':focus-visible'))
      show(at.link, at.note, false)
    else if (event.type === 'focusout') later(leave, 0)
  })
  useLayoutEffect(() => {
    const types = ['click', 'pointerover', 'pointerout', 'focusin', 'focusout']
    const listener = (event: Event) => {
      onEvent(event)
    }
    for (const type of types) mapped.body.addEventListener(type, listener)
    return () => {
      clearTimeout(timer.current)
      for (const type of types) mapped.body.removeEventListener(type, listener)
    }
  }, [mapped])

  if (open === null) return null
  return (
    <FootnoteCard
      key={mapped.map.text.length + open.link.id + (open.link.getAttribute('href') ?? '')}
      open={open}
      pane={pane}
      onStay={() => {
        clearTimeout(timer.current)
      }}
      onLeave={() => {
        later(leave, GRACE)
      }}
      onClose={(refocus) => {
        clearTimeout(timer.current)
        setOpen(null)
        if (!refocus) return
        closing.current = true
        open.link.focus({ preventScroll: true })
        closing.current = false
      }}
      onGoTo={() => {
        setOpen(null)
        onGoTo(open.note)
      }}
    />
  )
}

interface FootnoteCardProps {
  open: OpenNote
  pane: HTMLElement
  onStay: () => void
  onLeave: () => void
  onClose: (refocus: boolean) => void
  onGoTo: () => void
}

function FootnoteCard({ open: { link, note, pinned }, pane, onStay, onLeave, onClose, onGoTo }: FootnoteCardProps) {
  const id = useId()
  const card = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const passage = useMemo(() => {
    const range = document.createRange()
    range.selectNodeContents(link)
    return range
  }, [link])
  const { ref, style } = useBesidePassage({ passage, pane, prefer: 'top' })
  const close = useEffectEvent(onClose)

  useLayoutEffect(() => {
    text.current?.replaceChildren(noteContent(note))
    link.setAttribute('aria-describedby', id)
    return () => {
      link.removeAttribute('aria-describedby')
    }
  }, [note, link, id])
  useLayoutEffect(() => {
    if (pinned) card.current?.focus({ preventScroll: true })
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      close(pinned)
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
    }
  }, [pinned])

  return (
    <div
      ref={(element) => {
        card.current = element
        ref?.(element)
      }}
      popover="manual"
      className="popover footnote-card"
      role={pinned ? 'dialog' : 'note'}
      aria-label={`Note ${link.textContent.trim()}`}
      tabIndex={-1}
      style={style}
      dir={getComputedStyle(note).direction}
      onPointerEnter={onStay}
      onPointerLeave={onLeave}
      onKeyDown={(event) => {
        if (leavesBy(event)) {
          event.preventDefault()
          onClose(true)
        }
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (pinned && relatedTarget !== null && !currentTarget.contains(relatedTarget)) onClose(false)
      }}
    >
      <div
        ref={text}
        id={id}
        className="footnote-text"
        lang={note.closest('[lang]')?.getAttribute('lang') ?? undefined}
      />
      <Button variant="quiet" size="small" onClick={onGoTo}>
        Go to the note
      </Button>
    </div>
  )
}

/** Tab beyond the first or the last thing in the card goes back to the text, where the reference is. */
function leavesBy({ key, shiftKey, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  if (key !== 'Tab') return false
  const stops = [...currentTarget.querySelectorAll<HTMLElement>('a[href], button')]
  const edge = shiftKey ? stops[0] : stops.at(-1)
  return document.activeElement === edge || (shiftKey && document.activeElement === currentTarget)
}
