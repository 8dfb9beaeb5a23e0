// Under which names an entity is known, and what the user decided about it, each with its way back.
import type { EntityPage } from '../../contract/entity-model.ts'
import { undoDecision } from '../entities/entity-actions.tsx'
import { ShortDate } from '../library/dates.tsx'
import { Button } from '../ui/button.tsx'

export function Names({ page }: { page: EntityPage }) {
  const { aliases, decisions, entity } = page
  return (
    <>
      <ul className="entity-page-names" aria-label="Names">
        {aliases.map((alias) => (
          <li key={alias} dir="auto">
            {alias}
          </li>
        ))}
      </ul>
      {decisions.length === 0 ? (
        <p className="entity-page-quiet">You have corrected nothing about {entity.name}.</p>
      ) : (
        <ul className="entity-page-decisions" aria-label="Your corrections">
          {decisions.map((decision) => (
            <li key={decision.id}>
              <span dir="auto">{decision.description}</span>
              <ShortDate at={decision.createdAt} />
              <Button
                size="small"
                variant="quiet"
                aria-label={`Undo: ${decision.description}`}
                onClick={() => void undoDecision(decision.id)}
              >
                Undo
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
