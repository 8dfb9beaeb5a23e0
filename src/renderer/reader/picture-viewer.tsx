// Pictures of the article, enlarged: the whole window for one picture, zoomed by wheel, pinch, buttons and keys.
import { Maximize, X, ZoomIn, ZoomOut } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { flushSync } from 'react-dom'
import { Button, IconButton } from '../ui/button.tsx'
import type { MappedBody } from './article-body.tsx'
import { usePictureGestures } from './picture-gestures.ts'
import type { ZoomBy } from './picture-gestures.ts'
import './picture-viewer.css'

/** Smaller ones are ornaments, CSS px. */
const SMALLEST = 80
const STEP = 1.3
const LARGEST = 8

/** Makes the pictures of an article open by press, Enter and Space, and shows the one that is open. */
export function Pictures({ mapped, pane }: { mapped: MappedBody; pane: HTMLElement }) {
  const [open, setOpen] = useState<HTMLImageElement | null>(null)
  useLayoutEffect(() => {
    const ready = (picture: EventTarget | null) => {
      if (picture instanceof HTMLImageElement) makeOpenable(picture)
    }
    const onLoad = ({ target }: Event) => {
      ready(target)
    }
    const onPress = (event: Event) => {
      const picture = event.target instanceof HTMLImageElement ? event.target : null
      if (picture?.dataset['opens'] === undefined) return
      if (event instanceof globalThis.KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      setOpen(picture)
    }
    for (const picture of pane.querySelectorAll('.reader-page img')) ready(picture)
    pane.addEventListener('load', onLoad, { capture: true })
    pane.addEventListener('click', onPress)
    pane.addEventListener('keydown', onPress)
    return () => {
      pane.removeEventListener('load', onLoad, { capture: true })
      pane.removeEventListener('click', onPress)
      pane.removeEventListener('keydown', onPress)
    }
  }, [mapped, pane])
  if (open === null) return null
  return (
    <PictureViewer
      picture={open}
      onClose={() => {
        setOpen(null)
      }}
    />
  )
}

/** A picture within a link goes where the link goes. */
function makeOpenable(picture: HTMLImageElement): void {
  if (!picture.complete || picture.closest('a[href], button') !== null) return
  if (Math.max(picture.clientWidth, picture.naturalWidth) < SMALLEST) return
  picture.dataset['opens'] = ''
  picture.tabIndex = 0
  // It stays a picture to those who hear it, and says what can be done with it.
  picture.setAttribute('role', 'img')
  picture.setAttribute('aria-label', picture.alt === '' ? 'Without a description' : picture.alt)
  picture.setAttribute('aria-roledescription', 'picture, Enter enlarges it')
}

function PictureViewer({ picture, onClose }: { picture: HTMLImageElement; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const image = useRef<HTMLImageElement>(null)
  const { scale, fits, setZoom, zoomBy } = useZoom(picture, stage, image)
  usePictureGestures(stage, zoomBy)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    stage.current?.focus()
    return () => {
      // What lies under a modal dialog takes no focus before it is closed.
      shown?.close()
      picture.focus({ preventScroll: true })
    }
  }, [picture])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act = {
      '+': () => {
        zoomBy(STEP)
      },
      '=': () => {
        zoomBy(STEP)
      },
      '-': () => {
        zoomBy(1 / STEP)
      },
      '0': () => {
        setZoom(null)
      },
      '1': () => {
        setZoom(1)
      },
    }[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  const caption = picture.closest('figure')?.querySelector('figcaption')?.textContent.trim() || picture.alt
  const percent = `${String(Math.round(scale * 100))} %`
  return (
    <dialog
      ref={dialog}
      className="picture-viewer"
      aria-label={picture.alt === '' ? 'Picture' : `Picture: ${picture.alt}`}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div
        ref={stage}
        className="picture-stage"
        tabIndex={0}
        role="group"
        aria-label="The picture; plus and minus zoom, 0 fits, 1 shows its own size, arrow keys move it"
      >
        <img
          ref={image}
          src={picture.currentSrc || picture.src}
          alt={picture.alt}
          draggable={false}
          style={{ inlineSize: `${String(naturalSize(picture).width * scale)}px` }}
        />
      </div>
      <div className="picture-bar">
        <p className="picture-caption">{caption}</p>
        <IconButton
          label="Smaller"
          shortcut="-"
          icon={<ZoomOut size={18} />}
          placement="top"
          onClick={() => {
            zoomBy(1 / STEP)
          }}
        />
        <output className="picture-scale tabular" aria-live="polite">
          {percent}
        </output>
        <IconButton
          label="Larger"
          shortcut="+"
          icon={<ZoomIn size={18} />}
          placement="top"
          onClick={() => {
            zoomBy(STEP)
          }}
        />
        <IconButton
          label="Fit to the window"
          shortcut="0"
          pressed={fits}
          icon={<Maximize size={18} />}
          placement="top"
          onClick={() => {
            setZoom(null)
          }}
        />
        <Button
          variant="quiet"
          size="small"
          aria-keyshortcuts="1"
          onClick={() => {
            setZoom(1)
          }}
        >
          100 %
        </Button>
        <IconButton label="Close" shortcut="escape" icon={<X size={18} />} placement="top" onClick={onClose} />
      </div>
    </dialog>
  )
}

function naturalSize(picture: HTMLImageElement): { width: number; height: number } {
  return { width: picture.naturalWidth || picture.clientWidth, height: picture.naturalHeight || picture.clientHeight }
}

/** How large the picture is shown: fitted to the stage until another size is asked for. */
function useZoom(
  picture: HTMLImageElement,
  stage: RefObject<HTMLElement | null>,
  image: RefObject<HTMLElement | null>,
) {
  const [zoom, setZoom] = useState<number | null>(null)
  const [room, setRoom] = useState<{ width: number; height: number } | null>(null)
  useLayoutEffect(() => {
    const element = stage.current
    if (element === null) return
    const resized = new ResizeObserver(() => {
      setRoom({ width: element.offsetWidth, height: element.offsetHeight })
    })
    resized.observe(element)
    return () => {
      resized.disconnect()
    }
  }, [stage])
  const { width, height } = naturalSize(picture)
  const fit = room === null ? 0 : Math.min(2, room.width / width, room.height / height)
  const scale = zoom ?? fit
  const zoomBy: ZoomBy = (factor, at) => {
    const pane = stage.current
    const shown = image.current
    if (pane === null || shown === null) return
    const view = pane.getBoundingClientRect()
    const point = at ?? { x: view.left + view.width / 2, y: view.top + view.height / 2 }
    const before = shown.getBoundingClientRect()
    const across = (point.x - before.left) / before.width
    const down = (point.y - before.top) / before.height
    flushSync(() => {
      setZoom(Math.min(Math.max(LARGEST, fit), Math.max(Math.min(fit, 1), scale * factor)))
    })
    // What is under the pointer stays under it.
    const after = shown.getBoundingClientRect()
    pane.scrollBy(after.left + across * after.width - point.x, after.top + down * after.height - point.y)
  }
  return { scale, fits: zoom === null, setZoom, zoomBy }
}
