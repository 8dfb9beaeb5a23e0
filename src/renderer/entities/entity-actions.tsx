// What the user can decide about an entity: rename, merge, another kind, not an entity. Each with its way back.
import { Ban, EllipsisVertical, Merge, Pencil } from 'lucide-react'
import { useState } from 'react'
import type { ArticleEntity, EntityDecision } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { queryClient } from '../queries.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { toast } from '../ui/toast.tsx'
import { recordAndTell } from '../undo/undo-stack.ts'
import { KINDS } from './kinds.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'

type Named = Pick<ArticleEntity, 'id' | 'name' | 'kind'>

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

export function EntityActions({ entity, articleId }: { entity: Named; articleId: string }) {
  const [dialog, setDialog] = useState<'rename' | 'merge' | null>(null)
  const close = () => {
    setDialog(null)
  }
  const { id } = entity
  return (
    <>
      <Menu
        label={`Correct ${entity.name}`}
        trigger={<IconButton label={`Correct ${entity.name}`} size="small" icon={<EllipsisVertical size={16} />} />}
        items={[
          {
            label: 'Rename…',
            icon: <Pencil size={16} />,
            run: () => {
              setDialog('rename')
            },
          },
          {
            label: 'Same as…',
            icon: <Merge size={16} />,
            run: () => {
              setDialog('merge')
            },
          },
          ...KINDS.map(({ kind, one }, index) => ({
            label: one,
            checked: kind === entity.kind,
            separated: index === 0,
            run: () => void (kind !== entity.kind && decide(() => client.entity.setKind({ id, kind }))),
          })),
          {
            label: 'Not an entity in this article',
            icon: <Ban size={16} />,
            separated: true,
            run: () => void decide(() => client.entity.reject({ id, articleId })),
          },
          {
            label: 'Not an entity anywhere',
            icon: <Ban size={16} />,
            run: () => void decide(() => client.entity.reject({ id })),
          },
        ]}
      />
      {dialog === 'rename' && <RenameDialog entity={entity} onClose={close} />}
      {dialog === 'merge' && <MergeDialog entity={entity} onClose={close} />}
    </>
  )
}
