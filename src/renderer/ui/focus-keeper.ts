// The keyboard's place is never lost: when what has the focus is taken away and nobody else takes it, it goes to what
// held it, or to where it was before.

/** Parts that give back the focus themselves have done so by then, ms. */
const GRACE = 60
const REMEMBERED = 12

/** Whether the focus can be put there: it is in the window, not inert, not hidden. */
function takesFocus(element: HTMLElement): boolean {
  return element.isConnected && element.closest('[inert]') === null && element.getClientRects().length > 0
}

/** What holds an element and can have the focus itself, the innermost first. */
function holdersOf(element: HTMLElement): HTMLElement[] {
  const holders: HTMLElement[] = []
  for (let holder = element.parentElement; holder !== null; holder = holder.parentElement) {
    if (holder.hasAttribute('tabindex')) holders.push(holder)
  }
  return holders
}

/** Starts watching; returns the way to stop. */
export function keepFocus(): () => void {
  /** Where the focus has been, the latest last, each with its holders as they were then. */
  let visited: { element: HTMLElement; holders: HTMLElement[] }[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === document.body) return
    visited = [...visited.filter(({ element }) => element !== target), { element: target, holders: holdersOf(target) }]
    visited = visited.slice(-REMEMBERED)
  }
  const mend = () => {
    const last = visited.at(-1)
    if (last === undefined || document.activeElement !== document.body || last.element.isConnected) return
    const before = visited.toReversed().map(({ element }) => element)
    const place = [...last.holders, ...before, document.getElementById('reader')].find(
      (one): one is HTMLElement => one !== null && takesFocus(one),
    )
    place?.focus({ preventScroll: true })
  }
  const watcher = new MutationObserver(() => {
    if (document.activeElement !== document.body || visited.at(-1)?.element.isConnected !== false) return
    clearTimeout(timer)
    timer = setTimeout(mend, GRACE)
  })
  document.addEventListener('focusin', onFocus)
  watcher.observe(document.body, { childList: true, subtree: true })
  return () => {
    clearTimeout(timer)
    watcher.disconnect()
    document.removeEventListener('focusin', onFocus)
  }
}
