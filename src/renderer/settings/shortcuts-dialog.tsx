// Every keyboard command there is, by group, to be searched; and the switch for those of a single character.
import { useState } from 'react'
import { SHORTCUTS } from '../commands/catalogue.ts'
import type { Place, Shortcut } from '../commands/catalogue.ts'
import { COMMAND_GROUPS, useCommands } from '../commands/commands.ts'
import type { CommandGroup } from '../commands/commands.ts'
import { isSingleKey } from '../commands/single-keys.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd, shortcutText } from '../ui/kbd.tsx'
import { updateSettings, useSettings } from './settings-store.ts'
import './shortcuts-dialog.css'

/** Heard only where the focus is, so they need no Alt. */
const PLAIN = new Set<Place>(['note', 'library list', 'panel', 'highlights list'])

interface Group {
  group: CommandGroup
  shown: Shortcut[]
}

/** Whether what was typed is in the words of a shortcut, or is its key. */
function answers({ label, keys, group }: Shortcut, words: string): boolean {
  const wanted = words.trim().toLocaleLowerCase()
  const said = `${group} ${label}`.toLocaleLowerCase()
  if (said.includes(wanted)) return true
  return keys.some((one) => one === wanted || shortcutText(one).toLocaleLowerCase() === wanted)
}

/** All of them; those that a view has registered with the keys it has registered: pages turn the other way in Arabic. */
function useGroups(words: string): Group[] {
  const keysOf = new Map(useCommands().map(({ label, keys }) => [label, keys]))
  const asNow = (one: Shortcut): Shortcut =>
    one.place === 'pages' ? { ...one, keys: keysOf.get(one.label) ?? one.keys } : one
  return COMMAND_GROUPS.map((group) => ({
    group,
    shown: SHORTCUTS.filter((one) => one.group === group && answers(one, words)).map(asNow),
  })).filter(({ shown }) => shown.length > 0)
}

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState('')
  const groups = useGroups(words)
  const found = groups.reduce((sum, { shown }) => sum + shown.length, 0)
  return (
    <Dialog title="Keyboard shortcuts" width="large" onClose={onClose}>
      <div className="shortcuts-head">
        <input
          className="field"
          type="search"
          aria-label="Search the shortcuts"
          placeholder="What would you like to do?"
          value={words}
          data-autofocus
          onChange={(event) => {
            setWords(event.target.value)
          }}
        />
        <SingleKeys />
        <p className="visually-hidden" role="status">
          {words === '' ? '' : found === 1 ? 'One shortcut' : `${String(found)} shortcuts`}
        </p>
      </div>
      <div className="shortcuts" tabIndex={0} role="group" aria-label="All shortcuts">
        {groups.map((group) => (
          <ShortcutGroup key={group.group} {...group} />
        ))}
        {found === 0 && <p className="shortcuts-none">No shortcut is called that.</p>}
      </div>
    </Dialog>
  )
}

function SingleKeys() {
  const { singleKeys } = useSettings()
  return (
    <label className="shortcuts-single">
      <input
        type="checkbox"
        checked={singleKeys}
        onChange={(event) => {
          updateSettings({ singleKeys: event.target.checked })
        }}
      />
      <span>
        Single-key shortcuts
        <span className="shortcuts-hint">
          Without them the same keys work together with <Kbd keys="alt" plain />
        </span>
      </span>
    </label>
  )
}

function ShortcutGroup({ group, shown }: Group) {
  return (
    <section className="shortcut-group">
      <h3>{group}</h3>
      <dl>
        {shown.map(({ keys, label, place }) => (
          <div key={`${place} ${label}`} className="shortcut">
            <dt>{label}</dt>
            <dd>
              {keys.slice(0, 2).map((one, index) => (
                <span key={one}>
                  {index > 0 && <span className="shortcut-or"> or </span>}
                  <Kbd keys={one} plain={PLAIN.has(place) || !isSingleKey(one)} />
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
