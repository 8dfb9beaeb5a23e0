// "Same as…": chooses the entity that this one is part of.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EntitySummary } from '../../contract/model.ts'
import { client } from '../client.ts'
import { queries } from '../queries.ts'
import { Dialog } from '../ui/dialog.tsx'
import { decide } from './entity-actions.tsx'
import { kindLabel } from './kinds.ts'
import './entity-dialogs.css'

export function MergeDialog({ entity, onClose }: { entity: { id: string; name: string }; onClose: () => void }) {
  const [query, setQuery] = useState('')
  const { data } = useQuery(queries.findEntities(query))
  const choices = (data ?? []).filter((choice) => choice.id !== entity.id)
  const choose = async (choice: EntitySummary) => {
    if (await decide(() => client.entity.merge({ id: entity.id, into: choice.id }))) onClose()
  }
  return (
    <Dialog
      title={`“${entity.name}” is the same as…`}
      description="Its mentions become mentions of the one you choose. Nothing is lost, and you can undo it."
      onClose={onClose}
    >
      <label className="entity-field">
        <span>Find an entity</span>
        <input
          type="search"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
          }}
        />
      </label>
      {data && choices.length === 0 ? (
        <p className="merge-none">No other entity has that name. Try a surname or another spelling.</p>
      ) : (
        <ul className="merge-choices" aria-label="Entities">
          {choices.map((choice) => (
            <li key={choice.id}>
              <button type="button" className="merge-choice" onClick={() => void choose(choice)}>
                <span className="entity-dot" data-kind={choice.kind} />
                <span className="merge-name">{choice.name}</span>
                <span className="merge-count">
                  {kindLabel(choice.kind)} ·{' '}
                  {choice.articleCount === 1 ? '1 article' : `${String(choice.articleCount)} articles`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
