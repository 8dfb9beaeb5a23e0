// A small panel that opens at its button: focus goes in, Escape and a click outside close it, focus comes back.
import {
  FloatingFocusManager,
  autoUpdate,
  flip,
  offset,
  shift,
  size,
  useClick,
  useDismiss,
  useFloating,
  useInteractions,
  useMergeRefs,
  useRole,
} from '@floating-ui/react'
import type { Placement } from '@floating-ui/react'
import { cloneElement, useState } from 'react'
import type { HTMLProps, ReactElement, ReactNode } from 'react'
import { showInTopLayer } from './top-layer.ts'
import './popover.css'

export interface PopoverProps {
  /** The accessible name of the panel. */
  label: string
  /** The button that opens it; it takes a ref and handlers. */
  trigger: ReactElement<HTMLProps<HTMLElement>>
  placement?: Placement
  /** The panel's content, given the way to close it. */
  children: (close: () => void) => ReactNode
  /** Controlled from outside, when given. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

export function Popover({ label, trigger, placement = 'bottom-end', children, ...controlled }: PopoverProps) {
  const [ownOpen, setOwnOpen] = useState(false)
  const open = controlled.open ?? ownOpen
  const setOpen = controlled.onOpenChange ?? setOwnOpen
  const { refs, floatingStyles, context } = useFloating({
    open,
    onOpenChange: setOpen,
    placement,
    strategy: 'fixed',
    middleware: [
      offset(6),
      flip({ padding: 8 }),
      shift({ padding: 8 }),
      size({
        padding: 8,
        apply: ({ availableHeight, elements }) => {
          elements.floating.style.maxHeight = `${String(Math.max(160, availableHeight))}px`
        },
      }),
    ],
    whileElementsMounted: autoUpdate,
  })
  const { getReferenceProps, getFloatingProps } = useInteractions([
    useClick(context),
    useDismiss(context),
    useRole(context, { role: 'dialog' }),
  ])
  const ref = useMergeRefs([refs.setReference, trigger.props.ref])
  const floatingRef = useMergeRefs([refs.setFloating, showInTopLayer])
  return (
    <>
      {cloneElement(trigger, { ...getReferenceProps(trigger.props), ref })}
      {open && (
        <FloatingFocusManager context={context} modal={false}>
          <div
            ref={floatingRef}
            popover="manual"
            className="popover"
            style={floatingStyles}
            aria-label={label}
            {...getFloatingProps()}
          >
            {children(() => {
              setOpen(false)
            })}
          </div>
        </FloatingFocusManager>
      )}
    </>
  )
}
