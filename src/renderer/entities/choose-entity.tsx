// Choosing an entity by its name: for "same as", for "someone else". What is typed may also be the name of someone new.
import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { EntitySummary } from '../../contract/model.ts'
import { countOf } from '../library/dates.tsx'
import { queries, queryClient } from '../queries.ts'
import { placeAfter } from '../ui/roving.ts'
import { kindLabel } from './kinds.ts'
import './entity-dialogs.css'

export interface ChooseEntityProps {
  /** One that is not offered. */
  except: string
  onChoose: (choice: EntitySummary) => void
  /** Offers what was typed, or this name, as someone whom the library does not know. */
  fresh?: { name: string; onChoose: (name: string) => void }
}

/** Up and down go from the field into the list and back; Enter in the field takes the first. */
export function ChooseEntity({ except, onChoose, fresh }: ChooseEntityProps) {
  const [query, setQuery] = useState('')
  const ref = useRef<HTMLDivElement>(null)
  const { data, isPending, isPlaceholderData } = useQuery(queries.findEntities(query))
  const choices = (data ?? []).filter((choice) => choice.id !== except)
  const newName = query.trim() === '' ? fresh?.name : query.trim()

  /** What is listed may still answer other words: Enter pressed quickly takes the first that has these. */
  const takeFirst = async () => {
    const found = await queryClient.fetchQuery(queries.findEntities(query))
    if (ref.current?.querySelector('input')?.value !== query) return
    const first = found.find((choice) => choice.id !== except)
    if (first !== undefined) onChoose(first)
    else if (newName !== undefined) fresh?.onChoose(newName)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const stops = [...(ref.current?.querySelectorAll<HTMLElement>('input, .entity-choice') ?? [])]
    const here = stops.indexOf(event.target as HTMLElement)
    const inField = here === 0
    if (inField && event.key === 'Enter' && query.trim() !== '') {
      if (isPending || isPlaceholderData) takeFirst().catch(() => undefined)
      else stops[1]?.click()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp' || !inField) {
      const next = placeAfter(event.key, here, stops.length)
      if (next === null) return
      stops[next]?.focus()
    } else return
    event.preventDefault()
  }
  return (
    <div ref={ref} onKeyDown={onKeyDown}>
      <label className="entity-field">
        <span>Find an entity</span>
        <input
          type="search"
          data-autofocus
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
          }}
        />
      </label>
      {data && choices.length === 0 && (
        <p className="entity-choice-none">No other entity has that name. Try a surname or another spelling.</p>
      )}
      {choices.length > 0 && (
        <ul className="entity-choices" aria-label="Entities">
          {choices.map((choice) => (
            <Choice
              key={choice.id}
              mark={<span className="entity-dot" data-kind={choice.kind} />}
              name={choice.name}
              facts={`${kindLabel(choice.kind)} · ${countOf(choice.articleCount, 'article')}`}
              onClick={() => {
                onChoose(choice)
              }}
            />
          ))}
        </ul>
      )}
      {fresh && newName !== undefined && (
        <ul className="entity-choices entity-choices-new" aria-label="Not in the list">
          <Choice
            mark={<UserPlus size={16} />}
            name={`New: “${newName}”`}
            facts=""
            onClick={() => {
              fresh.onChoose(newName)
            }}
          />
        </ul>
      )}
    </div>
  )
}

function Choice({ mark, name, facts, onClick }: { mark: ReactNode; name: string; facts: string; onClick: () => void }) {
  return (
    <li>
      <button type="button" className="entity-choice" onClick={onClick}>
        {mark}
        <span className="entity-choice-name" dir="auto">
          {name}
        </span>
        <span className="entity-choice-facts">{facts}</span>
      </button>
    </li>
  )
}
