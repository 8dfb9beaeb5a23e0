// The switch of the notes in the margin, and its key.
import { useCommand } from '../commands/commands.ts'
import { announce } from '../reader/announcer.tsx'
import { readerState } from '../reader/reader-store.ts'
import { settingsNow, updateSettings, useSettings } from '../settings/settings-store.ts'
import { Kbd } from '../ui/kbd.tsx'
import { toast } from '../ui/toast.tsx'
import './margin.css'

const KEYS = 'shift+n'

/** Registers the key; once in each reader. */
export function useMarginCommand(): void {
  useCommand({
    keys: KEYS,
    label: 'Notes in the margin, where there is room',
    group: 'Highlights and notes',
    run: () => {
      switchMargin(!settingsNow().marginNotes)
    },
  })
}

function switchMargin(on: boolean): void {
  updateSettings({ marginNotes: on })
  if (!on) {
    announce('Notes open as cards')
    return
  }
  // Measured with the next frame; only then it is known whether they fit.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (readerState().notesInMargin) announce('Notes stand in the margin')
      else toast({ message: 'There is no room for notes beside the text just now: they open as cards.' })
    }),
  )
}

export function MarginSwitch() {
  const { marginNotes } = useSettings()
  return (
    <label className="margin-switch">
      <input
        type="checkbox"
        checked={marginNotes}
        onChange={(event) => {
          switchMargin(event.target.checked)
        }}
      />
      <span>Notes in the margin</span>
      <Kbd keys={KEYS} />
    </label>
  )
}
