// One place to add an article: an address, text, or files; it shows the work, the way to stop it, and what came of it.
import { FileUp, FolderInput } from 'lucide-react'
import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { showDialog } from '../frame/dialogs.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { CaptureList } from './capture-list.tsx'
import { addressIn, requestForFile, requestForText, requestForUrl, requestsForDrop } from './capture-requests.ts'
import { forgetCaptures, isUnderWay, startCaptures, useCaptures } from './captures.ts'
import type { CaptureRequest } from './captures.ts'
import './add-dialog.css'

type Format = 'auto' | 'plain' | 'markdown' | 'html'

const FORMATS: { value: Format; label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'plain', label: 'Plain text' },
  { value: 'markdown', label: 'Markdown' },
  { value: 'html', label: 'HTML' },
]

export function AddDialog({ onClose }: { onClose: () => void }) {
  const captures = useCaptures()
  const underWay = captures.some(isUnderWay)
  const close = () => {
    forgetCaptures()
    onClose()
  }
  return (
    <Dialog
      title="Add to the library"
      onClose={close}
      footer={
        underWay && (
          <Button onClick={close}>
            {captures.length === 1 ? 'Go on in the background' : 'Add the rest in the background'}
          </Button>
        )
      }
    >
      {captures.length > 0 && <CaptureList captures={captures} onOpen={close} />}
      {!underWay && <AddForm again={captures.length > 0} />}
    </Dialog>
  )
}

function useFileDrop(onRequests: (requests: CaptureRequest[]) => void) {
  const [over, setOver] = useState(false)
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => {
        setOver(false)
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        onRequests(requestsForDrop(event.dataTransfer))
      },
    },
  }
}

function AddForm({ again }: { again: boolean }) {
  const [content, setContent] = useState('')
  const [format, setFormat] = useState<Format>('auto')
  const fileInput = useRef<HTMLInputElement>(null)
  const { over, handlers } = useFileDrop((requests) => {
    if (requests.length > 0) startCaptures(requests)
  })
  const address = addressIn(content)
  const isText = content.trim() !== '' && !address
  const submit = () => {
    if (content.trim() === '') return
    startCaptures([address ? requestForUrl(address) : requestForText(content, format)])
  }
  return (
    <form
      className="add-form"
      data-over={over || undefined}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      {...handlers}
    >
      <label className="add-label" htmlFor="add-content">
        {again ? 'Add another: a web address, or text' : 'A web address, or the text of an article'}
      </label>
      <textarea
        id="add-content"
        className="field add-content"
        rows={isText ? 9 : 3}
        value={content}
        spellCheck={false}
        placeholder="https://…"
        data-autofocus
        onChange={(event) => {
          setContent(event.target.value)
        }}
        onKeyDown={(event) => {
          const whole = event.ctrlKey || event.metaKey || (address !== null && !event.shiftKey)
          if (event.key !== 'Enter' || !whole || event.nativeEvent.isComposing) return
          event.preventDefault()
          submit()
        }}
      />
      {isText && (
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
          Choose files…
        </Button>
        <span className="add-hint">or drop them here: HTML, Markdown or plain text</span>
        <Button type="submit" variant="primary" disabled={content.trim() === ''}>
          {isText ? 'Add text' : 'Add article'}
        </Button>
      </div>
      <p className="add-import">
        <Button
          variant="quiet"
          size="small"
          icon={<FolderInput size={16} />}
          onClick={() => {
            showDialog({ name: 'import' })
          }}
        >
          Import from another app…
        </Button>
      </p>
      <input
        ref={fileInput}
        type="file"
        multiple
        hidden
        aria-label="Files to add"
        accept=".html,.htm,.xhtml,.mhtml,.md,.markdown,.txt,text/html,text/markdown,text/plain,.pdf"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          if (files.length > 0) startCaptures(files.map(requestForFile))
        }}
      />
      {over && (
        <p className="add-drop" aria-hidden="true">
          Drop to add
        </p>
      )}
    </form>
  )
}
