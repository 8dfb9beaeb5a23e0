// What is in the vault and how it is written.
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { ArticleState } from '../../contract/model.ts'
import type { VaultOptions } from '../../contract/vault-model.ts'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Segmented } from '../ui/segmented.tsx'

interface VaultChoicesProps {
  options: VaultOptions
  choose: (change: Partial<VaultOptions>) => void
}

const STATES: { state: ArticleState; label: string }[] = [
  { state: 'inbox', label: 'Inbox' },
  { state: 'later', label: 'Later' },
  { state: 'archive', label: 'Archive' },
]

export function VaultChoices({ options, choose }: VaultChoicesProps) {
  return (
    <>
      <FolderField options={options} choose={choose} />
      <div className="vault-columns">
        <fieldset>
          <legend>Files for</legend>
          <Check
            label="Articles"
            checked={options.articles}
            onChange={(articles) => {
              choose({ articles })
            }}
          />
          <Check
            label="Notes that stand alone"
            checked={options.notes}
            onChange={(notes) => {
              choose({ notes })
            }}
          />
          <Check
            label="Entities that two articles name, or with a note"
            checked={options.entities}
            onChange={(entities) => {
              choose({ entities })
            }}
          />
        </fieldset>
        <ArticleFilters options={options} choose={choose} />
        <fieldset>
          <legend>Files</legend>
          <Segmented
            label="Links"
            options={[
              { value: 'wikilinks', label: '[[Wikilinks]]' },
              { value: 'relative', label: 'Relative links' },
            ]}
            value={options.links}
            onChange={(links) => {
              choose({ links })
            }}
          />
          <Check
            label="Copy pictures"
            checked={options.assets}
            onChange={(assets) => {
              choose({ assets })
            }}
          />
          <Check
            label="Keep in step after every change"
            checked={options.inStep}
            onChange={(inStep) => {
              choose({ inStep })
            }}
          />
        </fieldset>
      </div>
    </>
  )
}

function FolderField({ options, choose }: VaultChoicesProps) {
  const id = useId()
  const pick = async () => {
    const folder = await window.commonplace?.chooseFolder()
    if (folder) choose({ folder })
  }
  return (
    <div>
      <label htmlFor={id}>Folder</label>
      <div className="vault-folder">
        <input
          id={id}
          className="field"
          value={options.folder}
          spellCheck={false}
          autoComplete="off"
          data-autofocus
          onChange={(event) => {
            choose({ folder: event.target.value })
          }}
        />
        {window.commonplace && <Button onClick={() => void pick()}>Choose…</Button>}
      </div>
    </div>
  )
}

function ArticleFilters({ options, choose }: VaultChoicesProps) {
  const tags = useQuery(queries.articles({ view: 'all', limit: 1 })).data?.tags ?? []
  const names = [...new Set([...tags.map(({ name }) => name), ...options.tags])]
  return (
    <fieldset disabled={!options.articles}>
      <legend>Articles</legend>
      <Check
        label="Only those with highlights or notes"
        checked={options.annotatedOnly}
        onChange={(annotatedOnly) => {
          choose({ annotatedOnly })
        }}
      />
      {STATES.map(({ state, label }) => (
        <Check
          key={state}
          label={label}
          // None chosen means all of them.
          checked={options.states.length === 0 || options.states.includes(state)}
          onChange={(wanted) => {
            const now = options.states.length === 0 ? STATES.map((each) => each.state) : options.states
            const next = wanted ? [...now, state] : now.filter((each) => each !== state)
            choose({ states: next.length === STATES.length ? [] : next })
          }}
        />
      ))}
      {names.length > 0 && (
        <details className="vault-tags">
          <summary>{options.tags.length === 0 ? 'Any tag' : `Tagged ${options.tags.join(' or ')}`}</summary>
          <div className="vault-tag-list">
            {names.map((name) => (
              <Check
                key={name}
                label={name}
                checked={options.tags.includes(name)}
                onChange={(wanted) => {
                  choose({ tags: wanted ? [...options.tags, name] : options.tags.filter((each) => each !== name) })
                }}
              />
            ))}
          </div>
        </details>
      )}
    </fieldset>
  )
}

interface CheckProps {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className="vault-check">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => {
          onChange(event.target.checked)
        }}
      />
      <span>{label}</span>
    </label>
  )
}
