// "Someone else…": which mentions of the article are not this entity's, and whose they are.
import { useId, useState } from 'react'
import type { MentionAssignment } from '../../contract/entity-model.ts'
import type { ArticleEntity, Mention } from '../../contract/model.ts'
import { client } from '../client.ts'
import { countOf } from '../library/dates.tsx'
import { useReaderState } from '../reader/reader-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ChooseEntity } from './choose-entity.tsx'
import { decide } from './decide.ts'
import { useEntityIndex } from './entity-index.ts'
import { elseWords } from './kinds.ts'
import { wordsAround } from './mention-in-words.ts'

export interface SomeoneElseDialogProps {
  entity: Pick<ArticleEntity, 'id' | 'name' | 'kind'>
  articleId: string
  /** The one at hand, if any. */
  mention: Mention | undefined
  onClose: () => void
}

/** All, this one, those of a form, or chosen ones. */
type Which = 'all' | 'this' | 'chosen' | `form ${string}`

/** Of more mentions none are chosen one by one. */
const MOST_TO_CHOOSE = 60

export function SomeoneElseDialog({ entity, articleId, mention, onClose }: SomeoneElseDialogProps) {
  const { index } = useEntityIndex(articleId)
  const text = useReaderState('reader')?.map.text ?? ''
  // As it was when it was opened: the list may change while it is.
  const [mentions] = useState(() => index?.byEntity.get(entity.id) ?? [])
  const [which, setWhich] = useState<Which>('all')
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const meant = mentionsMeant(which, { mentions, mention, chosen })
  const assign = async (to: MentionAssignment['to']) => {
    const start = mention?.start ?? mentions[0]?.start
    const input = { articleId, entityId: entity.id, which: meant, to, ...(start !== undefined && { start }) }
    if (await decide(() => client.entity.assign(input))) onClose()
  }
  const isEmpty = meant.kind === 'places' && meant.ranges.length === 0
  return (
    <Dialog
      title={`“${entity.name}” is ${elseWords(entity.kind)}`}
      description="Other articles stay as they are, and learn from it. You can undo it."
      onClose={onClose}
    >
      {mentions.length > 1 && <WhichMentions {...{ mentions, mention, text, which, setWhich, chosen, setChosen }} />}
      {isEmpty ? (
        <p className="entity-choice-none">Choose at least one mention.</p>
      ) : (
        <ChooseEntity
          except={entity.id}
          onChoose={(choice) => void assign({ kind: 'known', id: choice.id })}
          fresh={{
            name: entity.name,
            onChoose: (name) => void assign({ kind: 'new', name, entityKind: entity.kind }),
          }}
        />
      )}
    </Dialog>
  )
}

interface Meant {
  mentions: readonly Mention[]
  mention: Mention | undefined
  chosen: ReadonlySet<number>
}

function mentionsMeant(which: Which, { mentions, mention, chosen }: Meant): MentionAssignment['which'] {
  const rangesOf = (some: readonly Mention[]) => some.map(({ start, end }) => ({ start, end }))
  if (which === 'this' && mention) return { kind: 'places', ranges: rangesOf([mention]) }
  if (which === 'chosen') return { kind: 'places', ranges: rangesOf(mentions.filter(({ start }) => chosen.has(start))) }
  if (which.startsWith('form ')) return { kind: 'form', form: which.slice('form '.length) }
  return { kind: 'all' }
}

interface WhichMentionsProps extends Meant {
  text: string
  which: Which
  setWhich: (which: Which) => void
  setChosen: (chosen: ReadonlySet<number>) => void
}

function WhichMentions({ mentions, mention, text, which, setWhich, chosen, setChosen }: WhichMentionsProps) {
  const name = useId()
  const forms = Map.groupBy(mentions, ({ start, end }) => text.slice(start, end))
  const options: { value: Which; label: string }[] = [
    { value: 'all', label: `All ${countOf(mentions.length, 'mention')} in this article` },
    ...(mention ? [{ value: 'this' as const, label: 'Only this mention' }] : []),
    ...(forms.size > 1
      ? [...forms].map(([form, own]) => ({
          value: `form ${form}` as const,
          label: `Those that say “${form}” (${String(own.length)})`,
        }))
      : []),
    ...(mentions.length <= MOST_TO_CHOOSE ? [{ value: 'chosen' as const, label: 'Some of them…' }] : []),
  ]
  return (
    <fieldset className="which-mentions">
      <legend>Which mentions</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            checked={which === value}
            onChange={() => {
              setWhich(value)
            }}
          />
          <span dir="auto">{label}</span>
        </label>
      ))}
      {which === 'chosen' && (
        <div className="which-ones" role="group" aria-label="Mentions">
          {mentions.map((one) => (
            <label key={one.start}>
              <input
                type="checkbox"
                checked={chosen.has(one.start)}
                onChange={({ target }) => {
                  const next = new Set(chosen)
                  if (target.checked) next.add(one.start)
                  else next.delete(one.start)
                  setChosen(next)
                }}
              />
              <span dir="auto">{wordsAround(one, text)}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  )
}
