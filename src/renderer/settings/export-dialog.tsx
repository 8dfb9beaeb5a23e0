// Export to Markdown: the folder, the work with its number and a Stop, and a report in words.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ExportReport, Settings } from '../../contract/model.ts'
import { client, sentenceOf } from '../client.ts'
import { showDialog } from '../frame/dialogs.ts'
import { countOf } from '../library/dates.tsx'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/progress.tsx'
import { reportSentences } from './export-report.ts'
import { updateSettings, useSettings } from './settings-store.ts'
import './export-dialog.css'

type Work =
  | { state: 'asking' }
  | { state: 'working'; done: number; total: number }
  | { state: 'done'; report: ExportReport }
  | { state: 'stopped' }
  | { state: 'failed'; problem: string }

export interface ExportDialogProps {
  /** The whole library when null. */
  articleId: string | null
  onClose: () => void
}

function useExport(articleId: string | null) {
  const [work, setWork] = useState<Work>({ state: 'asking' })
  const abort = useRef<AbortController>(null)
  useEffect(
    () => () => {
      abort.current?.abort()
    },
    [],
  )
  const begin = async (folder: string) => {
    const control = new AbortController()
    abort.current = control
    setWork({ state: 'working', done: 0, total: 0 })
    try {
      const input = { folder, ...(articleId ? { articleIds: [articleId] } : {}) }
      for await (const event of await client.export.markdown(input, { signal: control.signal })) {
        if (event.type === 'progress') setWork({ state: 'working', done: event.done, total: event.total })
        else setWork({ state: 'done', report: event.report })
      }
      const exported: Pick<Settings, 'exportFolder'> = { exportFolder: folder }
      if (!control.signal.aborted) updateSettings(exported)
    } catch (error) {
      if (!control.signal.aborted) setWork({ state: 'failed', problem: sentenceOf(error) })
    }
  }
  const stop = () => {
    abort.current?.abort()
    setWork({ state: 'stopped' })
  }
  return { work, begin, stop }
}

export function ExportDialog({ articleId, onClose }: ExportDialogProps) {
  const info = useQuery(queries.info()).data
  const article = useQuery({ ...queries.article(articleId ?? ''), enabled: articleId !== null }).data
  const settings = useSettings()
  const [typed, setTyped] = useState<string | null>(null)
  const folder = typed ?? settings.exportFolder ?? info?.suggestedExportFolder ?? ''
  const { work, begin, stop } = useExport(articleId)
  const what = articleId ? `“${article?.title ?? 'this article'}”` : `the whole library`
  const start = () => {
    if (folder.trim() !== '') void begin(folder.trim())
  }
  return (
    <Dialog
      title="Export to Markdown"
      description={
        articleId
          ? `Writes ${what} with its highlights, notes and entities.`
          : 'Writes a file for every article, with highlights, notes and entities, linked to each other.'
      }
      onClose={onClose}
      footer={
        <ExportButtons work={work} ready={folder.trim() !== ''} onStart={start} onStop={stop} onClose={onClose} />
      }
    >
      <form
        className="export-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (work.state !== 'working') start()
        }}
      >
        <label htmlFor="export-folder">Folder</label>
        <div className="export-folder">
          <input
            id="export-folder"
            className="field"
            value={folder}
            spellCheck={false}
            autoComplete="off"
            disabled={work.state === 'working'}
            aria-describedby="export-hint"
            data-autofocus
            onChange={(event) => {
              setTyped(event.target.value)
            }}
          />
          {window.commonplace && <ChooseFolder onChoose={setTyped} />}
        </div>
        <p id="export-hint" className="export-hint">
          Files that you have edited there are kept as they are.
        </p>
        <p className="export-hint">
          <Button
            variant="quiet"
            size="small"
            disabled={work.state === 'working'}
            onClick={() => {
              showDialog({ name: 'vault', articleId })
            }}
          >
            Keep a folder in step instead…
          </Button>
        </p>
      </form>
      <ExportOutcome work={work} />
    </Dialog>
  )
}

function ChooseFolder({ onChoose }: { onChoose: (folder: string) => void }) {
  const choose = async () => {
    const chosen = await window.commonplace?.chooseFolder()
    if (chosen) onChoose(chosen)
  }
  return <Button onClick={() => void choose()}>Choose…</Button>
}

interface ExportButtonsProps {
  work: Work
  ready: boolean
  onStart: () => void
  onStop: () => void
  onClose: () => void
}

function ExportButtons({ work, ready, onStart, onStop, onClose }: ExportButtonsProps) {
  if (work.state === 'working') return <Button onClick={onStop}>Stop</Button>
  if (work.state === 'done') {
    return (
      <>
        <Button disabled={!ready} onClick={onStart}>
          Export again
        </Button>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </>
    )
  }
  return (
    <Button variant="primary" disabled={!ready} onClick={onStart}>
      {work.state === 'asking' ? 'Export' : work.state === 'failed' ? 'Try again' : 'Export the rest'}
    </Button>
  )
}

function ExportOutcome({ work }: { work: Work }) {
  if (work.state === 'asking') return null
  if (work.state === 'working') {
    return (
      <Progress
        label={work.total === 0 ? 'Gathering the articles' : 'Writing'}
        value={work.total === 0 ? null : work.done / work.total}
        amount={work.total === 0 ? '' : `${String(work.done)} of ${countOf(work.total, 'file')}`}
      />
    )
  }
  if (work.state === 'failed') {
    return (
      <p className="export-problem" role="alert">
        {work.problem}
      </p>
    )
  }
  if (work.state === 'stopped') {
    return <p role="status">Stopped. The files written so far are whole; export again to write the rest.</p>
  }
  return (
    <div role="status">
      {reportSentences(work.report).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {work.report.kept.length > 0 && (
        <ul className="export-kept">
          {work.report.kept.map(({ file, writtenAs }) => (
            <li key={file}>
              <code>{file}</code>, ours is <code>{writtenAs}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
