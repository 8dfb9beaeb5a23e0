// What the list of highlights shows, and in which order.
import { Search } from 'lucide-react'
import type { HighlightLibrary, HighlightOrder } from '../../contract/model.ts'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { useColours } from '../reader/colour-names.ts'
import { ColourNamesForm } from './colour-names-form.tsx'
import type { Shown, ShownChange } from './use-library-highlights.ts'

const ORDERS: { value: HighlightOrder; label: string }[] = [
  { value: 'article', label: 'Article' },
  { value: 'date', label: 'Date' },
  { value: 'colour', label: 'Colour' },
  { value: 'tag', label: 'Tag' },
]

interface FiltersProps {
  shown: Shown
  facets: Pick<HighlightLibrary, 'tags' | 'articles'> | undefined
  onShow: (change: ShownChange) => void
}

export function HighlightFilters({ shown, facets, onShow }: FiltersProps) {
  const colours = useColours()
  const chosen = shown.colours ?? []
  return (
    <div className="highlights-filters" role="search" aria-label="Filter highlights">
      <label className="highlights-text">
        <Search size={16} aria-hidden="true" />
        <span className="visually-hidden">Words in the quote, the note, the tags or the title</span>
        <input
          type="search"
          className="field"
          placeholder="Filter by words"
          value={shown.text ?? ''}
          onChange={(event) => {
            onShow({ text: event.target.value === '' ? undefined : event.target.value })
          }}
        />
      </label>
      <div role="group" aria-label="Colours" className="highlights-inks">
        {colours.map(({ colour, name }) => (
          <Tooltip key={colour} label={name} placement="top">
            <button
              type="button"
              className="ink-button"
              data-colour={colour}
              aria-label={name}
              aria-pressed={chosen.includes(colour)}
              onClick={() => {
                const next = chosen.includes(colour) ? chosen.filter((one) => one !== colour) : [...chosen, colour]
                onShow({ colours: next.length === 0 ? undefined : next })
              }}
            >
              <span className="ink-dot" />
            </button>
          </Tooltip>
        ))}
      </div>
      <Choice
        label="Tag"
        value={shown.tag}
        any="Any tag"
        options={(facets?.tags ?? []).map(({ name, count }) => ({ value: name, label: `${name} (${String(count)})` }))}
        onChange={(tag) => {
          onShow({ tag })
        }}
      />
      <Choice
        label="Note"
        value={shown.hasNote === undefined ? undefined : String(shown.hasNote)}
        any="With or without note"
        options={[
          { value: 'true', label: 'With a note' },
          { value: 'false', label: 'Without a note' },
        ]}
        onChange={(value) => {
          onShow({ hasNote: value === undefined ? undefined : value === 'true' })
        }}
      />
      <Choice
        label="Article"
        value={shown.articleId}
        any="Any article"
        options={(facets?.articles ?? []).map(({ id, title, count }) => ({
          value: id,
          label: `${title} (${String(count)})`,
        }))}
        onChange={(articleId) => {
          onShow({ articleId })
        }}
      />
      <div className="highlights-order">
        <span aria-hidden="true">Group by</span>
        <Segmented
          label="Group by"
          options={ORDERS}
          value={shown.order}
          onChange={(order) => {
            onShow({ order })
          }}
        />
      </div>
      <Popover
        label="Names of the colours"
        trigger={
          <Button variant="quiet" size="small">
            Name the colours…
          </Button>
        }
      >
        {(close) => <ColourNamesForm onDone={close} />}
      </Popover>
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string | undefined
  any: string
  options: { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}

function Choice({ label, value, any, options, onChange }: ChoiceProps) {
  return (
    <select
      className="field highlights-choice"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => {
        onChange(event.target.value === '' ? undefined : event.target.value)
      }}
    >
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
