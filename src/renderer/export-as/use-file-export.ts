// The work of one export: it runs, is stopped, ends in a file or a download, or in a sentence.
import { useLayoutEffect, useRef, useState } from 'react'
import type { ExportFileInput, ExportFileReport } from '../../contract/export-model.ts'
import { client, sentenceOf } from '../client.ts'

export type Work =
  | { state: 'asking' }
  | { state: 'working'; done: number; total: number }
  | { state: 'done'; report: ExportFileReport }
  | { state: 'stopped' }
  /** `isThere`: a file by that name is there already. */
  | { state: 'failed'; problem: string; isThere: boolean }

export function useFileExport() {
  const [work, setWork] = useState<Work>({ state: 'asking' })
  const abort = useRef<AbortController>(null)
  useLayoutEffect(
    () => () => {
      abort.current?.abort()
    },
    [],
  )
  const begin = async (input: ExportFileInput) => {
    abort.current?.abort()
    const control = new AbortController()
    abort.current = control
    setWork({ state: 'working', done: 0, total: 0 })
    try {
      const pieces: Uint8Array<ArrayBuffer>[] = []
      for await (const event of await client.export.file(input, { signal: control.signal })) {
        if (event.type === 'progress') setWork({ state: 'working', done: event.done, total: event.total })
        else if (event.type === 'bytes') pieces.push(bytesOf(event.base64))
        else {
          if (event.path === null) download(new Blob(pieces, { type: event.mediaType }), event.name)
          setWork({ state: 'done', report: event })
        }
      }
    } catch (error) {
      if (control.signal.aborted) return
      setWork({ state: 'failed', problem: sentenceOf(error), isThere: codeOf(error) === 'CONFLICT' })
    }
  }
  return {
    work,
    begin,
    stop() {
      abort.current?.abort()
      setWork({ state: 'stopped' })
    },
    /** What is asked for has changed: what was said of the last time is not true of it. */
    forget() {
      setWork((before) => (before.state === 'working' ? before : { state: 'asking' }))
    },
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index)
  return bytes
}

/** Gives a file to the browser, which puts it where it puts downloads. */
function download(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser has taken hold of it by then.
  setTimeout(() => {
    URL.revokeObjectURL(link.href)
  }, 60_000)
}
