// The ways back to where one jumped from, and forward again: keys, and buttons where the toolbar has room.
import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useCommand } from '../commands/commands.ts'
import { IconButton } from '../ui/button.tsx'
import { InToolbar } from './in-toolbar.tsx'
import { useWays } from './place-history.ts'

const goBack = () => {
  history.back()
}
const goForward = () => {
  history.forward()
}

export function BackAndForward() {
  const { back, forward } = useWays()
  useCommand({ keys: 'alt+arrowleft', label: 'Back to where you were', group: 'Reading', run: goBack })
  useCommand({ keys: 'alt+arrowright', label: 'Forward again', group: 'Reading', run: goForward })
  return (
    <InToolbar>
      <IconButton
        label="Back to where you were"
        shortcut="alt+arrowleft"
        className="toolbar-roomy"
        icon={<ArrowLeft size={18} />}
        disabled={!back}
        onClick={goBack}
      />
      <IconButton
        label="Forward again"
        shortcut="alt+arrowright"
        className="toolbar-roomy"
        icon={<ArrowRight size={18} />}
        disabled={!forward}
        onClick={goForward}
      />
    </InToolbar>
  )
}
