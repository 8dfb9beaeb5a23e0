// "Why?": what speaks for it that an article's names are this entity's, in plain sentences; and, where it is not sure who is
// meant, those who may be, each a press away.
import { useQuery } from '@tanstack/react-query'
import { HelpCircle, UserPlus } from 'lucide-react'
import { useId, useState } from 'react'
import type { EntityCandidate, EntityWhy, MentionAssignment } from '../../contract/entity-model.ts'
import { client, sentenceOf } from '../client.ts'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { decide } from './decide.ts'
import { elseWords } from './kinds.ts'
import './entity-why.css'

interface Here {
  entityId: string
  articleId: string
  /** Where the mention at hand starts. */
  start?: number | undefined
}

/** The question, and the answer under it when it is asked. */
export function Why({ entityId, articleId }: Here) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        icon={<HelpCircle size={16} />}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => {
          setOpen(!open)
        }}
      >
        Why?
      </Button>
      {open && <Answer id={id} entityId={entityId} articleId={articleId} />}
    </>
  )
}

function Answer({ id, entityId, articleId }: Here & { id: string }) {
  const { data: why, error } = useQuery(queries.entityWhy(articleId, entityId))
  return (
    <div className="entity-why" id={id} role="region" aria-label="Why?">
      {error && <p>{sentenceOf(error)}</p>}
      {why?.groups.map((group) => (
        <div key={group.starts[0]}>
          {why.groups.length > 1 && <h5 dir="auto">{group.forms.map((form) => `“${form}”`).join(', ')}</h5>}
          {group.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {!group.unsure && <Considered candidates={group.candidates.filter((one) => one.id !== why.id)} />}
        </div>
      ))}
      {why && why.decisions.length > 0 && (
        <>
          <h5>You decided</h5>
          {why.decisions.map((decision) => (
            <p key={decision.id}>{decision.description}.</p>
          ))}
        </>
      )}
    </div>
  )
}

function Considered({ candidates }: { candidates: readonly EntityCandidate[] }) {
  const known = candidates.filter((candidate) => candidate.id !== null)
  if (known.length === 0) return null
  return (
    <>
      <h5>Also considered</h5>
      {known.map((candidate) => (
        <p key={candidate.id}>
          {candidate.name}: {candidate.reason}.
        </p>
      ))}
    </>
  )
}

/** Behind a name of which it is not sure who is meant. */
export function UnsureSign() {
  return (
    <span className="entity-unsure-sign" title="It is not sure who is meant">
      ?
    </span>
  )
}

/** "Perhaps Jane Doe, or …": one press chooses. */
export function UnsureChoice({ entityId, articleId, start }: Here) {
  const { data: why } = useQuery(queries.entityWhy(articleId, entityId))
  const group = why?.groups.find((one) => one.unsure && (start === undefined || one.starts.includes(start)))
  if (!why || !group) return null
  // Those who are known first, however likely somebody else is.
  const candidates = group.candidates.toSorted((a, b) => Number(a.id === null) - Number(b.id === null))
  const choose = (candidate: EntityCandidate) =>
    decide(() =>
      client.entity.assign({
        ...{ articleId, entityId: why.id, which: { kind: 'all' }, chosen: true },
        to: whoIs(candidate, why, candidates),
        ...(start !== undefined && { start }),
      }),
    )
  return (
    <div className="entity-unsure" role="group" aria-label="Who is meant?">
      <p className="entity-unsure-words">{perhaps(candidates)}</p>
      <ul className="entity-unsure-choices">
        {candidates.map((candidate) => (
          <li key={candidate.id}>
            <button type="button" className="entity-unsure-choice" onClick={() => void choose(candidate)}>
              {candidate.id === null ? (
                <UserPlus size={16} />
              ) : (
                <span className="entity-dot" data-kind={candidate.kind} />
              )}
              <span dir="auto">{candidate.id === null ? upperFirst(elseWords(candidate.kind)) : candidate.name}</span>
              <span className="entity-unsure-reason">{candidate.reason}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Someone unknown is who it is now, while that is nobody of the others. */
function whoIs(candidate: EntityCandidate, why: EntityWhy, all: readonly EntityCandidate[]): MentionAssignment['to'] {
  if (candidate.id !== null) return { kind: 'known', id: candidate.id }
  const isKnown = all.some(({ id }) => id === why.id)
  return isKnown ? { kind: 'new', name: candidate.name, entityKind: candidate.kind } : { kind: 'known', id: why.id }
}

/** The candidates as a sentence. */
function perhaps(candidates: readonly EntityCandidate[]): string {
  const names = candidates.filter(({ id }) => id !== null).map(({ name }) => name)
  if (names.length === 0) return 'It is not sure who or what is meant.'
  return `Perhaps ${[...names, elseWords(candidates.find(({ id }) => id === null)?.kind ?? 'other')].join(', or ')}.`
}

const upperFirst = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
