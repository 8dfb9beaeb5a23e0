// A label that shows on hover and on keyboard focus. It repeats the accessible name, so it is hidden from screen readers.
import {
  autoUpdate,
  flip,
  offset,
  shift,
  useDismiss,
  useFloating,
  useFocus,
  useHover,
  useInteractions,
  useMergeRefs,
} from '@floating-ui/react'
import { cloneElement, useState } from 'react'
import type { HTMLProps, ReactElement } from 'react'
import { Kbd } from './kbd.tsx'
import { showInTopLayer } from './top-layer.ts'
import './tooltip.css'

export type TooltipPlacement = 'top' | 'bottom' | 'left' | 'right' | 'bottom-start' | 'bottom-end'

export interface TooltipProps {
  label: string
  shortcut?: string | undefined
  placement?: TooltipPlacement
  /** One element that takes a ref and handlers. */
  children: ReactElement<HTMLProps<HTMLElement>>
}

export function Tooltip({ label, shortcut, placement = 'bottom', children }: TooltipProps) {
  const [open, setOpen] = useState(false)
  const { refs, floatingStyles, context } = useFloating({
    open,
    onOpenChange: setOpen,
    placement,
    strategy: 'fixed',
    middleware: [offset(6), flip(), shift({ padding: 6 })],
    whileElementsMounted: autoUpdate,
  })
  const { getReferenceProps, getFloatingProps } = useInteractions([
    useHover(context, { delay: { open: 450, close: 0 }, mouseOnly: true, move: false }),
    useFocus(context, { visibleOnly: true }),
    useDismiss(context, { referencePress: true, bubbles: true }),
  ])
  const ref = useMergeRefs([refs.setReference, children.props.ref])
  const floatingRef = useMergeRefs([refs.setFloating, showInTopLayer])
  return (
    <>
      {cloneElement(children, { ...getReferenceProps(children.props), ref })}
      {open && (
        <div
          ref={floatingRef}
          popover="manual"
          className="tooltip"
          style={floatingStyles}
          aria-hidden="true"
          {...getFloatingProps()}
        >
          {label}
          {shortcut && <Kbd keys={shortcut} />}
        </div>
      )}
    </>
  )
}
