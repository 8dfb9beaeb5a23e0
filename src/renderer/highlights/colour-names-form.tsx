// Giving the five colours names of one's own: what each is for.
import { useState } from 'react'
import type { HighlightColour } from '../../contract/model.ts'
import { DEFAULT_SETTINGS } from '../../contract/model.ts'
import { COLOURS } from '../reader/highlight-list.ts'
import { settingsNow, updateSettings, useSettings } from '../settings/settings-store.ts'

export function ColourNamesForm({ onDone }: { onDone: () => void }) {
  return (
    <form
      className="colour-names"
      onSubmit={(event) => {
        event.preventDefault()
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        onDone()
      }}
    >
      <p className="colour-names-hint">Say what each colour is for, such as “Doubtful” or “To quote”.</p>
      {COLOURS.map((colour) => (
        <ColourNameField key={colour} colour={colour} />
      ))}
      <button type="submit" className="visually-hidden" tabIndex={-1}>
        Done
      </button>
    </form>
  )
}

function ColourNameField({ colour }: { colour: HighlightColour }) {
  const saved = useSettings().colourNames[colour]
  const [typed, setTyped] = useState<string | null>(null)
  const original = DEFAULT_SETTINGS.colourNames[colour]
  const save = () => {
    const name = typed?.trim() ?? saved
    setTyped(null)
    if (name === saved) return
    // Left empty, it has its own name again.
    updateSettings({ colourNames: { ...settingsNow().colourNames, [colour]: name === '' ? original : name } })
  }
  return (
    <label className="colour-name" data-colour={colour}>
      <span className="ink-dot" aria-hidden="true" />
      <span className="visually-hidden">{original}</span>
      <input
        className="field"
        value={typed ?? saved}
        maxLength={30}
        placeholder={original}
        onChange={(event) => {
          setTyped(event.target.value)
        }}
        onBlur={save}
      />
    </label>
  )
}
