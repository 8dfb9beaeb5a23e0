// How an export goes and went, in words.
import { useLayoutEffect, useRef } from 'react'
import type { ExportFileReport } from '../../contract/export-model.ts'
import { countOf } from '../library/dates.tsx'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { toast } from '../ui/toast.tsx'
import type { Work } from './use-file-export.ts'

/** Stands below what was asked for, and comes into view when something is to be said. */
export function Outcome({ work }: { work: Work }) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (work.state !== 'asking') place.current?.scrollIntoView({ block: 'nearest' })
  }, [work.state])
  return (
    <div ref={place}>
      <Words work={work} />
    </div>
  )
}

function Words({ work }: { work: Work }) {
  if (work.state === 'asking') return null
  if (work.state === 'working') {
    const known = work.total > 0
    return (
      <Progress
        label={known ? 'Writing' : 'Gathering the articles'}
        value={known ? work.done / work.total : null}
        amount={known ? `${String(work.done)} of ${countOf(work.total, 'article')}` : ''}
      />
    )
  }
  if (work.state === 'failed') {
    return (
      <p className="export-as-problem" role="alert">
        {work.problem}
      </p>
    )
  }
  if (work.state === 'stopped') return <p role="status">Stopped. No file was written.</p>
  return <Done report={work.report} />
}

function Done({ report }: { report: ExportFileReport }) {
  const { path, name, articles, highlights, notes } = report
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(path ?? name)
      toast({ message: 'Path copied' })
    } catch {
      toast({ message: 'The system did not let the path be copied.', tone: 'danger' })
    }
  }
  return (
    <div className="export-as-done">
      <p role="status">
        {`${countOf(articles, 'article')}, ${countOf(highlights, 'highlight')} and ${countOf(notes, 'note')} ${path === null ? 'downloaded as' : 'written to'} `}
        <code>{path ?? name}</code>
      </p>
      {path !== null && (
        <Button size="small" onClick={() => void copy()}>
          Copy the path
        </Button>
      )}
    </div>
  )
}
