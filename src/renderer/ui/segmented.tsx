// One of a few, side by side: native radio buttons underneath.
import { useId } from 'react'
import type { ReactNode } from 'react'
import './segmented.css'

export interface SegmentedProps<Value extends string> {
  label: string
  options: { value: Value; label: string; icon?: ReactNode }[]
  value: Value
  onChange: (value: Value) => void
  /** Shows icons alone, with the labels for screen readers and on hover. */
  iconsOnly?: boolean
}

export function Segmented<Value extends string>({ label, options, value, onChange, iconsOnly }: SegmentedProps<Value>) {
  const name = useId()
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="segment" title={iconsOnly ? option.label : undefined}>
          <input
            type="radio"
            className="visually-hidden segment-input"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => {
              onChange(option.value)
            }}
          />
          {option.icon}
          <span className={iconsOnly ? 'visually-hidden' : undefined}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
