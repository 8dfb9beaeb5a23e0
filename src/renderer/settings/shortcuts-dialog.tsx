// Every keyboard command there is, by group, from the registry; and the letters of the library list.
import { COMMAND_GROUPS, useCommands } from '../commands/commands.ts'
import type { CommandGroup } from '../commands/commands.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import './shortcuts-dialog.css'

interface Shown {
  keys: readonly string[]
  label: string
}

/** What the rows of the list answer to while one has the focus (library/article-list.tsx). */
const LIST_KEYS: Shown[] = [
  { keys: ['j', 'arrowdown'], label: 'Next article' },
  { keys: ['k', 'arrowup'], label: 'Previous article' },
  { keys: ['enter'], label: 'Open' },
  { keys: ['e'], label: 'Archive, or back to Inbox' },
  { keys: ['l'], label: 'Keep for later, or back to Inbox' },
  { keys: ['s'], label: 'Favourite' },
  { keys: ['t'], label: 'Tags' },
  { keys: ['#', 'delete'], label: 'Move to trash, or put back' },
]

function useGroups(): { group: CommandGroup; shown: Shown[] }[] {
  const commands = useCommands()
  return COMMAND_GROUPS.map((group) => {
    if (group === 'Library list') return { group, shown: LIST_KEYS }
    const seen = new Map(commands.filter((one) => one.group === group).map((one) => [one.label, one]))
    return { group, shown: [...seen.values()] }
  }).filter(({ shown }) => shown.length > 0)
}

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const groups = useGroups()
  return (
    <Dialog title="Keyboard shortcuts" width="large" onClose={onClose}>
      <div className="shortcuts" tabIndex={0} role="group" aria-label="All shortcuts" data-autofocus>
        {groups.map(({ group, shown }) => (
          <section key={group} className="shortcut-group">
            <h3>{group}</h3>
            <dl>
              {shown.map(({ keys, label }) => (
                <div key={label} className="shortcut">
                  <dt>{label}</dt>
                  <dd>
                    {keys.slice(0, 2).map((one, index) => (
                      <span key={one}>
                        {index > 0 && <span className="shortcut-or"> or </span>}
                        <Kbd keys={one} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
