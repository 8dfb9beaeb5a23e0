// Another name for an entity; the old one goes on leading to it.
import { useState } from 'react'
import type { DecisionOrigin } from '../../contract/entity-model.ts'
import { client } from '../client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { decide } from './decide.ts'
import './entity-dialogs.css'

export interface RenameDialogProps {
  entity: { id: string; name: string }
  /** What was being read. */
  from: DecisionOrigin | undefined
  onClose: () => void
}

export function RenameDialog({ entity, from, onClose }: RenameDialogProps) {
  const [name, setName] = useState(entity.name)
  const submit = async () => {
    if (name.trim() === '' || name.trim() === entity.name) onClose()
    else if (await decide(() => client.entity.rename({ id: entity.id, name, from }))) onClose()
  }
  return (
    <Dialog
      title="Rename entity"
      description="The new name is shown everywhere. The names in the text stay as the author wrote them."
      width="small"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="rename-entity">
            Rename
          </Button>
        </>
      }
    >
      <form
        id="rename-entity"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <label className="entity-field">
          <span>Name</span>
          <input
            value={name}
            onChange={(event) => {
              setName(event.target.value)
            }}
            onFocus={(event) => {
              event.target.select()
            }}
          />
        </label>
      </form>
    </Dialog>
  )
}
