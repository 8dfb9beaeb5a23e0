// A number of how the text is set, on a slider, with what it is now in words.
import { useId } from 'react'
import type { Settings } from '../../contract/model.ts'

type NumberSetting = 'fontSize' | 'measure' | 'lineHeight' | 'paragraphSpacing'

const SCALES: Record<NumberSetting, { label: string; min: number; max: number; step: number; unit: string }> = {
  fontSize: { label: 'Size', min: 14, max: 32, step: 1, unit: 'px' },
  measure: { label: 'Line length', min: 45, max: 95, step: 1, unit: 'letters' },
  lineHeight: { label: 'Line height', min: 1.3, max: 2.2, step: 0.05, unit: '' },
  paragraphSpacing: { label: 'Paragraphs', min: 0.2, max: 2, step: 0.05, unit: '' },
}

interface ScaleProps {
  name: NumberSetting
  value: number
  onChange: (change: Partial<Settings>) => void
}

export function Scale({ name, value, onChange }: ScaleProps) {
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
