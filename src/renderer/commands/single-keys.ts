// Shortcuts of one character (WCAG 2.1.4): who dictates, or hits keys by chance, can have them wait for Alt.
import { useSyncExternalStore } from 'react'

let allowed = true
const listeners = new Set<() => void>()

/** Says whether a character alone is a shortcut; where it is not, the same character together with Alt is. */
export function allowSingleKeys(on: boolean): void {
  if (on === allowed) return
  allowed = on
  for (const listener of listeners) listener()
}

export function singleKeysAllowed(): boolean {
  return allowed
}

/** Whether nothing but a letter, a digit or a sign is pressed, perhaps with Shift. */
export function isSingleKey(keys: string): boolean {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  return parts.at(-1)?.length === 1 && parts.slice(0, -1).every((part) => part === 'shift')
}

/** What has to be pressed for a shortcut as things are. */
export function keysNow(keys: string): string {
  return allowed || !isSingleKey(keys) ? keys : `alt+${keys}`
}

/** `keysNow` for what shows a shortcut. */
export function useKeysNow(): (keys: string) => string {
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => allowed,
  )
  return keysNow
}
