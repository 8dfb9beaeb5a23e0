// A keyboard shortcut as the user's platform writes it.
import { useKeysNow } from '../commands/single-keys.ts'
import './kbd.css'

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

const NAMES: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  alt: isMac ? '⌥' : 'Alt',
  escape: 'Esc',
  space: 'Space',
  enter: isMac ? '↩' : 'Enter',
  backspace: isMac ? '⌫' : 'Backspace',
  delete: isMac ? '⌦' : 'Del',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  pageup: 'Page up',
  pagedown: 'Page down',
  home: 'Home',
  end: 'End',
}

const ARIA: Record<string, string> = {
  mod: isMac ? 'Meta' : 'Control',
  shift: 'Shift',
  alt: 'Alt',
  escape: 'Escape',
  space: 'Space',
  enter: 'Enter',
  backspace: 'Backspace',
  delete: 'Delete',
  arrowup: 'ArrowUp',
  arrowdown: 'ArrowDown',
  arrowleft: 'ArrowLeft',
  arrowright: 'ArrowRight',
  pageup: 'PageUp',
  pagedown: 'PageDown',
  home: 'Home',
  end: 'End',
}

/** The parts of `mod+shift+k`, where the key itself may be `+`. */
function partsOf(keys: string): string[] {
  return keys.endsWith('+') ? [...keys.slice(0, -1).split('+').filter(Boolean), '+'] : keys.split('+')
}

/** A shortcut in words for the screen: `mod+k` is `⌘K` or `Ctrl K`. */
export function shortcutText(keys: string): string {
  const parts = partsOf(keys).map((part) => NAMES[part] ?? part.toUpperCase())
  return parts.join(isMac ? '' : ' ')
}

/** The value of `aria-keyshortcuts` for a shortcut. */
export function ariaKeyShortcuts(keys: string): string {
  return partsOf(keys)
    .map((part) => ARIA[part] ?? part.toUpperCase())
    .join('+')
}

export interface KbdProps {
  keys: string
  /** Pressed as it stands, whether or not characters alone are shortcuts: where only a list or a field hears it. */
  plain?: boolean
}

export function Kbd({ keys, plain = false }: KbdProps) {
  const keysNow = useKeysNow()
  return (
    <span className="kbd-group">
      {partsOf(plain ? keys : keysNow(keys)).map((part) => (
        <kbd key={part} className="kbd">
          {NAMES[part] ?? part.toUpperCase()}
        </kbd>
      ))}
    </span>
  )
}
