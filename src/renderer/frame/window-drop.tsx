// Files, addresses and text dropped anywhere on the window, or pasted where nothing is typed, are added to the library.
import { useLayoutEffect, useState } from 'react'
import { takesText } from '../commands/keys.ts'
import { addressIn, requestForFile, requestForUrl, requestsForDrop } from '../library/capture-requests.ts'
import { startCaptures } from '../library/captures.ts'
import type { CaptureRequest } from '../library/captures.ts'
import { showDialog } from './dialogs.ts'

function add(requests: CaptureRequest[]): void {
  if (requests.length === 0) return
  startCaptures(requests)
  showDialog({ name: 'add' })
}

function onPaste(event: ClipboardEvent): void {
  if (takesText(event.target) || document.querySelector('dialog[open]') || !event.clipboardData) return
  const files = [...event.clipboardData.files]
  const address = addressIn(event.clipboardData.getData('text/plain'))
  if (files.length > 0) add(files.map(requestForFile))
  else if (address) add([requestForUrl(address)])
}

/** Whether a drag brings something from outside that could be added. */
function brings(data: DataTransfer | null): data is DataTransfer {
  return data !== null && ['Files', 'text/uri-list', 'text/plain'].some((type) => data.types.includes(type))
}

/** Follows drags over the window; true while one that could be dropped is over it. */
function useDragOver(): boolean {
  const [over, setOver] = useState(false)
  useLayoutEffect(() => {
    // What is dragged from inside the window, selected words say, is no addition.
    let ownDrag = false
    const onDragStart = () => {
      ownDrag = true
    }
    const onDragEnd = () => {
      ownDrag = false
    }
    const onDragOver = (event: DragEvent) => {
      if (ownDrag || !brings(event.dataTransfer)) return
      if (takesText(event.target) && !event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setOver(document.querySelector('dialog[open]') === null)
    }
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (ownDrag || event.defaultPrevented || !brings(event.dataTransfer)) return
      if (takesText(event.target) && !event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      add(requestsForDrop(event.dataTransfer))
    }
    const control = new AbortController()
    const { signal } = control
    window.addEventListener('dragstart', onDragStart, { signal })
    window.addEventListener('dragend', onDragEnd, { signal })
    window.addEventListener('dragover', onDragOver, { signal })
    window.addEventListener('dragleave', onDragLeave, { signal })
    window.addEventListener('drop', onDrop, { signal })
    window.addEventListener('paste', onPaste, { signal })
    return () => {
      control.abort()
    }
  }, [])
  return over
}

export function WindowDrop() {
  const over = useDragOver()
  if (!over) return null
  return (
    <div className="window-drop" aria-hidden="true">
      <p>Drop to add to the library</p>
    </div>
  )
}
