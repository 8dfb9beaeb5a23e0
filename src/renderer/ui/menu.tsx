// A menu of acts at its button: arrow keys, typing a first letter, Escape.
import {
  FloatingFocusManager,
  autoUpdate,
  flip,
  offset,
  shift,
  useClick,
  useDismiss,
  useFloating,
  useInteractions,
  useListNavigation,
  useMergeRefs,
  useRole,
  useTypeahead,
} from '@floating-ui/react'
import type { Placement } from '@floating-ui/react'
import { cloneElement, useRef, useState } from 'react'
import type { HTMLProps, ReactElement, ReactNode } from 'react'
import { Kbd } from './kbd.tsx'
import { showInTopLayer } from './top-layer.ts'
import './menu.css'
import './popover.css'

export interface MenuItem {
  label: string
  icon?: ReactNode
  shortcut?: string | undefined
  tone?: 'danger'
  disabled?: boolean
  /** For one of several to choose from. */
  checked?: boolean
  /** A line above it, to begin a new group. */
  separated?: boolean
  run: () => void
}

export interface MenuProps {
  label: string
  /** The button that opens it; it takes a ref and handlers. */
  trigger: ReactElement<HTMLProps<HTMLElement>>
  items: MenuItem[]
  placement?: Placement
}

export function Menu({ label, trigger, items, placement = 'bottom-end' }: MenuProps) {
  const [open, setOpen] = useState(false)
  const [activeIndex, setActiveIndex] = useState<number | null>(null)
  const elementsRef = useRef<(HTMLElement | null)[]>([])
  const labelsRef = useRef<(string | null)[]>([])
  const { refs, floatingStyles, context } = useFloating({
    open,
    onOpenChange: setOpen,
    placement,
    strategy: 'fixed',
    middleware: [offset(4), flip({ padding: 8 }), shift({ padding: 8 })],
    whileElementsMounted: autoUpdate,
  })
  const { getReferenceProps, getFloatingProps, getItemProps } = useInteractions([
    useClick(context),
    useDismiss(context),
    useRole(context, { role: 'menu' }),
    useListNavigation(context, { listRef: elementsRef, activeIndex, onNavigate: setActiveIndex, loop: true }),
    useTypeahead(context, { listRef: labelsRef, activeIndex, onMatch: setActiveIndex }),
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
            className="menu"
            style={floatingStyles}
            {...getFloatingProps()}
            aria-label={label}
          >
            {items.map((item, index) => (
              <MenuRow
                key={item.label}
                item={item}
                itemRef={(element) => {
                  elementsRef.current[index] = element
                  labelsRef.current[index] = item.label
                }}
                itemProps={getItemProps({
                  tabIndex: activeIndex === index ? 0 : -1,
                  onClick: () => {
                    setOpen(false)
                    item.run()
                  },
                })}
              />
            ))}
          </div>
        </FloatingFocusManager>
      )}
    </>
  )
}

interface MenuRowProps {
  item: MenuItem
  itemRef: (element: HTMLElement | null) => void
  itemProps: Record<string, unknown>
}

function MenuRow({ item, itemRef, itemProps }: MenuRowProps) {
  const choice = item.checked !== undefined
  return (
    <>
      {item.separated && <hr className="menu-rule" />}
      <button
        ref={itemRef}
        type="button"
        className="menu-item"
        role={choice ? 'menuitemradio' : 'menuitem'}
        aria-checked={item.checked}
        disabled={item.disabled}
        data-tone={item.tone}
        {...itemProps}
      >
        <span className="menu-icon">{choice ? item.checked && '✓' : item.icon}</span>
        <span className="menu-label">{item.label}</span>
        {item.shortcut && <Kbd keys={item.shortcut} />}
      </button>
    </>
  )
}
