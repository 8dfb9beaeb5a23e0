// Several notes made into one, block after block.
import { parseNoteState } from './note-state.ts'

/**
 * Joins notes, as when their highlights are merged.
 * @param states serialised Lexical states, in the order in which they are to stand
 * @returns one serialised state that holds the blocks of all
 * @throws Failure BAD_INPUT or TOO_LARGE as parseNoteState does, for one of them or for the result
 */
export function joinNotes(states: readonly string[]): string {
  const [first, ...others] = states.map((state) => {
    parseNoteState(state)
    return JSON.parse(state) as { root: { children: unknown[] } }
  })
  if (first === undefined) throw new Error('There is nothing to join')
  first.root.children.push(...others.flatMap(({ root }) => root.children))
  const joined = JSON.stringify(first)
  parseNoteState(joined)
  return joined
}
