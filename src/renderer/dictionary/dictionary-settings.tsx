// Which dictionary a selected word is looked up in, and whether a look-up in Wikipedia asks first.
import { useId, useState } from 'react'
import { updateSettings, useSettings } from '../settings/settings-store.ts'
import { DICTIONARIES, problemWith } from './dictionary.ts'
import './dictionary.css'

type Choice = keyof typeof DICTIONARIES | 'none' | 'own'

export function DictionarySettings() {
  const id = useId()
  const { dictionary, lookUpAtOnce } = useSettings()
  const [own, setOwn] = useState<string | null>(null)
  const choice = own !== null ? 'own' : choiceOf(dictionary)
  const address = own ?? dictionary ?? ''
  const problem = choice === 'own' ? problemWith(address.trim()) : null
  return (
    <div className="dictionary-settings">
      <select
        aria-label="Dictionary"
        className="field"
        value={choice}
        onChange={(event) => {
          const next = event.target.value as Choice
          setOwn(next === 'own' ? (dictionary ?? '') : null)
          if (next === 'none') updateSettings({ dictionary: null })
          else if (next !== 'own') updateSettings({ dictionary: DICTIONARIES[next] })
        }}
      >
        {Object.keys(DICTIONARIES).map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        <option value="own">An address of your own</option>
        <option value="none">None</option>
      </select>
      {choice === 'own' && (
        <>
          <input
            type="text"
            className="field"
            aria-label="Address of the dictionary"
            aria-invalid={problem !== null}
            aria-describedby={`${id}-hint`}
            autoComplete="off"
            spellCheck={false}
            value={address}
            onChange={(event) => {
              const next = event.target.value
              setOwn(next)
              if (problemWith(next.trim()) === null) updateSettings({ dictionary: next.trim() })
            }}
          />
          <p id={`${id}-hint`} className="dictionary-hint" data-tone={problem === null ? undefined : 'danger'}>
            {problem ?? 'The article’s language stands for {lang}.'}
          </p>
        </>
      )}
      {choice !== 'none' && choice !== 'own' && (
        <p className="dictionary-hint">Opens in your browser, with the word you selected.</p>
      )}
      <label className="dictionary-check">
        <input
          type="checkbox"
          checked={lookUpAtOnce}
          onChange={(event) => {
            updateSettings({ lookUpAtOnce: event.target.checked })
          }}
        />
        Look entities up in Wikipedia without asking first
      </label>
    </div>
  )
}

function choiceOf(dictionary: string | null): Choice {
  if (dictionary === null) return 'none'
  const names = Object.keys(DICTIONARIES) as (keyof typeof DICTIONARIES)[]
  return names.find((name) => DICTIONARIES[name] === dictionary) ?? 'own'
}
