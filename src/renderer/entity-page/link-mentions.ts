// Links places in texts to an entity: one decision an article, one step to undo.
import type { UnlinkedMention } from '../../contract/entity-model.ts'
import { client, sentenceOf } from '../client.ts'
import { countOf } from '../library/dates.tsx'
import { queryClient } from '../queries.ts'
import { toast } from '../ui/toast.tsx'
import { recordAndTell } from '../undo/undo-stack.ts'

/** Says so, with the way back; false when the library refused, with the reason as a message. What was linked before stays. */
export async function linkMentions(id: string, name: string, places: readonly UnlinkedMention[]): Promise<boolean> {
  const decisions: string[] = []
  const asked = () => queryClient.invalidateQueries({ queryKey: ['entities'] })
  const link = async () => {
    decisions.length = 0
    for (const [articleId, items] of Map.groupBy(places, (place) => place.articleId)) {
      const decision = await client.entity.assign({
        articleId,
        entityId: null,
        which: { kind: 'places', ranges: items.map(({ range }) => range) },
        to: { kind: 'known', id },
      })
      decisions.push(decision.id)
    }
  }
  const undo = async () => {
    for (const decisionId of decisions.toReversed()) await client.entity.undo({ decisionId })
  }
  let whole = true
  try {
    await link()
  } catch (error) {
    whole = false
    toast({ message: sentenceOf(error), tone: 'danger' })
  }
  await asked()
  if (decisions.length > 0) {
    recordAndTell({
      label: `${countOf(places.length, 'place')} linked to “${name}”`,
      undo: () => undo().finally(asked),
      redo: () => link().finally(asked),
    })
  }
  return whole
}
