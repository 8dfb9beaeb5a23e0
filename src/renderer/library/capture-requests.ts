// Files, dropped or pasted things turned into requests to capture.
import type { CaptureInput } from '../../contract/model.ts'
import type { CaptureRequest } from './captures.ts'

/** Above this a file would fill the window's memory before the core could refuse it. */
const MOST_BYTES = 100 * 2 ** 20

/** The address in a text that is nothing but one address, else null. A bare domain counts when it has a path or `www.`. */
export function addressIn(text: string): string | null {
  const trimmed = text.trim()
  if (/\s/.test(trimmed)) return null
  // Whatever looks like an address is one: the core says what is wrong with it, and does not keep it as an article.
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)) return trimmed
  if (
    /^(?:www\.)[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/i.test(trimmed) ||
    /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\/\S+$/i.test(trimmed)
  ) {
    return `https://${trimmed}`
  }
  return null
}

/** A request for an address. */
export function requestForUrl(url: string): CaptureRequest {
  return { label: url, input: () => ({ kind: 'url', url }) }
}

/** A request for text that was pasted or dropped; html and its address when the source gave them. */
export function requestForText(
  text: string,
  format: 'auto' | 'plain' | 'markdown' | 'html' = 'auto',
  url?: string,
): CaptureRequest {
  const label = text.trim().split('\n', 1)[0]?.slice(0, 80) ?? ''
  return {
    label: label || 'Pasted text',
    input: () => ({ kind: 'text', text, format, ...(url ? { url } : {}) }),
  }
}

/** A request for a file; its bytes are read when its turn comes. */
export function requestForFile(file: File): CaptureRequest {
  return { label: file.name, input: () => readFile(file) }
}

async function readFile(file: File): Promise<CaptureInput> {
  if (file.size > MOST_BYTES) {
    const megabytes = String(Math.round(file.size / 2 ** 20))
    throw new Error(`${file.name} has ${megabytes} MB, more than an article can have. Nothing was added.`)
  }
  return { kind: 'file', name: file.name, base64: await base64Of(file) }
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : ''
      resolve(url.slice(url.indexOf(',') + 1))
    }
    reader.onerror = () => {
      reject(new Error(`${file.name} could not be read. Nothing was added; check that it is a file and may be opened.`))
    }
    reader.readAsDataURL(file)
  })
}

/** What a drop holds: files, else an address, else text; nothing for our own links. */
export function requestsForDrop(data: DataTransfer): CaptureRequest[] {
  if (data.files.length > 0) return [...data.files].map(requestForFile)
  const address = addressIn(
    data
      .getData('text/uri-list')
      .split('\n')
      .find((line) => !line.startsWith('#')) ?? '',
  )
  if (address) return [requestForUrl(address)]
  const text = data.getData('text/plain')
  if (!text.trim()) return []
  const inText = addressIn(text)
  return [inText ? requestForUrl(inText) : requestForText(text)]
}
