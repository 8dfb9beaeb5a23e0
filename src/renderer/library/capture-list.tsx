// Each article of a round: waiting, its progress with a Stop, or what came of it.
import { Check, CircleSlash, Copy, TriangleAlert } from 'lucide-react'
import { useOpenDialog } from '../frame/dialogs.ts'
import { openArticle } from '../navigation.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { isUnderWay, stopCapture, summaryOf, useCaptures } from './captures.ts'
import type { Capture } from './captures.ts'

export function CaptureList({ captures, onOpen }: { captures: readonly Capture[]; onOpen: () => void }) {
  const done = captures.filter((one) => !isUnderWay(one)).length
  return (
    <div className="captures">
      {captures.length > 1 && (
        <p className="captures-summary" role="status">
          {done < captures.length ? `${String(done)} of ${String(captures.length)} done` : summaryOf(captures)}
        </p>
      )}
      <ul className="capture-list">
        {captures.map((capture) => (
          <CaptureRow key={capture.id} capture={capture} onOpen={onOpen} />
        ))}
      </ul>
    </div>
  )
}

const ICONS = {
  added: <Check size={16} />,
  duplicate: <Copy size={16} />,
  failed: <TriangleAlert size={16} />,
  stopped: <CircleSlash size={16} />,
}

function wordsFor(capture: Capture): string {
  if (capture.status === 'failed') return capture.problem
  if (capture.status === 'stopped') return 'Stopped. Nothing of it was kept.'
  if (typeof capture.article?.trashedAt === 'number') return 'Already in your library, in the trash'
  return capture.status === 'duplicate' ? 'Already in your library' : 'Added'
}

function CaptureRow({ capture, onOpen }: { capture: Capture; onOpen: () => void }) {
  const { article, status } = capture
  if (status === 'waiting' || status === 'running') {
    return (
      <li className="capture" data-status={status}>
        <div className="capture-work">
          <p className="capture-label">{capture.label}</p>
          <Progress
            label={status === 'waiting' ? 'Waiting' : (capture.progress?.message ?? 'Starting')}
            value={status === 'waiting' ? 0 : (capture.progress?.fraction ?? null)}
          />
        </div>
        <Button
          size="small"
          onClick={() => {
            stopCapture(capture.id)
          }}
          aria-label={`Stop adding ${capture.label}`}
        >
          Stop
        </Button>
      </li>
    )
  }
  return (
    <li className="capture" data-status={status}>
      <span className="capture-icon">{ICONS[status]}</span>
      <div className="capture-work" role={status === 'failed' ? 'alert' : undefined}>
        <p className="capture-label">{article?.title ?? capture.label}</p>
        <p className="capture-words">{wordsFor(capture)}</p>
      </div>
      {article && (
        <Button
          size="small"
          onClick={() => {
            openArticle(article.id)
            onOpen()
          }}
          aria-label={`Open ${article.title}`}
        >
          Open
        </Button>
      )}
    </li>
  )
}

/** At the foot of the library while the dialog is closed: what is being added, with a Stop. */
export function CaptureStatus() {
  const captures = useCaptures()
  const dialog = useOpenDialog()
  const running = captures.find((one) => one.status === 'running')
  if (!running || dialog?.name === 'add') return null
  const waiting = captures.filter((one) => one.status === 'waiting').length
  return (
    <div className="capture-status">
      <div className="capture-work">
        <p className="capture-label">
          {running.label}
          {waiting > 0 && ` and ${String(waiting)} more`}
        </p>
        <Progress label={running.progress?.message ?? 'Starting'} value={running.progress?.fraction ?? null} />
      </div>
      <Button
        size="small"
        onClick={() => {
          for (const one of captures) stopCapture(one.id)
        }}
      >
        Stop
      </Button>
    </div>
  )
}
