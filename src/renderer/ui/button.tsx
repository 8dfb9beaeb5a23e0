// Buttons: with words, or with an icon whose label shows as a tooltip with its shortcut.
import type { ComponentProps, ReactNode } from 'react'
import { useKeysNow } from '../commands/single-keys.ts'
import { ariaKeyShortcuts } from './kbd.tsx'
import { Tooltip } from './tooltip.tsx'
import type { TooltipPlacement } from './tooltip.tsx'
import './button.css'

export interface ButtonProps extends ComponentProps<'button'> {
  /** One `primary` a view; `secondary` is the default. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'small' | 'medium'
  /** An icon before the words, 16 px. */
  icon?: ReactNode
}

export function Button({ variant = 'secondary', size = 'medium', icon, children, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={className ? `button ${className}` : 'button'}
      data-variant={variant}
      data-size={size}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** What it does, in a word or three: the accessible name and the tooltip. */
  label: string
  /** A lucide icon, 18 px (16 when small). */
  icon: ReactNode
  /** Shown in the tooltip, spelt as in commands: `mod+k`. */
  shortcut?: string | undefined
  /** For a button that is on or off. */
  pressed?: boolean | undefined
  size?: 'small' | 'medium'
  placement?: TooltipPlacement
}

export function IconButton(props: IconButtonProps) {
  const { label, icon, shortcut, pressed, size = 'medium', placement = 'bottom', className, ...rest } = props
  const keysNow = useKeysNow()
  return (
    <Tooltip label={label} shortcut={shortcut} placement={placement}>
      <button
        type="button"
        className={className ? `icon-button ${className}` : 'icon-button'}
        data-size={size}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={shortcut ? ariaKeyShortcuts(keysNow(shortcut)) : undefined}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
