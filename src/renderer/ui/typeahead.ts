// Typing in a list goes to a name: https://www.w3.org/WAI/ARIA/apg/patterns/listbox/#keyboardinteraction

/** Keys that follow each other faster than this are one word, ms. */
const PAUSE = 800

/** Takes a key with the names of the list and the place one is at; the place to go to, null when there is none. */
export type Typeahead = (key: string, names: readonly string[], at: number) => number | null

/** Whether a key begins or goes on with a name: a letter, or anything printed while a name is being typed. */
export function createTypeahead(now: () => number = () => performance.now()): {
  takes: (key: string) => boolean
  type: Typeahead
} {
  let typed = ''
  let last = -Infinity
  const isGoingOn = () => typed !== '' && now() - last < PAUSE

  return {
    takes: (key) => [...key].length === 1 && (/\p{L}/u.test(key) || (isGoingOn() && /[\p{N}\p{P} ]/u.test(key))),
    type(key, names, at) {
      typed = isGoingOn() ? typed + folded(key) : folded(key)
      last = now()
      // The same letter again and again goes from one to the next; a longer word may be the one that one is at.
      const isRepeated = [...typed].every((letter) => letter === typed[0])
      const wanted = isRepeated ? typed[0]! : typed
      const from = isRepeated ? at + 1 : Math.max(0, at)
      const order = names.map((_, index) => (from + index) % names.length)
      const begins = (index: number) => folded(names[index]!).startsWith(wanted)
      // A surname leads to its person, unless a name begins so.
      const holds = (index: number) => folded(names[index]!).includes(` ${wanted}`)
      return order.find(begins) ?? order.find(holds) ?? null
    },
  }
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
