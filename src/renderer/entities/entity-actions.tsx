// What the user can decide about an entity: its names, who it is, its kind, that it is none. Each with its way back.
import { Ban, EllipsisVertical, Merge, Pencil, Tags, UserX } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ArticleEntity, Mention } from '../../contract/model.ts'
import { client } from '../client.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { MenuItem } from '../ui/menu.tsx'
import { AliasesDialog } from './aliases-dialog.tsx'
import { decide } from './decide.ts'
import { KINDS } from './kinds.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { SomeoneElseDialog } from './someone-else-dialog.tsx'

export { decide, undoDecision } from './decide.ts'

type Named = Pick<ArticleEntity, 'id' | 'name' | 'kind'>
type Asked = 'rename' | 'aliases' | 'merge' | 'someone-else'

export interface EntityActionsProps {
  entity: Named
  /** The article that is read, where one is. */
  articleId?: string
  /** The one at hand, if any. */
  mention?: Mention
}

export function EntityActions({ entity, articleId, mention }: EntityActionsProps) {
  const [dialog, setDialog] = useState<Asked | null>(null)
  const close = () => {
    setDialog(null)
  }
  const { id } = entity
  const start = mention?.start
  const from = articleId === undefined ? undefined : { articleId, ...(start !== undefined && { start }) }
  const asks = (label: string, icon: ReactNode, asked: Asked): MenuItem => ({
    ...{ label, icon },
    run: () => {
      setDialog(asked)
    },
  })
  const rejects = (label: string, where: { articleId?: string; start?: number }): MenuItem => ({
    label,
    icon: <Ban size={16} />,
    run: () => void decide(() => client.entity.reject({ id, from, ...where })),
  })
  const items: MenuItem[] = [
    asks('Rename…', <Pencil size={16} />, 'rename'),
    asks('Other names…', <Tags size={16} />, 'aliases'),
    { ...asks('Same as…', <Merge size={16} />, 'merge'), separated: true },
    ...(articleId === undefined
      ? []
      : [asks(entity.kind === 'person' ? 'Someone else…' : 'Something else…', <UserX size={16} />, 'someone-else')]),
    ...KINDS.map(({ kind, one }, index) => ({
      label: one,
      checked: kind === entity.kind,
      separated: index === 0,
      run: () => void (kind !== entity.kind && decide(() => client.entity.setKind({ id, kind, from }))),
    })),
    ...(articleId === undefined || start === undefined
      ? []
      : [rejects('Not an entity at this place', { articleId, start })]),
    ...(articleId === undefined ? [] : [rejects('Not an entity in this article', { articleId })]),
    rejects('Not an entity anywhere', {}),
  ].map((item, index, all) => (all[index - 1]?.label === KINDS.at(-1)?.one ? { ...item, separated: true } : item))
  return (
    <>
      <Menu
        label={`Correct ${entity.name}`}
        trigger={<IconButton label={`Correct ${entity.name}`} size="small" icon={<EllipsisVertical size={16} />} />}
        items={items}
      />
      {dialog === 'rename' && <RenameDialog entity={entity} from={from} onClose={close} />}
      {dialog === 'aliases' && <AliasesDialog entity={entity} from={from} onClose={close} />}
      {dialog === 'merge' && <MergeDialog entity={entity} from={from} onClose={close} />}
      {dialog === 'someone-else' && articleId !== undefined && (
        <SomeoneElseDialog entity={entity} articleId={articleId} mention={mention} onClose={close} />
      )}
    </>
  )
}
