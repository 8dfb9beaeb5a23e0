// "Other names…": the names that lead to an entity, to take away or to add to.
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import type { DecisionOrigin } from '../../contract/entity-model.ts'
import { client } from '../client.ts'
import { queries } from '../queries.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { decide } from './decide.ts'
import './entity-dialogs.css'

export interface AliasesDialogProps {
  entity: { id: string; name: string }
  /** What was being read. */
  from: DecisionOrigin | undefined
  onClose: () => void
}

export function AliasesDialog({ entity, from, onClose }: AliasesDialogProps) {
  const { data } = useQuery(queries.entity(entity.id))
  const [alias, setAlias] = useState('')
  const others = (data?.aliases ?? []).filter((one) => one !== (data?.name ?? entity.name))
  const add = async () => {
    if (alias.trim() === '') return
    if (await decide(() => client.entity.addAlias({ id: entity.id, alias, from }))) setAlias('')
  }
  return (
    <Dialog
      title={`Other names of “${entity.name}”`}
      description="By these the next article is linked to it, too. A name that you take away is not used again."
      width="small"
      onClose={onClose}
    >
      <form
        className="alias-form"
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <label className="entity-field">
          <span>Another name</span>
          <input
            value={alias}
            onChange={(event) => {
              setAlias(event.target.value)
            }}
          />
        </label>
        <Button type="submit" disabled={alias.trim() === ''}>
          Add
        </Button>
      </form>
      {data && others.length === 0 ? (
        <p className="entity-choice-none">It is known by no other name.</p>
      ) : (
        <ul className="alias-list" aria-label="Other names">
          {others.map((other) => (
            <li key={other}>
              <span dir="auto">{other}</span>
              <IconButton
                label={`Take “${other}” away`}
                size="small"
                icon={<X size={16} />}
                onClick={() => void decide(() => client.entity.removeAlias({ id: entity.id, alias: other, from }))}
              />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
