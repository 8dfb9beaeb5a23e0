// Whether the words are safe: quietly while they are, clearly when they are not.
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from '../ui/button.tsx'
import type { NoteSaver, SaveStatus } from './note-saver.ts'

/** A save that takes no longer is not worth a word. */
const WORTH_A_WORD = 700

/** The status of a saver, with `saving` shown only when it takes long. */
export function useSaveStatus(saver: NoteSaver): SaveStatus {
  const status = useSyncExternalStore(saver.subscribe, saver.status)
  const [shown, setShown] = useState(status)
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setShown(status)
      },
      status.kind === 'saving' ? WORTH_A_WORD : 0,
    )
    return () => {
      clearTimeout(timer)
    }
  }, [status])
  return shown
}

export function SaveLine({ status }: { status: SaveStatus }) {
  if (status.kind === 'saving') return <span className="note-status">Saving…</span>
  return status.kind === 'saved' ? <span className="note-status">Saved</span> : null
}

export function SaveFailure({ status, onRetry }: { status: SaveStatus; onRetry: () => void }) {
  if (status.kind !== 'failed') return null
  return (
    <div className="note-failure" role="alert">
      <span>Not saved: {status.sentence} Your words are kept here.</span>
      <Button size="small" onClick={onRetry}>
        Retry
      </Button>
    </div>
  )
}
