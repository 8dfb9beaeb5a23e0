// How the text is set: theme, type and layout, and what helps with reading; for all articles, or for one alone.
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { DEFAULT_SETTINGS } from '../../contract/model.ts'
import type { Settings } from '../../contract/model.ts'
import { DictionarySettings } from '../dictionary/dictionary-settings.tsx'
import { queries } from '../queries.ts'
import { useReaderState } from '../reader/reader-store.ts'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { changeTextSettings, setAppearance, useAppearance, useTextSettings } from './appearance-store.ts'
import { Scale } from './scale.tsx'
import { updateSettings } from './settings-store.ts'
import { ThemeSettings } from './theme-settings.tsx'
import './reader-settings.css'

type Switch = 'justify' | 'hyphenate' | 'focusMode' | 'readingRuler' | 'showMentions' | 'marginNotes'

interface SwitchRow {
  name: Switch
  label: string
  shortcut?: string
  /** What it needs, said while that is not so. */
  needs?: { layout: Settings['layout']; hint: string }
}

const TYPE_SWITCHES: SwitchRow[] = [
  { name: 'justify', label: 'Flush on both sides' },
  { name: 'hyphenate', label: 'Divide long words' },
]

const HELP_SWITCHES: SwitchRow[] = [
  { name: 'focusMode', label: 'Dim all but the paragraph at hand', shortcut: 'd' },
  { name: 'readingRuler', label: 'Reading ruler', shortcut: 'r' },
  { name: 'showMentions', label: 'Underline people, organisations and places' },
  {
    name: 'marginNotes',
    label: 'Notes beside their passages',
    needs: { layout: 'scrolled', hint: 'On one long page, where there is room' },
  },
]

const { theme, font, fontSize, measure, lineHeight, paragraphSpacing, layout, columns } = DEFAULT_SETTINGS
const { justify, hyphenate, focusMode, readingRuler, showMentions, marginNotes } = DEFAULT_SETTINGS
const TEXT_DEFAULTS = { font, fontSize, measure, lineHeight, paragraphSpacing, layout, columns, justify, hyphenate }
const READING_DEFAULTS = { theme, ...TEXT_DEFAULTS, focusMode, readingRuler, showMentions, marginNotes }

export function ReaderSettings() {
  const articleId = useReaderState('reader')?.articleId ?? null
  const { data: article } = useQuery({ ...queries.article(articleId ?? ''), enabled: articleId !== null })
  const text = useTextSettings(article)
  const apart = useAppearance(article)
  const change = (to: Partial<Settings>) => {
    changeTextSettings(article, apart, to)
  }
  const switches = (rows: readonly SwitchRow[]) =>
    rows.map((row) => <SwitchLine key={row.name} row={row} text={text} onChange={change} />)
  const isDefault = Object.entries(READING_DEFAULTS).every(([key, value]) => text[key as keyof Settings] === value)

  return (
    <div className="reader-settings">
      <div className="reader-settings-column">
        <Group title="Theme">
          <ThemeSettings settings={text} />
        </Group>
        <Group title="Type">
          <Segmented
            label="Typeface"
            value={text.font}
            onChange={(value) => {
              change({ font: value })
            }}
            options={[
              { value: 'serif', label: 'Serif', icon: <FaceSample face="serif" /> },
              { value: 'sans', label: 'Sans', icon: <FaceSample face="sans" /> },
            ]}
          />
          <div className="reader-settings-scales">
            <Scale name="fontSize" value={text.fontSize} onChange={change} />
            <Scale name="measure" value={text.measure} onChange={change} />
            <Scale name="lineHeight" value={text.lineHeight} onChange={change} />
            <Scale name="paragraphSpacing" value={text.paragraphSpacing} onChange={change} />
          </div>
          {switches(TYPE_SWITCHES)}
        </Group>
      </div>
      <div className="reader-settings-column">
        <Group title="Layout" shortcut="v">
          <Segmented
            label="Layout"
            value={text.layout}
            onChange={(value) => {
              change({ layout: value })
            }}
            options={[
              { value: 'scrolled', label: 'One long page' },
              { value: 'paged', label: 'Pages' },
            ]}
          />
          {text.layout === 'paged' && (
            <Segmented
              label="Columns, where there is room"
              value={text.columns}
              onChange={(value) => {
                change({ columns: value })
              }}
              options={[
                { value: 'one', label: 'One column' },
                { value: 'two', label: 'Two, in a wide window' },
              ]}
            />
          )}
        </Group>
        <Group title="Help with reading">{switches(HELP_SWITCHES)}</Group>
        <Group title="Dictionary">
          <DictionarySettings />
        </Group>
      </div>
      <div className="reader-settings-foot">
        {article !== undefined && (
          <label className="reader-settings-check">
            <input
              type="checkbox"
              checked={apart !== null}
              onChange={(event) => {
                setAppearance(article.id, event.target.checked ? {} : null)
              }}
            />
            <span>
              Only for this article
              <span className="reader-settings-hint">Type and layout, kept with it</span>
            </span>
          </label>
        )}
        {article !== undefined && apart !== null ? (
          <Button
            variant="quiet"
            size="small"
            onClick={() => {
              setAppearance(article.id, null)
            }}
          >
            Back to how all articles are set
          </Button>
        ) : (
          <Button
            variant="quiet"
            size="small"
            disabled={isDefault}
            onClick={() => {
              updateSettings(READING_DEFAULTS)
            }}
          >
            Back to the defaults
          </Button>
        )}
      </div>
    </div>
  )
}

function Group({ title, shortcut, children }: { title: string; shortcut?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className="reader-settings-group" aria-labelledby={id}>
      <div className="reader-settings-heading">
        <h3 id={id}>{title}</h3>
        {shortcut !== undefined && <Kbd keys={shortcut} />}
      </div>
      {children}
    </section>
  )
}

interface SwitchLineProps {
  row: SwitchRow
  text: Settings
  onChange: (change: Partial<Settings>) => void
}

function SwitchLine({ row: { name, label, shortcut, needs }, text, onChange }: SwitchLineProps) {
  return (
    <label className="reader-settings-check">
      <input
        type="checkbox"
        checked={text[name]}
        onChange={(event) => {
          onChange({ [name]: event.target.checked })
        }}
      />
      <span>
        {label}
        {needs !== undefined && needs.layout !== text.layout && (
          <span className="reader-settings-hint">{needs.hint}</span>
        )}
      </span>
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </label>
  )
}

function FaceSample({ face }: { face: 'serif' | 'sans' }) {
  return (
    <span className="face-sample" data-face={face} aria-hidden="true">
      Aa
    </span>
  )
}
