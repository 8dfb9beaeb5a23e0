// Short messages at the foot of the window, with the way back: "Moved to trash · Undo".
import { X } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Button, IconButton } from './button.tsx'
import './toast.css'

export interface ToastInput {
  message: string
  action?: { label: string; run: () => void }
  /** Where to go on from here, beside the way back. */
  further?: { label: string; run: () => void } | undefined
  tone?: 'plain' | 'danger'
}

interface Toast extends ToastInput {
  id: number
}

/** Long enough to read and to reach; what can be undone, and what went wrong, stays longer. */
const SHORT_MS = 6_000
const LONG_MS = 12_000
const MOST_AT_ONCE = 3

let toasts: Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function change(next: Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Shows a message; returns the way to take it away early. */
export function toast(input: ToastInput): () => void {
  const id = nextId++
  change([...toasts, { ...input, id }].slice(-MOST_AT_ONCE))
  return () => {
    dismiss(id)
  }
}

function dismiss(id: number): void {
  change(toasts.filter((one) => one.id !== id))
}

/** Runs the action of the newest message that has one; false when there is none. */
export function runLatestToastAction(): boolean {
  const latest = toasts.findLast((one) => one.action)
  if (!latest?.action) return false
  dismiss(latest.id)
  latest.action.run()
  return true
}

function useToasts(): Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
}

/** Where messages appear; once in the window. */
export function Toaster() {
  const shown = useToasts()
  const ref = useRef<HTMLDivElement>(null)
  const [held, setHeld] = useState(false)
  useLayoutEffect(() => {
    const region = ref.current
    if (!region || typeof region.showPopover !== 'function') return
    // Shown anew so that it lies above whatever came to the top layer since.
    if (region.matches(':popover-open')) region.hidePopover()
    if (shown.length > 0) region.showPopover()
  }, [shown])
  return (
    <div
      ref={ref}
      popover="manual"
      className="toaster"
      role="region"
      aria-label="Messages"
      onPointerEnter={() => {
        setHeld(true)
      }}
      onPointerLeave={() => {
        setHeld(false)
      }}
      onFocus={() => {
        setHeld(true)
      }}
      onBlur={() => {
        setHeld(false)
      }}
    >
      {shown.map((one) => (
        <ToastRow key={one.id} toast={one} held={held} />
      ))}
    </div>
  )
}

function ToastRow({ toast: { id, message, action, further, tone = 'plain' }, held }: { toast: Toast; held: boolean }) {
  const left = useRef(action || tone === 'danger' ? LONG_MS : SHORT_MS)
  useEffect(() => {
    if (held) return
    const began = performance.now()
    const timer = setTimeout(() => {
      dismiss(id)
    }, left.current)
    return () => {
      clearTimeout(timer)
      left.current = Math.max(2_000, left.current - (performance.now() - began))
    }
  }, [held, id])
  return (
    <div className="toast" data-tone={tone}>
      <p className="toast-message" role={tone === 'danger' ? 'alert' : 'status'}>
        {message}
      </p>
      {[action, further].map(
        (act) =>
          act && (
            <Button
              key={act.label}
              variant="quiet"
              size="small"
              className="toast-action"
              onClick={() => {
                dismiss(id)
                act.run()
              }}
            >
              {act.label}
            </Button>
          ),
      )}
      <IconButton
        label="Dismiss"
        size="small"
        placement="top"
        icon={<X size={16} />}
        onClick={() => {
          dismiss(id)
        }}
      />
    </div>
  )
}
