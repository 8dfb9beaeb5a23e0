// The ends of the open highlight by keys, from anywhere in the text.
import type { Highlight } from '../../contract/model.ts'
import { useCommand } from '../commands/commands.ts'
import { asItIsNow, moveHighlight } from './highlight-actions.ts'
import { stepEnd } from './highlight-ends.ts'
import type { End } from './highlight-ends.ts'
import { announceEnd } from './highlight-handles.tsx'

export function useEndKeys(text: string, highlight: Highlight | undefined): void {
  const move = (end: End, step: 1 | -1) => ({
    group: 'Highlights and notes' as const,
    when: () => highlight?.status === 'anchored',
    run: (event: KeyboardEvent | null) => {
      if (highlight === undefined) return
      const now = asItIsNow(highlight)
      const next = stepEnd(text, now.range, end, step, event?.altKey === true ? 'letter' : 'word')
      if (next === now.range) return
      void moveHighlight(now, next)
      announceEnd(text, next, end)
    },
  })
  useCommand({ keys: '.', label: 'Open highlight: end a word later (Alt: a letter)', ...move('end', 1) })
  useCommand({ keys: ',', label: 'Open highlight: end a word earlier', ...move('end', -1) })
  useCommand({ keys: '<', label: 'Open highlight: begin a word earlier', ...move('start', -1) })
  useCommand({ keys: '>', label: 'Open highlight: begin a word later', ...move('start', 1) })
}
