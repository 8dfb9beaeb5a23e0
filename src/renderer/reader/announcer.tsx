// What happened, said to screen readers; for acts whose effect is painted and so cannot be heard.
import { useSyncExternalStore } from 'react'

let message = ''
/** How many are speaking themselves: nobody is to be talked over. */
let held = 0
const listeners = new Set<() => void>()

/** Says a sentence once the current one is through. */
export function announce(sentence: string): void {
  if (held > 0) return
  // The same sentence twice in a row has to differ, or it is not said again.
  message = sentence === message ? `${sentence}\u00a0` : sentence
  for (const listener of listeners) listener()
}

/** Says nothing more until what it returned is called. */
export function holdAnnouncements(): () => void {
  held += 1
  message = ''
  for (const listener of listeners) listener()
  return () => {
    held -= 1
  }
}

/** Where the sentences are put; once in the reader. */
export function Announcer() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => message,
  )
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  )
}
