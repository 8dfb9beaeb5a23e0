// How the text is set: theme, face, size, measure, line height, and whether mentions are underlined.
import { useId } from 'react'
import { DEFAULT_SETTINGS } from '../../contract/model.ts'
import type { Settings } from '../../contract/model.ts'
import { Button } from '../ui/button.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { updateSettings, useSettings } from './settings-store.ts'
import './reader-settings.css'

type NumberSetting = 'fontSize' | 'measure' | 'lineHeight'

const SCALES: Record<NumberSetting, { label: string; min: number; max: number; step: number; unit: string }> = {
  fontSize: { label: 'Size', min: 14, max: 32, step: 1, unit: 'px' },
  measure: { label: 'Line length', min: 45, max: 95, step: 1, unit: 'letters' },
  lineHeight: { label: 'Line height', min: 1.3, max: 2.2, step: 0.05, unit: '' },
}

const { theme, font, fontSize, measure, lineHeight, showMentions } = DEFAULT_SETTINGS
const READING_DEFAULTS = { theme, font, fontSize, measure, lineHeight, showMentions }

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
      </div>
      <label className="reader-settings-check">
        <input
          type="checkbox"
          checked={settings.showMentions}
          onChange={(event) => {
            updateSettings({ showMentions: event.target.checked })
          }}
        />
        Underline people, organisations and places
      </label>
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
  const words = name === 'lineHeight' ? value.toFixed(2) : `${String(value)} ${unit}`
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
          onChange({ [name]: name === 'lineHeight' ? Math.round(number * 100) / 100 : Math.round(number) })
        }}
      />
      <output htmlFor={id} className="tabular">
        {words}
      </output>
    </>
  )
}
