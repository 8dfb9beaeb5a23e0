// What is decided about a highlight whose place is not sure; each can be undone to the letter.
import type { Highlight, HighlightAnchor, TextRange } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { queryClient } from '../queries.ts'
import { toast } from '../ui/toast.tsx'
import { recordAndTell } from '../undo/undo-stack.ts'

/** Does it, remembers it, and says so. Resolves to whether the library took it. */
async function decide(highlight: Highlight, label: string, decision: () => Promise<Highlight>): Promise<boolean> {
  const asked = async (call: () => Promise<Highlight>) => {
    try {
      await call()
    } finally {
      await queryClient.invalidateQueries({ queryKey: ['highlights'] })
    }
  }
  const act = {
    label,
    redo: () => asked(decision),
    undo: () => asked(() => client.highlight.setAnchor(anchorOf(highlight))),
  }
  try {
    await act.redo()
    recordAndTell(act)
    return true
  } catch (error) {
    toast({ message: sentenceOf(error), tone: 'danger' })
    return false
  }
}

function anchorOf({ id, range, quote, status, review }: Highlight): HighlightAnchor {
  return { id, range, quote, status, ...(review && { review }) }
}

/** The proposed place is its place. */
export function acceptPlace(highlight: Highlight): Promise<boolean> {
  const { id, range } = highlight
  return decide(highlight, 'Place of the highlight accepted', () => client.highlight.update({ id, range }))
}

/** The words that the user chose are its place. */
export function attachTo(highlight: Highlight, range: TextRange): Promise<boolean> {
  return decide(highlight, 'Highlight attached', () => client.highlight.update({ id: highlight.id, range }))
}

/** It stays without a place, and is not asked about again. */
export function keepAsOrphan(highlight: Highlight): Promise<boolean> {
  const { review } = highlight
  if (review === undefined) return Promise.resolve(false)
  return decide(highlight, 'Highlight kept without a place', () =>
    client.highlight.setAnchor({
      ...anchorOf(highlight),
      range: review.lastRange,
      status: 'orphan',
      review: { ...review, score: null, settled: true },
    }),
  )
}
