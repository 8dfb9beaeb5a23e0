// Letters typed between asking for a note and its editor having the focus: held, and then written in it. Without this they
// would be taken for commands, and an eager writer would archive the article instead of beginning the note.

let held = ''
let stop: (() => void) | undefined

function onKeyDown(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.key === 'Escape') {
    releaseTyping()
    return
  }
  if (event.key.length === 1) held += event.key
  else if (event.key === 'Enter') held += '\n'
  else if (event.key === 'Backspace') held = held.slice(0, -1)
  else return
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** An editor that has not come by then will not: the keyboard is given back, ms. */
const LONGEST = 10_000

/** Begins to hold what is typed, until it is released; goes on with it where that has begun. */
export function holdTyping(): void {
  if (stop !== undefined) return
  window.addEventListener('keydown', onKeyDown, true)
  const timer = setTimeout(releaseTyping, LONGEST)
  stop = () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', onKeyDown, true)
  }
}

/** Stops holding; returns what was typed meanwhile. */
export function releaseTyping(): string {
  stop?.()
  stop = undefined
  const words = held
  held = ''
  return words
}
