// How the text is set: theme, face, size, measure, spacing, justification; and what helps to keep to the line.
import { useId } from 'react'
import { DEFAULT_SETTINGS } from '../../contract/model.ts'
import type { Settings } from '../../contract/model.ts'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { updateSettings, useSettings } from './settings-store.ts'
import './reader-settings.css'

type NumberSetting = 'fontSize' | 'measure' | 'lineHeight' | 'paragraphSpacing'
type Switch = 'justify' | 'hyphenate' | 'focusMode' | 'readingRuler' | 'showMentions'

const SCALES: Record<NumberSetting, { label: string; min: number; max: number; step: number; unit: string }> = {
  fontSize: { label: 'Size', min: 14, max: 32, step: 1, unit: 'px' },
  measure: { label: 'Line length', min: 45, max: 95, step: 1, unit: 'letters' },
  lineHeight: { label: 'Line height', min: 1.3, max: 2.2, step: 0.05, unit: '' },
  paragraphSpacing: { label: 'Paragraphs', min: 0.2, max: 2, step: 0.05, unit: '' },
}

const SWITCHES: { name: Switch; label: string; shortcut?: string }[] = [
  { name: 'justify', label: 'Flush on both sides' },
  { name: 'hyphenate', label: 'Divide long words' },
  { name: 'focusMode', label: 'Dim all but the paragraph at hand', shortcut: 'd' },
  { name: 'readingRuler', label: 'Reading ruler', shortcut: 'r' },
  { name: 'showMentions', label: 'Underline people, organisations and places' },
]

const { theme, font, fontSize, measure, lineHeight, paragraphSpacing } = DEFAULT_SETTINGS
const { justify, hyphenate, focusMode, readingRuler, showMentions } = DEFAULT_SETTINGS
const LETTERS = { theme, font, fontSize, measure, lineHeight, paragraphSpacing }
const READING_DEFAULTS = { ...LETTERS, justify, hyphenate, focusMode, readingRuler, showMentions }

export function ReaderSettings() {
  const settings = useSettings()
  const isDefault = Object.entries(READING_DEFAULTS).every(([key, value]) => settings[key as keyof Settings] === value)
  return (
    <div className="reader-settings">
      <Segmented
        label="Theme"
        value={settings.theme}
        onChange={(value) => {
          updateSettings({ theme: value })
        }}
        options={[
          { value: 'system', label: 'System' },
          { value: 'light', label: 'Light' },
          { value: 'sepia', label: 'Sepia' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <Segmented
        label="Typeface"
        value={settings.font}
        onChange={(value) => {
          updateSettings({ font: value })
        }}
        options={[
          { value: 'serif', label: 'Serif', icon: <FaceSample face="serif" /> },
          { value: 'sans', label: 'Sans', icon: <FaceSample face="sans" /> },
        ]}
      />
      <div className="reader-settings-scales">
        <Scale name="fontSize" value={settings.fontSize} onChange={updateSettings} />
        <Scale name="measure" value={settings.measure} onChange={updateSettings} />
        <Scale name="lineHeight" value={settings.lineHeight} onChange={updateSettings} />
        <Scale name="paragraphSpacing" value={settings.paragraphSpacing} onChange={updateSettings} />
      </div>
      <div className="reader-settings-switches">
        {SWITCHES.map(({ name, label, shortcut }) => (
          <label key={name} className="reader-settings-check">
            <input
              type="checkbox"
              checked={settings[name]}
              onChange={(event) => {
                updateSettings({ [name]: event.target.checked })
              }}
            />
            <span>{label}</span>
            {shortcut !== undefined && <Kbd keys={shortcut} />}
          </label>
        ))}
      </div>
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
    </div>
  )
}

function FaceSample({ face }: { face: 'serif' | 'sans' }) {
  return (
    <span className="face-sample" data-face={face} aria-hidden="true">
      Aa
    </span>
  )
}

interface ScaleProps {
  name: NumberSetting
  value: number
  onChange: (change: Partial<Settings>) => void
}

function Scale({ name, value, onChange }: ScaleProps) {
  const id = useId()
  const { label, min, max, step, unit } = SCALES[name]
  const words = step < 1 ? value.toFixed(2) : `${String(value)} ${unit}`
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        className="slider"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={words}
        onChange={(event) => {
          const number = Number(event.target.value)
          onChange({ [name]: step < 1 ? Math.round(number * 100) / 100 : Math.round(number) })
        }}
      />
      <output htmlFor={id} className="tabular">
        {words}
      </output>
    </>
  )
}
