// Makes and takes back what the user decides about entities; each is told with its way back.
import type { EntityDecision } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { queryClient } from '../queries.ts'
import { toast } from '../ui/toast.tsx'
import { recordAndTell } from '../undo/undo-stack.ts'

/** Makes a decision, says what was decided with Undo, and shows a failure in words. */
export async function decide(make: () => Promise<EntityDecision>): Promise<boolean> {
  try {
    let decision = await make()
    const asked = () => queryClient.invalidateQueries({ queryKey: ['entities'] })
    await asked()
    recordAndTell({
      label: decision.description,
      undo: () => client.entity.undo({ decisionId: decision.id }).finally(asked),
      redo: async () => {
        decision = await make()
        await asked()
      },
    })
    return true
  } catch (error) {
    toast({ message: sentenceOf(error), tone: 'danger' })
    return false
  }
}

/** Takes a decision back. */
export async function undoDecision(decisionId: string): Promise<void> {
  try {
    await client.entity.undo({ decisionId })
    await queryClient.invalidateQueries({ queryKey: ['entities'] })
  } catch (error) {
    toast({ message: sentenceOf(error), tone: 'danger' })
  }
}
