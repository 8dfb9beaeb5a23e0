// Fetching an article's page again, and replacing its text from a file or from what is pasted.
import { useQuery } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { addressIn, requestForFile, requestForText, requestForUrl } from '../library/capture-requests.ts'
import type { CaptureRequest } from '../library/captures.ts'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/progress.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { forgetTextUpdate, startTextUpdate, stopTextUpdate, useTextUpdate } from './text-updates.ts'
import type { TextUpdate } from './text-updates.ts'
import '../library/add-dialog.css'

interface DialogProps {
  articleId: string
  onClose: () => void
}

export function UpdateDialog({ articleId, onClose }: DialogProps) {
  const update = useTextUpdate()
  const close = () => {
    forgetTextUpdate()
    onClose()
  }
  return (
    <Dialog
      title="Update from the original page"
      onClose={close}
      width="small"
      footer={
        update?.status === 'failed' ? (
          <>
            <Button onClick={close}>Close</Button>
            <Button variant="primary" onClick={() => void startTextUpdate(articleId)}>
              Try again
            </Button>
          </>
        ) : (
          <UnderWay onClose={close} />
        )
      }
    >
      <Work update={update} />
    </Dialog>
  )
}

function UnderWay({ onClose }: { onClose: () => void }) {
  return (
    <>
      <Button onClick={onClose}>Go on in the background</Button>
      <Button
        onClick={() => {
          stopTextUpdate()
          onClose()
        }}
      >
        Stop
      </Button>
    </>
  )
}

function Work({ update }: { update: TextUpdate | null }) {
  if (update?.status === 'failed') {
    return (
      <p role="alert" className="add-problem">
        {update.problem}
      </p>
    )
  }
  return <Progress label={update?.progress?.message ?? 'Starting'} value={update?.progress?.fraction ?? null} />
}

type Format = 'auto' | 'plain' | 'markdown' | 'html'
const FORMATS: { value: Format; label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'plain', label: 'Plain text' },
  { value: 'markdown', label: 'Markdown' },
  { value: 'html', label: 'HTML' },
]

export function ReplaceDialog({ articleId, onClose }: DialogProps) {
  const update = useTextUpdate()
  const { data: article } = useQuery(queries.article(articleId))
  const close = () => {
    forgetTextUpdate()
    onClose()
  }
  const running = update?.status === 'running'
  return (
    <Dialog
      title="Replace the text"
      description={`The text of “${article?.title ?? ''}” gives way to another. Highlights, notes and tags stay, and so does the former text.`}
      onClose={close}
      footer={running && <UnderWay onClose={close} />}
    >
      {update !== null && <Work update={update} />}
      {!running && (
        <ReplaceForm
          onRequest={(request) => {
            void startTextUpdate(articleId, request.input)
          }}
        />
      )}
    </Dialog>
  )
}

function ReplaceForm({ onRequest }: { onRequest: (request: CaptureRequest) => void }) {
  const [content, setContent] = useState('')
  const [format, setFormat] = useState<Format>('auto')
  const fileInput = useRef<HTMLInputElement>(null)
  const address = addressIn(content)
  const submit = () => {
    if (content.trim() !== '') onRequest(address === null ? requestForText(content, format) : requestForUrl(address))
  }
  return (
    <form
      className="add-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onDragOver={(event) => {
        event.preventDefault()
      }}
      onDrop={(event) => {
        const [file] = event.dataTransfer.files
        if (file === undefined) return
        event.preventDefault()
        event.stopPropagation()
        onRequest(requestForFile(file))
      }}
    >
      <label className="add-label" htmlFor="replace-content">
        The new text, HTML or Markdown; or the address of a page
      </label>
      <textarea
        id="replace-content"
        className="field add-content"
        rows={9}
        value={content}
        spellCheck={false}
        data-autofocus
        onChange={(event) => {
          setContent(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          submit()
        }}
      />
      {address === null && (
        <div className="add-format">
          <span aria-hidden="true">Format</span>
          <Segmented label="Format of the text" options={FORMATS} value={format} onChange={setFormat} />
        </div>
      )}
      <div className="add-actions">
        <Button
          icon={<FileUp size={16} />}
          onClick={() => {
            fileInput.current?.click()
          }}
        >
          Choose a file…
        </Button>
        <span className="add-hint">or drop it here</span>
        <Button type="submit" variant="primary" disabled={content.trim() === ''}>
          Replace
        </Button>
      </div>
      <input
        ref={fileInput}
        type="file"
        hidden
        aria-label="File with the new text"
        accept=".html,.htm,.xhtml,.md,.markdown,.txt,text/html,text/markdown,text/plain"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file !== undefined) onRequest(requestForFile(file))
        }}
      />
    </form>
  )
}
