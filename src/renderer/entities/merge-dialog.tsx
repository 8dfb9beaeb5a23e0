// "Same as…": chooses the entity that this one is part of.
import type { DecisionOrigin } from '../../contract/entity-model.ts'
import { client } from '../client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ChooseEntity } from './choose-entity.tsx'
import { decide } from './decide.ts'

export interface MergeDialogProps {
  entity: { id: string; name: string }
  /** What was being read. */
  from: DecisionOrigin | undefined
  onClose: () => void
}

export function MergeDialog({ entity, from, onClose }: MergeDialogProps) {
  const choose = async (into: string) => {
    if (await decide(() => client.entity.merge({ id: entity.id, into, from }))) onClose()
  }
  return (
    <Dialog
      title={`“${entity.name}” is the same as…`}
      description="Its mentions become mentions of the one you choose. Nothing is lost, and you can undo it."
      onClose={onClose}
    >
      <ChooseEntity except={entity.id} onChoose={(choice) => void choose(choice.id)} />
    </Dialog>
  )
}
