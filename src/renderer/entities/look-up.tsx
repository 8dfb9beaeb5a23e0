// What Wikipedia says of an entity, when the user asks: first what is sent where, then the answer, a choice or what went wrong.
import { useQuery } from '@tanstack/react-query'
import { BookOpen } from 'lucide-react'
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { LookUpAnswer, LookUpEntry } from '../../contract/entity-model.ts'
import type { ArticleEntity } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { ShortDate } from '../library/dates.tsx'
import { queries, queryClient } from '../queries.ts'
import { announce } from '../reader/announcer.tsx'
import { settingsNow, updateSettings } from '../settings/settings-store.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.tsx'
import { Part } from './entity-part.tsx'
import './look-up.css'

type State = { step: 'rest' | 'question' | 'asking' } | { step: 'answer'; answer: LookUpAnswer } | { step: 'problem'; sentence: string } // prettier-ignore

export function LookUp({ entity, articleId }: { entity: Pick<ArticleEntity, 'id' | 'name'>; articleId: string }) {
  const kept = useQuery(queries.lookedUp(entity.id)).data
  const [state, setState] = useState<State>({ step: 'rest' })
  const stop = useRef<AbortController>(null)
  useEffect(() => () => stop.current?.abort(), [])
  if (kept === undefined) return null
  if (kept !== null) return <Kept id={entity.id} entry={kept} />

  const ask = async (item?: string) => {
    const asking = new AbortController()
    stop.current = asking
    setState({ step: 'asking' })
    try {
      const input = { id: entity.id, articleId, ...(item !== undefined && { item }) }
      const answer = await client.entity.lookUp(input, { signal: asking.signal })
      if (answer.kind === 'found') {
        queryClient.setQueryData(queries.lookedUp(entity.id).queryKey, answer.entry)
        announce(`From ${sourceName(answer.entry)}: ${answer.entry.description ?? answer.entry.title}`)
      }
      setState(answer.kind === 'found' ? { step: 'rest' } : { step: 'answer', answer })
    } catch (error) {
      setState(asking.signal.aborted ? { step: 'rest' } : { step: 'problem', sentence: sentenceOf(error) })
    }
  }

  if (state.step === 'question') {
    return (
      <Question
        name={entity.name}
        onAsk={() => void ask()}
        onCancel={() => {
          setState({ step: 'rest' })
        }}
      />
    )
  }
  if (state.step === 'asking') {
    return (
      <p className="look-up-line" role="status">
        Asking Wikipedia…{' '}
        <Button size="small" variant="quiet" onClick={() => stop.current?.abort()}>
          Stop
        </Button>
      </p>
    )
  }
  return (
    <>
      {state.step === 'problem' && (
        <p className="look-up-words" role="alert">
          {state.sentence}
        </p>
      )}
      {state.step === 'answer' && state.answer.kind === 'nothing' && (
        <p className="look-up-words" role="status">
          Wikipedia has no page called “{entity.name}”, and Wikidata nobody of that name.
        </p>
      )}
      {state.step === 'answer' && state.answer.kind === 'choices' ? (
        <Choices
          name={entity.name}
          choices={state.answer.choices}
          onChoose={(item) => void ask(item)}
          onCancel={() => {
            setState({ step: 'rest' })
          }}
        />
      ) : (
        <p>
          <Button
            size="small"
            variant="quiet"
            className="look-up-button"
            icon={<BookOpen size={16} />}
            onClick={() => {
              if (settingsNow().lookUpAtOnce) void ask()
              else setState({ step: 'question' })
            }}
          >
            {state.step === 'rest' ? 'Look up in Wikipedia' : 'Look up again'}
          </Button>
        </p>
      )}
    </>
  )
}

/** What replaces a button takes its focus, so that the keyboard is not lost. */
function Focused({ children, label }: { children: ReactNode; label: string }) {
  const ref = useRef<HTMLDivElement>(null)
  const focusFirst = useEffectEvent(() => ref.current?.querySelector<HTMLElement>('button')?.focus())
  useLayoutEffect(() => {
    focusFirst()
  }, [])
  return (
    <div ref={ref} className="look-up" role="group" aria-label={label}>
      {children}
    </div>
  )
}

function Question({ name, onAsk, onCancel }: { name: string; onAsk: () => void; onCancel: () => void }) {
  const [always, setAlways] = useState(false)
  return (
    <Focused label="Look up in Wikipedia">
      <p className="look-up-words">
        This sends the name “{name}” to Wikipedia, in the language of the article, and to Wikidata should there be no
        page of that name; nothing else leaves this computer.
      </p>
      <p className="look-up-acts">
        <Button
          size="small"
          onClick={() => {
            if (always) updateSettings({ lookUpAtOnce: true })
            onAsk()
          }}
        >
          Look up
        </Button>
        <Button size="small" variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <label className="look-up-always">
          <input
            type="checkbox"
            checked={always}
            onChange={(event) => {
              setAlways(event.target.checked)
            }}
          />
          Do not ask again
        </label>
      </p>
    </Focused>
  )
}

interface ChoicesProps {
  name: string
  choices: Extract<LookUpAnswer, { kind: 'choices' }>['choices']
  onChoose: (item: string) => void
  onCancel: () => void
}

function Choices({ name, choices, onChoose, onCancel }: ChoicesProps) {
  return (
    <Focused label={`Which ${name}?`}>
      <p className="look-up-words">Which “{name}” is meant?</p>
      <ul className="look-up-choices">
        {choices.map((choice) => (
          <li key={choice.item}>
            <button
              type="button"
              className="look-up-choice"
              onClick={() => {
                onChoose(choice.item)
              }}
            >
              <span dir="auto">{choice.title}</span>
              {choice.description !== null && (
                <span className="look-up-faint" dir="auto">
                  {choice.description}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <p className="look-up-acts">
        <Button size="small" variant="quiet" onClick={onCancel}>
          None of these
        </Button>
      </p>
    </Focused>
  )
}

function sourceName({ source }: LookUpEntry): string {
  return source === 'wikipedia' ? 'Wikipedia' : 'Wikidata'
}

function Kept({ id, entry }: { id: string; entry: LookUpEntry }) {
  const remove = async () => {
    try {
      await client.entity.forgetLookUp({ id })
      await queryClient.invalidateQueries({ queryKey: queries.lookedUp(id).queryKey })
    } catch (error) {
      toast({ message: sentenceOf(error), tone: 'danger' })
    }
  }
  return (
    <Part title={`From ${sourceName(entry)}`}>
      <p className="look-up-title" dir="auto" lang={entry.lang}>
        <strong>{entry.title}</strong>
        {entry.description !== null && <span className="look-up-faint"> {entry.description}</span>}
      </p>
      {entry.text !== '' && (
        <p className="look-up-text" dir="auto" lang={entry.lang}>
          {entry.text}
        </p>
      )}
      <p className="look-up-source">
        <a href={entry.url} target="_blank" rel="noopener noreferrer">
          {entry.licence}
        </a>
        <ShortDate at={entry.fetchedAt} />
        <Button
          size="small"
          variant="quiet"
          aria-label={`Remove what ${sourceName(entry)} says`}
          onClick={() => void remove()}
        >
          Remove
        </Button>
      </p>
    </Part>
  )
}
