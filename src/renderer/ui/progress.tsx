// Work that takes a while: words, a number when there is one, and a bar.
import './progress.css'

export interface ProgressProps {
  /** What is being done now. */
  label: string
  /** 0..1, or null while the end cannot be known. */
  value: number | null
  /** The number in words when a percentage says less: `12 of 80`. */
  amount?: string
}

export function Progress({ label, value, amount }: ProgressProps) {
  const percent = value === null ? null : Math.round(value * 100)
  const number = amount ?? (percent === null ? '' : `${String(percent)} %`)
  return (
    <div className="progress">
      <div className="progress-words">
        <span role="status">{label}</span>
        <span className="tabular">{number}</span>
      </div>
      <div
        className="progress-track"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        aria-valuetext={number || undefined}
        data-unknown={percent === null || undefined}
      >
        <div className="progress-bar" style={percent === null ? undefined : { inlineSize: `${String(percent)}%` }} />
      </div>
    </div>
  )
}
