// A modal dialog on the native element: the rest of the window is inert, Escape closes, focus goes back where it was.
import { X } from 'lucide-react'
import { useId, useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { IconButton } from './button.tsx'
import './dialog.css'

export interface DialogProps {
  title: string
  /** Closes it: Escape, the close button, a press on the backdrop. Rendering it opens it. */
  onClose: () => void
  /** A sentence under the title. */
  description?: ReactNode
  /** Buttons at the foot, the primary one last. */
  footer?: ReactNode
  width?: 'small' | 'medium' | 'large'
  children: ReactNode
}

/** The element that asked for it (`data-autofocus`), else the first field, else the first button of the content. */
function firstFocus(dialog: HTMLDialogElement): HTMLElement | null {
  return (
    dialog.querySelector<HTMLElement>('[data-autofocus]') ??
    dialog.querySelector<HTMLElement>('.dialog-body :is(input, textarea, select):not(:disabled)') ??
    dialog.querySelector<HTMLElement>(':is(.dialog-body, .dialog-footer) button:not(:disabled)')
  )
}

export function Dialog({ title, onClose, description, footer, width = 'medium', children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    const before = document.activeElement
    dialog.showModal()
    firstFocus(dialog)?.focus()
    return () => {
      dialog.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className="dialog"
      data-width={width}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className="dialog-frame">
        <header className="dialog-header">
          <h2 id={`${id}-title`} className="dialog-title">
            {title}
          </h2>
          <IconButton label="Close" icon={<X size={18} />} onClick={onClose} />
          {description && (
            <p id={`${id}-description`} className="dialog-description">
              {description}
            </p>
          )}
        </header>
        <div className="dialog-body">{children}</div>
        {footer && <footer className="dialog-footer">{footer}</footer>}
      </div>
    </dialog>
  )
}
