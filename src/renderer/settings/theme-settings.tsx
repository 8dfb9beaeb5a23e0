// The theme: one of those that come with the app, or three colours of one's own, tried out as they are chosen.
import { useId } from 'react'
import type { CustomColours, Settings } from '../../contract/model.ts'
import { Button } from '../ui/button.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { contrast } from './colours.ts'
import { READABLE, readableInk } from './custom-theme.ts'
import { updateSettings } from './settings-store.ts'

const COLOURS: { name: keyof CustomColours; label: string }[] = [
  { name: 'ground', label: 'Ground' },
  { name: 'ink', label: 'Ink' },
  { name: 'accent', label: 'Accent' },
]

export function ThemeSettings({ settings }: { settings: Settings }) {
  return (
    <>
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
          { value: 'custom', label: 'Own' },
        ]}
      />
      {settings.theme === 'custom' && <OwnColours colours={settings.customColours} />}
    </>
  )
}

function OwnColours({ colours }: { colours: CustomColours }) {
  const id = useId()
  const ratio = contrast(colours.ink, colours.ground)
  const change = (to: Partial<CustomColours>) => {
    updateSettings({ customColours: { ...colours, ...to } })
  }
  return (
    <div className="own-colours">
      {COLOURS.map(({ name, label }) => (
        <label key={name} className="own-colour">
          <input
            type="color"
            value={colours[name]}
            aria-describedby={name === 'accent' ? undefined : id}
            onChange={(event) => {
              change({ [name]: event.target.value })
            }}
          />
          <span>{label}</span>
        </label>
      ))}
      <p id={id} className="own-contrast" role="status">
        {ratio < READABLE
          ? `Hard to read: the ink has a contrast of ${shown(ratio)} to 1 with the ground, and text needs ${shown(READABLE)}.`
          : `The ink has a contrast of ${shown(ratio)} to 1 with the ground.`}
      </p>
      {ratio < READABLE && (
        <Button
          size="small"
          onClick={() => {
            change({ ink: readableInk(colours) })
          }}
        >
          Make it readable
        </Button>
      )}
    </div>
  )
}

/** Never rounded up to what it is not. */
function shown(ratio: number): string {
  return (Math.floor(ratio * 10) / 10).toLocaleString(undefined, { minimumFractionDigits: 1 })
}
