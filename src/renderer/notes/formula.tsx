// A formula, set by Temml as MathML; its TeX until that is loaded, and where it cannot be set.
import { useMemo, useSyncExternalStore } from 'react'

/** Sets TeX into an element. Throws for TeX that is none. */
type Typeset = (tex: string, display: boolean, into: HTMLElement) => void

let typeset: Typeset | null = null
let loading = false
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (!loading) {
    loading = true
    void import('temml').then(({ default: temml }) => {
      typeset = (tex, displayMode, into) => {
        temml.render(tex, into, { displayMode, throwOnError: true, trust: false, maxSize: [20, 400], maxExpand: 500 })
      }
      for (const tell of listeners) tell()
    })
  }
  return () => listeners.delete(listener)
}

function mathOf(set: Typeset | null, tex: string, display: boolean): ChildNode[] | null {
  if (set === null || tex.trim() === '') return null
  const holder = document.createElement('span')
  try {
    set(tex, display, holder)
    return [...holder.childNodes]
  } catch {
    return null
  }
}

export function Formula({ tex, display }: { tex: string; display: boolean }) {
  const set = useSyncExternalStore(
    subscribe,
    () => typeset,
    () => null,
  )
  const math = useMemo(() => mathOf(set, tex, display), [set, tex, display])
  if (math === null) return <code className="note-tex">{tex || 'Formula'}</code>
  return (
    <span
      className="note-formula"
      ref={(element) => {
        element?.replaceChildren(...math)
      }}
    />
  )
}
