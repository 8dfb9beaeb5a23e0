// Shortcuts as text (`mod+shift+k`, `?`, `space`) and whether a key press is one; what counts as typing.

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

/** What a press has to have to be a shortcut; read from an event or made in a test. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & { code?: string }

/** Whether a press is the shortcut. `mod` is ⌘ on a Mac and Ctrl elsewhere; Shift counts only where it is not part of the character. */
export function matches(press: Press, keys: string, mac = isMac): boolean {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  const key = parts.at(-1) ?? ''
  const wants = (name: string) => parts.slice(0, -1).includes(name)
  const pressed = press.key === ' ' ? 'space' : press.key.toLowerCase()
  const mod = mac ? press.metaKey : press.ctrlKey
  const foreign = mac ? press.ctrlKey : press.metaKey
  const shiftIsPartOfIt = key.length === 1 && !/[a-z0-9]/.test(key)
  // With ⌥ a Mac types another character: the key itself is what counts then.
  const sameKey =
    mac && wants('alt') && /^[a-z]$/.test(key) ? press.code === `Key${key.toUpperCase()}` : pressed === key
  return (
    sameKey &&
    mod === wants('mod') &&
    !foreign &&
    // Some layouts need Alt (AltGr) to type `#`, `/` or `?`; then it belongs to the character.
    (press.altKey === wants('alt') || (shiftIsPartOfIt && !wants('alt'))) &&
    (shiftIsPartOfIt || press.shiftKey === wants('shift'))
  )
}

const NOT_TYPED_INTO = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file', 'color', 'image'])

/** Whether keys typed at this element are text for it. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !NOT_TYPED_INTO.has(target.type)
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target.isContentEditable || target.closest('[contenteditable=""], [contenteditable="true"]') !== null
}

/** Whether the element itself does something with Space and Enter. */
export function pressesItself(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('button, a[href], summary, input, [role="option"], [role="menuitem"], [role="tab"]') !== null
  )
}
